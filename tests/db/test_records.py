"""Answer records and conversations: written once, read by those who may."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, text, update

from core.access import Viewer
from core.db.audit import Audit
from core.db.conversations import Conversations
from core.db.engine import Database
from core.db.records import AnswerRecords, from_json, to_json
from core.db.tables import answer_records, record_erasures
from core.errors import ConversationNotFound, RecordNotFound, StoreError
from core.models import Answer, AnswerRecord, Citation, Level
from tests.db.conftest import HandClock

ANNA = Viewer.member("CONFIDENTIAL", "anna")
BEN = Viewer.member("RESTRICTED", "ben")


def record(
    n: int = 1, level: Level = Level.INTERNAL, viewer: str = "anna", asked: datetime | None = None
) -> AnswerRecord:
    citation = Citation(1, "a.txt", "d1", "the “quote”", 3, 14, "page 2", date(2026, 2, 1), None)
    answer = Answer(f"Answer {n} [1]", (citation,), ("Older than 60 days.",), "fair", "extract", f"r{n}")
    return AnswerRecord(
        id=f"r{n}",
        asked_at=asked or datetime(2026, 3, 1, 12, n % 60, tzinfo=UTC),
        question="What?",
        resolved_question="What, then?",
        viewer=viewer,
        level=level,
        answer=answer,
        passage_ids=("p1", "p2"),
        tokens_in=3,
        cost=0.25,
        timings={"search": 0.01},
        details={"steps": [{"tool": "search_passages"}]},
    )


def test_a_record_comes_back_as_it_was(database: Database) -> None:
    records = AnswerRecords(database)
    records.save(record())
    assert records.load("r1", ANNA) == record()
    assert from_json(to_json(record())) == record()


def test_who_may_load_a_record(database: Database) -> None:
    records = AnswerRecords(database)
    records.save(record(1, Level.CONFIDENTIAL))
    assert records.load("r1", Viewer.system()) == record(1, Level.CONFIDENTIAL)
    for viewer in (BEN, Viewer.member("INTERNAL", "anna")):
        with pytest.raises(RecordNotFound) as refused:
            records.load("r1", viewer)
        with pytest.raises(RecordNotFound) as unknown:
            records.load("nothing", viewer)
        assert str(refused.value) == str(unknown.value)


@pytest.mark.parametrize(
    "statement",
    [
        update(answer_records).values(content="{}"),
        delete(answer_records),
        text("UPDATE audit SET who = 'x'"),
        text("DELETE FROM audit"),
        text("UPDATE record_erasures SET reason = 'x'"),
        text("DELETE FROM record_erasures"),
    ],
)
def test_the_database_itself_refuses_to_change_what_was_written(database: Database, statement: object) -> None:
    AnswerRecords(database).save(record(1))
    AnswerRecords(database).save(record(2))
    AnswerRecords(database).erase(["r2"], "anna", "asked for")
    Audit(database).note("anna", "erase", "r2")
    with pytest.raises(StoreError), database.write() as connection:
        connection.execute(statement)  # type: ignore[call-overload]
    assert AnswerRecords(database).load("r1", ANNA) == record(1)


def test_a_record_is_not_written_twice(database: Database) -> None:
    records = AnswerRecords(database)
    records.save(record())
    with pytest.raises(StoreError):
        records.save(record(1, viewer="ben"))
    assert records.load("r1", ANNA).viewer == "anna"


def test_retention_erases_by_order_and_keeps_the_order(database: Database, clock: HandClock) -> None:
    records = AnswerRecords(database, clock)
    for n, days in enumerate((400, 300, 10), 1):
        records.save(record(n, asked=clock() - timedelta(days=days)))
    assert records.expire(clock() - timedelta(days=365), "retention", "older than a year") == 1
    assert records.expire(clock() - timedelta(days=365), "retention", "older than a year") == 0
    with pytest.raises(RecordNotFound):
        records.load("r1", ANNA)
    assert records.load("r2", ANNA).id == "r2"
    with database.read() as connection:
        (order,) = connection.execute(record_erasures.select()).mappings().all()
    assert (order["record_id"], order["ordered_by"], order["ordered_at"]) == ("r1", "retention", clock())


def talk(
    database: Database, clock: HandClock, turns: int = 1, level: Level = Level.INTERNAL
) -> tuple[Conversations, str]:
    ids = iter(random.Random(1).sample(range(10_000), 50))
    conversations = Conversations(database, clock, lambda: str(next(ids)))
    made = conversations.start(ANNA, "About   Kenya\n")
    for n in range(1, turns + 1):
        AnswerRecords(database).save(record(n, level))
        conversations.append(made, ANNA, f"Question {n}?", record(n).answer, record(n).asked_at)
    return conversations, made


def test_the_last_turns_in_order(database: Database, clock: HandClock) -> None:
    conversations, made = talk(database, clock, 8)
    turns = conversations.history(made, ANNA)
    assert [turn.question for turn in turns] == [f"Question {n}?" for n in range(3, 9)]
    assert turns[-1].answer == record(8).answer
    assert (turns[-1].asked_at, turns[-1].level) == (record(8).asked_at, record(8).level)


def test_somebody_elses_conversation_does_not_exist(database: Database, clock: HandClock) -> None:
    conversations, made = talk(database, clock)
    said = set()
    for viewer, which in ((BEN, made), (Viewer.system(), made), (ANNA, "none")):
        for call in (
            lambda v, w: conversations.history(w, v),
            lambda v, w: conversations.append(w, v, "?", record(2).answer, clock()),
            lambda v, w: conversations.delete(w, v),
        ):
            with pytest.raises(ConversationNotFound) as caught:
                call(viewer, which)
            said.add(str(caught.value))
    assert len(said) == 1
    assert conversations.list(BEN) == []
    assert len(conversations.history(made, ANNA)) == 1


def test_a_turn_above_the_present_clearance_is_left_out(database: Database, clock: HandClock) -> None:
    conversations, made = talk(database, clock, 2, Level.CONFIDENTIAL)
    assert len(conversations.history(made, ANNA)) == 2
    assert conversations.history(made, Viewer.member("INTERNAL", "anna")) == []


def test_the_list_is_latest_first(database: Database, clock: HandClock) -> None:
    conversations, first = talk(database, clock, 1)
    clock.turn(hours=1)
    second = conversations.start(ANNA, "x" * 200)
    listed = conversations.list(ANNA)
    assert [one.id for one in listed] == [second, first]
    assert {one.id: one.turns for one in listed} == {first: 1, second: 0}
    assert {one.title for one in listed} == {"About Kenya", "x" * 80}
    conversations.delete(first, ANNA)
    assert [one.id for one in conversations.list(ANNA)] == [second]
    assert AnswerRecords(database).load("r1", ANNA) == record(1)
