"""Verdicts on answers: of the one who asked, one for each answer, gone with the answer."""

import pytest
from sqlalchemy import func, select

from core.access import Viewer
from core.db.engine import Database
from core.db.feedback import REASON_LENGTH, Feedback, Verdict
from core.db.records import AnswerRecords
from core.db.tables import feedback
from core.errors import RecordNotFound, SettingsError
from core.models import Level
from tests.db.conftest import HandClock
from tests.db.test_records import ANNA, BEN, record


@pytest.fixture
def verdicts(database: Database, clock: HandClock) -> Feedback:
    records = AnswerRecords(database)
    records.save(record(1))
    records.save(record(2, viewer="ben"))
    records.save(record(3, Level.CONFIDENTIAL))
    return Feedback(database, records, clock)


def test_a_verdict_can_be_changed_and_is_one(verdicts: Feedback, database: Database, clock: HandClock) -> None:
    assert verdicts.of("r1", ANNA) is None
    assert verdicts.give("r1", ANNA, "good") == Verdict("r1", "anna", "good", "", clock())
    clock.turn(hours=1)
    changed = verdicts.give("r1", ANNA, "poor", "  The date is wrong.\x00\ud800 ")
    assert changed == Verdict("r1", "anna", "poor", "The date is wrong.\ufffd?", clock())
    assert verdicts.of("r1", ANNA) == changed
    assert verdicts.of("r1", BEN) is None
    verdicts.give("r3", ANNA, "good", "x" * 9_999)
    assert len(getattr(verdicts.of("r3", ANNA), "reason", "")) == REASON_LENGTH
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(feedback)).scalar() == 2


@pytest.mark.parametrize(
    ("record_id", "viewer"),
    [
        ("r2", ANNA), ("r1", BEN), ("none", ANNA), ("r1", Viewer.system()), ("r3", Viewer.member("INTERNAL", "anna")),
        ("'; --\ud800", ANNA),
    ],
)  # fmt: skip
def test_only_on_an_answer_of_ones_own_that_one_may_read(verdicts: Feedback, record_id: str, viewer: Viewer) -> None:
    with pytest.raises(RecordNotFound, match="There is no such answer record"):
        verdicts.give(record_id, viewer, "good")
    assert verdicts.of(record_id, viewer) is None


@pytest.mark.parametrize("verdict", ["", "Good", "excellent"])
def test_a_verdict_is_good_or_poor(verdicts: Feedback, verdict: str) -> None:
    with pytest.raises(SettingsError, match="good or poor"):
        verdicts.give("r1", ANNA, verdict)


def test_it_is_erased_with_its_answer(verdicts: Feedback, database: Database) -> None:
    verdicts.give("r1", ANNA, "poor", "Names somebody.")
    verdicts.give("r2", BEN, "good")
    AnswerRecords(database).erase(["r1"], "anna", "asked for")
    assert verdicts.of("r1", ANNA) is None
    assert verdicts.of("r2", BEN) is not None
