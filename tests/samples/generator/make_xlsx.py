"""The workbook: one sheet for each table in `tracker.py`, with widths, bold heads and a frozen row."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from fixed import fix_dates
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from tracker import FILE, MOMENT, SHEETS


def make(out: Path) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in SHEETS.items():
        _add_sheet(workbook, title, rows)
    workbook.properties.creator, workbook.properties.title = "Tom Ellery", "Budget and grants tracker"
    workbook.properties.created = workbook.properties.modified = MOMENT
    path = out / FILE
    workbook.save(path)
    return fix_dates(path, datetime.fromisoformat(MOMENT.isoformat()))


def _add_sheet(workbook: Workbook, title: str, rows: list[tuple]) -> None:
    sheet = workbook.create_sheet(title)
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    head = next(number for number, row in enumerate(rows, 1) if len([cell for cell in row if cell is not None]) > 2)
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{head + 1}"
    for column in range(1, sheet.max_column + 1):
        longest = max(len(str(row[column - 1])) for row in rows[head - 1 :] if len(row) >= column)
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, 60)
