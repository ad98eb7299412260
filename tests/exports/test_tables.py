"""CSV: what comes back is what went in, and nothing in it is a formula in any country's spreadsheet."""

import csv
import io
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exports import tables
from core.exports.cleaning import one_line
from core.graph.results import Tally
from core.models import Action, Decision, Document, Level

NASTY = st.text(alphabet="=+-@\t\r\n ;,\"'＝＋－＠﹢\u200b\ufeff\u00a0\u2028a1|\x00\ud800")
TEXT = st.text() | NASTY


def action(task: str, owner: str | None = "Amina Okafor", due: date | None = date(2026, 3, 20)) -> Action:
    return Action("a1", task, owner, due, "open", "d1", "minutes.md", f"“{task}”", 0, 5, Level.INTERNAL)


def decision(id: str, statement: str, by: str | None = None) -> Decision:
    state = "superseded" if by else "current"
    return Decision(id, statement, None, date(2026, 3, 3), state, by, "d1", "m.md", statement, 0, 5, Level.INTERNAL)


def read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def calculates(cell: str) -> bool:
    """Whether what is seen first begins a formula."""
    seen = unicodedata.normalize("NFKC", cell)
    seen = "".join(letter for letter in seen if unicodedata.category(letter)[0] not in "CZ")
    return seen[:1] in tuple("=+-@")


@given(task=TEXT, owner=TEXT)
def test_no_cell_is_a_formula(task: str, owner: str) -> None:
    content = tables.actions([action(task, owner)])
    for row in read(content):
        assert len(row) == len(tables.ACTIONS)
        assert not [cell for cell in row if calculates(cell)]
    parts = [part for line in content.decode("utf-8-sig").split("\r\n") for part in line.split(";")]
    assert not [part for part in parts if calculates(part.lstrip('"'))], "where a semicolon parts cells"
    assert content.count(b"\n") == content.count(b"\r\n") == 2, "one row on one line"


@given(task=TEXT)
def test_nothing_else_is_changed(task: str) -> None:
    cell = read(tables.actions([action(task)]))[1][1]
    assert cell.replace("'", "") == one_line(task).encode("utf-8", "replace").decode().replace("'", "")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("  =1+1", "'=1+1"), ("\t@SUM(A1)", "'@SUM(A1)"), ("\r\n+49 170", "'+49 170"),
        ("-5", "'-5"), ("＝cmd|' /C calc'!A0", "'＝cmd|' /C calc'!A0"), ("\u200b=1", "'\u200b=1"),
        ("a;=1", "a;'=1"), ("a; b", "a; b"), ('"=1"', "'\"=1\""), ("Pay 5 = 3 + 2", "Pay 5 = 3 + 2"), ("", ""),
    ],
)  # fmt: skip
def test_examples(text: str, cell: str) -> None:
    assert tables.safe(text) == cell


def test_a_table_of_decisions_names_what_replaced_them() -> None:
    new = decision("n", "We stay, after all; Ñandú, 北")
    rows = read(tables.decisions([decision("o", "We move.", "n"), new], [new]))
    assert rows[0] == list(tables.DECISIONS)
    assert rows[1][:5] == ["2026-03-03", "We move.", "", "superseded", "We stay, after all; Ñandú, 北"]
    assert rows[2][4:7] == ["", "m.md", "INTERNAL"]


def test_the_list_of_documents_calculates_nothing() -> None:
    held = Document("d", "=cmd|x.md", "+title", "notes", None, ("@Ann", "Bob"), Level.INTERNAL, None, None, "1")
    made = tables.documents([held], {"d": Tally(1, 2, 3)}).decode("utf-8-sig")
    assert made.splitlines()[1].split(",")[:2] == ['"\'+title"', '""']
    assert '"\'=cmd|x.md"' in made
    assert '"\'@Ann, Bob"' in made
    assert '"1","2","3"' in made
