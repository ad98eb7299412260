"""HTML: what a reader of the page sees."""

import re
from datetime import date

from core.documents.parsed import ParsedDocument
from core.documents.reading.draft import Draft
from core.documents.reading.limits import Limits
from core.documents.reading.markup import Element, local, page
from core.documents.reading.reasons import unreadable
from core.documents.reading.tables import header_line, header_row, row_line

_INVISIBLE = frozenset(
    """head script style template noscript nav svg math iframe object embed canvas audio video select option button
    input textarea datalist dialog map form-control""".split()
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span
    strike strong sub sup time tt u var wbr img picture""".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN_STYLE = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_META_CHARSET = re.compile(
    rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)"""
)
_DATES = ("article:published_time", "date", "dc.date", "dcterms.date", "datepublished", "pubdate")


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page names for itself."""
    match = _META_CHARSET.search(content[:4096])
    name = (match[1] or match[2]).decode("ascii", "ignore").lower() if match else ""
    return {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name) or None


def parse(text: str, limits: Limits) -> ParsedDocument:
    """Read a web page. Raises FileUnreadable."""
    root = page(text)
    if root is None:
        raise unreadable("empty")
    walk = _Walk(limits)
    walk.through(root)
    title, written = _about(root)
    heading = next((s for s in walk.draft.segments if s.kind == "heading"), None)
    own = walk.draft.text()[heading.start : heading.end] if heading else None
    return walk.draft.finish("webpage", title or own, written)


class _Walk:
    """Goes through the page without recursion: a page may be nested deeper than Python can go."""

    def __init__(self, limits: Limits) -> None:
        self.draft = Draft(limits)
        self._pieces: list[str] = []
        self._section = ""
        self._mark = ""
        self._tables = 0
        self._pre = 0

    def through(self, root: Element) -> None:
        """Add what is visible below ``root``."""
        waiting: list[tuple[Element, bool]] = [(root, True)]
        while waiting:
            element, opening = waiting.pop()
            name = local(element).lower()
            if opening:
                if not name or _unseen(element, name):
                    self._say(element.tail)
                elif name == "table" and _holds_data(element):
                    self._flush()
                    self._table(element)
                    self._say(element.tail)
                else:
                    self._open(element, name)
                    waiting.append((element, False))
                    waiting.extend((below, True) for below in reversed(element))
            else:
                self._close(name)
                self._say(element.tail)
        self._flush()

    def _open(self, element: Element, name: str) -> None:
        if name == "br":
            self._pieces.append("\n")
        elif name not in _INLINE:
            self._flush()
        if name == "li":
            self._mark = "- "
        self._pre += name == "pre"
        self._say(element.text)

    def _close(self, name: str) -> None:
        if name in _HEADINGS:
            text = " ".join("".join(self._pieces).split())
            self._pieces = []
            self._section = text[:80]
            self.draft.add(text, "heading", f"section {self._section}" if text else "")
        elif name not in _INLINE and name != "br":
            self._flush()
        self._pre -= name == "pre"

    def _say(self, text: str | None) -> None:
        if text:
            self._pieces.append(text if self._pre else re.sub(r"[ \t\n\f]+", " ", text))

    def _flush(self) -> None:
        text = "".join(self._pieces)
        self._pieces = []
        if text.strip():
            self.draft.add(self._mark + text.strip(), "paragraph", f"section {self._section}" if self._section else "")
            self._mark = ""

    def _table(self, table: Element) -> None:
        self._tables += 1
        rows, marked = _rows(table)
        head = header_row(rows[:12], marked)
        place = (f"section {self._section}, " if self._section else "") + f"table {self._tables}"
        for number, row in enumerate(rows):
            header = rows[head] if head is not None and number > head else None
            line = header_line(row) if number == head else row_line(header, row)
            self.draft.add(line, "header" if number == head else "row", f"{place}, row {number + 1}")


def _unseen(element: Element, name: str) -> bool:
    if name in _INVISIBLE or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return element.get("role") == "navigation" or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _holds_data(table: Element) -> bool:
    """False for tables that only lay out a page: one column, or other tables and headings inside."""
    inside = {local(element).lower() for element in table.iterdescendants()}
    return not inside & ({"table", "p", "div", "ul"} | _HEADINGS) or "th" in inside


def _rows(table: Element) -> tuple[list[list[str]], int | None]:
    rows: list[list[str]] = []
    marked = None
    for row in table.iterdescendants("{*}tr"):
        cells: list[str] = []
        heads = 0
        for cell in row:
            name = local(cell).lower()
            if name in ("td", "th") and not _unseen(cell, name):
                heads += name == "th"
                cells.append(_visible(cell))
                span = cell.get("colspan") or "1"
                cells += [""] * (min(int(span), 100) - 1 if span.isdigit() else 0)
        if any(cell.strip() for cell in cells):
            if marked is None and heads > 1 and heads >= 0.5 * len(cells):
                marked = len(rows)
            rows.append(cells)
    return rows, marked


def _visible(cell: Element) -> str:
    """A cell's text, one paragraph a line."""
    pieces, waiting = [], [(cell, True)]
    while waiting:
        element, opening = waiting.pop()
        name = local(element).lower()
        if opening and name and not _unseen(element, name):
            pieces.append("\n" if name not in _INLINE else "")
            pieces.append(" ".join((element.text or "").split("\n")))
            waiting.append((element, False))
            waiting.extend((below, True) for below in reversed(element))
        elif element is not cell:
            pieces.append(("" if opening or name in _INLINE else "\n") + " ".join((element.tail or "").split("\n")))
    return "".join(pieces)


def _about(root: Element) -> tuple[str | None, date | None]:
    title, written = None, None
    for element in root.iter("{*}title", "{*}meta"):
        if local(element) == "title" and title is None:
            title = " ".join((element.text or "").split()) or None
        name = (element.get("name") or element.get("property") or "").lower()
        if name in _DATES and written is None:
            try:
                written = date.fromisoformat((element.get("content") or "")[:10])
            except ValueError:
                written = None
    return title, written
