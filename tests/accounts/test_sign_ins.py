"""Tokens: in force until they expire, are ended, or their account is disabled."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from core.accounts import Accounts
from core.db.engine import Database
from core.db.sign_ins import KEPT
from core.db.tables import sign_ins
from core.errors import AccountNotFound, SignInRefused, StoreUnavailable
from tests.accounts.conftest import GOOD
from tests.db.conftest import HandClock

SignInNow = Callable[..., str]


def test_a_token_is_in_force_until_it_expires(accounts: Accounts, sign_in: SignInNow, clock: HandClock) -> None:
    token = sign_in(days=1)
    found = accounts.of(token)
    assert found is not None
    assert (found.name, found.last_seen) == ("anna", clock())
    clock.turn(days=1, seconds=-1)
    assert accounts.of(token)
    clock.turn(seconds=1)
    assert accounts.of(token) is None
    assert accounts.sign_ins("anna") == []
    assert accounts.end(token) is False


@pytest.mark.parametrize("token", ["", "unknown", "token ", "TOKEN", "\0\ud800", "x" * 100_000])
def test_tokens_that_nobody_has(accounts: Accounts, sign_in: SignInNow, token: str) -> None:
    sign_in()
    assert accounts.of(token) is None
    assert accounts.end(token) is False


def test_a_revoked_token_never_comes_back(accounts: Accounts, sign_in: SignInNow) -> None:
    token = sign_in()
    assert accounts.end(token)
    assert accounts.of(token) is None
    for name in ("anna", "ben"):
        with pytest.raises(SignInRefused):
            sign_in(name, token)
    assert accounts.of(token) is None


def test_the_same_token_twice_is_one_sign_in_and_never_somebody_elses(accounts: Accounts, sign_in: SignInNow) -> None:
    sign_in(token="one")
    (first,) = accounts.sign_ins("anna")
    sign_in(token="one")
    assert accounts.sign_ins("anna") == [first]
    with pytest.raises(SignInRefused):
        sign_in("ben", "one")
    found = accounts.of("one")
    assert found is not None
    assert found.name == "anna"


def test_nobody_is_signed_in_to_an_account_that_is_not_there(accounts: Accounts, sign_in: SignInNow) -> None:
    with pytest.raises(SignInRefused):
        sign_in("nobody-here")


def test_the_list_of_browsers(accounts: Accounts, sign_in: SignInNow, clock: HandClock) -> None:
    expires = clock() + timedelta(days=1)
    accounts.begin("one", "Anna", "10.0.0.1", "Firefox on Linux" + "x" * 1000, expires)
    clock.turn(minutes=5)
    accounts.begin("two", "anna", "y" * 1000, "Sa\0fari", expires)
    sign_in("ben", "three")
    clock.turn(minutes=5)
    accounts.of("one")
    one, two = accounts.sign_ins("anna")
    assert (one.address, one.agent[:16], len(one.agent)) == ("10.0.0.1", "Firefox on Linux", 300)
    assert (len(two.address), two.agent) == (64, "Sa\ufffdfari")
    assert one.seen_at == clock() == two.seen_at + timedelta(minutes=5)
    assert one.expires_at == two.expires_at == expires


def test_one_browser_is_signed_out_by_its_id(accounts: Accounts, sign_in: SignInNow) -> None:
    sign_in(token="one")
    (listed,) = accounts.sign_ins("anna")
    sign_in(token="two")
    assert accounts.end_one("ben", listed.id) is False, "it is not theirs"
    assert accounts.of("one")
    assert accounts.end_one("anna", listed.id) is True
    assert accounts.end_one("anna", listed.id) is False
    assert accounts.of("one") is None
    assert accounts.of("two")


def test_all_browsers_but_this_one(accounts: Accounts, sign_in: SignInNow) -> None:
    for token in ("one", "two", "three"):
        sign_in(token=token)
    sign_in("ben", "four")
    assert accounts.end_all("anna", keep_token="two") == 2
    assert [bool(accounts.of(token)) for token in ("one", "two", "three", "four")] == [False, True, False, True]
    assert accounts.end_all("anna") == 1
    assert accounts.end_all("anna") == 0
    with pytest.raises(AccountNotFound):
        accounts.end_all("nobody-here")


def test_looking_reads_once_and_writes_once_a_minute(
    accounts: Accounts, sign_in: SignInNow, clock: HandClock, database: Database
) -> None:
    token = sign_in()
    said: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: said.append(str(given[2]).split()[0]))
    for _ in range(60):
        assert accounts.of(token)
        clock.turn(seconds=1)
    assert [word for word in said if word != "BEGIN"] == ["SELECT"] * 60
    said.clear()
    accounts.of(token)
    assert said.count("UPDATE") == 2
    (listed,) = accounts.sign_ins("anna")
    assert listed.seen_at == clock()


def test_people_stay_signed_in_while_the_store_cannot_be_written(
    accounts: Accounts, sign_in: SignInNow, clock: HandClock, database: Database
) -> None:
    from sqlalchemy import text

    token = sign_in()
    clock.turn(minutes=5)
    with database.read() as connection:
        connection.execute(text("PRAGMA query_only = ON"))
    assert accounts.of(token)
    with pytest.raises(StoreUnavailable):
        accounts.end(token)


def test_what_is_over_is_forgotten_after_a_while(
    accounts: Accounts, sign_in: SignInNow, clock: HandClock, database: Database
) -> None:
    sign_in(token="expires", days=1)
    sign_in(token="ended", days=3650)
    accounts.end("ended")
    sign_in(token="stays", days=3650)
    clock.turn(days=KEPT.days + 2)
    sign_in("ben", "new")
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(sign_ins)).scalar() == 2
    assert accounts.of("stays")
    assert accounts.check("anna", GOOD)
