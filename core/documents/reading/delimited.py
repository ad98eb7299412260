"""CSV and TSV: delimiter told from the rows themselves."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator

from core.documents.parsed import ParsedDocument
from core.documents.reading.draft import Draft
from core.documents.reading.grid import GridRow, add_rows
from core.documents.reading.limits import Limits
from core.documents.reading.reasons import unreadable

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 60


def parse(text: str, limits: Limits, tabs: bool = False) -> ParsedDocument:
    """Read a table of text.

    Args:
        text: the decoded file.
        limits: how long the text may become.
        tabs: True where the ending says that tabs part the columns.

    Raises:
        FileUnreadable: ``empty``, ``too_long``, ``broken``.
    """
    delimiter, skipped = _delimiter(text, tabs)
    draft = Draft(limits)
    try:
        add_rows(draft, _rows(text, delimiter, skipped), "")
    except csv.Error as exc:
        raise unreadable("broken") from exc
    return draft.finish("spreadsheet", None)


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[GridRow]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    lines = (line + "\n" for line in text.split("\n"))
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter, skipinitialspace=True), start=1):
        if number > skipped:
            yield GridRow(number - skipped, row)


def _delimiter(text: str, tabs: bool) -> tuple[str, int]:
    """The delimiter, and how many lines to skip: Excel's own ``sep=;`` in the first line is no row."""
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    lines = [line for line in text[:200_000].split("\n") if line.strip()][:_SAMPLE_LINES]
    best, best_score = "\t" if tabs else ",", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True) if row)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = count / max(sum(widths.values()), 1) + 0.01 * min(width, 20) if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best, 0
