"""Whether a passage says what a sentence claims: overlap of words, and every number, date and name of the claim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.agent.gist import gist
from core.agent.question import Question
from core.agent.sentences import sentences
from core.models import Passage
from core.terms import words
from core.word_weights import word_weight

ENOUGH = 0.5  # share, by weight, of the claim's words that the cited sentences have to hold
PART = 0.3  # the same for one source of several
_WINDOW = 3  # sentences that one quote spans at most
_QUOTE = 420  # characters of a quote at most

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*[a-z][\w’'-]*\b|\b[A-Z]{2,}\b")
_SMALL = {
    word: str(value)
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
     "first": "1", "second": "2", "third": "3"}  # fmt: skip
_MONTHS = "january february march april may june july august september october november december".split()
_ORDINARY = frozenset(
    """the a an it this that these those they we he she i in on at by for from to of and but or if as so is are was were
    there here according after before during since while when where who what which how why also however no not yes
    source sources document documents minutes meeting both each all some any our their his her its you your your
    monday tuesday wednesday thursday friday saturday sunday""".split()
)


@dataclass(frozen=True)
class Support:
    """The best place for a claim in one passage; offsets in the document. ``overlap`` is 0 to 1."""

    start: int
    end: int
    text: str
    overlap: float


def supporting(claim: str, passage: Passage) -> Support | None:
    """The one to three neighbouring sentences of a passage that hold most of a claim; None for an empty passage."""
    wanted = Question(claim).content
    own = [s for s in sentences(passage) if s.kind != "heading"]
    best: Support | None = None
    for first in range(len(own)):
        stems = set[str]()
        for last in range(first, min(first + _WINDOW, len(own))):
            start, end = own[first].start, own[last].end
            if last > first and end - start > _QUOTE:
                break
            stems |= _stems(own[last].text) | _stems(own[last].speaker or "")
            overlap = _share(wanted, stems) - 0.04 * (last - first)
            if best is None or overlap > best.overlap + 1e-9:
                best = Support(start, end, passage.text[start - passage.start : end - passage.start], overlap)
    return best


def unsupported(claim: str, passages: Sequence[Passage], labels: Sequence[str]) -> list[str]:
    """The numbers and names of a claim that none of the cited passages holds.

    Args:
        labels: titles, names and dates of the passages' documents, which count as said.
    """
    said = " ".join([*(p.text for p in passages), *(" ".join(p.speakers) for p in passages), *labels])
    held = _numbers(said)
    missing = [number for number in sorted(_digits(claim)) if number not in held]
    spoken = set(words(said)) | {word.rstrip("s") for word in words(said)}
    for match in _NAME.finditer(claim):
        if _opens(claim, match.start()) and word_weight(match.group().lower()) < 0.9:
            continue
        missing.extend(word for word in words(match.group()) if _is_new(word, spoken))
    low = claim.lower()
    missing += [
        m for m in _MONTHS if m != "may" and re.search(rf"\b{m}\b", low) and m[:3] not in {w[:3] for w in spoken}
    ]
    return list(dict.fromkeys(missing))


def _is_new(word: str, spoken: set[str]) -> bool:
    return len(word) > 1 and word not in _ORDINARY and word not in spoken and word.rstrip("s") not in spoken


def _opens(text: str, at: int) -> bool:
    """True if a word stands where any word is capitalised."""
    before = text[:at].rstrip(" \"'“‘(*-•")
    return not before or before[-1] in ".!?:;\n"


def _stems(text: str) -> set[str]:
    return set(gist(text))


def _share(wanted: dict[str, float], stems: set[str]) -> float:
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in stems) / total if total else 0.0


def _digits(text: str) -> set[str]:
    return {_plain(match.group()) for match in _NUMBER.finditer(text)}


def _numbers(text: str) -> set[str]:
    return _digits(text) | {_SMALL[word] for word in words(text) if word in _SMALL}


def _plain(number: str) -> str:
    """``1,400`` and ``1400.00`` as ``1400``; ``34.50`` as ``34.5``; clock times as they are."""
    if ":" in number:
        return number
    joined = re.sub(r",(?=\d{3}\b)", "", number).replace(",", ".")
    whole, _, part = joined.partition(".")
    part = part.rstrip("0") if "." not in part else part
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")
