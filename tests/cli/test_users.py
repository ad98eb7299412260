"""Accounts from the command line."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core import Settings, Sybil
from tests.cli.conftest import Run

GOOD = "correct horse battery"
OTHER = "staple correct horse"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What standard input holds."""

    def hold(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return hold


@pytest.fixture
def anna(run: Run, typed: Callable[[str], None]) -> None:
    typed(GOOD + "\n")
    assert (
        run("user", "add", "Anna", "--role", "admin", "--level", "RESTRICTED", "--display-name", "Anna Okafor")[0] == 0
    )


def opened(home: Path) -> Sybil:
    return Sybil.open(Settings(_env_file=None, data_dir=home / "data"))


def test_add_and_list_as_json(home: Path, ask_json: Callable[..., Any], typed: Callable[[str], None]) -> None:
    typed(GOOD + "\r\nand what follows is not read\n")
    added = ask_json("user", "add", "Anna", "--role", "ADMIN", "--level", "restricted")
    assert (added["name"], added["role"], added["level"], added["disabled"]) == ("anna", "admin", "RESTRICTED", False)
    typed(GOOD)
    ask_json("user", "add", "ben")
    listed = ask_json("user", "list")
    assert [(one["name"], one["role"], one["level"]) for one in listed] == [
        ("anna", "admin", "RESTRICTED"),
        ("ben", "reader", "INTERNAL"),
    ]
    assert "password" not in json.dumps(listed)
    with opened(home) as sybil:
        assert sybil.accounts.check("anna", GOOD).name == "anna"
        assert not sybil.accounts.set_up_needed()


def test_the_same_for_people(home: Path, run: Run, anna: None, typed: Callable[[str], None]) -> None:
    assert run("user", "list")[1] == "anna\tAnna Okafor\tadmin\tRESTRICTED\tenabled\tnever\n"
    typed(GOOD)
    assert run("user", "add", "ben")[1] == "“ben” can sign in: reader, INTERNAL.\n"
    assert run("user", "change", "BEN", "--role", "editor", "--disable")[1] == (
        "“ben” is disabled, and signed out everywhere: editor, INTERNAL.\n"
    )
    assert run("user", "change", "ben", "--enable", "--level", "public")[1] == "“ben” is enabled: editor, PUBLIC.\n"
    typed(OTHER)
    assert run("user", "password", "ben")[1] == "“ben” has a new password, and is signed out everywhere.\n"
    with opened(home) as sybil:
        assert sybil.accounts.check("ben", OTHER).role == "editor"
        sybil.accounts.begin("token", "ben", "10.0.0.1", "Firefox", datetime.now(UTC) + timedelta(days=1))
    assert run("user", "sign-out", "ben")[1] == "1 sign-ins of “ben” were ended.\n"
    with opened(home) as sybil:
        assert sybil.accounts.of("token") is None
        assert [line.who for line in sybil._parts.audit.latest()] == [*["operator"] * 1, "ben", *["operator"] * 5]


@pytest.mark.parametrize(
    ("words", "given", "sentence"),
    [
        (("add", "anna"), GOOD, "is taken"),
        (("add", "two words"), GOOD, "without spaces"),
        (("add", "system"), GOOD, "Sybil uses the name"),
        (("add", "ben"), "short", "too short"),
        (("add", "ben"), "", "There is no password"),
        (("add", "ben"), "\n" + GOOD, "There is no password"),
        (("password", "anna"), "password123", "everybody tries first"),
        (("password", "ben"), GOOD, "no account “ben”"),
        (("change", "anna"), "", "Say what to change"),
        (("change", "anna", "--disable"), "", "only administrator"),
        (("change", "anna", "--role", "reader"), "", "only administrator"),
        (("change", "ben", "--enable"), "", "no account “ben”"),
        (("sign-out", "ben"), "", "no account “ben”"),
    ],
)
def test_what_is_refused_is_a_sentence(
    run: Run, anna: None, typed: Callable[[str], None], words: tuple[str, ...], given: str, sentence: str
) -> None:
    typed(given)
    code, out, said = run("user", *words)
    assert code == 1
    assert out == ""
    assert sentence in said
    assert "Traceback" not in said
    typed(given)
    assert sentence in json.loads(run("user", *words, "--json")[1])["error"]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("add",),
        ("remove", "anna"),
        ("add", "anna", "--role", "boss"),
        ("add", "anna", "--password", GOOD),
        ("change", "anna", "--enable", "--disable"),
    ],
)
def test_command_lines_that_make_no_sense(run: Run, words: tuple[str, ...]) -> None:
    code, _, said = run("user", *words)
    assert code == 2
    assert said.startswith("usage: python -m core")


def test_on_a_terminal_the_password_is_asked_for_twice(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, anna: None
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def answers(*given: str) -> None:
        left = list(given)
        monkeypatch.setattr("getpass.getpass", lambda _: left.pop(0))

    monkeypatch.setattr("sys.stdin", Terminal())
    answers(OTHER, GOOD)
    code, _, said = run("user", "password", "anna")
    assert (code, "not the same" in said) == (1, True)
    answers(OTHER, OTHER)
    assert run("user", "password", "anna")[0] == 0
    with opened(home) as sybil:
        assert sybil.accounts.check("anna", OTHER)


def test_after_a_restore_everybody_signs_in_again(home: Path, run: Run, anna: None) -> None:
    with opened(home) as sybil:
        sybil.accounts.begin("token", "anna", "10.0.0.1", "Firefox", datetime.now(UTC) + timedelta(days=1))
    assert run("backup", "saved.tar")[0] == 0
    with opened(home) as sybil:
        sybil.accounts.end("token")
        key = sybil.accounts.secrets.cookie_key()
    code, out, _ = run("restore", "saved.tar", "--yes")
    assert code == 0
    assert "Everybody has to sign in again." in out
    with opened(home) as sybil:
        assert sybil.accounts.of("token") is None
        assert sybil.accounts.check("anna", GOOD)
        assert sybil.accounts.secrets.cookie_key() == key, "secrets are no part of a backup and stay as they are"
        assert key.encode() not in (home / "saved.tar").read_bytes()
