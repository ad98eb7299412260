"""Code decides what is shown as a source: every ``[n]`` of a model's answer is looked up, measured and renumbered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.agent.draft import Quote, day, quote_of, unnumbered
from core.agent.sentences import plain_sentences
from core.agent.sources import Sources
from core.agent.support import ENOUGH, PART, supporting, unsupported
from core.models import Citation, Document, Passage

MARK = "(not found in the sources)"
_CITED = re.compile(
    r"\s*[\[【(]\s*(?:(?:sources?|src|n|no\.?|nr|passages?|ref)\s*[:=#]?\s*|\^|#)?"
    r"([0-9]{1,4}(?:\s*(?:,|;|and|&|–|-)\s*(?:sources?\s*)?[0-9]{1,4})*)\s*(?:†[^\]】]*)?[\]】)]", re.IGNORECASE
)  # fmt: skip
_BARE = re.compile(r"[\[【]")
_PLAIN_ROUND = re.compile(r"^\s*\(\s*[0-9]")
_MOST = 24  # numbers one mark may hold


@dataclass(frozen=True)
class Checked:
    """A model's answer after the check.

    ``kept`` and ``lost`` count sentences whose sources held and did not; ``bare`` those that cite nothing.
    """

    text: str
    citations: tuple[Citation, ...]
    quotes: tuple[Quote, ...]
    kept: int
    lost: int
    bare: int


def checked(text: str, sources: Sources, documents: Mapping[str, Document]) -> Checked:
    """Keep the sources that hold, mark the sentences whose sources do not, number what is left from 1.

    Args:
        text: as the model wrote it.
        sources: what it was shown.
        documents: by id, for titles, dates, status and links.
    """
    numbers = dict[tuple[str, int, int], int]()
    quotes, rows = list[Quote](), list[str]()
    at = kept = lost = bare = 0
    for start, end in plain_sentences(text):
        rows.append(_safe(text[at:start]))
        at = end
        sentence = text[start:end]
        cited = _cited(sentence)
        claim = _CITED.sub(_round, sentence).strip()
        if cited is None:
            bare += 1
            rows.append(_safe(claim))
            continue
        held = _held(claim, cited, sources, documents)
        if not held:
            lost += 1
            rows.append(f"{_safe(claim)} {MARK}" if any(c.isalnum() for c in claim) else "")
            continue
        kept += 1
        rows.append(_safe(claim) + " " + "".join(_number(quote, numbers, quotes) for quote in held))
    rows.append(_safe(text[at:]))
    citations = tuple(quote.citation(n) for n, quote in enumerate(quotes, 1))
    return Checked("".join(rows).strip(), citations, tuple(quotes), kept, lost, bare)


def _round(match: re.Match[str]) -> str:
    """``(3)`` in round brackets is the model's own text, not a source."""
    return match.group() if _PLAIN_ROUND.match(match.group()) else ""


def _cited(sentence: str) -> list[int] | None:
    """The numbers that a sentence cites, in order; None when it cites nothing."""
    found = list[int]()
    marked = False
    for match in _CITED.finditer(sentence):
        if _PLAIN_ROUND.match(match.group()):
            continue
        marked = True
        for part in re.split(r"\s*(?:,|;|and|&)\s*", match[1]):
            ends = [int(n) for n in re.findall(r"[0-9]+", part)]
            found.extend(range(ends[0], min(ends[-1], ends[0] + _MOST) + 1) if len(ends) > 1 else ends)
    return list(dict.fromkeys(found))[:_MOST] if marked else None


def _held(claim: str, cited: Sequence[int], sources: Sources, documents: Mapping[str, Document]) -> list[Quote]:
    """The places that hold the claim, one for each source that does; none when the claim as a whole does not hold."""
    passages = [passage for n in cited if (passage := sources.get(n)) is not None]
    found = [(passage, place) for passage in passages if (place := supporting(claim, passage)) is not None]
    best = max((place.overlap for _, place in found), default=0.0)
    if best < ENOUGH or unsupported(claim, [p for p, _ in found], _labels(passages, documents)):
        return []
    good = [(passage, place) for passage, place in found if place.overlap >= max(PART, 0.5 * best)]
    return [quote_of(passage, documents.get(passage.document_id), place.start, place.end) for passage, place in good]


def _labels(passages: Sequence[Passage], documents: Mapping[str, Document]) -> list[str]:
    labels = list[str]()
    for passage in passages:
        document = documents.get(passage.document_id)
        dated = (document.date if document else None) or passage.date
        labels += [passage.document, document.title if document else "", day(dated) if dated else "", passage.locator]
    return labels


def _number(quote: Quote, numbers: dict[tuple[str, int, int], int], quotes: list[Quote]) -> str:
    key = (quote.document_id, quote.start, quote.end)
    if key not in numbers:
        quotes.append(quote)
        numbers[key] = len(quotes)
    return f"[{numbers[key]}]"


def _safe(text: str) -> str:
    """Text without anything that looks like one of our numbers."""
    return re.sub(r"\[(\s*\^?\d+\s*)\]", r"(\1)", unnumbered(text))
