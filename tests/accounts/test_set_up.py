"""The first account, and the secrets that Sybil makes for itself."""

import os
import re
import stat
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from core.accounts import Accounts
from core.accounts.setup import LETTERS, Secrets
from core.db.engine import Database
from core.errors import PasswordRefused, SetUpRefused, SignInThrottled, StoreDamaged, StoreUnavailable
from tests.accounts.conftest import COST, GOOD
from tests.db.conftest import HandClock


@pytest.fixture
def fresh(database: Database, tmp_path: Path, clock: HandClock) -> Accounts:
    return Accounts(database, tmp_path, clock, cost=COST)


def code_of(accounts: Accounts) -> str:
    code = accounts.set_up_code()
    assert code is not None
    return code


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_account_is_an_administrator_who_reads_everything(fresh: Accounts, tmp_path: Path) -> None:
    assert fresh.set_up_needed()
    code = code_of(fresh)
    assert code == code_of(fresh)
    assert re.fullmatch(f"([{LETTERS}]{{4}}-){{2}}[{LETTERS}]{{4}}", code)
    assert not set("01OI") & set(LETTERS)
    anna = fresh.create_first(code, "Anna", GOOD, "Anna Okafor", "10.0.0.1")
    assert (anna.name, anna.display_name, anna.role, anna.level) == ("anna", "Anna Okafor", "admin", "RESTRICTED")
    assert not fresh.set_up_needed()
    assert fresh.set_up_code() is None
    assert not (tmp_path / "secrets" / "set_up_code").exists()
    with pytest.raises(SetUpRefused, match="set up already"):
        fresh.create_first(code, "ben", GOOD)
    assert fresh.check("anna", GOOD)


@pytest.mark.parametrize(
    "spell", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:7]} {code[7:]} "]
)
def test_the_code_may_be_typed_in_any_way(fresh: Accounts, spell: "type[str]") -> None:
    assert fresh.create_first(spell(code_of(fresh)), "anna", GOOD)


def test_wrong_codes_are_refused_and_slowed_down(fresh: Accounts, clock: HandClock) -> None:
    code = code_of(fresh)
    for wrong in ("", "----", code[:-1], code + "A", "\0\ud800" * 1000):
        with pytest.raises(SetUpRefused, match="code is wrong"):
            fresh.create_first(wrong, "anna", GOOD, address="10.0.0.1")
    with pytest.raises(SignInThrottled):
        fresh.create_first(code, "anna", GOOD, address="10.0.0.1")
    clock.turn(seconds=1)
    assert fresh.create_first(code, "anna", GOOD, address="10.0.0.1")


def test_no_code_is_right_before_one_was_made(fresh: Accounts) -> None:
    with pytest.raises(SetUpRefused):
        fresh.create_first("", "anna", GOOD)


def test_a_password_that_is_refused_does_not_use_the_code_up(fresh: Accounts) -> None:
    code = code_of(fresh)
    for _ in range(10):
        with pytest.raises(PasswordRefused):
            fresh.create_first(code, "anna", "short")
    assert fresh.create_first(code, "anna", GOOD)


def test_of_many_first_accounts_at_once_one_is_made(fresh: Accounts) -> None:
    code = code_of(fresh)

    def make(n: int) -> bool:
        try:
            fresh.create_first(code, f"name{n}", GOOD, address=f"10.0.0.{n}")
        except SetUpRefused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(make, range(8))) == 1
    assert len(fresh.list()) == 1


def test_an_account_made_by_the_operator_ends_the_set_up(fresh: Accounts, tmp_path: Path) -> None:
    code = code_of(fresh)
    fresh.create("ben", GOOD, "reader", "PUBLIC")
    assert not (tmp_path / "secrets" / "set_up_code").exists()
    with pytest.raises(SetUpRefused):
        fresh.create_first(code, "anna", GOOD)


def test_secrets_are_their_owners_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        secrets = Secrets(tmp_path / "data")
        secrets.cookie_key()
        secrets.set_up_code()
    finally:
        os.umask(old)
    assert mode(secrets.folder) == 0o700
    assert {path.name: mode(path) for path in secrets.folder.iterdir()} == {"cookie_key": 0o600, "set_up_code": 0o600}


def test_secrets_that_others_could_read_are_closed_to_them(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("WARNING")
    key = Secrets(tmp_path).cookie_key()
    folder = tmp_path / "secrets"
    folder.chmod(0o755)
    (folder / "cookie_key").chmod(0o644)
    assert Secrets(tmp_path).cookie_key() == key
    assert (mode(folder), mode(folder / "cookie_key")) == (0o700, 0o600)
    assert "could be read by others" in caplog.text
    assert key not in caplog.text


def test_a_cookie_key_is_long_and_another_in_every_folder(tmp_path: Path) -> None:
    first, second = Secrets(tmp_path / "a").cookie_key(), Secrets(tmp_path / "b").cookie_key()
    assert first != second
    assert re.fullmatch(r"[\w-]{43,}", first), "32 random bytes"
    assert Secrets(tmp_path / "a").cookie_key() == first


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 10])
def test_a_damaged_key_is_told_and_not_used(tmp_path: Path, content: bytes) -> None:
    Secrets(tmp_path).cookie_key()
    (tmp_path / "secrets" / "cookie_key").write_bytes(content)
    with pytest.raises(StoreDamaged, match="delete it"):
        Secrets(tmp_path).cookie_key()


def test_a_folder_that_cannot_be_made_and_a_link_that_leads_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        Secrets(tmp_path / "file").cookie_key()
    (tmp_path / "secrets").mkdir()
    (tmp_path / "elsewhere").write_text("x" * 50)
    (tmp_path / "secrets" / "cookie_key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreUnavailable):
        Secrets(tmp_path).cookie_key()


def _both(folder: str) -> tuple[str, str]:
    secrets = Secrets(Path(folder))
    return secrets.cookie_key(), secrets.set_up_code()


def test_processes_that_make_the_secrets_at_once_agree(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        assert len(set(pool.map(_both, [str(tmp_path)] * 12))) == 1
    assert {path.name for path in (tmp_path / "secrets").iterdir()} == {"cookie_key", "set_up_code"}
