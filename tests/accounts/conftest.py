"""Accounts over a fresh store, cheap passwords, and a clock that is turned by hand."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import bcrypt
import pytest

from core.accounts import Accounts
from core.db.audit import Audit
from core.db.engine import Database
from core.db.migrate import open_database
from tests.db.conftest import HandClock

GOOD = "correct horse battery"
OTHER = "staple correct horse"
COST = 4


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path}/sybil.db")
    yield opened
    opened.close()


@pytest.fixture
def accounts(database: Database, tmp_path: Path, clock: HandClock) -> Accounts:
    """With anna, an administrator, and ben, a reader; both have the password GOOD."""
    made = Accounts(database, tmp_path, clock, cost=COST)
    made.create("anna", GOOD, "admin", "RESTRICTED", "Anna Okafor")
    made.create("ben", GOOD, "reader", "INTERNAL")
    return made


@pytest.fixture
def audit(database: Database, clock: HandClock) -> Audit:
    return Audit(database, clock)


@pytest.fixture
def sign_in(accounts: Accounts, clock: HandClock) -> Callable[..., str]:
    """Signs somebody in without asking for a password; gives the token."""

    def begin(name: str = "anna", token: str = "token", address: str = "10.0.0.1", days: float = 7) -> str:
        accounts.begin(token, name, address, "Firefox", clock() + timedelta(days=days))
        return token

    return begin


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What bcrypt was given to do while checking passwords: the cost of each."""
    done: list[bytes] = []
    real = bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        done.append(hashed[:7])
        return real(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    return done
