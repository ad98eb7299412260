"""The tables of the operational store, in SQLAlchemy's terms, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A point in time: aware on both sides, UTC in the store."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Naive datetimes are refused: nobody knows when they are."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime reached the operational store")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Always aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, *columns)


answer_records = _table(
    "answer_records",
    Column("id", String(64), primary_key=True),
    Column("asked_at", Moment, nullable=False, index=True),
    Column("viewer", Text, nullable=False, index=True),
    Column("level", String(16), nullable=False),
    Column("content", Text, nullable=False),  # the whole record as JSON
)

record_erasures = _table(
    "record_erasures",
    Column("record_id", String(64), primary_key=True),
    Column("ordered_at", Moment, nullable=False),
    Column("ordered_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

conversations = _table(
    "conversations",
    Column("id", String(64), primary_key=True),
    Column("owner", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

turns = _table(
    "turns",
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("record_id", String(64), nullable=False, index=True),
)

pending_questions = _table(
    "pending_questions",
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, nullable=False),
    Column("asked_at", Moment, nullable=False, index=True),
)

feedback = _table(
    "feedback",
    Column("record_id", String(64), ForeignKey("answer_records.id", ondelete="CASCADE"), primary_key=True),
    Column("viewer", Text, primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
)

sync_failures = _table(
    "sync_failures",
    Column("source", String(64), primary_key=True),
    Column("source_id", String(1024), primary_key=True),
    Column("name", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("code", String(32), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", Moment),
    Column("ended", Boolean, nullable=False),
    Column("first_failed", Moment, nullable=False),
    Column("last_failed", Moment, nullable=False),
)

forgotten = _table(
    "forgotten",
    Column("source", String(64), primary_key=True),
    Column("source_id", String(1024), primary_key=True),
    Column("content_hash", String(128), nullable=False, index=True),
    Column("forgotten_at", Moment, nullable=False),
)

sync_runs = _table(
    "sync_runs",
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String(64), nullable=False, index=True),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("counts", Text, nullable=False),  # JSON
    Column("said", Text),
)

missing_files = _table(
    "missing_files",
    Column("source", String(64), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("fingerprint", String(64), nullable=False),
)

leases = _table(
    "leases",
    Column("name", String(64), primary_key=True),
    Column("holder", Text, nullable=False),
    Column("acquired_at", Moment, nullable=False),
    Column("heartbeat_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

extractions = _table(
    "extractions",
    Column("key", String(128), primary_key=True),
    Column("value", Text, nullable=False),
    Column("stored_at", Moment, nullable=False, index=True),
)

setting_overrides = _table(
    "setting_overrides",
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),  # JSON
    Column("set_by", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
)

prompts = _table(
    "prompts",
    Column("name", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("note", Text, nullable=False),
)

audit = _table(
    "audit",
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON
)

accounts = _table(
    "accounts",
    Column("name", String(64), primary_key=True),
    Column("display_name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("date_style", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_seen", Moment),
    Column("visited_at", Moment),  # the latest call of the present visit
    Column("previous_visit", Moment),  # the latest call of the one before
)

sign_ins = _table(
    "sign_ins",
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("name", String(64), ForeignKey("accounts.name"), nullable=False, index=True),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("ended_at", Moment),
    Column("address", String(64), nullable=False),
    Column("agent", Text, nullable=False),
)

sign_in_attempts = _table(
    "sign_in_attempts",
    Column("ticket", String(64), primary_key=True),
    Column("key", String(64), primary_key=True, index=True),
    Column("at", Moment, nullable=False, index=True),
)

Index("ix_conversations_recent", conversations.c.owner, conversations.c.updated_at)
