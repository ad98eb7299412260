"""Conversations: each belongs to the viewer who began it, and nobody else learns that it exists."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from core.access import Viewer
from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.records import Readable, by_level, from_json
from core.db.tables import answer_records, conversations, pending_questions, turns
from core.db.texts import storable
from core.errors import ConversationNotFound
from core.models import Answer, AnswerRecord, Turn
from core.terms import folded

TITLE_LENGTH = 80
NO_CONVERSATION = "There is no such conversation."


@dataclass(frozen=True)
class Conversation:
    """One conversation in a list; ``turns`` counts its questions."""

    id: str
    title: str
    started_at: datetime
    updated_at: datetime
    turns: int


Listed = list[Conversation]
_Rows = list[tuple[int, str, AnswerRecord]]


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
        row = {"id": made, "owner": viewer.name, "title": _title(title), "started_at": moment, "updated_at": moment}
        with self._database.write() as connection:
            connection.execute(insert(conversations).values(row))
        return made

    def get(self, conversation_id: str, viewer: Viewer) -> Conversation:
        """One conversation of this viewer. Raises ConversationNotFound."""
        found = self._listed(viewer, conversation_id)
        if not found:
            raise ConversationNotFound(NO_CONVERSATION)
        return found[0]

    def rename(self, conversation_id: str, viewer: Viewer, title: str) -> None:
        """Give a conversation another title, cut to 80 characters. Raises ConversationNotFound."""
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            chosen = update(conversations).where(conversations.c.id == conversation_id)
            connection.execute(chosen.values(title=_title(title)))

    # --- a question and its answer -----------------------------------------------------------------

    def ask_pending(self, conversation_id: str, viewer: Viewer, question: str) -> None:
        """Note the question that is about to be answered, in place of the one before; ``append`` and
        ``replace_last`` clear the note, so that one which is still there was never answered.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
        """
        row = {"conversation_id": conversation_id, "question": storable(question), "asked_at": self._clock()}
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            _clear(connection, conversation_id)
            connection.execute(insert(pending_questions).values(row))

    def pending(self, conversation_id: str, viewer: Viewer) -> str | None:
        """The question that is being answered now, or whose answer was broken off. Raises ConversationNotFound."""
        query = select(pending_questions.c.question).where(pending_questions.c.conversation_id == conversation_id)
        with self._database.read() as connection:
            _owned(connection, conversation_id, viewer)
            found = connection.execute(query).scalar()
        return None if found is None else str(found)

    def drop_pending(self, conversation_id: str, viewer: Viewer) -> None:
        """Forget the question that was not answered. Raises ConversationNotFound."""
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            _clear(connection, conversation_id)

    def append(self, conversation_id: str, viewer: Viewer, question: str, answer: Answer, asked_at: datetime) -> None:
        """Add a question and its answer, whose record was saved before (``answer.record_id``).

        Raises:
            ConversationNotFound: no such conversation of this viewer.
        """
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            last = select(func.coalesce(func.max(turns.c.n), 0)).where(turns.c.conversation_id == conversation_id)
            n = int(connection.execute(last).scalar_one()) + 1
            shown = {"question": storable(question), "record_id": answer.record_id or ""}
            connection.execute(insert(turns).values(conversation_id=conversation_id, n=n, **shown))
            _answered(connection, conversation_id, asked_at)

    def replace_last(
        self, conversation_id: str, viewer: Viewer, question: str, answer: Answer, asked_at: datetime
    ) -> None:
        """Put an answer in the place of the last one that the viewer sees; its record stays. As ``append`` where
        there is none.

        Raises:
            ConversationNotFound: no such conversation of this viewer.
        """
        rows = self._rows(conversation_id, viewer, limit=None)
        seen = [n for n, _, record in rows if self._readable(record, viewer)][-1:]
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            place = turns.c.conversation_id == conversation_id, turns.c.n.in_(seen)
            shown = {"question": storable(question), "record_id": answer.record_id or ""}
            replaced = connection.execute(update(turns).where(*place).values(shown)).rowcount
            _answered(connection, conversation_id, asked_at)
        if not replaced:
            self.append(conversation_id, viewer, question, answer, asked_at)

    # --- reading -------------------------------------------------------------------------------------

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
        rows = self._rows(conversation_id, viewer, limit)
        return [(question, record) for _, question, record in rows if self._readable(record, viewer)]

    def list(self, viewer: Viewer) -> Listed:
        """This viewer's conversations, the latest first."""
        return self._listed(viewer)

    def search(self, viewer: Viewer, text: str) -> Listed:
        """This viewer's conversations, the latest first, whose title, or one of whose turns, holds every word of the
        text: in a question or its answer, in any case, with or without accents, and part of a word will do. Turns
        above the viewer's present clearance are not searched."""
        sought = folded(storable(text)).split()
        return [one for one in self._listed(viewer) if _holds(one.title, sought) or self._tells(one.id, viewer, sought)]

    def _tells(self, conversation_id: str, viewer: Viewer, sought: Sequence[str]) -> bool:
        try:
            rows = self._rows(conversation_id, viewer, limit=None)
        except ConversationNotFound:  # deleted since it was listed
            return False
        return any(
            _holds(f"{question}\n{record.answer.text}", sought) and self._readable(record, viewer)
            for _, question, record in rows
        )

    def _rows(self, conversation_id: str, viewer: Viewer, limit: int | None) -> _Rows:
        """The last turns by the level that their records have, oldest first; sources are still to be asked about."""
        query = (
            select(turns.c.n, turns.c.question, answer_records.c.content)
            .join(answer_records, answer_records.c.id == turns.c.record_id)
            .where(turns.c.conversation_id == conversation_id, answer_records.c.level.in_(viewer.levels))
            .order_by(turns.c.n.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            _owned(connection, conversation_id, viewer)
            found = connection.execute(query).all()
        return [(int(n), str(question), from_json(content)) for n, question, content in reversed(found)]

    def _listed(self, viewer: Viewer, conversation_id: str | None = None) -> Listed:
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
        if conversation_id is not None:
            query = query.where(conversations.c.id == storable(conversation_id))
        with self._database.read() as connection:
            return [Conversation(**row) for row in connection.execute(query).mappings()]

    def delete(self, conversation_id: str, viewer: Viewer) -> None:
        """Take a conversation away; the answer records stay. Raises ConversationNotFound."""
        with self._database.write() as connection:
            _owned(connection, conversation_id, viewer)
            _clear(connection, conversation_id)
            connection.execute(delete(turns).where(turns.c.conversation_id == conversation_id))
            connection.execute(delete(conversations).where(conversations.c.id == conversation_id))


def _owned(connection: Connection, conversation_id: str, viewer: Viewer) -> None:
    query = select(conversations.c.id).where(
        conversations.c.id == storable(conversation_id), conversations.c.owner == viewer.name
    )
    if connection.execute(query).first() is None:
        raise ConversationNotFound(NO_CONVERSATION)


def _clear(connection: Connection, conversation_id: str) -> None:
    connection.execute(delete(pending_questions).where(pending_questions.c.conversation_id == conversation_id))


def _answered(connection: Connection, conversation_id: str, asked_at: datetime) -> None:
    _clear(connection, conversation_id)
    connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(updated_at=asked_at))


def _title(title: str) -> str:
    return " ".join(storable(title).split())[:TITLE_LENGTH] or "New conversation"


def _holds(text: str, sought: Sequence[str]) -> bool:
    have = folded(text)
    return all(word in have for word in sought)
