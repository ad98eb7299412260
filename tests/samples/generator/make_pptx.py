"""A short deck: each `#` heading starts a slide, `Notes:` lines become speaker notes."""

from __future__ import annotations

from pathlib import Path

from fixed import fix_dates
from markup import Source
from pptx import Presentation


def make(source: Source, path: Path) -> Path:
    deck = Presentation()
    properties = deck.core_properties
    properties.title, properties.author = source.head["title"], source.head["author"]
    properties.created = properties.modified = source.moment
    slide = None
    for block in source.blocks:
        if block.kind == "heading":
            slide = _new_slide(deck, block.text)
        elif block.kind == "notes":
            slide.notes_slide.notes_text_frame.text = block.text
        else:
            _add_line(slide.placeholders[1].text_frame, block.text)
    deck.save(str(path))
    return fix_dates(path, source.moment)


def _new_slide(deck, title: str):
    layout = deck.slide_layouts[1 if len(deck.slides) else 0]
    slide = deck.slides.add_slide(layout)
    slide.shapes.title.text = title
    return slide


def _add_line(frame, text: str) -> None:
    first = not frame.text
    paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
    paragraph.text = text
