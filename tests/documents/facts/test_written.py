"""Documents of many kinds, each line that holds a decision (D), an action (A) or one of each marked before it.

They were written to build the rules on, so they hold what the rules do: the measure is the labelled set.
"""

from pathlib import Path

import pytest

from benchmarks.marked import by_line
from core.documents.facts import RuleFacts
from core.documents.reading.formats import parse
from core.documents.reading.limits import Limits
from core.models import Level

WRITTEN = sorted((Path(__file__).parent / "written").iterdir())


def counted(path: Path) -> dict[str, tuple[int, int, int]]:
    """Wanted, found and matched by kind; a line is matched by what overlaps it."""
    text, spans = by_line(path.read_text(encoding="utf-8"))
    facts = RuleFacts().find(parse(text.encode(), path.name, Limits()), path.name, None, Level.INTERNAL)
    decided = [(d.start, d.end) for d in facts.decisions if d.state == "current"]
    counts = {}
    for kind, mine in (("D", decided), ("A", [(a.start, a.end) for a in facts.actions])):
        lines = [(start, end) for k, start, end in spans if k == kind]
        hit = sum(any(s < end and start < e for s, e in mine) for start, end in lines)
        counts[kind] = (len(lines), len(mine), hit)
    return counts


@pytest.mark.parametrize("kind", ["D", "A"])
def test_what_is_marked_is_found_and_little_else(kind):
    counts = [counted(path)[kind] for path in WRITTEN]
    lines, found, hit = (sum(column) for column in zip(*counts, strict=True))
    assert lines > 70
    assert hit / lines >= 0.9
    assert hit / found >= 0.9


def test_there_are_many_kinds_of_document():
    assert len(WRITTEN) >= 20
