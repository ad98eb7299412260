"""Sentences as tokens and as shapes, so that what was learned from some people and sums holds for others.

Names, days, months, sums and numbers become classes: "Ann will pay £40 by Friday" and "Bob will pay £90 by Monday" are
one sentence here. Rare words become their kind (see ``kinds``): "opted" tells what "chose" tells.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from core.documents.facts.sentences import Sentence
from core.documents.facts.task_verbs import TASK_VERBS

_TOKEN = re.compile(
    r"[£$€₹]?\d[\d.,:/]*(?:st|nd|rd|th|k|m|p|%|am|pm)?|[A-Za-zÀ-ž]+(?:'[a-zA-Z]+)?|->|→|=>|\U0001f44d|[?!:;,.()–—\[\]@]"
)
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec""".split()
)
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays
    tuesdays wednesdays thursdays fridays saturdays sundays""".split()
)
COMMON = frozenset(
    """a an the this that these those it we he she they i you there then no all so and but or if of to in on at by for
    from with as not is are was were be been being has have had do does did will would shall should can could may
    might must let let's our my your their his her its us me them him who which what when where why how every each
    both any some one nobody everyone everybody someone anyone nothing only just also more than out up off over down
    into about after before until till again now yes yeah ok okay right agreed n't don't won't i'll we'll i'm we're
    it's that's he'll she'll they'll i'd we'd""".split()
)
"""Words that stay themselves: they carry how something is said, not what it is about."""
_NOT_INITIALS = frozenset("OK NO AGM TV UK USA".split())
_NOT_NAMES = frozenset("the of and to in for mr mrs chair may will mark".split())
_HEAD = 3
"""Initials are looked for in so many words at the start."""
_ENDINGS = ("ed", "ing", "ly", "tion", "s")
_MERGED = frozenset(("<cap>", "<name>", "<num>"))
_KINDS_FILE = Path(__file__).with_name("word_kinds.txt")


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The lower-case words that the names of a document's people are made of."""
    words = {word.lower() for name in names for word in re.findall(r"[A-Za-zÀ-ž]+", name) if len(word) > 1}
    return frozenset(words - _NOT_NAMES)


def tokens_of(sentence: Sentence, names: frozenset[str]) -> list[str]:
    """The words and marks of a sentence in lower case, with classes for names, days, months, sums and numbers."""
    found: list[str] = []
    for i, word in enumerate(_TOKEN.findall(sentence.body.replace("’", "'"))):
        token = _class(word, min(i, _HEAD), names)
        if not (token in _MERGED and found and found[-1] == token):
            found.append(token)
    return found


@lru_cache(maxsize=8192)
def _class(word: str, i: int, names: frozenset[str]) -> str:
    low = word.lower()
    if low in _DAYS:
        return "<day>"
    if low in _MONTHS and word[0].isupper():
        return "<mon>"
    if word[0] in "£$€₹":
        return "<money>"
    if word[0].isdigit():
        return "<num>"
    if low in names or (low.endswith("'s") and low[:-2] in names):
        return "<name>"
    if word.isalpha() and word.isupper() and 2 <= len(word) <= 3 and i < _HEAD and word not in _NOT_INITIALS:
        return "<init>"
    if word[0].isupper() and i > 0 and low not in COMMON and not word.isupper():
        return "<cap>"
    return low


@lru_cache(maxsize=8192)
def shape(token: str) -> str:
    """What kind of word a token is by its looks: itself if common, a verb of doing, an ending, or any word."""
    if token.startswith("<") or token in COMMON or not token[0].isalpha():
        return token
    if token in TASK_VERBS:
        return "VB"
    return next(("-" + end for end in _ENDINGS if len(token) > len(end) + 2 and token.endswith(end)), "w")


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """The kind of each word that ``word_kinds.txt`` lists, but for the common ones: words on one line mean nearly the
    same."""
    lines = _KINDS_FILE.read_text(encoding="utf-8").splitlines()
    listed = (line.split() for line in lines if line and not line.startswith("#"))
    return {word: "~" + words[0] for words in listed for word in words if word not in COMMON}
