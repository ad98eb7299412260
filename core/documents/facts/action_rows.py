"""The action items of table rows: the columns tell task, owner, due date and state, or a bare row's cells do."""

from datetime import date

import core.documents.facts.tables as tables
import core.documents.facts.wording as wording
from core.documents.facts.cues import EMPTY
from core.documents.facts.dues import Dues
from core.documents.facts.owners import Owners, several
from core.graph.contribution import ActionDraft

_LONGEST_OWNER = 9


class ActionRows:
    """Reads rows.

    Args:
        owners: reads the names in the column of owners.
        dues: reads the dates.
    """

    def __init__(self, owners: Owners, dues: Dues) -> None:
        self._owners = owners
        self._dues = dues

    def draft(self, row: tables.Row) -> ActionDraft | None:
        """The action of a row; None where its cells tell neither owner nor date."""
        sentence, cells = row.sentence, row.cells
        day = sentence.day(self._dues.day)
        if not cells:
            return self._bare(row, day)
        owner = cells.get("owner")
        named = owner and not EMPTY.match(owner.lower()) and len(owner.split()) <= _LONGEST_OWNER
        whose = self._owners.owner(owner) if owner and named else None
        due = self._dues.of_text(cells["due"], day) if cells.get("due") else None
        if due is None and "due" not in cells and day:
            due = self._dues.of_text(cells["task"], day)
        done = row.done or sentence.block.mark == "x" or sentence.block.under == "done"
        return ActionDraft(
            wording.task(cells["task"]),
            whose,
            due,
            "done" if done else "open",
            sentence.start,
            sentence.end,
            several(whose),
        )

    def _bare(self, row: tables.Row, day: date | None) -> ActionDraft | None:
        """A row under "Actions" whose columns have no names: the name, the longest cell, the date."""
        cells = [cell for cell in row.all_cells if cell]
        if len(cells) < 2:
            return None
        longest = max(cells, key=len)
        rest = [cell for cell in cells if cell is not longest]
        owner = next((self._owners.owner(cell) for cell in rest if self._owners.somebody(cell)), None)
        due = next((due for cell in rest if day for due in [self._dues.of_text(cell, day)] if due), None)
        if owner is None and due is None:
            return None
        return ActionDraft(
            wording.task(longest), owner, due, "open", row.sentence.start, row.sentence.end, several(owner)
        )
