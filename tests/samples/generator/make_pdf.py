"""PDF files with real text, headings, tables and a footer with the page number."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from markup import Block, Source
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

TEAL = colors.HexColor("#07686b")
WIDTH = A4[0] - 44 * mm


def make(source: Source, path: Path) -> Path:
    styles = _styles(float(source.head.get("size", "10.5")))
    story = [flowable for block in source.blocks for flowable in _flowables(block, styles)]
    template = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=22 * mm,
        title=source.head["title"],
        author=source.head["author"],
        invariant=1,  # a fixed date and id inside the file
    )

    def footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(colors.grey)
        canvas.drawString(22 * mm, 12 * mm, source.head["footer"])
        canvas.drawRightString(A4[0] - 22 * mm, 12 * mm, f"Page {document.page}")

    template.build(story, onFirstPage=footer, onLaterPages=footer)
    return path


def _styles(size: float) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=size, leading=size * 1.36, spaceAfter=size * 0.55)
    return {
        "paragraph": body,
        "bullet": ParagraphStyle("bullet", parent=body, leftIndent=14, bulletIndent=4, spaceAfter=size * 0.25),
        "heading1": ParagraphStyle(
            "h1",
            parent=body,
            fontName="Helvetica-Bold",
            fontSize=size * 1.7,
            leading=size * 2.1,
            textColor=TEAL,
            spaceAfter=size,
        ),
        "heading2": ParagraphStyle(
            "h2",
            parent=body,
            fontName="Helvetica-Bold",
            fontSize=size * 1.15,
            leading=size * 1.5,
            spaceBefore=size * 0.5,
            spaceAfter=size * 0.4,
        ),
        "cell": ParagraphStyle("cell", parent=body, fontSize=size * 0.9, leading=size * 1.1, spaceAfter=0),
    }


def _flowables(block: Block, styles: dict[str, ParagraphStyle]) -> list:
    if block.kind == "page":
        return [PageBreak()]
    if block.kind == "table":
        return [_table(block, styles["cell"]), Spacer(1, 8)]
    if block.kind == "heading":
        return [Paragraph(escape(block.text), styles[f"heading{min(block.level, 2)}"])]
    if block.kind in ("bullet", "numbered"):
        mark = "-" if block.kind == "bullet" else f"{block.level}."
        return [Paragraph(escape(block.text), styles["bullet"], bulletText=mark)]
    return [Paragraph(escape(block.text), styles["paragraph"])]


def _table(block: Block, style: ParagraphStyle) -> Table:
    longest = [max(len(row[column]) for row in block.rows) for column in range(len(block.rows[0]))]
    shares = [min(max(length, 8), 50) for length in longest]
    widths = [WIDTH * share / sum(shares) for share in shares]
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in block.rows]
    table = Table(cells, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e6f1f1")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table
