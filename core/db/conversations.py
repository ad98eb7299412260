"""Conversations: each belongs to the viewer who began it, and nobody else learns that it exists."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from core.access import Viewer
from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.records import Readable, by_level, from_json
from core.db.tables import answer_records, conversations, turns
from core.errors import ConversationNotFound
from core.models import Answer, AnswerRecord, Turn

TITLE_LENGTH = 80


@dataclass(frozen=True)
class Conversation:
    """One conversation in a list; ``turns`` counts its questions."""

    id: str
    title: str
    started_at: datetime
    updated_at: datetime
    turns: int


class Conversations:
    """Conversations kept on the server. Owner is the viewer's name.

    Args:
        new_id: gives a new identifier.
        readable: asked beside a record's own level, since a source's level may have been raised since.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock = now,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
        readable: Readable = by_level,
    ) -> None:
        self._database, self._clock, self._new_id, self._readable = database, clock, new_id, readable

    def start(self, viewer: Viewer, title: str) -> str:
        """Begin a conversation and return its id. The title is cut to 80 characters."""
        moment, made = self._clock(), self._new_id()
        shown = " ".join(title.split())[:TITLE_LENGTH] or "New conversation"
        row = {"id": made, "owner": viewer.name, "title": shown, "started_at": moment, "updated_at": moment}
        with self._database.write() as connection:
            connection.execute(insert(conversations).values(row))
        return made

    def append(self, conversation_id: str, viewer: Viewer, question: str, answer: Answer, asked_at: datetime) -> None:
        """Add a question and its answer, whose record was saved before (``answer.record_id``).

        Raises:
            ConversationNotFound: no such conversation of this viewer.
        """
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            last = select(func.coalesce(func.max(turns.c.n), 0)).where(turns.c.conversation_id == conversation_id)
            row = {
                "conversation_id": conversation_id,
                "n": int(connection.execute(last).scalar_one()) + 1,
                "question": question,
                "record_id": answer.record_id or "",
            }
            connection.execute(insert(turns).values(row))
            connection.execute(
                update(conversations).where(conversations.c.id == conversation_id).values(updated_at=asked_at)
            )

    def history(self, conversation_id: str, viewer: Viewer, limit: int = 6) -> list[Turn]:
        """The last turns, oldest first. A turn above the viewer's present clearance is left out, question and all.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
        """
        return [
            Turn(question, record.answer, record.asked_at, record.level)
            for question, record in self.records(conversation_id, viewer, limit)
        ]

    def records(self, conversation_id: str, viewer: Viewer, limit: int = 6) -> list[tuple[str, AnswerRecord]]:
        """As ``history``, with the whole record of each answer."""
        query = (
            select(turns.c.question, answer_records.c.content)
            .join(answer_records, answer_records.c.id == turns.c.record_id)
            .where(turns.c.conversation_id == conversation_id, answer_records.c.level.in_(viewer.levels))
            .order_by(turns.c.n.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            _owned(connection, conversation_id, viewer)
            found = connection.execute(query).all()
        turned = [(str(question), from_json(content)) for question, content in reversed(found)]
        return [(question, record) for question, record in turned if self._readable(record, viewer)]

    def list(self, viewer: Viewer) -> "list[Conversation]":
        """This viewer's conversations, the latest first."""
        counted = select(func.count()).where(turns.c.conversation_id == conversations.c.id).scalar_subquery()
        query = (
            select(
                conversations.c.id,
                conversations.c.title,
                conversations.c.started_at,
                conversations.c.updated_at,
                counted.label("turns"),
            )
            .where(conversations.c.owner == viewer.name)
            .order_by(conversations.c.updated_at.desc(), conversations.c.id)
        )
        with self._database.read() as connection:
            return [Conversation(**row) for row in connection.execute(query).mappings()]

    def delete(self, conversation_id: str, viewer: Viewer) -> None:
        """Take a conversation away; the answer records stay. Raises ConversationNotFound."""
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            connection.execute(delete(turns).where(turns.c.conversation_id == conversation_id))
            connection.execute(delete(conversations).where(conversations.c.id == conversation_id))


def _owned(connection: Connection, conversation_id: str, viewer: Viewer) -> None:
    query = select(conversations.c.id).where(
        conversations.c.id == conversation_id, conversations.c.owner == viewer.name
    )
    if connection.execute(query).first() is None:
        raise ConversationNotFound("There is no such conversation.")
