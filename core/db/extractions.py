"""What a model answered about a stretch of text, kept by the hash of what it was asked."""

from sqlalchemy import delete, insert, select

from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import extractions
from core.documents.facts.shapes import ExtractionCache


class Extractions(ExtractionCache):
    """The extraction cache in the operational store."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def get(self, key: str) -> str | None:
        """The JSON text kept under this key, or None."""
        with self._database.read() as connection:
            found = connection.execute(select(extractions.c.value).where(extractions.c.key == key)).scalar()
        return None if found is None else str(found)

    def put(self, key: str, value: str) -> None:
        """Keep this JSON text; an older one under the same key is replaced."""
        with self._database.write() as connection:
            connection.execute(delete(extractions).where(extractions.c.key == key))
            connection.execute(insert(extractions).values(key=key, value=value, stored_at=self._clock()))
