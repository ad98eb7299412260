"""What a question asks for: its words that matter, its names, and the kind of answer it expects."""

import re
from dataclasses import dataclass
from functools import cached_property

from core.terms import STOP_WORDS, stem, words
from core.word_weights import word_weight

ASKING = frozenset(
    stem(word)
    for word in """summarise summarize summary overview discuss discussed discussion think thought say said saying
    tell told mention mentioned talk talked speak spoke explain describe give know find show list please detail details
    information happen happened concerning regarding question answer ask asked anyone anybody someone somebody everyone
    anything something everything thing things exactly ever still currently actually really many much long often far
    kind sort main point points opinion view views according remind want need does
    quick quickly briefly brief whether possible latest recent recently last next first time""".split()
)
"""Stems that tell how something is asked and not what is asked."""

_NAME = re.compile(r"\b(?:[A-Z][\w’'&-]*[\w]|[A-Z])(?:\s+(?:of|for|and|de|van|der|the)?\s*[A-Z][\w’'&-]*\w)*")
_OPENERS = frozenset(
    """what when where who whom whose which why how is are was were do does did can could should would will has have had
    summarise summarize list tell give show find explain describe and the in on at if please any a an for from i""".split()
)
_WANTS = (
    ("reason", r"^\W*(?:and |but |so )?(?:why|how come|for what reason|what (?:is|was|were|are) the reasons?)\b|\breasons? (?:for|why|behind)\b"),
    ("number", r"\bhow (?:much|many|often|long|far|big|large|old|high|late)\b|\b(?:what|which)(?:'s| is| was| are| were)? (?:the |our |their |this year'?s )?(?:[\w'-]+ ){0,3}(?:budget|amount|price|cost|costs|number|percentage|share|fee|fees|rent|salary|limit|total|rate|size|allowance|sum|figure|target|balance|deposit|turnout|income|spend|spending|quote|premium)\b"),
    ("date", r"\bwhen\b|\b(?:what|which) (?:date|day|month|year|week|time|deadline)\b|\bby when\b|\bhow soon\b|\b(?:deadline|due date)\b"),
    ("person", r"^\W*(?:and |but |so )?(?:by |to |for |with )?(?:who|whom|whose)\b|\b(?:which|what) (?:person|people|colleague|member|staff)\b|\b(?:and|,) who\b"),
    ("place", r"\bwhere\b|\b(?:which|what) (?:place|town|city|country|village|site|room|venue|district|office)\b"),
    ("yes_no", r"^\W*(?:and |but |so )?(?:is|are|was|were|do|does|did|can|could|should|will|would|has|have|had|may)\b"),
)  # fmt: skip
_SUMMARY = re.compile(
    r"\b(?:summari[sz]e|summary|overview|recap|main points|key points|what (?:was|were|is) (?:discussed|said)|"
    r"(?:tell|brief) (?:me|us) (?:about|on)|what happened|what do we know|catch me up)\b", re.I
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _WANTS)


@dataclass(frozen=True)
class Question:
    """A question as it was resolved from its conversation."""

    text: str

    @cached_property
    def content(self) -> dict[str, float]:
        """Stem to weight of the words that say what is asked; all words when nothing else is left."""
        kept = {stem(w): word_weight(w) for w in words(self.text) if w not in STOP_WORDS and stem(w) not in ASKING}
        return kept or {stem(w): word_weight(w) for w in words(self.text) if w not in STOP_WORDS}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Capitalised spans, the question's own first word left out unless it is a name."""
        found = []
        for match in _NAME.finditer(self.text):
            parts = match.group().split()
            while parts and parts[0].lower().rstrip("’'s") in _OPENERS:
                parts = parts[1:]
            if parts:
                found.append(" ".join(parts).removesuffix("’s").removesuffix("'s"))
        return tuple(dict.fromkeys(found))

    @cached_property
    def wants(self) -> str:
        """``reason``, ``number``, ``date``, ``person``, ``place``, ``yes_no`` or ``thing``."""
        return next((kind for kind, pattern in _COMPILED if pattern.search(self.text)), "thing")

    @cached_property
    def is_summary(self) -> bool:
        """True if it wants more than one fact."""
        return bool(_SUMMARY.search(self.text))

    def coverage(self, stems: set[str]) -> float:
        """Share, by weight, of the question's words that are among ``stems``; 0 to 1."""
        total = sum(self.content.values())
        return sum(w for term, w in self.content.items() if term in stems) / total if total else 0.0

    def without(self, removed: frozenset[str]) -> "Question":
        """The same question for comparing: words of an intent ("decide", "agree") taken out of its content."""
        rest = Question(self.text)
        kept = {term: w for term, w in self.content.items() if term not in removed}
        rest.__dict__["content"] = kept
        return rest


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|third|quarter|dozen"
)
_EXPECTED = {
    "number": re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.I),
    "date": re.compile(
        rf"\b(?:{_MONTHS}|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day|s|d)?\b|\b(?:19|20)\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}\b|"
        r"\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:today|tomorrow|tonight|yesterday|next (?:week|month|year|term)|o'?clock|a\.?m\.?|p\.?m\.?)\b"
    ),
    "reason": re.compile(
        r"\b(?:because|since|due to|so that|reasons?|therefore|that's why|which is why|in order to|otherwise|too \w+|"
        r"cannot|can't|couldn't|won't|didn't|not enough|as a result|owing to|risk|worr(?:y|ied)|problem|means?|cost)\b", re.I
    ),
    "place": re.compile(r"\b(?:in|at|to|from|near|on|outside|behind|next to)\s+(?:the\s+)?[A-Z]\w+|\b(?:room|hall|street|road|office|centre|building|store|shed|cupboard|floor)\b"),
    "person": re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][a-z]{2,}(?:[- ][A-Z]\w+)?\b"),
}  # fmt: skip


def holds(kind: str, text: str, people: frozenset[str] = frozenset()) -> bool:
    """True if a sentence holds the kind of thing that is asked for; always for kinds without a look of their own.

    Args:
        people: lower-case names (single words) of people known to be in these documents.
    """
    if kind == "person" and people:
        return any(word in people for word in words(text)) or bool(re.search(r"\b(?:I'll|I will|I've|I)\b", text))
    pattern = _EXPECTED.get(kind)
    return pattern is None or bool(pattern.search(text))
