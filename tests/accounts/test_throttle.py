"""Guessing is slow, and nobody can be locked out by somebody else. Work is counted, time is turned by hand."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.accounts import Accounts
from core.accounts.passwords import Passwords
from core.accounts.throttle import is_familiar, network
from core.db.attempts import LONGEST, WINDOW, Attempts, Rule
from core.db.engine import Database
from core.db.migrate import open_database
from core.db.tables import sign_in_attempts
from core.errors import SignInRefused, SignInThrottled
from tests.accounts.conftest import COST, GOOD, OTHER
from tests.db.conftest import HandClock

HOME, OFFICE, AWAY = "10.0.0.1", "10.0.0.2", "203.0.113.9"
SignInNow = Callable[..., str]


def wait(accounts: Accounts, name: str, address: str, password: str = OTHER, token: str | None = None) -> int:
    """Guess wrong once; 0 if it was tried, else the seconds to wait."""
    with pytest.raises(SignInRefused) as refused:
        accounts.check(name, password, address, token)
    return refused.value.seconds if isinstance(refused.value, SignInThrottled) else 0


@pytest.mark.parametrize("name", ["anna", "nobody-here"])
def test_pauses_double_from_a_second_to_a_minute(accounts: Accounts, clock: HandClock, name: str) -> None:
    assert [wait(accounts, name, AWAY) for _ in range(5)] == [0] * 5
    pauses = []
    for _ in range(9):
        pauses.append(wait(accounts, name, AWAY))
        assert wait(accounts, name, AWAY) == pauses[-1], "a refused attempt does not count"
        clock.turn(seconds=pauses[-1] - 0.5)
        assert wait(accounts, name, AWAY) == 1
        clock.turn(seconds=0.5)
        assert wait(accounts, name, AWAY) == 0
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    clock.turn(seconds=WINDOW.total_seconds())
    assert [wait(accounts, name, AWAY) for _ in range(6)] == [0] * 5 + [1]


def test_while_the_pause_lasts_the_right_password_is_not_tried_either(accounts: Accounts, work: list[bytes]) -> None:
    for _ in range(5):
        wait(accounts, "anna", AWAY)
    work.clear()
    with pytest.raises(SignInThrottled, match="Please wait a second and try again") as refused:
        accounts.check("anna", GOOD, AWAY)
    assert refused.value.seconds == 1
    assert work == []


def test_a_thousand_guesses_over_many_names_from_one_address(accounts: Accounts, work: list[bytes]) -> None:
    for n in range(1000):
        wait(accounts, f"name{n}", AWAY)
    assert len(work) == 20
    assert wait(accounts, "anna", AWAY) == 1
    assert accounts.check("anna", GOOD, HOME), "elsewhere nobody notices"


def test_one_name_from_a_hundred_addresses(accounts: Accounts, clock: HandClock, work: list[bytes]) -> None:
    """An hour of it, a guess a second: about thirty in a quarter are tried, and the owner gets in all the while."""
    accounts.begin("earlier", "anna", HOME, "Firefox", clock())
    clock.turn(seconds=1)
    for second in range(3600):
        with contextlib.suppress(SignInThrottled):
            wait(accounts, "anna", f"198.51.100.{second % 100}")
        if second % 600 == 0:
            tried = len(work)
            assert accounts.check("anna", GOOD, AWAY, known_token="earlier"), "a device that was signed in before"
            assert accounts.check("anna", GOOD, HOME), "an address from which she signed in before"
            del work[tried:]
        clock.turn(seconds=1)
    assert len(work) <= 4 * 30
    pause = wait(accounts, "anna", AWAY)
    assert pause <= LONGEST, "and everybody else waits a minute at most"
    clock.turn(seconds=pause)
    assert accounts.check("anna", GOOD, AWAY)
    assert accounts.check("ben", GOOD, AWAY)


def test_unknown_names_meet_the_same_from_many_addresses(accounts: Accounts) -> None:
    known = [wait(accounts, "anna", f"198.51.100.{n}") for n in range(40)]
    unknown = [wait(accounts, "nobody-here", f"198.51.101.{n}") for n in range(40)]
    assert known == unknown
    assert known.count(0) == 20


def test_a_known_device_is_slowed_down_by_its_own_guesses_alone(
    accounts: Accounts, sign_in: SignInNow, work: list[bytes]
) -> None:
    token = sign_in(token="mine")
    accounts.end(token)
    for n in range(100):
        wait(accounts, "anna", f"198.51.100.{n}")
        wait(accounts, f"name{n}", OFFICE)
    work.clear()
    assert [wait(accounts, "anna", OFFICE, token=token) for _ in range(6)] == [0] * 5 + [1]
    assert len(work) == 5, "a stolen token opens no way to guess fast"
    assert wait(accounts, "ben", "198.51.100.1", token=token) == 0
    assert wait(accounts, "anna", AWAY, token="invented") > 0
    assert wait(accounts, "ben", OFFICE, token=token) > 0, "it is no device of ben's"


def test_a_success_takes_back_the_failures_of_this_name_from_this_address(accounts: Accounts, clock: HandClock) -> None:
    for n in range(12):
        for _ in range(4):
            assert wait(accounts, "anna", OFFICE) == 0
        assert accounts.check("anna", GOOD, OFFICE), f"round {n}: twenty failures of an address would have been reached"


def test_a_guessers_own_success_does_not_clear_the_address(accounts: Accounts, work: list[bytes]) -> None:
    for n in range(200):
        wait(accounts, f"name{n}", AWAY)
        with contextlib.suppress(SignInThrottled):
            accounts.check("ben", GOOD, AWAY)
    assert sum(1 for _ in work) <= 2 * 20, "twenty guesses, and ben's successes between them"
    assert wait(accounts, "anna", AWAY) == 1


def test_a_success_does_not_clear_what_others_did_to_the_name(accounts: Accounts, sign_in: SignInNow) -> None:
    for n in range(20):
        wait(accounts, "anna", f"198.51.100.{n}")
    sign_in("anna", "token", HOME)
    assert accounts.check("anna", GOOD, HOME)
    assert wait(accounts, "anna", AWAY) == 1


def test_many_guesses_at_once_gain_nothing(accounts: Accounts, work: list[bytes]) -> None:
    with ThreadPoolExecutor(20) as pool:
        waits = list(pool.map(lambda n: wait(accounts, "anna", AWAY), range(60)))
    assert len(work) == 5
    assert waits.count(0) == 5


def test_the_throttle_holds_over_processes_and_restarts(tmp_path: Path, accounts: Accounts, clock: HandClock) -> None:
    for _ in range(5):
        wait(accounts, "anna", AWAY)
    database = open_database(f"sqlite:///{tmp_path}/sybil.db")
    assert wait(Accounts(database, tmp_path, clock, cost=COST), "ANNA", AWAY) == 1
    database.close()


def test_one_stranger_at_a_time_and_known_devices_beside_them(monkeypatch: pytest.MonkeyPatch) -> None:
    import bcrypt

    running, most, entered, leave = 0, 0, threading.Semaphore(0), threading.Event()
    lock = threading.Lock()

    def slow(password: bytes, hashed: bytes) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        entered.release()
        leave.wait(10)
        with lock:
            running -= 1
        return False

    monkeypatch.setattr(bcrypt, "checkpw", slow)
    passwords = Passwords(COST)
    with ThreadPoolExecutor(12) as pool:
        strangers = [pool.submit(passwords.match, OTHER, passwords.nobodys) for _ in range(8)]
        assert entered.acquire(timeout=10)
        owner = pool.submit(passwords.match, OTHER, passwords.nobodys, known=True)
        assert entered.acquire(timeout=10), "the owner does not queue behind strangers"
        leave.set()
        assert not any(one.result() for one in [*strangers, owner])
    assert most == 2


def test_who_waited_too_long_was_not_tried_and_nothing_is_counted(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    monkeypatch.setattr("core.accounts.passwords.LONGEST_WAIT", 0.01)
    import bcrypt

    real = bcrypt.checkpw
    refused: list[int] = []

    def meanwhile(password: bytes, hashed: bytes) -> bool:
        refused.append(wait(accounts, "ben", OFFICE, GOOD))
        return real(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", meanwhile)
    wait(accounts, "anna", AWAY)
    assert refused[0] > 0
    with database.read() as connection:
        assert connection.execute(select(func.count(sign_in_attempts.c.ticket.distinct()))).scalar() == 1


def test_rows_are_swept(accounts: Accounts, clock: HandClock, database: Database) -> None:
    for n in range(30):
        wait(accounts, f"name{n}", f"198.51.100.{n}")
    clock.turn(seconds=WINDOW.total_seconds())
    wait(accounts, "anna", AWAY)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(sign_in_attempts)).scalar() == 3


def test_a_clock_that_goes_back_makes_nobody_wait_for_ever(database: Database, clock: HandClock) -> None:
    attempts = Attempts(database, clock)
    rule = Rule("key", 1)
    assert attempts.admit("one", [rule]) == 0
    clock.turn(days=-1)
    assert 0 < attempts.admit("two", [rule]) <= LONGEST


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=100_000), st.integers(min_value=1, max_value=50))
def test_pauses_grow_and_end(failures: int, free: int) -> None:
    rule = Rule("key", free)
    assert (rule.pause(failures) == 0) == (failures < free)
    assert rule.pause(failures) <= rule.pause(failures + 1) <= LONGEST


def test_what_counts_as_one_address() -> None:
    assert network("::ffff:10.0.0.1") == network(" 10.0.0.1 ") == "10.0.0.1"
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9") != network("2001:db8:1:3::1")
    assert network("fe80::1%eth0") == network("fe80::2")
    assert network("") == network("unknown") == network("10.0.0.1, 10.0.0.2")
    assert is_familiar("2001:db8:1:2::7", ["10.0.0.1", "2001:db8:1:2::1"])
    assert not is_familiar("", ["", "unknown"])
