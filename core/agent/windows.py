"""Stretches of a few sentences, measured against the question."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from core.agent.expected import holds
from core.agent.gist import gist
from core.agent.question import Question
from core.agent.runs import Run, Said
from core.embeddings import Embedder
from core.errors import EmbeddingError

EMBEDDED = 6  # windows at most: ten milliseconds each
WORDS = 55  # a window ends with the sentence that reaches so many
SENTENCES = 7
TITLE = 0.5  # what a word of the question is worth that only the title holds
PLACE = 0.01  # a place further down tells little: those found are chosen together, not one by one
CORE = 0.35  # what it adds that the kind of thing asked for stands in the sentence nearest to the question
FRESH = (0.5, 0.3, 0.08)  # the newest over the oldest: asked how things are, what came of them, anything else
DECIDED = 0.4  # a decision, where an outcome is asked for
PARAGRAPH = 12  # words from which on a paragraph stands alone
ITEM = 16  # words of a line of a list at most
_MEANING = 0.9
_KINDS = {"deadline": 0.35, "reason": 0.2, "money": 0.2, "number": 0.15, "date": 0.15, "person": 0.15, "place": 0.15}
"""What it adds to hold the kind of thing that is asked for: the rarer its look, the more."""
_CHATTER = frozenset(
    "okay ok yes no right good great thanks thank well hello hi morning sorry yeah sure fine lovely um so".split()
)


@dataclass(frozen=True)
class Window:
    """Sentences ``first`` to ``last`` (inclusive) of a run, what they are worth, and whether they hold a decision that
    was not replaced."""

    run: Run
    first: int
    last: int
    score: float
    decided: bool = False

    @property
    def text(self) -> str:
        """What is said in it, with who says it."""
        return " ".join(one.sentence.text for one in self.run.said[self.first : self.last + 1])

    @property
    def stems(self) -> frozenset[str]:
        """Its words as they are compared."""
        return frozenset().union(*(one.stems for one in self.run.said[self.first : self.last + 1]))

    @property
    def length(self) -> int:
        """Its words, counted."""
        return sum(one.length for one in self.run.said[self.first : self.last + 1])

    def overlaps(self, other: "Window") -> bool:
        """True if both hold a sentence."""
        return self.run is other.run and self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Outcome:
    """Where a decision stands in its document; ``replaced`` when a later one took its place."""

    start: int
    replaced: bool


@dataclass(frozen=True)
class Scales:
    """What all windows of one question are measured with.

    Args:
        people: lower-case single words of names of people in these documents.
        days: the dates of what is at hand, each once, in order.
        outcomes: decisions by document id.
    """

    question: Question
    people: frozenset[str]
    days: Sequence[date]
    outcomes: Mapping[str, Sequence[Outcome]] = field(default_factory=dict)

    def outcome(self, run: Run, first: int, last: int) -> float:
        """What the decisions inside a stretch add to it."""
        best = max((0.5 if held.replaced else 1.0 for held in self._inside(run, first, last)), default=0.0)
        return best * (DECIDED if self.question.seeks_outcome else 0.1)

    def holds_now(self, run: Run, first: int, last: int) -> bool:
        """True if a decision that was not replaced stands in the stretch."""
        return any(not held.replaced for held in self._inside(run, first, last))

    def _inside(self, run: Run, first: int, last: int) -> list[Outcome]:
        spans = self.outcomes.get(run.said[first].passage.document_id, ())
        start, end = run.said[first].sentence.start, run.said[last].sentence.end
        return [held for held in spans if start <= held.start < end]

    def freshness(self, day: date | None) -> float:
        """0 for the oldest date at hand to 1 for the newest, by their order; a half for none, and for a day that
        has not come yet."""
        if day is None or len(self.days) < 2 or day > self.days[-1]:
            return 0.5
        return bisect_left(self.days, day) / (len(self.days) - 1)


def measured(all_runs: Sequence[Run], scales: Scales, embedder: Embedder | None) -> list[Window]:
    """A window from every sentence that can open one, best first."""
    found = [
        Window(run, first, last, _worth(run, first, last, scales), scales.holds_now(run, first, last))
        for run in all_runs
        for first in range(len(run.said))
        if run.said[first].sentence.kind != "heading" and not run.furniture(first)
        for last in [_end(run, first)]
    ]
    found.sort(key=lambda window: -window.score)
    return _with_meaning(found, scales.question, embedder)


def _end(run: Run, first: int) -> int:
    """The last sentence of the window that opens here: a row alone, else until it is long enough."""
    opening = run.said[first]
    if opening.sentence.kind == "row" or _is_item(opening):
        return first
    last, length = first, opening.length
    while last + 1 < len(run.said) and last - first + 1 < SENTENCES and length < WORDS:
        after = run.said[last + 1]
        if after.sentence.kind != "text" or _is_item(after) or (after.sentence.heading != opening.sentence.heading):
            break
        if after.sentence.speaker is None and after.turn != run.said[last].turn and length >= PARAGRAPH:
            break
        last, length = last + 1, length + after.length
    return last


def _is_item(one: Said) -> bool:
    """True for a short line of a list or a slide: it stands alone, what follows is another matter."""
    if one.sentence.speaker is not None or one.length > ITEM:
        return False
    return not one.sentence.text.rstrip("\"'”’)*_").endswith((".", "!", "?", "…", ":", ";", ","))


def _worth(run: Run, first: int, last: int, scales: Scales) -> float:
    question, said = scales.question, run.said[first : last + 1]
    inside = frozenset().union(*(one.stems for one in said)) | frozenset(gist(said[0].sentence.heading))
    decided = scales.outcome(run, first, last)
    reach = 8 if decided else 2
    before = frozenset().union(*(one.stems for one in run.said[max(0, first - reach) : first]))
    before |= frozenset(gist(said[0].sentence.speaker or ""))
    worth = 0.7 * question.coverage(inside) + 0.3 * question.coverage(inside | before)
    worth += TITLE * (question.coverage(inside | before | run.title) - question.coverage(inside | before))
    worth += 0.3 * question.coverage(said[0].stems)
    text = " ".join(one.sentence.text for one in said)
    worth += sum(_KINDS.get(kind, 0.0) for kind in question.wants if holds(kind, text, scales.people))
    if question.wants:
        core = max(said, key=lambda one: question.coverage(one.stems)).sentence.text
        worth += CORE * sum(_KINDS.get(kind, 0.0) for kind in question.wants if holds(kind, core, scales.people))
    low = text.lower()
    worth += min(0.3, sum(0.15 for name in question.names if " " in name and name.lower() in low))
    fresh = FRESH[0] if question.is_present else FRESH[1] if question.seeks_outcome else FRESH[2]
    worth += fresh * scales.freshness(said[0].passage.date)
    worth += decided - PLACE * run.rank(first) + _standing(run, question)
    if said[0].length < 8 and said[0].sentence.text.split()[0].strip(",.!").lower() in _CHATTER:
        worth -= 0.1
    if len(said) == 1 and (said[0].sentence.is_question or said[0].length < 5):
        worth -= 0.2
    return worth


def _standing(run: Run, question: Question) -> float:
    status = run.document.status if run.document else None
    if status == "draft":
        return 0.0 if "draft" in question.content else -0.2
    return 0.05 if status == "approved" else 0.0


def _with_meaning(found: list[Window], question: Question, embedder: Embedder | None) -> list[Window]:
    """The most promising windows with the cosine to the question added, best first; the rest behind them."""
    if embedder is None or not found:
        return found
    near, rest = _spread(found)
    try:
        asked = embedder.embed_question(question.text)
        cosines = embedder.embed([window.text for window in near]) @ asked
    except EmbeddingError:
        return found
    likeness = np.asarray(embedder.likeness(cosines), dtype=float)
    low = max(0.0, float(likeness.min()) - 0.05)
    lifted = [replace(w, score=w.score + _MEANING * float(like)) for w, like in zip(near, likeness, strict=True)]
    lifted += [replace(w, score=w.score + _MEANING * low) for w in rest]
    return sorted(lifted, key=lambda window: -window.score)


def _spread(found: list[Window]) -> tuple[list[Window], list[Window]]:
    """The best windows, not two that open within two sentences of each other, and the rest."""
    near, rest = list[Window](), list[Window]()
    for window in found:
        close = any(window.run is other.run and abs(window.first - other.first) < 2 for other in near)
        (rest if close or len(near) >= EMBEDDED else near).append(window)
    return near, rest
