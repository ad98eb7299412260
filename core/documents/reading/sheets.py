"""Excel files: per sheet its rows, with numbers and dates as they are shown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.documents.parsed import ParsedDocument
from core.documents.reading.cellformat import BUILT_IN, shown
from core.documents.reading.draft import Draft
from core.documents.reading.grid import GridRow, add_rows
from core.documents.reading.limits import Limits
from core.documents.reading.markup import Element, attribute, child, drop, events, local
from core.documents.reading.package import Package

_COLUMN = re.compile(r"[A-Z]{1,3}")
_WIDEST = 16_384
_STORED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Style(NamedTuple):
    code: str
    bold: bool


class _Book:
    """What all sheets share: strings, styles, the day that dates are counted from."""

    def __init__(self, package: Package) -> None:
        relations = package.relations(package.main)
        parts = {relation.kind: relation.target for relation in relations.values()}
        root = package.tree(package.main)
        properties = child(root, "workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.strings = list(_strings(package, parts["sharedStrings"])) if "sharedStrings" in parts else []
        self.styles = _styles(package.tree(parts.get("styles", "")))
        self.uncalculated = 0
        self.sheets: list[tuple[str, str, str]] = []
        listed = child(root, "sheets")
        for sheet in listed if listed is not None else ():
            key = next((str(value) for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            if key in relations and relations[key].kind == "worksheet":
                self.sheets.append((sheet.get("name") or "", sheet.get("state") or "visible", relations[key].target))


def parse(content: bytes, limits: Limits) -> ParsedDocument:
    """Read an XLSX file; hidden sheets are left out and noted, formulas show their stored results.

    Raises:
        FileUnreadable: with its code.
    """
    package = Package(content)
    book = _Book(package)
    draft = Draft(limits)
    several = len(book.sheets) > 1
    hidden = [name for name, state, _ in book.sheets if state != "visible"]
    for name, state, part in book.sheets:
        if state == "visible" and package.has(part):
            before = len(draft.segments)
            if several or not re.fullmatch(r"(?i)\D{1,8}\d+", name):
                draft.add(name, "heading", f"sheet {name}")
            held = len(draft.segments)
            add_rows(draft, _rows(package, part, book), f"sheet {name}, ")
            if len(draft.segments) == held and held > before:
                draft.withdraw()
            _comments(package, part, draft, name)
    if hidden:
        draft.notes.append(f"Hidden sheets were left out: {', '.join(hidden)}.")
    if book.uncalculated:
        draft.notes.append(
            f"{book.uncalculated} formulas have no stored result: open the file in Excel or LibreOffice and save it."
        )
    title, written = package.title_and_date()
    return draft.finish("spreadsheet", title, written)


def _rows(package: Package, part: str, book: _Book) -> Iterator[GridRow]:
    number = 0
    with package.stream(part) as stream:
        for event, element in events(stream, ("row",)):
            if event == "end":
                stated = element.get("r") or ""
                number = int(stated) if stated.isdigit() and len(stated) < 9 else number + 1
                yield _row(element, number, book)
                drop(element)


def _row(element: Element, number: int, book: _Book) -> GridRow:
    cells: list[str] = []
    bold = 0
    for cell in element:
        if local(cell) != "c":
            continue
        column = _column(cell.get("r"), len(cells))
        cells += [""] * (column + 1 - len(cells))
        style = _style(book, cell.get("s"))
        cells[column] = _value(cell, style, book)
        bold += style.bold and bool(cells[column].strip())
    return GridRow(number, cells, 0 < bold == sum(1 for cell in cells if cell.strip()))


def _column(reference: str | None, following: int) -> int:
    """The column's number from 0, of ``B7``; the next one where the cell does not tell."""
    match = _COLUMN.match(reference or "")
    if not match:
        return min(following, _WIDEST - 1)
    number = 0
    for letter in match.group():
        number = number * 26 + ord(letter) - 64
    return min(number, _WIDEST) - 1


def _style(book: _Book, index: str | None) -> _Style:
    place = int(index) if index and index.isdigit() else 0
    return book.styles[place] if place < len(book.styles) else _Style("General", False)


def _value(cell: Element, style: _Style, book: _Book) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return _rich(child(cell, "is"))
    stored = child(cell, "v")
    text = (stored.text or "") if stored is not None else ""
    if not text:
        book.uncalculated += child(cell, "f") is not None and kind != "str"
        return ""
    if kind == "s":
        return book.strings[int(text)] if text.isdigit() and int(text) < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    if kind == "d":
        return text.removesuffix("T00:00:00").removesuffix("T00:00:00Z").replace("T", " ")
    if kind == "n":
        try:
            return shown(float(text), style.code, book.since_1904)
        except (ValueError, OverflowError):
            return text
    return _restored(text)


def _strings(package: Package, part: str) -> Iterator[str]:
    with package.stream(part) as stream:
        for event, element in events(stream, ("si",)):
            if event == "end":
                yield _rich(element)
                drop(element)


def _rich(element: Element | None) -> str:
    """The text of a string item, without the reading aids of East Asian text."""
    pieces = []
    for below in element if element is not None else ():
        if local(below) == "t":
            pieces.append(below.text or "")
        elif local(below) == "r":
            run = child(below, "t")
            pieces.append((run.text or "") if run is not None else "")
    return _restored("".join(pieces))


def _restored(text: str) -> str:
    """Characters that XML does not take are stored as ``_x000D_``."""
    if "_x" not in text:
        return text
    return _STORED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _styles(root: Element | None) -> list[_Style]:
    """The formats that cells point to, by number."""
    codes = dict(BUILT_IN)
    for entry in _listed(root, "numFmts"):
        if (entry.get("numFmtId") or "").isdigit():
            codes[int(entry.get("numFmtId"))] = entry.get("formatCode") or "General"
    bold = []
    for font in _listed(root, "fonts"):
        mark = child(font, "b")
        bold.append(mark is not None and attribute(mark, "val") not in ("0", "false"))
    styles = []
    for entry in _listed(root, "cellXfs"):
        number, font = entry.get("numFmtId") or "0", entry.get("fontId") or "0"
        code = codes.get(int(number), "General") if number.isdigit() else "General"
        styles.append(_Style(code, font.isdigit() and int(font) < len(bold) and bold[int(font)]))
    return styles


def _listed(root: Element | None, name: str) -> list[Element]:
    found = child(root, name)
    return list(found) if found is not None else []


def _comments(package: Package, part: str, draft: Draft, sheet: str) -> None:
    for relation in package.relations(part).values():
        if relation.kind == "comments":
            for entry in _listed(package.tree(relation.target), "commentList"):
                text = _rich(child(entry, "text")).partition("Comment:\n")
                said = text[2] if text[0].startswith("[Threaded comment]") else "".join(text)
                draft.add(f"Comment: {said}", "note", f"sheet {sheet}, cell {entry.get('ref') or ''}")
