"""Drawing: tables and bars on a terminal, plain text into a pipe, one JSON document for scripts."""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core.library.report import Progress


class Output:
    """Where a command's result goes.

    Args:
        as_json: print exactly one JSON document.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.terminal = sys.stdout.isatty() and not as_json

    def result(self, value: object) -> bool:
        """Print the value as JSON if that was asked for; False when it is to be drawn instead."""
        if self.as_json:
            print(json.dumps(plain(value), ensure_ascii=False, indent=2))
        return self.as_json

    def line(self, text: str = "", end: str = "\n") -> None:
        """One line of text; what could steer a terminal is taken out."""
        print(clean(text), end=end, flush=end == "")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Rows under headings; tab-separated without headings in a pipe."""
        cells = [[clean("" if cell is None else str(cell), keep_lines=False) for cell in row] for row in rows]
        if not self.terminal:
            for row in cells:
                print("\t".join(row))
            return
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in cells:
            table.add_row(*(Text(cell) for cell in row))
        Console().print(table)

    def fail(self, sentence: str) -> None:
        """Say why it did not work: on standard error, or as the JSON document."""
        if self.as_json:
            print(json.dumps({"error": sentence}, ensure_ascii=False))
        else:
            print(clean(sentence), file=sys.stderr)

    def confirm(self, question: str) -> bool:
        """Ask a person; without one the answer is no."""
        if not (self.terminal and sys.stdin.isatty()):
            return False
        print(f"{clean(question)} [y/N] ", end="", flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None]]:
        """Something to report progress to: a bar on a terminal, nothing elsewhere."""
        if not (self.terminal and sys.stderr.isatty()):
            yield lambda _: None
            return
        from rich import progress as bars
        from rich.console import Console

        columns = (bars.BarColumn(), bars.MofNCompleteColumn(), bars.TextColumn("{task.description}"))
        with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("")

            def draw(at: Progress) -> None:
                left = "" if at.seconds_left is None else f"  about {_duration(at.seconds_left)} left"
                shown = clean(at.file, keep_lines=False).replace("[", "\\[")
                bar.update(task, total=at.of, completed=max(at.n - bool(at.file), 0), description=shown + left)

            yield draw


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses as objects, dates in ISO form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return str(value) if isinstance(value, Path) else value


def clean(text: str, keep_lines: bool = True) -> str:
    """Text from strangers without control and direction characters; line ends stay unless told otherwise."""
    kept = "\n\t" if keep_lines else ""
    return "".join(
        letter if letter in kept or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " "
        for letter in text
    )


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"
