"""A conversation as a Word document: plain text and styles, no links, no fields."""

import io
from datetime import UTC
from typing import Any

from core.exports.cleaning import lines, one_line
from core.exports.talk import Talk, asked, bullet, source, sources
from core.models import Answer

_A4 = (210, 297)


def word(talk: Talk) -> bytes:
    """The whole file."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in _A4)
    properties, moment = document.core_properties, talk.exported_at.astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.author, properties.comments = one_line(talk.title), "Sybil", ""
    properties.created = properties.modified = moment
    document.add_heading(one_line(talk.title), 0)
    document.add_paragraph(talk.heading)
    for question, record in talk.turns:
        document.add_heading(one_line(question), 1)
        document.add_paragraph().add_run(asked(record)).italic = True
        _answer(document, record.answer)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _answer(document: Any, answer: Answer) -> None:
    for line in lines(answer.text):
        item = bullet(line)
        document.add_paragraph(item or line, style=None if item is None else "List Bullet")
    for warning in answer.warnings:
        note = document.add_paragraph()
        note.add_run("Note: ").bold = True
        note.add_run(one_line(warning))
    for citation in sources(answer):
        document.add_paragraph().add_run(f"[{citation.n}] {one_line(source(citation))}").bold = True
        for line in lines(citation.quote):
            document.add_paragraph(line, style="Quote")
