"""Word files: paragraphs and tables in the order of the page, read as a stream, so that a long one stays small."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.documents.parsed import ParsedDocument
from core.documents.reading import captions, transcript
from core.documents.reading.docx_text import Paragraph, cells, paragraph, paragraphs_in
from core.documents.reading.draft import Draft
from core.documents.reading.limits import Limits
from core.documents.reading.markup import Element, attribute, child, drop, events, local
from core.documents.reading.package import Package
from core.documents.reading.prose import title_of
from core.documents.reading.tables import header_line, header_row, row_line


@dataclass
class _Table:
    number: int
    rows: list[list[str]] = field(default_factory=list)
    marked: int | None = None
    aside: list[Paragraph] = field(default_factory=list)  # text boxes, foot- and endnotes of its cells


def parse(content: bytes, limits: Limits) -> ParsedDocument:
    """Read a DOCX file.

    Deleted text, moved-away text and hidden text are left out, inserted text is in. Headers and footers are
    segments of kind ``system``, foot- and endnotes and comments of kind ``note`` after the paragraph that they belong
    to. Page numbers are not in the file: locators name the section and the row of a table.

    Raises:
        FileUnreadable: with its code.
    """
    package = Package(content)
    return _Reader(package, limits).read()


class _Reader:
    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._draft = Draft(limits)
        self._styles = _styles(package)
        self._section = ""
        self._title: str | None = None
        self._notes = _notes(package)
        self._rows = 0

    def read(self) -> ParsedDocument:
        """The document."""
        for text in _margins(self._package, "header"):
            self._draft.add(text, "system", "page header")
        held = ""  # a paragraph whose end mark was deleted goes on in the next one
        for block in _blocks(self._package):
            if isinstance(block, _Table):
                self._table(block)
            elif block.joins_next:
                held += block.text
            else:
                self._paragraph(block, held)
                held = ""
        self._draft.add(held)
        for text in _margins(self._package, "footer"):
            self._draft.add(text, "system", "page footer")
        title, written = self._package.title_and_date()
        parsed = self._draft.finish("document", self._title or title or _first_heading(self._draft), written)
        return self._spoken(parsed)

    def _spoken(self, parsed: ParsedDocument) -> ParsedDocument:
        """The same as a transcript, if its paragraphs are somebody's words."""
        if self._rows > 0.2 * len(parsed.segments):
            return parsed
        found = captions.find(parsed.text) or transcript.find(parsed.text)
        if found is None:
            return parsed
        return ParsedDocument(
            found.text,
            found.kind,
            found.segments,
            parsed.title or found.title,
            parsed.written,
            found.participants,
            parsed.notes,
        )

    def _paragraph(self, block: Paragraph, held: str) -> None:
        name, level = self._styles.get(block.style, ("", 0))
        level = block.outline or level
        text = held + block.text
        if name.startswith("toc ") or name == "table of contents":
            self._draft.add(text, "system", "table of contents")
        elif text.strip() and (level or name == "title"):
            if name == "title" and self._title is None:
                self._title = " ".join(text.split())
            self._section = "" if name == "title" else " ".join(text.split())[:80]
            self._draft.add(text, "heading", self._here())
        else:
            self._draft.add(text, "paragraph", self._here())
        self._aside(block)

    def _aside(self, block: Paragraph) -> None:
        for box in block.boxes:
            self._draft.add(box, "paragraph", self._here())
        for kind, number in block.references:
            text = self._notes.get((kind, number), "")
            self._draft.add(text, "note", kind if kind == "comment" else f"{kind} {number}")

    def _here(self) -> str:
        return f"section {self._section}" if self._section else ""

    def _table(self, table: _Table) -> None:
        rows = [row for row in table.rows if any(cell.strip() for cell in row)]
        if max((sum(1 for cell in row if cell.strip()) for row in rows), default=0) < 2:
            for row in rows:  # one column: a frame around text
                for cell in row:
                    for text in cell.split("\n"):
                        self._draft.add(text, "paragraph", self._here())
        else:
            self._rows += len(rows)
            place = ", ".join(part for part in (self._here(), f"table {table.number}") if part)
            head = header_row(rows[:12], table.marked)
            for number, row in enumerate(rows):
                kind = "header" if number == head else "row"
                header = rows[head] if head is not None and number > head else None
                line = header_line(row) if kind == "header" else row_line(header, row)
                self._draft.add(line, kind, f"{place}, row {number + 1}")
        for block in table.aside:
            self._aside(block)


def _blocks(package: Package) -> Iterator[Paragraph | _Table]:
    """Paragraphs and tables of the body; each element is forgotten when it has been read."""
    tables = paragraphs = number = 0
    table = _Table(0)
    with package.stream(package.main) as stream:
        for event, element in events(stream, ("p", "tbl", "tr")):
            name, step = local(element), 1 if event == "start" else -1
            if name == "p":
                paragraphs += step
                if paragraphs == 0 and tables == 0 and step < 0:
                    yield paragraph(element)
                    drop(element)
            elif name == "tbl" and paragraphs == 0:
                tables += step
                if tables == 1 and step > 0:
                    number += 1
                    table = _Table(number)
                elif tables == 0:
                    yield table
                    drop(element)
            elif name == "tr" and step < 0 and tables == 1 and paragraphs == 0:
                _row(table, element)
                drop(element)


def _row(table: _Table, element: Element) -> None:
    properties = child(element, "trPr")
    if child(properties, "del") is not None:
        return
    row = [part for cell in cells(element) for part in cell]
    if table.marked is None and child(properties, "tblHeader") is not None:
        table.marked = len([r for r in table.rows if any(cell.strip() for cell in r)])
    table.rows.append([cell.text for cell in row])
    table.aside += [cell for cell in row if cell.boxes or cell.references]


def _styles(package: Package) -> dict[str, tuple[str, int]]:
    """Style id to its name in lower case and its heading level (0: none), inherited ones too."""
    part = next((r.target for r in package.relations(package.main).values() if r.kind == "styles"), "")
    root = package.tree(part)
    own: dict[str, tuple[str, int, str]] = {}
    for style in root if root is not None else ():
        if local(style) == "style" and attribute(style, "type") in ("paragraph", None):
            values = {local(below): attribute(below, "val") or "" for below in style}
            outline = child(style, "pPr", "outlineLvl")
            name = values.get("name", "").lower()
            level = int(name[8:]) if name.startswith("heading ") and name[8:].isdigit() else 0
            if outline is not None and (attribute(outline, "val") or "9").isdigit():
                level = level or (int(attribute(outline, "val") or "9") + 1) % 10
            own[attribute(style, "styleId") or ""] = (name, level, values.get("basedOn", ""))
    return {key: _inherited(own, key) for key in own}


def _inherited(own: dict[str, tuple[str, int, str]], key: str) -> tuple[str, int]:
    name, level, base = own[key]
    for _ in range(10):
        if level or base not in own:
            break
        _, level, base = own[base]
    return name, level


def _notes(package: Package) -> dict[tuple[str, str], str]:
    """Kind and id of foot- and endnotes and comments to their text."""
    found = {}
    for relation in package.relations(package.main).values():
        kind = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}.get(relation.kind)
        root = package.tree(relation.target) if kind else None
        for element in root if root is not None else ():
            if local(element) != kind or attribute(element, "type") in ("separator", "continuationSeparator"):
                continue
            text = " ".join(part.text for part in paragraphs_in(element)).strip()
            author = attribute(element, "author")
            label = (
                f"Comment by {author}: " if kind == "comment" and author else "Comment: " if kind == "comment" else ""
            )
            if text and kind:
                found[kind, attribute(element, "id") or ""] = label + text
    return found


def _margins(package: Package, kind: str) -> list[str]:
    """The texts of all headers or footers, each once."""
    parts = dict.fromkeys(r.target for r in package.relations(package.main).values() if r.kind == kind)
    texts = []
    for part in parts:
        root = package.tree(part)
        if root is not None:
            texts.append("\n".join(t for block in paragraphs_in(root) for t in (block.text, *block.boxes) if t.strip()))
    return [text for text in dict.fromkeys(texts) if any(character.isalpha() for character in text)]


def _first_heading(draft: Draft) -> str | None:
    body = [segment for segment in draft.segments if segment.kind != "system"]
    text = draft.text()
    if heading := title_of(body, text):
        return heading
    first = text[body[0].start : body[0].end] if body and body[0].kind == "paragraph" else ""
    return first if first and len(first.split()) <= 15 and first[-1] not in ".;,!?" and len(body) > 1 else None
