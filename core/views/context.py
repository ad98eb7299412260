"""The words around a quote: what a page shows beside an answer, so that a reader can judge the source himself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.access import Viewer
from core.documents.sentences import sentence_spans
from core.graph.contract import GraphStore
from core.models import Action, Citation, Decision, Document, Passage

_MOST_WORDS = 400
_SPACE = re.compile(r"\s")

Place = Citation | Passage | Decision | Action | tuple[str, int, int]
"""What has a place in a document: a noun with a quote, or (document id, start, end)."""


@dataclass(frozen=True)
class Context:
    """A quote with the text around it: ``before + quote + after`` is one stretch of the document's text.

    Args:
        document: the document, without its text.
        truncated_before: True if the document has more before ``before``; so ``truncated_after``.
        speakers: who speaks in the passages that hold the quote.
        start, end: where the quote stands now, as offsets into the document's text.
        moved: True if it no longer stands where it was cited from: the document was changed.
        found: False if it stands nowhere in the document any more; ``before`` and ``after`` are empty then.
    """

    document: Document
    before: str
    quote: str
    after: str
    truncated_before: bool
    truncated_after: bool
    locator: str
    speakers: tuple[str, ...]
    start: int
    end: int
    moved: bool = False
    found: bool = True


def context(store: GraphStore, place: Place, viewer: Viewer, around: int = 400) -> Context:
    """The text around a place.

    Args:
        around: characters before and after at most; cut at the end of a line or a sentence where there is one.

    Raises:
        DocumentNotFound: the document is gone, or not for this viewer.
    """
    document_id, start, end, quote = _asked(place)
    whole = store.document(document_id, viewer)
    text, bare = whole.text or "", replace(whole, text=None)
    if quote is None:
        start, end = min(max(start, 0), len(text)), min(max(end, 0), len(text))
        quote = text[start:end]
        span = (start, end) if quote.strip() else None
    else:
        span = _where(text, quote, start)
    if span is None:
        return Context(bare, "", quote, "", False, False, "", (), start, end, True, False)
    begin, stop = _begin(text, span[0], max(around, 0)), _stop(text, span[1], max(around, 0))
    locator, speakers = _held_by(store.document_passages(document_id, viewer), *span)
    return Context(
        bare, text[begin : span[0]], text[span[0] : span[1]], text[span[1] : stop],
        bool(text[:begin].strip()), bool(text[stop:].strip()), locator, speakers, *span, moved=span[0] != start,
    )  # fmt: skip


def _asked(place: Place) -> tuple[str, int, int, str | None]:
    if isinstance(place, tuple):
        return (*place, None)
    quote = place.text if isinstance(place, Passage) else place.quote
    return place.document_id, place.start, place.end, quote


def _where(text: str, quote: str, start: int) -> tuple[int, int] | None:
    """Where the quote stands: at its place, else the nearest to it that is the same but for white space."""
    if not quote.strip():
        return None
    if start >= 0 and text.startswith(quote, start):
        return start, start + len(quote)
    words = quote.split()
    if len(words) > _MOST_WORDS:
        exact = text.find(quote)
        return None if exact < 0 else (exact, exact + len(quote))
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    spans = [match.span() for match in pattern.finditer(text)]
    return min(spans, key=lambda span: (abs(span[0] - start), span[0]), default=None)


def _begin(text: str, start: int, around: int) -> int:
    """Where the text before a quote begins: with a line or a sentence, else with a word."""
    least = max(0, start - around)
    if least == 0 or text[least - 1] == "\n":
        return least
    lines = [at + 1 for at in [text.find("\n", least, start)] if at >= 0]
    sentences = [span[0] for span in sentence_spans(text, least, start)[1:2]]
    space = _SPACE.search(text, least, start)
    return min([*lines, *sentences], default=space.end() if space else start)


def _stop(text: str, end: int, around: int) -> int:
    """Where the text after a quote ends: with a line or a sentence, else with a word."""
    most = min(len(text), end + around)
    if most == len(text) or text[most] == "\n":
        return most
    lines = [at for at in [text.rfind("\n", end, most)] if at >= 0]
    sentences = [span[1] for span in sentence_spans(text, end, most)[-2:-1]]
    spaces = [match.start() for match in _SPACE.finditer(text, end, most)]
    return max([*lines, *sentences], default=spaces[-1] if spaces else end)


def _held_by(passages: Sequence[Passage], start: int, end: int) -> tuple[str, tuple[str, ...]]:
    """The locator of the passage that holds most of the span, and who speaks in all that hold some of it."""
    touched = [one for one in passages if one.start < end and one.end > start]
    if not touched:
        return "", ()
    most = max(touched, key=lambda one: min(end, one.end) - max(start, one.start))
    return most.locator, tuple(dict.fromkeys(name for one in touched for name in one.speakers))
