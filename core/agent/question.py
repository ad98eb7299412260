"""What a question asks for: its words that matter, its names, and the kinds of answer it expects."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from core.agent.expected import WANTS
from core.agent.gist import base, tokens
from core.retrieval.question import name_spans
from core.terms import STOP_WORDS
from core.word_weights import word_weight

ASKING = frozenset(
    base(word)
    for word in """summarise summarize summary overview discuss discussed discussion think thought say said saying
    tell told mention mentioned talk talked speak spoke explain describe give know find show list please detail details
    information happen happened concerning regarding question answer ask asked anyone anybody someone somebody everyone
    anything something everything thing things exactly ever still currently actually really many much long often far
    kind sort main point points opinion view views according remind want need does
    quick quickly briefly brief whether possible latest recent recently last next first time story""".split()
)
"""Words that tell how something is asked and not what is asked."""

DECIDING = frozenset(
    base(word)
    for word in """decide decided decision decisions agree agreed agreement resolve resolved resolution approve approved
    approval settle settled conclude concluded conclusion choose chose chosen reject rejected vote voted final finally
    going ahead happening planned plan cancelled valid force board committee team management today made make taken take
    january february march april may june july august september october november december month week year
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
"""Words of deciding, of who decides and when: not of what is decided on."""

COMMON = 0.2
"""Least share of its weight that a word keeps, however common."""

_SUMMARY = re.compile(
    r"\b(?:summari[sz]e|summary|overview|recap|main points|key points|what (?:was|were|is) (?:discussed|said)|"
    r"(?:tell|brief) (?:me|us) (?:about|on)|what do we know|catch me up|came? out of|the story of|walk me through)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:now|still|currently|current|at (?:the|this) moment|latest|today|these days|at present|things stand)\b|"
    r"^\W*(?:is|are|will|have|has)\b|\b(?:are|do) we\b|\b(?:where|when) (?:is|are|will)\b|\bhow often\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:decid\w+|decisions?|agreed?|resolved|approved?|settled|chosen?|rejected|declined|allow(?:ed)?|appoint(?:ed)?|"
    r"going to|happen(?:s|ed)?|what will|plan(?:ned)?|turned? (?:away|down)|dropped?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had|happened|came|won|raised|got|took)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """A question as it was resolved from its conversation."""

    text: str

    @cached_property
    def content(self) -> dict[str, float]:
        """Words that say what is asked, as they are compared, with their weights; all words when nothing is left."""
        spoken = [word for word in tokens(self.text) if word not in STOP_WORDS]
        kept = {base(word): word_weight(word) for word in spoken if base(word) not in ASKING}
        return kept or {base(word): word_weight(word) for word in spoken}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Capitalised words and numbers that stand together, as they are written."""
        return name_spans(self.text)

    @cached_property
    def wants(self) -> tuple[str, ...]:
        """The kinds of answer expected, in the order asked: ``reason``, ``money``, ``number``, ``date``, ``person``,
        ``place``, ``yes_no``; empty for anything else."""
        found = [(match.start(), kind) for kind, pattern in WANTS if (match := pattern.search(self.text))]
        return tuple(kind for _, kind in sorted(found, key=lambda one: one[0]))

    @cached_property
    def is_summary(self) -> bool:
        """True if it wants more than one fact."""
        return bool(_SUMMARY.search(self.text))

    @cached_property
    def is_present(self) -> bool:
        """True if it asks how things are, not how they were."""
        return bool(_PRESENT.search(self.text)) and not self.is_past

    @cached_property
    def is_past(self) -> bool:
        """True if it asks about something that has happened."""
        return bool(_PAST.search(self.text))

    @cached_property
    def seeks_outcome(self) -> bool:
        """True if what was decided, or how things stand, would answer it."""
        return self.is_present or "yes_no" in self.wants or bool(_DECIDES.search(self.text))

    def coverage(self, stems: set[str] | frozenset[str]) -> float:
        """Share, by weight, of the question's words that are among ``stems``; 0 to 1."""
        total = sum(self.content.values())
        return sum(w for term, w in self.content.items() if term in stems) / total if total else 0.0

    def among(self, counts: Mapping[str, int], total: int) -> "Question":
        """The same question with its words weighed by how rare they are among the sentences at hand too: what every
        document of an organisation speaks of tells none apart.

        Args:
            counts: in how many of the ``total`` sentences each word stands.
        """
        rest, most = Question(self.text), math.log(total + 1) or 1.0
        rest.__dict__["content"] = {
            term: w * max(COMMON, math.log((total + 1) / (counts.get(term, 0) + 1)) / most)
            for term, w in self.content.items()
        }
        return rest

    def without(self, removed: frozenset[str]) -> "Question":
        """The same question for comparing: words of an intent ("decide", "agree") taken out of its content."""
        rest = Question(self.text)
        kept = {term: w for term, w in self.content.items() if term not in removed}
        rest.__dict__["content"] = kept
        return rest
