"""Every labelled document, whatever the form of its labels: what the second voice of the fact rules learns from.

Three forms: a YAML file beside the document (tests/documents/labelled), ``D>`` and ``A>`` before whole lines
(facts/written), ``{D:...}`` and ``{A:...}`` around the words (the other folders of facts).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.facts import SPLITS, documents, read
from core.documents.parsed import ParsedDocument
from core.documents.reading.formats import parse
from core.documents.reading.limits import Limits

FACTS = Path(__file__).resolve().parents[1] / "tests" / "documents" / "facts"
_LINE = re.compile(r"(?m)^(?P<kinds>[DA]+)> ")
_AROUND = re.compile(r"(\{[DA]:|\})")
Marked = tuple[str, int, int]


@dataclass(frozen=True)
class Example:
    """A document of a set, with its decisions (``D``) and actions (``A``) as places in its text."""

    part: str
    name: str
    parsed: ParsedDocument
    marked: tuple[Marked, ...]

    def spans(self, kind: str) -> list[tuple[int, int]]:
        """The places of one kind."""
        return [(start, end) for k, start, end in self.marked if k == kind]


def by_line(marked: str) -> tuple[str, list[Marked]]:
    """The document without the marks before its lines, and the places of the marked lines."""
    text, spans = "", []
    for line in marked.splitlines(keepends=True):
        match = _LINE.match(line)
        plain = line[match.end() :] if match else line
        spans += [(kind, len(text), len(text) + len(plain.rstrip("\n"))) for kind in (match["kinds"] if match else "")]
        text += plain
    return text, spans


def around(marked: str) -> tuple[str, list[Marked]]:
    """The document without the marks around its words, and the places of the marked words."""
    text, spans, opened = "", [], []
    for piece in _AROUND.split(marked):
        if piece == "}":
            kind, start = opened.pop()
            spans.append((kind, start, len(text)))
        elif _AROUND.fullmatch(piece):
            opened.append((piece[1], len(text)))
        else:
            text += piece
    return text, spans


FOLDERS: tuple[tuple[str, Callable[[str], tuple[str, list[Marked]]], int], ...] = (
    ("written", by_line, 1),
    ("told", around, 4),
    ("boards", around, 2),
    ("teams", around, 2),
    ("talks", around, 2),
    ("plain", around, 3),
)
"""Folder, form of its labels, and the number of parts it is cut into, so that much of it can be learned from while a
part is measured."""

UNSEEN_FOLDER = "ordinary"
"""Minutes by two writers who knew neither rules nor voice: neither read nor learned from, measured by totals only."""


def examples() -> list[Example]:
    """All that may be learned from."""
    found = []
    for split in SPLITS:
        for path in documents(split):
            parsed, labels = read(path)
            marked = [
                (kind, parsed.text.index(item["quote"]), parsed.text.index(item["quote"]) + len(item["quote"]))
                for kind, key in (("D", "decisions"), ("A", "actions"))
                for item in labels[key]
            ]
            found.append(Example(split, path.name, parsed, tuple(marked)))
    for folder, reads, parts in FOLDERS:
        for i, example in enumerate(_folder(folder, reads)):
            found.append(replace(example, part=f"{folder}{i % parts + 1}" if parts > 1 else folder))
    return found


def unseen() -> list[Example]:
    """The documents that are for measuring only: neither rules nor voice were made from them."""
    return list(_folder(UNSEEN_FOLDER, around))


def _folder(name: str, reads: Callable[[str], tuple[str, list[Marked]]]) -> Iterator[Example]:
    for path in sorted((FACTS / name).iterdir()):
        text, spans = reads(path.read_text(encoding="utf-8"))
        yield Example(name, path.name, parse(text.encode(), path.name, Limits()), tuple(spans))
