"""Making, changing, disabling; what is promised about passwords, and what the audit holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from core.accounts import Accounts, require, viewer_of
from core.db.audit import Audit
from core.db.engine import Database
from core.errors import (
    AccountNotFound,
    LastAdmin,
    NotAllowed,
    PasswordRefused,
    SettingsError,
    SignInRefused,
    SignInThrottled,
)
from core.models import DATE_STYLES, Level, Role
from tests.accounts.conftest import COST, GOOD, OTHER
from tests.db.conftest import HandClock

SignInNow = Callable[..., str]


def test_an_account_as_it_was_made(accounts: Accounts, clock: HandClock) -> None:
    anna = accounts.get(" ANNA ")
    assert (anna.name, anna.display_name, anna.role, anna.level) == ("anna", "Anna Okafor", "admin", "RESTRICTED")
    assert (anna.disabled, anna.created_at, anna.date_style, anna.last_seen) == (False, clock(), "en-GB", None)
    assert [one.name for one in accounts.list()] == ["anna", "ben"]
    with pytest.raises(AccountNotFound):
        accounts.get("nobody-here")


def test_roles_and_levels_have_an_order() -> None:
    assert Role.READER < Role.EDITOR < Role.ADMIN
    assert [role.rank for role in Role] == [0, 1, 2]
    assert Role.ADMIN >= "editor"
    assert Level.PUBLIC < Level.INTERNAL < Level.CONFIDENTIAL < Level.RESTRICTED


def test_what_an_account_may_read_and_do(accounts: Accounts) -> None:
    ben = accounts.get("ben")
    viewer = viewer_of(ben)
    assert (viewer.name, viewer.level) == ("ben", Level.INTERNAL)
    require(ben, Role.READER)
    with pytest.raises(NotAllowed, match="needs the role “editor”; yours is “reader”"):
        require(ben, Role.EDITOR)
    require(accounts.get("anna"), Role.EDITOR)


@pytest.mark.parametrize("bad", [{"role": "boss"}, {"level": "SECRET"}])
def test_roles_and_levels_that_do_not_exist(accounts: Accounts, bad: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        accounts.change("ben", **bad)  # type: ignore[arg-type]
    with pytest.raises(SettingsError):
        accounts.create("dora", GOOD, **{"role": "reader", "level": "PUBLIC", **bad})


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "editor"}, {"role": Role.READER, "disabled": True}])
def test_the_last_administrator_stays_one(accounts: Accounts, change: dict[str, object]) -> None:
    before = accounts.get("anna")
    with pytest.raises(LastAdmin, match="“anna” is the only administrator"):
        accounts.change("anna", **change)  # type: ignore[arg-type]
    assert accounts.get("anna") == before
    accounts.change("ben", role="admin", disabled=True)
    with pytest.raises(LastAdmin):
        accounts.change("anna", **change)  # type: ignore[arg-type]
    accounts.change("ben", disabled=False)
    accounts.change("anna", **change)  # type: ignore[arg-type]


def test_two_administrators_cannot_take_each_other_away_at_once(accounts: Accounts) -> None:
    accounts.change("ben", role="admin")

    def demote(name: str) -> bool:
        try:
            accounts.change(name, role="reader")
        except LastAdmin:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(demote, ["anna", "ben"])) == [False, True]


def test_the_password_is_checked_and_the_sentence_is_always_the_same(accounts: Accounts) -> None:
    accounts.create("carl", GOOD, "reader", "PUBLIC")
    accounts.change("carl", disabled=True)
    assert accounts.check("Anna", GOOD).name == "anna"
    wrong = [("anna", OTHER), ("anna", ""), ("carl", GOOD), ("nobody-here", GOOD), ("", ""), ("system", GOOD)]
    said = set()
    for name, password in [*wrong, ("a\0\ud800", "\0\ud800"), ("x" * 100_000, "y" * 100_000)]:
        with pytest.raises(SignInRefused) as refused:
            accounts.check(name, password)
        said.add((type(refused.value), str(refused.value)))
    assert said == {(SignInRefused, "The name or the password is wrong.")}


def test_unknown_disabled_and_known_names_cost_the_same_work(accounts: Accounts, work: list[bytes]) -> None:
    accounts.change("ben", disabled=True)
    for n, name in enumerate(("anna", "ben", "nobody-here", "system", "not a name")):
        for password in (GOOD + "!", "x" * 200, ""):
            work.clear()
            with pytest.raises(SignInRefused):
                accounts.check(name, password, f"10.0.{n}.{len(password)}")
            assert work == [b"$2b$04$"], (name, password)


def test_a_password_that_was_changed_while_it_was_checked_opens_nothing(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bcrypt

    real = bcrypt.checkpw

    def slow(password: bytes, hashed: bytes) -> bool:
        accounts.set_password("anna", OTHER)
        return real(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", slow)
    with pytest.raises(SignInRefused):
        accounts.check("anna", GOOD)


def test_a_new_password_ends_every_sign_in(accounts: Accounts, sign_in: SignInNow) -> None:
    tokens = [sign_in(token="one"), sign_in(token="two"), sign_in("ben", "three")]
    accounts.set_password("anna", OTHER, by="ben")
    assert [accounts.of(token) is not None for token in tokens] == [False, False, True]
    assert accounts.check("anna", OTHER)
    with pytest.raises(SignInRefused):
        accounts.check("anna", GOOD)
    with pytest.raises(PasswordRefused):
        accounts.set_password("anna", "short")
    with pytest.raises(AccountNotFound):
        accounts.set_password("nobody-here", OTHER)


def test_changing_ones_own_password_keeps_this_browser_alone(accounts: Accounts, sign_in: SignInNow) -> None:
    here, there = sign_in(token="here"), sign_in(token="there")
    with pytest.raises(SignInRefused, match="present password is wrong"):
        accounts.change_password("anna", OTHER, "a whole new one", here)
    with pytest.raises(PasswordRefused, match="the old one"):
        accounts.change_password("anna", GOOD, GOOD, here)
    with pytest.raises(PasswordRefused, match="too short"):
        accounts.change_password("anna", GOOD, "short", here)
    assert accounts.of(there)
    accounts.change_password("anna", GOOD, OTHER, here)
    assert accounts.of(here)
    assert accounts.of(there) is None
    assert accounts.check("anna", OTHER)


def test_guessing_the_present_password_is_slowed_down(accounts: Accounts, work: list[bytes]) -> None:
    def guess(n: int) -> None:
        with pytest.raises(SignInRefused):
            accounts.change_password("anna", f"guess {n}", OTHER, f"invented {n}")

    for n in range(50):
        guess(n)
    assert len(work) == 5
    with pytest.raises(SignInThrottled):
        accounts.change_password("anna", GOOD, OTHER)


def test_of_two_changes_of_a_password_at_once_one_is_made(accounts: Accounts) -> None:
    def change(new: str) -> bool:
        try:
            accounts.change_password("anna", GOOD, new)
        except SignInRefused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(change, ["the first new one", "the second new one"])) == [False, True]


def test_disabling_ends_every_sign_in_at_once(accounts: Accounts, sign_in: SignInNow) -> None:
    token = sign_in("ben")
    accounts.change("ben", disabled=True)
    assert accounts.of(token) is None
    with pytest.raises(SignInRefused):
        sign_in("ben", "another")
    accounts.change("ben", disabled=False)
    assert accounts.of(token) is None, "it stays ended"
    assert accounts.check("ben", GOOD)


def test_dates_in_the_style_somebody_likes(accounts: Accounts) -> None:
    for style in DATE_STYLES:
        accounts.set_date_style("Ben", style)
        assert accounts.get("ben").date_style == style
    with pytest.raises(SettingsError, match="en-GB, en-US, iso, de, fr"):
        accounts.set_date_style("ben", "klingon")
    with pytest.raises(AccountNotFound):
        accounts.set_date_style("nobody-here", "iso")


def test_a_visit_ends_after_half_an_hour_of_silence(accounts: Accounts, clock: HandClock) -> None:
    assert accounts.touch_visit("anna") is None
    for _ in range(5):
        clock.turn(minutes=25)
        assert accounts.touch_visit("anna") is None, "still the first"
    ended = clock()
    clock.turn(minutes=31)
    assert accounts.touch_visit("anna") == ended
    clock.turn(minutes=29)
    assert accounts.touch_visit("anna") == ended, "the whole visit long"
    clock.turn(days=3)
    assert accounts.touch_visit("anna") == clock() - timedelta(days=3)
    assert accounts.touch_visit("ben") is None
    with pytest.raises(AccountNotFound):
        accounts.touch_visit("nobody-here")


def test_the_audit_holds_every_change_and_no_secret(accounts: Accounts, audit: Audit, sign_in: SignInNow) -> None:
    accounts.change("ben", role="editor", level="PUBLIC", by="anna")
    accounts.change("ben", role="editor", by="anna")  # nothing changes
    accounts.set_password("ben", OTHER, by="anna")
    token = sign_in("ben", "secret token")
    accounts.set_date_style("ben", "de")
    accounts.change_password("ben", OTHER, GOOD, token)
    accounts.end(token)
    sign_in("ben", "another token")
    accounts.end_one("ben", accounts.sign_ins("ben")[0].id)
    sign_in("ben", "a third token")
    accounts.end_all("ben", by="anna")
    lines = [(line.who, line.action) for line in reversed(audit.latest()) if line.subject == "ben"]
    assert lines == [
        ("operator", "account-add"),
        ("anna", "account-change"),
        ("anna", "password"),
        ("ben", "sign-in"),
        ("ben", "account-change"),
        ("ben", "password"),
        ("ben", "sign-out"),
        ("ben", "sign-in"),
        ("ben", "sign-out"),
        ("ben", "sign-in"),
        ("anna", "sign-out"),
    ]
    kept = str(audit.latest())
    assert not [secret for secret in (GOOD, OTHER, "token", "$2b$") if secret in kept]


def test_nothing_secret_is_stored_as_it_is(database: Database, tmp_path: Path, clock: HandClock) -> None:
    accounts = Accounts(database, tmp_path, clock, cost=COST)
    accounts.create("anna", GOOD, "admin", "RESTRICTED")
    accounts.begin("the-secret-token", "anna", "10.0.0.1", "Firefox", clock() + timedelta(days=1))
    with pytest.raises(SignInRefused):
        accounts.check("someone-else", "my-own-password", "198.51.100.77")
    database.close()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("sybil.db*"))
    secrets = [GOOD.encode(), b"the-secret-token", b"my-own-password", b"someone-else", b"198.51.100.77"]
    assert not [secret for secret in secrets if secret in content]
