"""Answers that the graph holds as such: decisions, actions, meetings, people, lists, a document in short. Tried
in this order."""

from collections.abc import Callable

from core.agent.desk import Desk
from core.agent.draft import Draft
from core.agent.question import Question
from core.agent.typed.actions import actions
from core.agent.typed.decisions import decisions
from core.agent.typed.lists import lists
from core.agent.typed.meetings import meetings
from core.agent.typed.people import people
from core.agent.typed.summary import summary

_KINDS: tuple[Callable[[Question, Desk], Draft | None], ...] = (lists, summary, actions, meetings, people, decisions)


def typed(question: Question, desk: Desk) -> Draft | None:
    """The first typed answer that fits the question, None when it asks for none or the graph holds none."""
    for kind in _KINDS:
        draft = kind(question, desk)
        if draft is not None:
            return draft
    return None
