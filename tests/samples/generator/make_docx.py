"""Word files: headings, tables, lists, header, footer and true footnotes."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from fixed import fix_dates
from markup import Block, Source

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def make(source: Source, path: Path) -> Path:
    document = Document()
    _properties(document, source)
    section = document.sections[0]
    section.header.paragraphs[0].text = source.head["header"]
    section.footer.paragraphs[0].text = source.head["footer"]
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    for block in source.blocks:
        _add(document, block)
    if source.footnotes:
        _add_footnotes(document, source.footnotes)
    document.save(str(path))
    return fix_dates(path, source.moment)


def _properties(document, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.author = source.head["title"], source.head["author"]
    properties.created = properties.modified = source.moment
    properties.comments, properties.revision = "", 3


def _add(document, block: Block) -> None:
    if block.kind == "table":
        _add_table(document, block)
    elif block.kind == "heading":
        document.add_heading(block.text, level=block.level)
    elif block.kind == "page":
        document.add_page_break()
    else:
        style = {"bullet": "List Bullet", "numbered": "List Number"}.get(block.kind)
        _add_text(document.add_paragraph(style=style), block.text)


def _add_text(paragraph, text: str) -> None:
    """Write the text, and a footnote reference wherever it says `[^n]`."""
    for part in re.split(r"(\[\^\w+\])", text):
        mark = re.fullmatch(r"\[\^(\w+)\]", part)
        if not mark:
            paragraph.add_run(part)
            continue
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), mark[1])
        run._r.append(reference)


def _add_table(document, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
            if number == 0 and cell.paragraphs[0].runs:
                cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()


def _add_footnotes(document, footnotes: dict[str, str]) -> None:
    """python-docx knows no footnotes: the part is written by hand and related to the document."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in footnotes.items()
    )
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0">'
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode("utf-8"), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
