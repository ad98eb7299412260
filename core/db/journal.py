"""What the sync remembers between runs, beside the graph: when it ran, what was missing at once, what was forgotten.

None of it says what is ingested: that is the graph's to say.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, or_, select

from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import forgotten, missing_files, sync_runs

RUNS_KEPT = 1000


@dataclass(frozen=True)
class SyncRun:
    """One run of the sync. ``outcome`` is ``done``, ``stopped`` or ``failed``; ``said``: a sentence, where needed."""

    source: str
    started_at: datetime
    ended_at: datetime
    outcome: str
    counts: dict[str, int]
    said: str | None


@dataclass(frozen=True)
class Forgotten:
    """A file that somebody removed on purpose: it does not come back by itself."""

    source: str
    source_id: str
    content_hash: str


class Journal:
    """The sync's own notes."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def ran(self, run: SyncRun) -> None:
        """Note a run; the latest thousand are kept."""
        row = {**vars(run), "counts": json.dumps(run.counts)}
        with self._database.write() as connection:
            number = connection.execute(insert(sync_runs).values(row)).inserted_primary_key
            if number is not None:
                connection.execute(delete(sync_runs).where(sync_runs.c.id <= int(number[0]) - RUNS_KEPT))

    def last_run(self, source: str, outcome: str | None = None) -> SyncRun | None:
        """The latest run of a source, or the latest with this outcome."""
        query = select(sync_runs).where(sync_runs.c.source == source).order_by(sync_runs.c.id.desc()).limit(1)
        if outcome is not None:
            query = query.where(sync_runs.c.outcome == outcome)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        fields = {name: value for name, value in row.items() if name not in ("id", "counts")}
        return SyncRun(**fields, counts=json.loads(row["counts"]))

    def missing_since(self, source: str, fingerprint: str | None) -> datetime | None:
        """Note which files are missing all at once, and return since when exactly these are; None clears the note."""
        moment = self._clock()
        with self._database.write() as connection:
            place = missing_files.c.source == source
            before = connection.execute(select(missing_files).where(place)).mappings().first()
            if fingerprint is not None and before is not None and before["fingerprint"] == fingerprint:
                since: datetime = before["since"]
                return since
            connection.execute(delete(missing_files).where(place))
            if fingerprint is None:
                return None
            connection.execute(insert(missing_files).values(source=source, since=moment, fingerprint=fingerprint))
        return moment

    def forget(self, source: str, source_id: str, content_hash: str) -> None:
        """Note that this file was removed on purpose."""
        place = (forgotten.c.source == source, forgotten.c.source_id == source_id)
        row = {"source": source, "source_id": source_id, "content_hash": content_hash, "forgotten_at": self._clock()}
        with self._database.write() as connection:
            connection.execute(delete(forgotten).where(*place))
            connection.execute(insert(forgotten).values(row))

    def recall(self, source: str, source_id: str, content_hash: str | None = None) -> None:
        """Somebody added the file by hand: it counts again."""
        same = forgotten.c.source_id == source_id
        if content_hash is not None:
            same = or_(same, forgotten.c.content_hash == content_hash)
        with self._database.write() as connection:
            connection.execute(delete(forgotten).where(forgotten.c.source == source, same))

    def forgotten(self, source: str) -> list[Forgotten]:
        """Every file that was removed on purpose."""
        query = select(forgotten.c.source, forgotten.c.source_id, forgotten.c.content_hash)
        with self._database.read() as connection:
            found = connection.execute(query.where(forgotten.c.source == source)).mappings()
            return [Forgotten(**row) for row in found]
