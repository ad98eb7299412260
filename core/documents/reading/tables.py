"""Rows of a table as lines that are understood alone: ``Task: Call the landlord; Owner: Peter; Due: 12 May``."""

import re
from collections.abc import Sequence

_FIGURE = re.compile(r"^[\s\d.,:%()+\-/€$£¥A-Z]*\d[\s\d.,:%()+\-/€$£¥A-Z]*$")
Row = Sequence[str]


def header_row(rows: Sequence[Row], marked: int | None = None) -> int | None:
    """Which of the first rows names the columns, None if none does.

    Args:
        rows: the first rows of a table, cells by column, empty ones as "".
        marked: a row that the file itself marks as header or sets in bold.
    """
    if marked is not None and marked < len(rows) and names_columns(rows[marked]):
        return marked
    widths = [sum(1 for cell in row if cell.strip()) for row in rows]
    usual = max(widths, default=0)
    for number, row in enumerate(rows[:10]):
        if widths[number] >= 2 and widths[number] >= 0.6 * usual:
            return number if names_columns(row) and number + 1 < len(rows) else None
    return None


def names_columns(row: Row) -> bool:
    """True if these cells can be names of columns: two or more, short, all different, and words rather than figures."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) < 2 or len({cell.lower() for cell in cells}) < len(cells) or _FIGURE.match(cells[0]):
        return False
    short = all(len(cell) <= 60 and len(cell.split()) <= 8 for cell in cells)
    return short and sum(1 for cell in cells if _FIGURE.match(cell)) <= 0.5 * len(cells)


def header_line(row: Row) -> str:
    """The header row as a line of its own."""
    return "; ".join(one_line(cell) for cell in row if cell.strip())


def row_line(header: Row | None, row: Row) -> str:
    """One row, each value with its column's name where the header gives one."""
    parts = []
    for number, cell in enumerate(row):
        value = one_line(cell)
        if value:
            name = one_line(header[number]) if header and number < len(header) else ""
            parts.append(f"{name.rstrip(':')}: {value}" if name and name != value else value)
    return "; ".join(parts)


def one_line(cell: str) -> str:
    """A cell's text on one line; its lines are parted by a stroke."""
    return " / ".join(" ".join(line.split()) for line in cell.split("\n") if line.strip())
