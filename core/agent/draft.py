"""An answer in the making: lines with what they quote, and how they become text with numbered sources."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.models import Citation, Document, Level, Passage

_NUMBERED = re.compile(r"\[(\s*\d+(?:\s*[,;–-]\s*\d+)*\s*)\]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Quote:
    """A stretch of a document to be cited: ``document.text[start:end] == text``."""

    document_id: str
    document: str
    title: str
    date: date | None
    start: int
    end: int
    text: str
    locator: str
    level: Level
    status: str | None
    link: str | None

    def citation(self, n: int) -> Citation:
        """The same as source number ``n``."""
        return Citation(
            n, self.document, self.document_id, self.text, self.start, self.end, self.locator, self.date, self.link
        )


@dataclass(frozen=True)
class Line:
    """One line of an answer: plain words, then what they rest on.

    Args:
        lead: words before the quote.
        quote: the source, None for a line that needs none (a heading, a count).
        shown: whether the quoted words stand in the text, or only their number.
        tail: words after the number.
    """

    lead: str
    quote: Quote | None = None
    shown: bool = True
    tail: str = ""


@dataclass(frozen=True)
class Draft:
    """Lines, sentences of caution that come with them, and how good they are thought to be."""

    lines: tuple[Line, ...]
    cautions: tuple[str, ...] = ()
    confidence: str = "fair"
    passage_ids: tuple[str, ...] = ()
    kind: str = "extract"

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Everything that the lines rest on, in order."""
        return tuple(line.quote for line in self.lines if line.quote is not None)


def quote_of(passage: Passage, document: Document | None, start: int, end: int) -> Quote:
    """A stretch of a passage, offsets as in its document; ``document`` adds title, status and link where known."""
    text = passage.text[start - passage.start : end - passage.start]
    title = document.title if document else ""
    return Quote(
        passage.document_id,
        passage.document,
        title or passage.document,
        passage.date or (document.date if document else None),
        start,
        end,
        text,
        passage.locator,
        max(passage.level, document.level if document else passage.level, key=lambda level: level.rank),
        document.status if document else None,
        document.link if document else None,
    )


def written(lines: Iterable[Line]) -> tuple[str, tuple[Citation, ...]]:
    """The text of the lines and its citations, numbered from 1 in the order in which they appear."""
    numbers = dict[tuple[str, int, int], int]()
    citations = list[Citation]()
    rows = list[str]()
    for line in lines:
        row = unnumbered(line.lead)
        if line.quote is not None:
            key = (line.quote.document_id, line.quote.start, line.quote.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(line.quote.citation(numbers[key]))
            row += f"“{display(line.quote.text)}” " if line.shown else ""
            row = f"{row.rstrip()} [{numbers[key]}]"
        rows.append(row + unnumbered(line.tail))
    return "\n".join(rows).strip(), tuple(citations)


def display(text: str) -> str:
    """Quoted words as they are shown: on one line, without the marks of a table or of Markdown at the edges."""
    shown = _SPACE.sub(" ", text).strip(" |*_#>")
    return unnumbered(shown.replace(" | ", " · ").replace("**", ""))


def unnumbered(text: str) -> str:
    """The text with ``[3]`` as ``(3)``: numbers in brackets are ours alone."""
    return _NUMBERED.sub(lambda found: f"({found[1].strip()})", text)


def day(value: date) -> str:
    """``12 March 2026``."""
    return f"{value.day} {value:%B %Y}"


def listed(parts: Sequence[str]) -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def counted(n: int, noun: str, plural: str | None = None) -> str:
    """``1 document``, ``3 documents``."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"
