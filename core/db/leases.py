"""Leases: at most one process at a time does a thing, and a dead one does not keep it for ever."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import leases


@dataclass(frozen=True)
class Lease:
    """Who holds what, since when, and until when unless a heartbeat comes."""

    name: str
    holder: str
    acquired_at: datetime
    heartbeat_at: datetime
    expires_at: datetime


class Leases:
    """Leases in the operational store. All processes must have about the same clock: within a fraction of ``seconds``.

    Args:
        seconds: how long a lease lives without a heartbeat.
    """

    def __init__(self, database: Database, clock: Clock = now, seconds: float = 60.0) -> None:
        self._database, self._clock = database, clock
        self.seconds = seconds

    def take(self, name: str, holder: str) -> bool:
        """Take the lease if it is free, expired or one's own already. Atomic: of many, one gets True."""
        moment = self._clock()
        row = {"holder": holder, "acquired_at": moment, "heartbeat_at": moment, "expires_at": self._end(moment)}
        with self._database.write() as connection:
            free = or_(leases.c.expires_at <= moment, leases.c.holder == holder)
            if connection.execute(update(leases).where(leases.c.name == name, free).values(row)).rowcount:
                return True
            if connection.execute(select(leases.c.name).where(leases.c.name == name)).first() is not None:
                return False
            try:
                with connection.begin_nested():
                    connection.execute(insert(leases).values(name=name, **row))
            except IntegrityError:  # where writers do not queue (PostgreSQL), another one was quicker
                return False
        return True

    def take_over(self, name: str, holder: str, dead: str) -> bool:
        """Take the lease from a holder that is known to be dead, before it runs out. Atomic, as ``take``."""
        moment = self._clock()
        row = {"holder": holder, "acquired_at": moment, "heartbeat_at": moment, "expires_at": self._end(moment)}
        with self._database.write() as connection:
            theirs = (leases.c.name == name, leases.c.holder == dead)
            return bool(connection.execute(update(leases).where(*theirs).values(row)).rowcount)

    def beat(self, name: str, holder: str) -> bool:
        """Prolong one's own lease. False: it was taken over, and its work must stop."""
        moment = self._clock()
        mine = (leases.c.name == name, leases.c.holder == holder, leases.c.expires_at > moment)
        with self._database.write() as connection:
            row = {"heartbeat_at": moment, "expires_at": self._end(moment)}
            return bool(connection.execute(update(leases).where(*mine).values(row)).rowcount)

    def release(self, name: str, holder: str) -> None:
        """Give one's own lease back; somebody else's is left alone."""
        with self._database.write() as connection:
            connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))

    def held(self, name: str) -> Lease | None:
        """The lease in force, None when nobody holds it."""
        query = select(leases).where(leases.c.name == name, leases.c.expires_at > self._clock())
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Lease(**row)

    def _end(self, moment: datetime) -> datetime:
        return moment + timedelta(seconds=self.seconds)
