"""A conversation as it goes into a file: what was asked, what was answered, and from which sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.models import Answer, AnswerRecord, Citation, Level

KINDS = {
    "model": "Answered by a language model, checked against the sources.",
    "extract": "Extracts from the documents.",
    "not_found": "Not found in the library.",
}
"""How an answer came about, in words, by its mode."""


@dataclass(frozen=True)
class Talk:
    """One conversation. ``turns`` are questions with the records of their answers, oldest first."""

    title: str
    exported_at: datetime
    turns: Sequence[tuple[str, AnswerRecord]]

    @property
    def level(self) -> Level:
        """The highest level among its answers."""
        return max((record.level for _, record in self.turns), key=lambda level: level.rank, default=Level.PUBLIC)

    @property
    def heading(self) -> str:
        """One line under the title."""
        return f"From Sybil, {day(self.exported_at.date())}. Level of its sources: {self.level}."


def day(when: date) -> str:
    """A date as a person reads it."""
    return f"{when.day} {when:%B %Y}"


def asked(record: AnswerRecord) -> str:
    """When a question was asked and how it was answered, on one line."""
    how = KINDS.get(record.answer.mode, "")
    return f"Asked on {day(record.asked_at.date())} at {record.asked_at:%H:%M} UTC. {how}".strip()


def source(citation: Citation) -> str:
    """Where a quote stands, on one line."""
    dated = day(citation.date) if citation.date else None
    return ", ".join(part for part in (citation.document, dated, citation.locator) if part)


def bullet(line: str) -> str | None:
    """What a line of an answer says if it is an item of a list, None if it is not."""
    for mark in ("- ", "* ", "• ", "– "):
        if line.startswith(mark):
            return line[len(mark) :].strip() or None
    return None


def sources(answer: Answer) -> Sequence[Citation]:
    """The sources of an answer by number."""
    return sorted(answer.citations, key=lambda citation: citation.n)
