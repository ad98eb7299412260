"""Decisions and actions as CSV that a spreadsheet opens as text and never as a formula.

A cell is on one line, quoted, and gets an apostrophe where a program could take what it begins with for a formula;
also behind a semicolon, since programs of many countries part cells there.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from core.exports.cleaning import one_line
from core.graph.results import Tally
from core.models import Action, Decision, Document

_STARTERS = frozenset("=+-@−")
_PARTS = re.compile(r"(?<=;)")
DECISIONS = ("date", "decision", "reason", "state", "replaced by", "document", "level", "quote")
DOCUMENTS = (
    "title", "date", "kind", "level", "status", "passages", "decisions", "actions", "participants", "file",
)  # fmt: skip
ACTIONS = ("due", "action", "owner", "state", "document", "level", "quote")


def safe(text: str) -> str:
    """A cell on one line that no spreadsheet calculates."""
    return "".join("'" + part if _calculates(part) else part for part in _PARTS.split(one_line(text)))


def _calculates(part: str) -> bool:
    """True if the first character that is seen, in its plain form and behind any quotes, begins a formula."""
    for letter in part:
        plain = unicodedata.normalize("NFKC", letter).strip()
        if plain and unicodedata.category(plain[0])[0] not in "CZ" and plain[0] not in "\"'\ufffd":
            return plain[0] in _STARTERS
    return False


def decisions(found: Sequence[Decision], known: Iterable[Decision]) -> bytes:
    """A table of decisions. ``known``: those among which the ones that replaced them are looked up."""
    by_id = {one.id: one.statement for one in known}
    return _table(
        DECISIONS,
        (
            (one.date.isoformat() if one.date else "", one.statement, one.rationale or "", one.state,
             by_id.get(one.superseded_by or "", ""), one.document, one.level.value, one.quote)
            for one in found
        ),
    )  # fmt: skip


def actions(found: Sequence[Action]) -> bytes:
    """A table of actions."""
    return _table(
        ACTIONS,
        (
            (one.due.isoformat() if one.due else "", one.task, one.owner or "", one.state, one.document,
             one.level.value, one.quote)
            for one in found
        ),
    )  # fmt: skip


def documents(found: Sequence[Document], tallies: Mapping[str, Tally]) -> bytes:
    """A table of documents with what they hold."""
    counted = [tallies.get(one.id, Tally(0, 0, 0)) for one in found]
    return _table(
        DOCUMENTS,
        (
            (one.title, one.date.isoformat() if one.date else "", one.kind, one.level.value, one.status or "",
             str(held.passages), str(held.decisions), str(held.actions), ", ".join(one.participants), one.name)
            for one, held in zip(found, counted, strict=True)
        ),
    )  # fmt: skip


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig", "replace")
