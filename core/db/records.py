"""Answer records: what was shown, and everything it was made from. Written once, never changed."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from core.access import Viewer
from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import answer_records, conversations, feedback, pending_questions, record_erasures, turns
from core.db.texts import storable
from core.errors import RecordNotFound
from core.models import AnswerRecord

Readable = Callable[[AnswerRecord, Viewer], bool]
"""Whether a viewer may read everything a record was made from, as levels stand today."""


def by_level(record: AnswerRecord, viewer: Viewer) -> bool:
    """As the level stood when the record was made."""
    return viewer.may_read(record.level)


class AnswerRecords:
    """The immutable records of answers.

    The database itself refuses to change a record, and to delete one without an order (core.db.guards). Retention is
    therefore ``erase`` or ``expire``: each writes who ordered it, when and why, and deletes, in one transaction; the
    order outlives the record. The turns that showed the record and the verdicts on it go with it, and a conversation
    that has no turn left.

    Args:
        readable: asked beside the record's own level, since a source's level may have been raised since.
    """

    def __init__(self, database: Database, clock: Clock = now, readable: Readable = by_level) -> None:
        self._database, self._clock, self._readable = database, clock, readable

    def save(self, record: AnswerRecord) -> None:
        """Store a record. The same id twice is refused by the database (StoreUnavailable)."""
        row = {
            "id": record.id,
            "asked_at": record.asked_at,
            "viewer": record.viewer,
            "level": record.level.value,
            "content": to_json(record),
        }
        with self._database.write() as connection:
            connection.execute(insert(answer_records).values(row))

    def load(self, record_id: str, viewer: Viewer) -> AnswerRecord:
        """A record, for the one who asked and for ``Viewer.system()``, as long as they are cleared for its sources.

        Raises:
            RecordNotFound: no such record, or not for this viewer.
        """
        query = select(answer_records.c.content).where(
            answer_records.c.id == storable(record_id), answer_records.c.level.in_(viewer.levels)
        )
        if viewer != Viewer.system():
            query = query.where(answer_records.c.viewer == viewer.name)
        with self._database.read() as connection:
            content = connection.execute(query).scalar()
        record = from_json(str(content)) if content is not None else None
        if record is None or not self._readable(record, viewer):
            raise RecordNotFound("There is no such answer record.")
        return record

    def erase(self, record_ids: Sequence[str], ordered_by: str, reason: str) -> int:
        """Delete records by order; returns how many were there. An order already given is not written twice."""
        with self._database.write() as connection:
            known = select(answer_records.c.id).where(answer_records.c.id.in_(record_ids))
            there = [str(found) for (found,) in connection.execute(known)]
            if not there:
                return 0
            order = {"ordered_at": self._clock(), "ordered_by": ordered_by, "reason": reason}
            connection.execute(insert(record_erasures), [{"record_id": found, **order} for found in there])
            _take_turns(connection, there)
            connection.execute(delete(feedback).where(feedback.c.record_id.in_(there)))
            connection.execute(delete(answer_records).where(answer_records.c.id.in_(there)))
        return len(there)

    def expire(self, before: datetime, ordered_by: str, reason: str) -> int:
        """Erase every record asked before a moment; returns how many. Questions that never got an answer go too."""
        with self._database.read() as connection:
            old = connection.execute(select(answer_records.c.id).where(answer_records.c.asked_at < before))
            ids = [str(found) for (found,) in old]
        with self._database.write() as connection:
            _take_pending(connection, before)
        return sum(self.erase(ids[n : n + 500], ordered_by, reason) for n in range(0, len(ids), 500))


def _take_turns(connection: Connection, record_ids: Sequence[str]) -> None:
    """The question stands in the turn too, and often in the conversation's title."""
    showing = turns.c.record_id.in_(record_ids)
    affected = [found for (found,) in connection.execute(select(turns.c.conversation_id).where(showing).distinct())]
    connection.execute(delete(turns).where(showing))
    _take_empty(connection, affected)


def _take_pending(connection: Connection, before: datetime) -> None:
    old = pending_questions.c.asked_at < before
    affected = [found for (found,) in connection.execute(select(pending_questions.c.conversation_id).where(old))]
    connection.execute(delete(pending_questions).where(old))
    _take_empty(connection, affected)


def _take_empty(connection: Connection, conversation_ids: Sequence[str]) -> None:
    left = select(turns.c.conversation_id).where(turns.c.conversation_id == conversations.c.id)
    waits = select(pending_questions.c.question).where(pending_questions.c.conversation_id == conversations.c.id)
    gone = conversations.c.id.in_(conversation_ids), ~left.exists(), ~waits.exists()
    connection.execute(delete(conversations).where(*gone))


def to_json(record: AnswerRecord) -> str:
    """A record as JSON text."""
    return json.dumps(TypeAdapter(AnswerRecord).dump_python(record, mode="json"), ensure_ascii=False, sort_keys=True)


def from_json(content: str) -> AnswerRecord:
    """The record that ``to_json`` wrote; fields that a later version added are ignored."""
    return TypeAdapter(AnswerRecord).validate_json(content)
