"""The text that a reader of a Word file sees in a paragraph or a table cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.documents.reading.markup import Element, attribute, child, local

_LEFT_OUT = frozenset(
    {"del", "delText", "moveFrom", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "tblPr", "tcPr", "trPr",
     "sectPr", "rt", "Fallback", "fldData", "annotation", "posOffset", "extLst"}
)  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_POSITIONS = frozenset({"posOffset", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "align"})


@dataclass
class Paragraph:
    """What a paragraph shows: ``boxes`` are the paragraphs of text boxes anchored in it, ``references`` the kinds and
    ids of notes, ``outline`` a heading level of its own, ``joins_next`` True when its end mark was deleted."""

    text: str = ""
    style: str = ""
    outline: int = 0
    joins_next: bool = False
    boxes: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)


def paragraph(element: Element) -> Paragraph:
    """Read one ``w:p``."""
    found = Paragraph()
    properties = child(element, "pPr")
    if properties is not None:
        style, outline = child(properties, "pStyle"), child(properties, "outlineLvl")
        found.style = (attribute(style, "val") or "") if style is not None else ""
        level = (attribute(outline, "val") or "9") if outline is not None else "9"
        found.outline = int(level) + 1 if level.isdigit() and int(level) < 9 else 0
        found.joins_next = (
            child(properties, "rPr", "del") is not None or child(properties, "rPr", "moveFrom") is not None
        )
    pieces: list[str] = []
    _collect(element, pieces, found)
    found.text = "".join(pieces)
    return found


def paragraphs_in(element: Element) -> list[Paragraph]:
    """The paragraphs below an element, those of tables too, but not those inside another paragraph."""
    found, waiting = [], [element]
    while waiting:
        here = waiting.pop()
        if local(here) == "p":
            found.append(paragraph(here))
        elif local(here) not in _LEFT_OUT:
            waiting += reversed(list(here))
    return found


def cells(row: Element) -> Iterator[list[Paragraph]]:
    """The cells of a ``w:tr``, one for each column of the grid: what a merged cell covers is empty.

    Each is a list: the cell as one paragraph with its text, then empty ones for further columns it spans.
    """
    before = child(row, "trPr", "gridBefore")
    yield [Paragraph() for _ in range(_number(before, 0))]
    for cell in _cells_of(row):
        merge = child(cell, "tcPr", "vMerge")
        covered = merge is not None and (attribute(merge, "val") or "continue") == "continue"
        whole = Paragraph()
        for part in [] if covered else paragraphs_in(cell):
            whole.text += ("\n" if whole.text and part.text.strip() else "") + part.text.strip()
            whole.boxes += part.boxes
            whole.references += part.references
        yield [whole, *(Paragraph() for _ in range(_number(child(cell, "tcPr", "gridSpan"), 1) - 1))]


def _cells_of(row: Element) -> Iterator[Element]:
    for below in row:
        if local(below) == "tc":
            yield below
        elif local(below) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells_of(below)


def _number(element: Element | None, otherwise: int) -> int:
    value = (attribute(element, "val") or "") if element is not None else ""
    return min(int(value), 200) if value.isdigit() else otherwise


def _collect(element: Element, pieces: list[str], found: Paragraph) -> None:
    for below in element:
        name = local(below)
        if name == "t":
            pieces.append(below.text or "")
        elif name in _CHARACTERS:
            pieces.append(_CHARACTERS[name])
        elif name in _REFERENCES:
            found.references.append((_REFERENCES[name], attribute(below, "id") or ""))
        elif name == "txbxContent":
            found.boxes += [text for part in paragraphs_in(below) for text in (part.text, *part.boxes) if text.strip()]
        elif name == "r":
            if not _hidden(below):
                _collect(below, pieces, found)
        elif name == "sdt" and child(below, "sdtPr", "showingPlcHdr") is not None:
            continue
        elif name and name not in _LEFT_OUT and name not in _POSITIONS:
            _collect(below, pieces, found)


def _hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")
