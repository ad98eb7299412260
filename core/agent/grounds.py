"""How well a stretch grounds an answer: the question's words, or everyday kin of them, and the kind of thing asked for,
all within a sentence or two of each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.agent.expected import holds
from core.agent.focus import focus
from core.agent.gist import gist
from core.agent.predicates import kin
from core.agent.question import Question
from core.agent.runs import Run
from core.agent.windows import Window
from core.terms import words

_KIN = 0.7  # of a word that only a related one stands for
_ABOVE = 0.7  # of a word that only heading, title or speaker holds
_OWN = 0.4  # share of the support that the sentence itself must hold which the kind of thing stands in or behind
_STRICT = ("money", "number", "date", "person", "place")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHARE = re.compile(r"\d\s?(?:%|per ?cent)", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b",
    re.IGNORECASE,
)
"""Capitalised, and no names."""


@dataclass(frozen=True)
class Grounds:
    """What stands together around one sentence.

    Args:
        support: share of what is asked that does, 0 to 1.
        kind: whether the kind of thing asked for does; True where none is.
        lacking: the words of the question that do not.
        focused: whether those do that no answer can do without.
    """

    support: float
    kind: bool
    lacking: tuple[str, ...] = ()
    focused: bool = True

    @property
    def worth(self) -> float:
        """To choose the best of several by."""
        return self.support + 0.2 * self.kind + 0.3 * self.focused


def grounds(question: Question, windows: Sequence[Window]) -> Grounds:
    """The best of what the sentences of these stretches ground; support nothing for none.

    Args:
        question: with its words weighed by themselves, not by the library.
    """
    needed = focus(question.text)
    found = [_at(question, needed, window.run, at) for window in windows for at in range(window.first, window.last + 1)]
    return max(found, key=lambda one: one.worth, default=Grounds(0.0, False, tuple(question.content), False))


def _at(question: Question, needed: frozenset[str], run: Run, at: int) -> Grounds:
    said = run.said
    here = said[at].sentence
    near = [at]
    if here.kind == "text":
        near = [n for n in (at - 1, at, at + 1) if 0 <= n < len(said) and said[n].sentence.kind == "text"]
        near = [n for n in near if said[n].sentence.heading == here.heading]
    held = frozenset().union(*(said[n].stems for n in near))
    above = run.title | set(gist(here.heading)) | {t for n in near for t in gist(said[n].sentence.speaker or "")}
    shares = {term: _match(term, held, above) for term in question.content}
    total = sum(question.content.values())
    support = sum(question.content[term] * share for term, share in shares.items()) / total if total else 0.0
    text = " ".join(said[n].sentence.text for n in near if n >= at)
    own = question.coverage(said[at].stems | above)
    written = said[at].passage.date or (run.document.date if run.document else None)
    held |= set(_YEAR.findall(said[at].passage.text)) | ({str(written.year)} if written else set())
    focused = all(_match(term, held, above) for term in needed)
    lacking = tuple(term for term, share in shares.items() if share == 0.0)
    return Grounds(support, own >= _OWN * support and _kind(question, text), lacking, focused)


def _match(term: str, held: frozenset[str], above: set[str] | frozenset[str]) -> float:
    if term in held:
        return 1.0
    if term in above:
        return _ABOVE
    return _KIN if kin(term) & held else 0.0


def _kind(question: Question, text: str) -> bool:
    """True if the text holds each kind of thing that is asked for, apart from what the question says itself."""
    wanted = [kind for kind in question.wants if kind in _STRICT]
    if not wanted:
        return True
    if "money" in wanted and _SHARE.search(text):
        return True
    own = set(words(question.text))
    rest = " ".join(w for w in text.split() if not set(words(w)) or not set(words(w)) <= own)
    return any(holds(kind, _OFTEN.sub("", rest) if kind == "person" else rest) for kind in wanted)
