"""In which browsers people are signed in. Of a token only the SHA-256 is stored: a copy of the store opens nothing."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, or_, select, update

from core.db import audit
from core.db.account_rows import account_of, account_of_row
from core.db.clock import Clock, now
from core.db.engine import Database
from core.db.tables import accounts, sign_ins
from core.errors import SignInRefused
from core.models import Account, SignIn

SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=90)
"""How long a sign-in that is over is remembered, as a device that its owner has used."""

AGENT_LENGTH, ADDRESS_LENGTH = 300, 64


class SignIns:
    """Sign-ins by token.

    Args:
        new_id: gives a new identifier.
    """

    def __init__(
        self, database: Database, clock: Clock = now, new_id: Callable[[], str] = lambda: uuid.uuid4().hex
    ) -> None:
        self._database, self._clock, self._new_id = database, clock, new_id

    def begin(self, token: str, name: str, address: str, agent: str, expires_at: datetime) -> SignIn:
        """Note that somebody is signed in. Twice with a token that is in force gives the same sign-in.

        Raises:
            SignInRefused: there is no such account, it is disabled, or the token is over or somebody else's.
        """
        moment, hashed = self._clock(), digest(token)
        made = SignIn(self._new_id(), moment, moment, expires_at, address[:ADDRESS_LENGTH], agent[:AGENT_LENGTH])
        with self._database.write() as connection:
            _sweep(connection, moment)
            account = account_of(connection, name)
            if account is None or account.disabled:
                raise SignInRefused
            before = connection.execute(select(sign_ins).where(sign_ins.c.token_hash == hashed)).one_or_none()
            if before is not None:
                if before.name != name or before.ended_at is not None or before.expires_at <= moment:
                    raise SignInRefused
                return _sign_in(before)
            connection.execute(insert(sign_ins).values(**vars(made), token_hash=hashed, name=name))
            connection.execute(update(accounts).where(accounts.c.name == name).values(last_seen=moment))
            audit.write(connection, moment, name, "sign-in", name, {"sign_in": made.id})
        return made

    def account(self, token: str) -> tuple[Account, datetime] | None:
        """Whose token this is, and when it was last seen; None unless it is in force and the account is enabled."""
        query = (
            select(accounts, sign_ins.c.seen_at)
            .join(sign_ins, sign_ins.c.name == accounts.c.name)
            .where(sign_ins.c.token_hash == digest(token), *_live(self._clock()), accounts.c.disabled.is_(False))
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (account_of_row(row), row.seen_at)

    def seen(self, token: str, name: str) -> None:
        """Note that the token was used now."""
        moment = self._clock()
        with self._database.write() as connection:
            connection.execute(
                update(sign_ins).where(sign_ins.c.token_hash == digest(token), *_live(moment)).values(seen_at=moment)
            )
            connection.execute(update(accounts).where(accounts.c.name == name).values(last_seen=moment))

    def knows(self, token: str, name: str) -> bool:
        """True if this token was once given to this account, even if it is over by now."""
        query = select(sign_ins.c.id).where(sign_ins.c.token_hash == digest(token), sign_ins.c.name == name)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def of(self, token: str) -> str | None:
        """The id of the sign-in that this token is of; None unless it is in force."""
        query = select(sign_ins.c.id).where(sign_ins.c.token_hash == digest(token), *_live(self._clock()))
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def addresses(self, name: str) -> set[str]:
        """From where somebody has signed in."""
        query = select(sign_ins.c.address).where(sign_ins.c.name == name).distinct()
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())

    def live(self, name: str) -> list[SignIn]:
        """Where somebody is signed in, the latest first."""
        query = (
            select(sign_ins)
            .where(sign_ins.c.name == name, *_live(self._clock()))
            .order_by(sign_ins.c.seen_at.desc(), sign_ins.c.started_at.desc(), sign_ins.c.id)
        )
        with self._database.read() as connection:
            return [_sign_in(row) for row in connection.execute(query)]

    def end(self, token: str) -> bool:
        """The bearer signs out. False: the token was over already."""
        moment = self._clock()
        chosen = (sign_ins.c.token_hash == digest(token), *_live(moment))
        with self._database.write() as connection:
            row = connection.execute(select(sign_ins.c.id, sign_ins.c.name).where(*chosen)).one_or_none()
            if row is None:
                return False
            connection.execute(update(sign_ins).where(sign_ins.c.id == row.id).values(ended_at=moment))
            audit.write(connection, moment, row.name, "sign-out", row.name, {"sign_in": row.id})
        return True

    def end_one(self, name: str, sign_in_id: str, by: str) -> bool:
        """End one sign-in of this account. False: it has none with this id that is in force."""
        moment = self._clock()
        with self._database.write() as connection:
            chosen = (sign_ins.c.id == sign_in_id, sign_ins.c.name == name, *_live(moment))
            ended = bool(connection.execute(update(sign_ins).where(*chosen).values(ended_at=moment)).rowcount)
            if ended:
                audit.write(connection, moment, by, "sign-out", name, {"sign_in": sign_in_id})
        return ended

    def end_all(self, name: str, by: str, keep_token: str | None = None) -> int:
        """End every sign-in of this account but that of ``keep_token``; returns how many."""
        moment = self._clock()
        with self._database.write() as connection:
            ended = end_all(connection, name, moment, keep_token)
            if ended:
                audit.write(connection, moment, by, "sign-out", name, {"ended": ended})
        return ended

    def end_everyones(self) -> int:
        """End every sign-in there is; returns how many."""
        moment = self._clock()
        with self._database.write() as connection:
            return int(connection.execute(update(sign_ins).where(*_live(moment)).values(ended_at=moment)).rowcount)


def end_all(connection: Connection, name: str, moment: datetime, keep_token: str | None = None) -> int:
    """As SignIns.end_all, inside somebody else's transaction and without a line in the audit."""
    chosen = update(sign_ins).where(sign_ins.c.name == name, *_live(moment))
    if keep_token is not None:
        chosen = chosen.where(sign_ins.c.token_hash != digest(keep_token))
    return int(connection.execute(chosen.values(ended_at=moment)).rowcount)


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _live(moment: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return sign_ins.c.ended_at.is_(None), sign_ins.c.expires_at > moment


def _sweep(connection: Connection, moment: datetime) -> None:
    old = moment - KEPT
    over = or_(sign_ins.c.expires_at < old, and_(sign_ins.c.ended_at.is_not(None), sign_ins.c.ended_at < old))
    connection.execute(delete(sign_ins).where(over))


def _sign_in(row: Row[Any]) -> SignIn:
    return SignIn(row.id, row.started_at, row.seen_at, row.expires_at, row.address, row.agent)
