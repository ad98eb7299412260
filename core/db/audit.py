"""Who did what, in order; the database refuses to change or delete a line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import audit


@dataclass(frozen=True)
class AuditLine:
    """One thing that somebody did."""

    at: datetime
    who: str
    action: str
    subject: str
    details: dict[str, object]


class Audit:
    """The audit. Never put a secret or a document's text into it: it cannot be taken out again."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def note(self, who: str, action: str, subject: str, details: Mapping[str, object] | None = None) -> None:
        """Write one line."""
        with self._database.write() as connection:
            write(connection, self._clock(), who, action, subject, details)

    def latest(self, limit: int = 100) -> list[AuditLine]:
        """The latest lines, newest first."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            found = connection.execute(query).mappings().all()
        return [
            AuditLine(row["at"], row["who"], row["action"], row["subject"], json.loads(row["details"])) for row in found
        ]


def write(
    connection: Connection,
    at: datetime,
    who: str,
    action: str,
    subject: str,
    details: Mapping[str, object] | None = None,
) -> None:
    """Write one line in the transaction of the change that it is about: one is not there without the other."""
    row = {"at": at, "who": who, "action": action, "subject": subject}
    connection.execute(insert(audit).values(**row, details=json.dumps(dict(details or {}))))
