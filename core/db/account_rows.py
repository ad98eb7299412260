"""An account as a row of its table, and back."""

from typing import Any

from sqlalchemy import Connection, Row, select

from core.db.tables import accounts
from core.models import Account, Level, Role


def as_row(account: Account) -> dict[str, object]:
    """What is stored of an account, but for its password's hash."""
    return {**vars(account), "role": account.role.value, "level": account.level.value}


def account_of(connection: Connection, name: str) -> Account | None:
    """One account, inside somebody else's transaction."""
    row = connection.execute(select(accounts).where(accounts.c.name == name)).one_or_none()
    return None if row is None else account_of_row(row)


def account_of_row(row: Row[Any]) -> Account:
    """An account out of a row that holds its columns. A role that nobody knows is that of a reader."""
    role = Role(row.role) if row.role in set(Role) else Role.READER
    return Account(
        row.name,
        row.display_name,
        role,
        Level.PUBLIC if row.level not in set(Level) else Level(row.level),
        row.disabled,
        row.created_at,
        row.date_style,
        row.last_seen,
    )
