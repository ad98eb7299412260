"""PowerPoint files: per slide its title, text, tables and notes."""

import re
from collections.abc import Iterator

from core.documents.parsed import ParsedDocument
from core.documents.reading.draft import Draft
from core.documents.reading.limits import Limits
from core.documents.reading.markup import Element, child, local
from core.documents.reading.package import Package
from core.documents.reading.tables import header_line, header_row, row_line

_FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})
_TITLES = frozenset({"title", "ctrTitle"})


def parse(content: bytes, limits: Limits) -> ParsedDocument:
    """Read a PPTX file; hidden slides are left out and noted. Raises FileUnreadable."""
    package = Package(content)
    draft = Draft(limits)
    hidden: list[str] = []
    first_title: str | None = None
    for number, part in enumerate(_slides(package), start=1):
        root = package.tree(part)
        if root is None:
            continue
        if root.get("show") in ("0", "false"):
            hidden.append(str(number))
            continue
        own_title = _slide(package, part, root, draft, number)
        first_title = first_title or own_title
    if hidden:
        draft.notes.append(f"Hidden slides were left out: {', '.join(hidden)}.")
    title, written = package.title_and_date()
    return draft.finish("presentation", title or first_title, written)


def _slides(package: Package) -> list[str]:
    """The slides' parts in the order they are shown."""
    relations = package.relations(package.main)
    listed = child(package.tree(package.main), "sldIdLst")
    ids = [_relation_id(entry) for entry in (listed if listed is not None else ())]
    return [relations[key].target for key in ids if key in relations]


def _relation_id(element: Element) -> str:
    """The relation id of an element that also has an id of its own."""
    for key, value in element.attrib.items():
        if key.endswith("}id"):
            return str(value)
    return ""


def _slide(package: Package, part: str, root: Element, draft: Draft, number: int) -> str | None:
    place = f"slide {number}"
    shapes = sorted(_shapes(child(root, "cSld", "spTree")), key=lambda shape: _placeholder(shape) not in _TITLES)
    title = None
    for shape in shapes:
        if local(shape) == "graphicFrame":
            _frame(shape, draft, place)
            continue
        text = _text(child(shape, "txBody"))
        is_title = _placeholder(shape) in _TITLES
        if is_title and text.strip():
            title = title or " ".join(text.split())
            draft.add(" ".join(text.split()), "heading", place)
        else:
            for line in text.split("\n"):
                draft.add(line, "paragraph", place)
    _beside(package, part, draft, place)
    return title


def _shapes(tree: Element | None) -> Iterator[Element]:
    """Shapes and frames in the order of drawing, those in groups too, without page furniture."""
    for shape in tree if tree is not None else ():
        name = local(shape)
        if name == "AlternateContent":
            yield from _shapes(child(shape, "Choice"))
        elif name == "grpSp":
            yield from _shapes(shape)
        elif name in ("sp", "graphicFrame") and _placeholder(shape) not in _FURNITURE and not _hidden(shape):
            yield shape


def _hidden(shape: Element) -> bool:
    properties = next((child(part, "cNvPr") for part in shape if local(part).startswith("nv")), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _placeholder(shape: Element) -> str:
    found = child(shape, "nvSpPr", "nvPr", "ph")
    return (found.get("type") or "body") if found is not None else ""


def _text(body: Element | None) -> str:
    """The paragraphs of a text body, one a line."""
    paragraphs = [below for below in body if local(below) == "p"] if body is not None else []
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _runs(paragraph: Element) -> Iterator[str]:
    for run in paragraph:
        if local(run) in ("r", "fld"):
            text = child(run, "t")
            yield (text.text or "") if text is not None else ""
        elif local(run) == "br":
            yield " "


def _frame(frame: Element, draft: Draft, place: str) -> None:
    table = child(frame, "graphic", "graphicData", "tbl")
    rows = (
        [[_cell(cell) for cell in row if local(cell) == "tc"] for row in table if local(row) == "tr"]
        if (table is not None)
        else []
    )
    properties = child(table, "tblPr")
    marked = 0 if properties is not None and properties.get("firstRow") == "1" else None
    head = header_row(rows[:12], marked)
    for number, row in enumerate(rows):
        if number == head:
            draft.add(header_line(row), "header", f"{place}, table row {number + 1}")
        else:
            header = rows[head] if head is not None and number > head else None
            draft.add(row_line(header, row), "row", f"{place}, table row {number + 1}")


def _cell(cell: Element) -> str:
    covered = cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true")
    return "" if covered else _text(child(cell, "txBody"))


def _beside(package: Package, part: str, draft: Draft, place: str) -> None:
    """Text of diagrams, then the speaker's notes."""
    relations = package.relations(part).values()
    for relation in relations:
        if relation.kind == "diagramData":
            root = package.tree(relation.target)
            points = child(root, "ptLst")
            for point in points if points is not None else ():
                draft.add(re.sub(r"\s+", " ", _text(child(point, "t"))), "paragraph", place)
    for relation in relations:
        if relation.kind == "notesSlide":
            root = package.tree(relation.target)
            for shape in _shapes(child(root, "cSld", "spTree")):
                if local(shape) == "sp":
                    draft.add(_text(child(shape, "txBody")), "note", f"{place}, notes")
