"""What the store itself promises about accounts, whoever asks; and the way from the schema before them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from core.db.accounts import AccountStore, Credentials
from core.db.audit import Audit
from core.db.engine import Database
from core.db.migrate import HEAD, open_database
from core.db.sign_ins import SignIns, digest
from core.db.tables import accounts, sign_ins
from core.errors import AccountExists, AccountNotFound, SetUpRefused, StoreUnavailable
from core.models import Account, Level, Role
from tests.db.conftest import HandClock


@pytest.fixture
def store(database: Database, clock: HandClock) -> AccountStore:
    return AccountStore(database, clock)


def account(clock: HandClock, name: str = "anna", **other: Any) -> Account:
    return Account(name, name.title(), other.pop("role", Role.ADMIN), Level.RESTRICTED, False, clock(), **other)


def test_what_is_stored_comes_back(store: AccountStore, clock: HandClock) -> None:
    assert not store.any()
    anna = account(clock, date_style="iso")
    store.add(anna, "hash", "operator")
    assert store.any()
    assert store.get("anna") == anna
    assert store.all() == [anna]
    assert store.credentials("anna") == Credentials("hash", False)
    assert store.credentials("ben") is None
    with pytest.raises(AccountNotFound):
        store.get("ben")


def test_taken_and_not_first(store: AccountStore, clock: HandClock) -> None:
    store.add(account(clock), "hash", "anna", first=True)
    with pytest.raises(AccountExists):
        store.add(account(clock, role=Role.READER), "other", "operator")
    with pytest.raises(SetUpRefused):
        store.add(account(clock, "ben"), "hash", "ben", first=True)
    assert store.credentials("anna") == Credentials("hash", False)
    assert [one.name for one in store.all()] == ["anna"]


def test_a_change_and_its_audit_line_are_there_together_or_not_at_all(
    store: AccountStore, clock: HandClock, database: Database
) -> None:
    store.add(account(clock), "hash", "operator")
    store.add(account(clock, "ben"), "hash", "operator")
    with database.write() as connection:
        connection.execute(
            text("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
        )
    before = store.all()
    for change in (
        lambda: store.add(account(clock, "carl"), "hash", "operator"),
        lambda: store.change("ben", {"disabled": True}, "anna"),
        lambda: store.set_password("ben", "other", "anna"),
        lambda: store.set_date_style("ben", "de"),
    ):
        with pytest.raises(Exception, match="full"):
            change()
    assert store.all() == before
    assert store.credentials("ben") == Credentials("hash", False)


def test_a_password_is_replaced_only_where_it_is_the_expected_one(store: AccountStore, clock: HandClock) -> None:
    store.add(account(clock), "first", "operator")
    assert store.set_password("anna", "second", "anna", instead_of="first")
    assert not store.set_password("anna", "third", "anna", instead_of="first")
    assert store.credentials("anna") == Credentials("second", False)


def test_what_nobody_knows_allows_least(store: AccountStore, clock: HandClock, database: Database) -> None:
    store.add(account(clock), "hash", "operator")
    with database.write() as connection:
        connection.execute(update(accounts).values(role="emperor", level="COSMIC"))
    found = store.get("anna")
    assert (found.role, found.level) == (Role.READER, Level.PUBLIC)


def test_of_a_token_only_its_hash_is_stored(store: AccountStore, clock: HandClock, database: Database) -> None:
    store.add(account(clock), "hash", "operator")
    SignIns(database, clock).begin("secret", "anna", "10.0.0.1", "Firefox", clock())
    with database.read() as connection:
        row = connection.execute(select(sign_ins)).mappings().one()
    assert row["token_hash"] == digest("secret")
    assert "secret" not in str(dict(row))


def test_a_store_from_before_accounts_keeps_what_it_holds(tmp_path: Path, clock: HandClock) -> None:
    from alembic import command
    from alembic.config import Config

    database = Database(f"sqlite:///{tmp_path}/sybil.db")
    config = Config()
    config.set_main_option("script_location", "core/db/migrations")
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    Audit(database, clock).note("anna", "forget", "d1")
    database.close()
    opened = open_database(f"sqlite:///{tmp_path}/sybil.db")
    with opened.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    assert [line.subject for line in Audit(opened).latest()] == ["d1"]
    with pytest.raises(StoreUnavailable), opened.write() as connection:
        connection.execute(text("UPDATE audit SET who = 'ben'"))
    store = AccountStore(opened, clock)
    assert not store.any()
    store.add(account(clock), "hash", "operator", first=True)
    assert store.any()
    opened.close()


def test_no_token_of_a_disabled_account_is_in_force_however_it_came_to_be(
    store: AccountStore, clock: HandClock, database: Database
) -> None:
    store.add(account(clock), "hash", "operator")
    tokens = SignIns(database, clock)
    tokens.begin("secret", "anna", "10.0.0.1", "Firefox", clock() + timedelta(days=1))
    assert tokens.account("secret")
    with database.write() as connection:
        connection.execute(update(accounts).values(disabled=True))
    assert tokens.account("secret") is None
