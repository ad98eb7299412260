"""Read the small Markdown that the content files are written in.

A head between two `---` lines (`name: value`), then blocks: `#` headings, paragraphs, `-` and
`1.` lists, `|` tables (the second row is the rule), `<!-- page -->` breaks, `Notes:` lines
(speaker notes of a slide) and `[^n]: ...` footnotes, which paragraphs name as `[^n]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Block:
    kind: str  # heading, paragraph, bullet, numbered, table, page, notes
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Source:
    head: dict[str, str]
    blocks: tuple[Block, ...]
    footnotes: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return self.head["file"]

    @property
    def moment(self) -> datetime:
        """The fixed time that the file's own properties carry."""
        return datetime.fromisoformat(self.head["date"] + "T18:00:00")


def read_source(path: Path) -> Source:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    pairs = dict(line.split(": ", 1) for line in head.strip().splitlines())
    footnotes, lines = {}, []
    for line in body.splitlines():
        note = re.match(r"\[\^(\w+)\]: (.*)", line)
        if note:
            footnotes[note[1]] = note[2]
        else:
            lines.append(line)
    return Source(pairs, tuple(_blocks(lines)), footnotes)


def _blocks(lines: list[str]):
    table: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
            if not set("".join(cells)) <= set("-") or not any(cells):
                table.append(cells)
            continue
        if table:
            yield Block("table", rows=tuple(table))
            table = []
        if line.strip():
            yield _block(line.strip())


def _block(line: str) -> Block:
    if line == "<!-- page -->":
        return Block("page")
    if heading := re.match(r"(#+) (.*)", line):
        return Block("heading", heading[2], len(heading[1]))
    if line.startswith("- "):
        return Block("bullet", line[2:])
    if number := re.match(r"(\d+)\. (.*)", line):
        return Block("numbered", number[2], int(number[1]))
    if line.startswith("Notes: "):
        return Block("notes", line[7:])
    return Block("paragraph", line)
