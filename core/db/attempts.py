"""Attempts to sign in that failed, as far as is needed to slow down who guesses: for minutes, under hashed keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from core.db.clock import Clock, now
from core.db.engine import ATTEMPTS_LOCK, Database
from core.db.tables import sign_in_attempts

WINDOW = timedelta(minutes=15)
LONGEST = 60.0


@dataclass(frozen=True)
class Rule:
    """So many failures under one key are free; each further one doubles the pause, from a second to a minute."""

    key: str
    free: int

    def pause(self, failures: int) -> float:
        """Seconds to wait after the latest of so many failures."""
        return 0.0 if failures < self.free else min(LONGEST, 2.0 ** min(failures - self.free, 10))


class Attempts:
    """Failed attempts. An attempt counts as failed from its beginning, so that many at once gain nothing."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def admit(self, ticket: str, rules: Sequence[Rule]) -> float:
        """0.0: go ahead, and say ``forgive`` or ``withdraw`` unless it fails. Else the seconds to wait, and nothing
        was counted."""
        moment = self._clock()
        with self._database.write() as connection:
            self._database.lock(connection, ATTEMPTS_LOCK)
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.at <= moment - WINDOW))
            wait = max(_wait(connection, rule, moment) for rule in rules)
            if wait <= 0:
                rows = [{"ticket": ticket, "key": rule.key, "at": moment} for rule in rules]
                connection.execute(insert(sign_in_attempts), rows)
        return max(wait, 0.0)

    def withdraw(self, ticket: str) -> None:
        """The attempt was not made after all."""
        with self._database.write() as connection:
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.ticket == ticket))

    def forgive(self, key: str) -> None:
        """It succeeded: every attempt under this key is taken back, also where it counts under other keys."""
        theirs = select(sign_in_attempts.c.ticket).where(sign_in_attempts.c.key == key)
        with self._database.write() as connection:
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.ticket.in_(theirs)))


def _wait(connection: Connection, rule: Rule, moment: datetime) -> float:
    found = select(func.count(), func.max(sign_in_attempts.c.at)).where(sign_in_attempts.c.key == rule.key)
    failures, latest = connection.execute(found).one()
    if latest is None:
        return 0.0
    pause = rule.pause(int(failures))
    passed: timedelta = moment - latest
    return min(pause, pause - passed.total_seconds())
