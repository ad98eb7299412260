"""Retention: answers end after their time, with all that shows them, and the order stays."""

from datetime import timedelta

import pytest

from core.access import Viewer
from core.db.audit import Audit
from core.db.conversations import Conversations
from core.db.engine import Database
from core.db.records import AnswerRecords
from core.db.retention import Retention
from core.db.tables import conversations, record_erasures, turns
from core.errors import RecordNotFound
from tests.db.conftest import HandClock
from tests.db.test_records import ANNA, record


def rows(database: Database, table: object) -> list[dict[str, object]]:
    with database.read() as connection:
        return [dict(row) for row in connection.execute(table.select()).mappings()]  # type: ignore[attr-defined]


def asked(database: Database, clock: HandClock, *days: int) -> AnswerRecords:
    records = AnswerRecords(database, clock)
    for n, ago in enumerate(days, 1):
        records.save(record(n, asked=clock() - timedelta(days=ago)))
    return records


def test_what_is_older_ends_and_the_order_is_kept(database: Database, clock: HandClock) -> None:
    records, audit = asked(database, clock, 40, 31, 30, 2), Audit(database, clock)
    retention = Retention(records, audit, clock, 30)
    assert (retention.run_once(), retention.run_once()) == (2, 0)
    for gone in ("r1", "r2"):
        with pytest.raises(RecordNotFound):
            records.load(gone, Viewer.system())
    assert records.load("r3", ANNA), "not older than 30 days"
    (line,) = audit.latest()
    assert line.who == "retention"
    assert line.details == {"erased": 2, "asked_before": (clock() - timedelta(days=30)).isoformat()}
    orders = rows(database, record_erasures)
    assert {(o["record_id"], o["ordered_by"], o["reason"]) for o in orders} == {
        ("r1", "retention", "kept for 30 days"),
        ("r2", "retention", "kept for 30 days"),
    }


def test_nothing_is_due_more_than_once_a_day(database: Database, clock: HandClock) -> None:
    retention = Retention(asked(database, clock, 40, 29), Audit(database, clock), clock, 30)
    assert retention.daily() == 1
    clock.turn(hours=23)
    assert retention.daily() == 0
    clock.turn(hours=2)
    assert retention.daily() == 1


def test_zero_days_keep_for_ever(database: Database, clock: HandClock) -> None:
    records = asked(database, clock, 30_000)
    assert Retention(records, Audit(database, clock), clock, 0).run_once() == 0
    assert records.load("r1", ANNA)


def test_the_questions_in_conversations_go_too(database: Database, clock: HandClock) -> None:
    records = asked(database, clock, 40, 35, 10)
    talks = Conversations(database, clock)
    ended, goes_on, empty = (talks.start(ANNA, title) for title in ("Who stole?", "Kenya", "Nothing yet"))
    talks.append(ended, ANNA, "Who stole it?", record(1).answer, clock())
    talks.append(goes_on, ANNA, "And before?", record(2).answer, clock())
    talks.append(goes_on, ANNA, "And now?", record(3).answer, clock())
    Retention(records, Audit(database, clock), clock, 30).run_once()
    assert [row["question"] for row in rows(database, turns)] == ["And now?"]
    assert {row["id"] for row in rows(database, conversations)} == {goes_on, empty}
    records.save(record(4, asked=clock()))
    talks.append(goes_on, ANNA, "And then?", record(4).answer, clock())
    assert [turn.question for turn in talks.history(goes_on, ANNA)] == ["And now?", "And then?"]
