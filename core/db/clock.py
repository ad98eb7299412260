"""What time it is, as a parameter."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware."""


def now() -> datetime:
    """The real clock, UTC."""
    return datetime.now(UTC)
