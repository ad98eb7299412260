"""Prompts in numbered versions: a version is never changed, a new one is written beside it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import prompts


@dataclass(frozen=True)
class Prompt:
    """One version of a prompt."""

    name: str
    version: int
    text: str
    saved_by: str
    saved_at: datetime
    note: str


class Prompts:
    """Prompts by name; the highest version is the one in force."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def save(self, name: str, text: str, saved_by: str, note: str = "") -> int:
        """Write a new version and return its number. To return to an old one, save its text again."""
        with self._database.write() as connection:
            last = select(func.coalesce(func.max(prompts.c.version), 0)).where(prompts.c.name == name)
            version = int(connection.execute(last).scalar_one()) + 1
            row = {"name": name, "version": version, "text": text, "note": note}
            connection.execute(insert(prompts).values(**row, saved_by=saved_by, saved_at=self._clock()))
        return version

    def current(self, name: str) -> Prompt | None:
        """The version in force, None when there is none."""
        versions = self.versions(name)
        return versions[0] if versions else None

    def versions(self, name: str) -> list[Prompt]:
        """Every version, newest first."""
        query = select(prompts).where(prompts.c.name == name).order_by(prompts.c.version.desc())
        with self._database.read() as connection:
            return [Prompt(**row) for row in connection.execute(query).mappings()]
