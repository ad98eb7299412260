"""Accounts in the operational store. They are disabled, never deleted: a name is nobody else's, ever.

Every change writes its line into the audit in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.db import audit
from core.db.account_rows import account_of, account_of_row, as_row
from core.db.clock import Clock, now
from core.db.engine import ACCOUNTS_LOCK, Database
from core.db.sign_ins import end_all
from core.db.tables import accounts
from core.errors import AccountExists, AccountNotFound, LastAdmin, SetUpRefused
from core.models import Account, Role

VISIT = timedelta(minutes=30)
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Credentials:
    """What a password is checked against."""

    password_hash: str
    disabled: bool


class AccountStore:
    """Accounts by name, which is normalised before it comes here."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database, self._clock = database, clock

    def any(self) -> bool:
        """True once there is an account."""
        with self._database.read() as connection:
            return connection.execute(select(accounts.c.name).limit(1)).first() is not None

    def add(self, account: Account, password_hash: str, by: str, first: bool = False) -> None:
        """Store a new account.

        Args:
            first: only if there is no account yet; of several at once, one is.

        Raises:
            AccountExists: the name is taken.
            SetUpRefused: ``first``, and there is an account.
        """
        details = {"role": account.role, "level": account.level, "first": first}
        with self._database.write() as connection:
            self._database.lock(connection, ACCOUNTS_LOCK)
            if first and connection.execute(select(accounts.c.name).limit(1)).first() is not None:
                raise SetUpRefused
            try:
                with connection.begin_nested():
                    connection.execute(insert(accounts).values(**as_row(account), password_hash=password_hash))
            except IntegrityError as error:
                raise AccountExists(f"The name “{account.name}” is taken; choose another one.") from error
            audit.write(connection, self._clock(), by, "account-add", account.name, details)

    def get(self, name: str) -> Account:
        """One account. Raises AccountNotFound."""
        with self._database.read() as connection:
            return _required(connection, name)

    def all(self) -> list[Account]:
        """Every account, by name, the disabled ones too."""
        with self._database.read() as connection:
            return [account_of_row(row) for row in connection.execute(select(accounts).order_by(accounts.c.name))]

    def credentials(self, name: str) -> Credentials | None:
        """What a password of this name is checked against, None if there is no such account."""
        query = select(accounts.c.password_hash, accounts.c.disabled).where(accounts.c.name == name)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Credentials(row.password_hash, row.disabled)

    def change(self, name: str, changes: Mapping[str, object], by: str) -> Account:
        """Change some of role, level, disabled, display_name; disabling ends every sign-in.

        Raises:
            AccountNotFound: no such account.
            LastAdmin: nobody would be left to look after Sybil.
        """
        moment = self._clock()
        with self._database.write() as connection:
            self._database.lock(connection, ACCOUNTS_LOCK)
            before = _required(connection, name)
            real = {key: value for key, value in changes.items() if getattr(before, key) != value}
            if not real:
                return before
            connection.execute(update(accounts).where(accounts.c.name == name).values(real))
            after = _required(connection, name)
            if _is_admin(before) and not _is_admin(after) and not _admins(connection):
                raise LastAdmin(f"“{name}” is the only administrator who can sign in; make another one first.")
            if after.disabled:
                end_all(connection, name, moment)
            audit.write(connection, moment, by, "account-change", name, real)
        return after

    def set_password(
        self, name: str, password_hash: str, by: str, instead_of: str | None = None, keep_token: str | None = None
    ) -> bool:
        """Store a new password's hash and end every sign-in but that of ``keep_token``.

        Args:
            instead_of: the hash that is to be replaced; False is returned if it has been replaced meanwhile.

        Raises:
            AccountNotFound: no such account.
        """
        moment = self._clock()
        with self._database.write() as connection:
            _required(connection, name)
            chosen = update(accounts).where(accounts.c.name == name)
            if instead_of is not None:
                chosen = chosen.where(accounts.c.password_hash == instead_of)
            if not connection.execute(chosen.values(password_hash=password_hash)).rowcount:
                return False
            ended = end_all(connection, name, moment, keep_token)
            audit.write(connection, moment, by, "password", name, {"ended": ended})
        return True

    def set_date_style(self, name: str, style: str) -> None:
        """How dates are written for this account. Raises AccountNotFound."""
        with self._database.write() as connection:
            _required(connection, name)
            connection.execute(update(accounts).where(accounts.c.name == name).values(date_style=style))
            audit.write(connection, self._clock(), name, "account-change", name, {"date_style": style})

    def visit(self, name: str) -> datetime | None:
        """Note a call and return when the visit before this one ended, None in the first. Raises AccountNotFound."""
        moment = self._clock()
        query = select(accounts.c.visited_at, accounts.c.previous_visit).where(accounts.c.name == name)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise AccountNotFound(f"There is no account “{name}”.")
        latest: datetime | None = row.visited_at
        previous: datetime | None = row.previous_visit
        if latest is not None and moment - latest < NOTED_EVERY:
            return previous
        if latest is not None and moment - latest > VISIT:
            previous = latest
        with self._database.write() as connection:
            connection.execute(
                update(accounts).where(accounts.c.name == name).values(visited_at=moment, previous_visit=previous)
            )
        return previous


def _required(connection: Connection, name: str) -> Account:
    if (account := account_of(connection, name)) is None:
        raise AccountNotFound(f"There is no account “{name}”.")
    return account


def _is_admin(account: Account) -> bool:
    return account.role == Role.ADMIN and not account.disabled


def _admins(connection: Connection) -> int:
    enabled = (accounts.c.role == Role.ADMIN.value, accounts.c.disabled.is_(False))
    return int(connection.execute(select(func.count()).where(*enabled)).scalar_one())
