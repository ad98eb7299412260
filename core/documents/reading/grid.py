"""Sheets: rows with their numbers, as they stream by, into a draft."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import NamedTuple

from core.documents.reading.draft import Draft
from core.documents.reading.tables import header_line, header_row, names_columns, one_line, row_line

_LOOKAHEAD = 12


class GridRow(NamedTuple):
    """A row with its number as a spreadsheet shows it; ``bold`` if all of its text is."""

    number: int
    cells: list[str]
    bold: bool = False


def add_rows(draft: Draft, rows: Iterable[GridRow], place: str) -> None:
    """Add rows as lines that are understood alone; rows above the header are paragraphs.

    Args:
        draft: what they are added to.
        rows: rows in order; blank ones are left out.
        place: the locator's beginning, ``sheet Budget, `` or empty.
    """
    filled = (row for row in rows if any(cell.strip() for cell in row.cells))
    first = list(islice(filled, _LOOKAHEAD))
    bold = next((n for n, row in enumerate(first) if row.bold and names_columns(row.cells)), None)
    head = header_row([row.cells for row in first], bold)
    header: list[str] | None = None
    last = 0
    for position, row in enumerate(chain(first, filled)):
        where = f"{place}row {row.number}"
        again = row.bold and row.number > last + 1 and names_columns(row.cells)  # a further table on the sheet
        if position == head or (header is not None and again):
            header = row.cells
            draft.add(header_line(header), "header", where)
        elif head is not None and position < head:
            draft.add("; ".join(one_line(cell) for cell in row.cells if cell.strip()), "paragraph", where)
        else:
            draft.add(row_line(header, row.cells), "row", where)
        last = row.number
