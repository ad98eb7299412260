"""What people think of the answers they got: one verdict for each answer and person, which can be changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select

from core.access import Viewer
from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.records import AnswerRecords
from core.db.tables import feedback
from core.db.texts import storable
from core.errors import RecordNotFound, SettingsError

VERDICTS = ("good", "poor")
REASON_LENGTH = 2_000


@dataclass(frozen=True)
class Verdict:
    """What one person thinks of one answer. ``verdict`` is ``good`` or ``poor``; ``reason`` may be empty."""

    record_id: str
    viewer: str
    verdict: str
    reason: str
    given_at: datetime


class Feedback:
    """Verdicts on answers. They are erased with the answer's record."""

    def __init__(self, database: Database, records: AnswerRecords, clock: Clock = now) -> None:
        self._database, self._records, self._clock = database, records, clock

    def give(self, record_id: str, viewer: Viewer, verdict: str, reason: str = "") -> Verdict:
        """Say what one thinks of an answer of one's own; what was said before is replaced. The reason is cut to
        2,000 characters.

        Raises:
            RecordNotFound: no such record, not this viewer's own, or not for this viewer any more.
            SettingsError: ``verdict`` is neither ``good`` nor ``poor``.
        """
        if verdict not in VERDICTS:
            raise SettingsError(f"“{verdict}” is no verdict on an answer; it is good or poor.")
        if self._records.load(record_id, viewer).viewer != viewer.name:
            raise RecordNotFound("There is no such answer record.")
        given = Verdict(record_id, viewer.name, verdict, storable(reason).strip()[:REASON_LENGTH], self._clock())
        with self._database.write() as connection:
            connection.execute(delete(feedback).where(_place(record_id, viewer)))
            connection.execute(insert(feedback).values(vars(given)))
        return given

    def of(self, record_id: str, viewer: Viewer) -> Verdict | None:
        """What this viewer said of an answer, None if nothing."""
        with self._database.read() as connection:
            row = connection.execute(select(feedback).where(_place(record_id, viewer))).mappings().first()
        return None if row is None else Verdict(**row)


def _place(record_id: str, viewer: Viewer) -> ColumnElement[bool]:
    return and_(feedback.c.record_id == storable(record_id), feedback.c.viewer == viewer.name)
