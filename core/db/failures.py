"""Files that could not be read: why, how often, and when they are tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import sync_failures
from core.errors import FileUnreadable

MAX_TRIES = 5
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""How long to wait after the first, second, third and fourth failure."""


@dataclass(frozen=True)
class Failure:
    """One file that could not be read. ``ended``: it is not tried again until it changes or somebody asks for it."""

    source: str
    source_id: str
    name: str
    revision: str
    reason: str
    code: str
    tries: int
    next_try: datetime | None
    ended: bool
    first_failed: datetime
    last_failed: datetime

    def due(self, revision: str, moment: datetime) -> bool:
        """True if the file is to be tried now: it changed, or its pause is over."""
        if revision != self.revision:
            return True
        return not self.ended and (self.next_try is None or self.next_try <= moment)


class Failures:
    """The list of failures."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def record(self, source: str, source_id: str, name: str, revision: str, error: FileUnreadable) -> Failure:
        """Note that a file failed. A changed file counts from one again; five failures, or a permanent one, end it."""
        moment = self._clock()
        place = (sync_failures.c.source == source, sync_failures.c.source_id == source_id)
        with self._database.write() as connection:
            before = connection.execute(select(sync_failures).where(*place)).mappings().first()
            again = before is not None and before["revision"] == revision
            tries = int(before["tries"]) + 1 if before is not None and again else 1
            ended = error.permanent or tries >= MAX_TRIES
            row: dict[str, Any] = {
                "name": name,
                "revision": revision,
                "reason": error.reason,
                "code": error.code,
                "tries": tries,
                "next_try": None if ended else moment + PAUSES[min(tries, len(PAUSES)) - 1],
                "ended": ended,
                "first_failed": before["first_failed"] if before is not None and again else moment,
                "last_failed": moment,
            }
            if before is None:
                connection.execute(insert(sync_failures).values(source=source, source_id=source_id, **row))
            else:
                connection.execute(update(sync_failures).where(*place).values(row))
        return Failure(source=source, source_id=source_id, **row)

    def clear(self, source: str, source_id: str) -> None:
        """The file was read, or is gone: nothing to say any more."""
        place = (sync_failures.c.source == source, sync_failures.c.source_id == source_id)
        with self._database.write() as connection:
            connection.execute(delete(sync_failures).where(*place))

    def retry(self, source: str | None = None, source_id: str | None = None) -> int:
        """Make every failure (of a source, of one file) due now, with its five tries before it; returns how many."""
        chosen = update(sync_failures).values(tries=0, next_try=None, ended=False)
        if source is not None:
            chosen = chosen.where(sync_failures.c.source == source)
        if source_id is not None:
            chosen = chosen.where(sync_failures.c.source_id == source_id)
        with self._database.write() as connection:
            return int(connection.execute(chosen).rowcount)

    def all(self, source: str | None = None) -> list[Failure]:
        """Every failure, by name."""
        query = select(sync_failures).order_by(sync_failures.c.name, sync_failures.c.source_id)
        if source is not None:
            query = query.where(sync_failures.c.source == source)
        with self._database.read() as connection:
            return [Failure(**row) for row in connection.execute(query).mappings()]
