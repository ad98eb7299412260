"""The words of a question that its answer cannot do without: what is owned, counted, paid for, done."""

import re

from core.agent.gist import base, is_irregular
from core.terms import STOP_WORDS

_AUX = r"(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|shall|should|must|may|might|been|be)"
_WHO_DOES = re.compile(rf"^\W*(?:and |but )?who(?!\s+{_AUX}\b|['’]s\b)\s+(?:\w+ly\s+)?(?P<word>[\w-]+)", re.IGNORECASE)
_WHO_IS = re.compile(
    r"^\W*(?:and |but )?who(?:['’]s|\s+(?:is|are|was|were))\s+(?:the|our|their)\s+(?P<words>(?:[\w-]+\s+){1,3}?)"
    r"(?:of|for|at|in|on)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bhow (?P<word>deep|old|tall|heavy|fast|hot|cold|wide)\b", re.IGNORECASE)
_HOW_MANY = re.compile(
    rf"\bhow many (?!of\b)(?P<words>(?:[\w-]+\s+){{1,3}}?)(?:{_AUX}|[\w-]+ed|came|went|took)\b", re.IGNORECASE
)
_WHAT_DOES = re.compile(
    rf"^\W*(?:in |at |on |to )?(?:what|which) (?P<words>(?:[\w-]+\s+){{1,3}}?){_AUX}\b", re.IGNORECASE
)
_WHAT_IS = re.compile(
    r"^\W*what(?:['’]s|\s+(?:is|are|was|were))\s+(?:the|our|their)\s+(?P<words>(?:[\w'’-]+\s+){1,3}?)(?:of|for)\b",
    re.IGNORECASE,
)
_WHAT_COSTS = re.compile(r"^\W*what (?:do|does|did|will|would) .*\ba (?P<word>\w+) for\b.*\bcost\b", re.IGNORECASE)
_DONE = re.compile(
    r"^\W*(?:in |on |by )?(?:when|where|who|which|what|how)\b.*\b(?:is|are|was|were|been|be|get|got)\b.*"
    r"\b(?P<word>[\w-]+)\W*$",
    re.IGNORECASE,
)
_WAS_DONE = re.compile(r"^\W*(?:which|what|who)\b(?: \w+)? (?:was|were|got) (?P<word>[\w-]+)", re.IGNORECASE)
_DID = re.compile(r"^\W*(?:who|whom)\b.*\bdid\b.*\b(?P<word>[\w-]+)\W*$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPEN = frozenset(
    base(word)
    for word in """act do does come go get take make have keep need want offer promise agree volunteer suggest propose
    ask say tell think know happen stand look deal day date month year week time number amount total sum share size
    percentage percent proportion rate figure kind sort thing part reason name company firm person people place city
    town country village one way rule term result price cost much many position point change plan step answer
    difference deadline limit state news decision outcome contact end start first last new next main big good best
    else left open long done us we our use decide agree approve resolve choose appoint reject discuss mention
    still organisation institution supplier budget""".split()
)
"""Words that hold a question together, and those whose answer takes another shape: a date, a number, a name."""


def focus(text: str) -> frozenset[str]:
    """Words, as they are compared, that have to stand where the answer is; empty when none can be told."""
    found = list[str]()
    for pattern in (_WHO_DOES, _HOW, _DID, _WHAT_COSTS):
        match = pattern.search(text)
        found += [match["word"]] if match else []
    for pattern in (_WHO_IS, _HOW_MANY, _WHAT_DOES, _WHAT_IS):
        match = pattern.search(text)
        found += match["words"].split()[-1:] if match else []
    for pattern in (_DONE, _WAS_DONE):
        match = pattern.search(text)
        if match and (match["word"].lower().endswith("ed") or is_irregular(match["word"].lower())):
            found.append(match["word"])
    terms = {base(word.lower()) for word in found if word.lower() not in STOP_WORDS and not word[:1].isupper()}
    return frozenset(terms - _OPEN) | frozenset(_YEAR.findall(text))
