"""A parsed document cut into passages (what is quoted) and windows (what is embedded)."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date

from core.documents.locators import Locator, Span, speakers_of
from core.documents.parsed import ParsedDocument
from core.documents.speech import spoken
from core.documents.units import Unit, fill, pack, units_of
from core.graph.contribution import PassageDraft
from core.terms import ASKING_WORDS, STOP_WORDS, words

SHORTEST = 150
LONGEST = 300
HARDEST = 450
WINDOW = 180
_KEY_BYTES = 16
_TELLS_NOTHING = (
    STOP_WORDS
    | ASKING_WORDS
    | set("notes note minutes transcript recording document file scan page untitled copy final".split())
)


@dataclass(frozen=True)
class WindowText:
    """A stretch of the document and the text to embed for it; ``key`` is the hash of that text."""

    key: str
    start: int
    end: int
    text: str


def cut(parsed: ParsedDocument, document_id: str, document_date: date | None) -> list[PassageDraft]:
    """The passages of a document in order, without overlap: ``parsed.text[start:end] == passage.text``.

    Whole segments together, 150 to 300 words where they allow it. A segment of more than 300 words is cut at sentence
    ends, and only a sentence of more than 450 inside. Everything but ``system`` segments lies in a passage. A
    passage's date is that of its first dated message, else ``document_date``. Its id depends on the document's id, the
    passage's text and how often this text came before: unchanged passages keep theirs over revisions.
    """
    drafts: list[PassageDraft] = []
    seen: Counter[str] = Counter()
    locator = Locator(parsed)
    units = units_of(parsed, LONGEST, HARDEST)
    for ordinal, packed in enumerate(pack(parsed.text, units, SHORTEST, LONGEST)):
        span = _span(packed)
        text = parsed.text[span.start : span.end]
        said = next((s.said_at for s in span.segments if s.said_at), None)
        drafts.append(
            PassageDraft(
                id=_digest(document_id, text, str(seen[text])),
                ordinal=ordinal,
                text=text,
                start=span.start,
                end=span.end,
                locator=locator.locate(span),
                speakers=speakers_of(span.segments),
                date=said.date() if said else document_date,
            )
        )
        seen[text] += 1
    return drafts


def windows(parsed: ParsedDocument, title: str | None) -> list[WindowText]:
    """What to embed of a document: windows of up to 180 words of whole segments, in front of each the title, unless
    it tells nothing, as "meeting-07" does.

    They are filled as far as they go: fuller windows ranked better than ones that settle soon after an edit.
    """
    found = []
    title = title if title and _tells(title) else None
    for packed in fill(parsed.text, units_of(parsed, WINDOW, WINDOW), WINDOW):
        start, end = packed[0].start, packed[-1].end
        body = spoken(parsed.text[start:end])
        text = f"{title}\n{body}" if title else body
        found.append(WindowText(_digest(text), start, end, text))
    return found


def _tells(title: str) -> bool:
    return any(not w.isdigit() and w not in _TELLS_NOTHING for w in words(title))


def _span(packed: list[Unit]) -> Span:
    segments = tuple(dict.fromkeys(unit.segment for unit in packed if unit.segment))
    return Span(packed[0].start, packed[-1].end, segments)


def _digest(*parts: str) -> str:
    digest = hashlib.blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()
