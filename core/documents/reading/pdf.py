"""PDF files, page by page. The only importer of pypdf."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError, WrongPasswordError

from core.documents.parsed import ParsedDocument
from core.documents.reading.draft import Draft
from core.documents.reading.limits import Limits
from core.documents.reading.package import sensible_title
from core.documents.reading.pdf_lines import Line, furniture, page_lines, paragraphs
from core.documents.reading.reasons import unreadable
from core.errors import FileUnreadable

_LINEARISED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
_DAMAGE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    EOFError,
    OSError,
)
_FEW_LETTERS = 25
_MOST_PAGES = 20_000


def parse(content: bytes, limits: Limits) -> ParsedDocument:
    """Read a PDF file.

    Lines are joined to paragraphs, words parted at the end of a line to words; what stands at the head or foot of
    most pages is of kind ``system``.

    Raises:
        FileUnreadable: with its code.
    """
    _check_whole(content)
    reader = _open(content)
    pages, wordless, damaged = [], 0, []
    length = 0
    for number, page in enumerate(_pages(reader), start=1):
        try:
            lines = page_lines(_text(page))
        except _DAMAGE:
            lines = []
            damaged.append(str(number))
        letters = sum(len(line.text) for line in lines)
        length += letters
        if length > limits.text_chars:
            raise unreadable("too_long", text_chars=limits.text_chars, segments=limits.segments)
        wordless += letters < _FEW_LETTERS and _has_pictures(page)
        pages.append(lines)
    return _document(reader, pages, wordless, damaged, limits)


def _document(
    reader: pypdf.PdfReader, pages: list[list[Line]], wordless: int, damaged: list[str], limits: Limits
) -> ParsedDocument:
    letters = sum(len(line.text) for lines in pages for line in lines)
    if pages and len(damaged) > len(pages) / 2:
        raise unreadable("broken")
    if letters < _FEW_LETTERS * max(len(pages), 1) and wordless > 0.5 * len(pages):
        raise unreadable("scanned")
    draft = Draft(limits)
    repeated = furniture(pages)
    outline = _outline(reader)
    for number, (lines, system) in enumerate(zip(pages, repeated, strict=True), start=1):
        for text, kind in paragraphs(lines, system, outline.get(number, frozenset())):
            draft.add(text, kind, f"page {number}")
    if wordless:
        draft.notes.append(f"{wordless} of {len(pages)} pages are pictures without text and were left out.")
    if damaged:
        draft.notes.append(f"These pages are damaged and were left out: {', '.join(damaged[:20])}.")
    title, written = _properties(reader)
    heading = next((s for s in draft.segments[:8] if s.kind == "heading"), None)
    own = draft.text()[heading.start : heading.end] if heading else None
    return draft.finish("pdf", title or own, written)


def _check_whole(content: bytes) -> None:
    """A PDF ends with a mark; without it the rest was lost on the way, and what can be saved would look complete."""
    stated = _LINEARISED.search(content[:2048])
    cut = stated is not None and int(stated[1]) > len(content)
    if cut or b"%%EOF" not in content[-65_536:] or b"startxref" not in content[-131_072:]:
        raise unreadable("truncated")


def _open(content: bytes) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise unreadable("encrypted")
        _ = reader.root_object
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as exc:
        raise unreadable("encrypted") from exc
    except LimitReachedError as exc:
        raise unreadable("bomb") from exc
    except (PyPdfError, *_DAMAGE) as exc:
        raise unreadable("broken") from exc
    return reader


def _pages(reader: pypdf.PdfReader) -> Iterator[pypdf.PageObject]:
    try:
        for number, page in enumerate(reader.pages):
            if number >= _MOST_PAGES:
                raise unreadable("bomb")
            yield page
    except LimitReachedError as exc:
        raise unreadable("bomb") from exc
    except (PyPdfError, *_DAMAGE) as exc:
        raise unreadable("broken") from exc


def _text(page: pypdf.PageObject) -> str:
    try:
        text = page.extract_text()
    except LimitReachedError as exc:
        raise unreadable("bomb") from exc
    except PyPdfError as exc:
        raise ValueError("a damaged page") from exc
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _has_pictures(page: pypdf.PageObject) -> bool:
    """True if the page draws an image, directly or through a form."""
    try:
        waiting, seen = [page.get("/Resources")], 0
        while waiting and seen < 200:
            seen += 1
            resources = _object(waiting.pop())
            drawn = _object(resources.get("/XObject")) if resources is not None else None
            for item in (drawn or {}).values():
                item = _object(item)
                if item.get("/Subtype") == "/Image":
                    return True
                waiting.append(item.get("/Resources"))
    except (PyPdfError, *_DAMAGE):
        return True
    return False


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _outline(reader: pypdf.PdfReader) -> dict[int, frozenset[str]]:
    """Page number to the headings that the file's own table of contents lists there."""
    found: dict[int, set[str]] = {}
    try:
        waiting: list[Any] = list(reader.outline)
        while waiting and len(found) < 5000:
            entry = waiting.pop()
            if isinstance(entry, list):
                waiting += entry
            elif (number := reader.get_destination_page_number(entry)) is not None:
                found.setdefault(number + 1, set()).add(" ".join(str(entry.title).split()).casefold())
    except (FileUnreadable, PyPdfError, *_DAMAGE):
        return {}
    return {number: frozenset(titles) for number, titles in found.items()}


def _properties(reader: pypdf.PdfReader) -> tuple[str | None, date | None]:
    try:
        about = reader.metadata
        made: datetime | None = about.creation_date if about else None
        title = sensible_title(about.title if about else None)
    except (PyPdfError, *_DAMAGE):
        return None, None
    # 2000-01-01 is what reportlab writes when it is told to make the same bytes every time
    sensible = made is not None and made.year >= 1990 and made.date() != date(2000, 1, 1)
    return title, made.date() if made and sensible else None
