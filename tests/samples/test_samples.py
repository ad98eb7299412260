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
    return "\n".join(
        title + ": " + " | ".join("" if cell is None else str(cell) for cell in row) for title, row in rows
    )


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


def test_library_has_its_size_and_kinds():
    kinds = Counter(path.suffix for path in documents())
    assert 22 <= len(documents()) <= 28
    least = {".txt": 8, ".vtt": 1, ".docx": 4, ".pdf": 3, ".xlsx": 1, ".csv": 1, ".pptx": 1, ".html": 1, ".md": 4}
    assert {kind: kinds[kind] for kind in least if kinds[kind] < least[kind]} == {}
    assert sum(len(text_of(path).split()) for path in documents()) > 35_000


def test_otter_transcripts_are_long():
    otter = [path for path in documents() if "_otter_ai" in path.name]
    assert len(otter) >= 6
    for path in otter:
        text = text_of(path)
        assert re.match(r"[A-Z][\w' -]+  \d+:\d\d\n\S", text), path.name
        assert 1_500 <= len(text.split()) <= 4_000, path.name


def test_whatsapp_exports_have_both_shapes():
    android = text_of(SAMPLES / "WhatsApp Chat with Field Team Kenya.txt")
    assert "12/03/2026, 14:05 - Lucy Wekesa: " in android
    assert "<Media omitted>" in android
    ios = text_of(SAMPLES / "_chat.txt")
    assert re.search("(?m)^\u200e?\\[12/03/2026, 2:05:\\d\\d\u202fPM\\] Jean-Bosco Nshuti: ", ios)


def test_strategy_has_fifteen_pages():
    assert len(PdfReader(str(SAMPLES / "Marula Bridge Strategy 2026-2030 FINAL.pdf")).pages) == 15


def test_one_person_has_four_spellings():
    for spelling in ("Amina Okafor", "A. Okafor", "Amina Okafór", "Okafor, Amina", "Armina Okafar"):
        assert _documents_with(spelling), spelling


def test_there_are_enough_questions():
    ids = [entry["id"] for entry in QUESTIONS["questions"] + QUESTIONS["hidden"]]
    assert len(ids) == len(set(ids))
    assert len(QUESTIONS["questions"]) >= 66
    assert len(UNANSWERABLE) >= 11
    assert len(QUESTIONS["hidden"]) >= 6
    assert len({entry["question"] for entry in QUESTIONS["questions"]}) == len(QUESTIONS["questions"])


@pytest.mark.parametrize("entry", ANSWERABLE, ids=lambda entry: entry["id"])
def test_every_fact_stands_in_a_named_document(entry):
    texts = _files_of(entry)
    assert entry["category"]
    assert entry.get("level", "INTERNAL") in LEVELS
    for fact in entry["facts"]:
        choices = fact if isinstance(fact, list) else [fact]
        assert all(isinstance(choice, str) for choice in choices), fact
        assert any(normalised(choice) in text for choice in choices for text in texts), fact


@pytest.mark.parametrize("entry", ANSWERABLE, ids=lambda entry: entry["id"])
def test_every_named_document_holds_a_fact(entry):
    choices = [choice for fact in entry["facts"] for choice in (fact if isinstance(fact, list) else [fact])]
    for name, text in zip(entry["documents"], _files_of(entry), strict=True):
        assert any(normalised(choice) in text for choice in choices), name


@pytest.mark.parametrize("entry", UNANSWERABLE, ids=lambda entry: entry["id"])
def test_what_is_not_there_is_not_there(entry):
    assert "facts" not in entry
    assert entry["absent"]
    for word in entry["absent"]:
        assert _documents_with(word) == [], word


@pytest.mark.parametrize("entry", QUESTIONS["hidden"], ids=lambda entry: entry["id"])
def test_secrets_stand_in_no_other_document(entry):
    closed = {"Paper for trustees June 2026 (HM).docx", "Note to file 22 May.md"}
    for secret in entry["secrets"]:
        found = set(_documents_with(secret))
        named = {name for name in closed if normalised(secret) in normalised(name)}
        assert found | named, secret
        assert found <= closed, (secret, found)


def test_only_closed_papers_carry_a_marking():
    marked = [path.name for path in documents() if re.search(r"\b(CONFIDENTIAL|RESTRICTED)\b", text_of(path))]
    assert sorted(marked) == ["Note to file 22 May.md", "Paper for trustees June 2026 (HM).docx"]


def _generate(out: Path, kinds: str) -> list[str]:
    command = [sys.executable, "-B", str(HERE / "generator"), "--out", str(out), "--only", kinds]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def test_generated_office_files_are_current(tmp_path):
    for name in _generate(tmp_path, "docx,pptx,xlsx"):
        assert text_of(tmp_path / name) == text_of(SAMPLES / name), name


def test_generated_pdfs_are_current(tmp_path):
    if importlib.util.find_spec("reportlab") is None:
        pytest.skip("making PDF files needs reportlab")
    for name in _generate(tmp_path, "pdf"):
        assert text_of(tmp_path / name) == text_of(SAMPLES / name), name


def test_pdfs_hold_the_words_of_their_source():
    """The same promise where reportlab is not installed: each long paragraph's beginning is there."""
    for source in (HERE / "generator" / "content").glob("*.md"):
        name = re.search(r"(?m)^file: (.*)$", source.read_text(encoding="utf-8"))[1]
        if name.endswith(".pdf"):
            body = source.read_text(encoding="utf-8").split("---\n", 2)[2]
            for line in (line for line in body.splitlines() if line[:1].isalpha()):
                assert normalised(line)[:60] in normalised(text_of(SAMPLES / name)), (name, line[:60])
