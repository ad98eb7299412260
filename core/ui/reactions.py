"""Thumbs under an answer, and a word on why."""

from core.ui.gate import Person


def thumbs(person: Person, record_id: str) -> None:
    """TODO"""


def reason(person: Person, record_id: str) -> None:
    """TODO"""
