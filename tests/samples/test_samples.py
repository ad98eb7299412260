"""Holds what the sample library promises: its size, its mess, and questions that can be checked."""

from __future__ import annotations

import html
import importlib.util
import re
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import yaml
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
LEVELS = ("PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED")
QUESTIONS = yaml.safe_load((SAMPLES / "questions.yaml").read_text(encoding="utf-8"))
ANSWERABLE = [entry for entry in QUESTIONS["questions"] if not entry.get("not_found")]
UNANSWERABLE = [entry for entry in QUESTIONS["questions"] if entry.get("not_found")]


def documents(folder: Path = SAMPLES) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".yaml")


def normalised(text: str) -> str:
    """Lower case, one space between words, none of the marks that WhatsApp hides."""
    text = re.sub("[\u200e\u200f\ufeff]", "", text).replace("\u202f", " ").replace("\u00a0", " ")
    return " ".join(text.lower().replace("\u2019", "'").split())


def _docx(path: Path) -> str:
    document = Document(str(path))
    lines = [node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")]
    cells = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    edges = [document.sections[0].header.paragraphs[0].text, document.sections[0].footer.paragraphs[0].text]
    with zipfile.ZipFile(path) as archive:
        notes = archive.read("word/footnotes.xml").decode() if "word/footnotes.xml" in archive.namelist() else ""
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert lines, path.name
    return "\n".join([*paragraphs, *cells, *edges, html.unescape(re.sub("<[^>]+>", " ", notes))])


def _xlsx(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    rows = [(sheet.title, row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    return "\n".join(title + ": " + " | ".join("" if cell is None else str(cell) for cell in row) for title, row in rows)


def _pptx(path: Path) -> str:
    slides = Presentation(str(path)).slides
    shapes = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    return "\n".join(shapes + [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide])


def _pdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(str(path)).pages)


def _html(path: Path) -> str:
    text = re.sub(r"(?s)<(script|style).*?</\1>|<!--.*?-->", " ", path.read_text(encoding="utf-8"))
    return html.unescape(re.sub("<[^>]+>", " ", text))


READERS = {".docx": _docx, ".xlsx": _xlsx, ".pptx": _pptx, ".pdf": _pdf, ".html": _html}


@cache
def text_of(path: Path) -> str:
    reader = READERS.get(path.suffix)
    return reader(path) if reader else path.read_text(encoding="utf-8")


def _documents_with(word: str) -> list[str]:
    return [path.name for path in documents() if normalised(word) in normalised(text_of(path))]


def _files_of(entry: dict) -> list[str]:
    return [normalised(text_of(SAMPLES / name)) for name in entry["documents"]]
