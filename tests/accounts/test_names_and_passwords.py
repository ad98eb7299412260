"""Which names and passwords are accepted."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.accounts import Accounts, names
from core.accounts.passwords import COMMON, MOST_BYTES, SHORTEST, Passwords, refuse_weak
from core.errors import AccountExists, NameRefused, PasswordRefused, SignInRefused
from tests.accounts.conftest import COST, GOOD


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_folding_twice_is_folding_once_and_never_fails(name: str) -> None:
    once = names.fold(name)
    assert names.fold(once)[:64] == once[:64]
    once.encode("utf-8")
    assert "\0" not in once


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_a_name_is_refused_or_of_the_promised_shape(name: str) -> None:
    try:
        found = names.accepted(name)
    except NameRefused:
        return
    assert 1 <= len(found) <= 64
    assert found == names.accepted(found), "it is its own spelling"
    assert all(letter.isalpha() or letter.isdecimal() or letter in ".-_@" for letter in found)
    assert found not in names.RESERVED


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöü0123456789.-_@", min_size=1, max_size=64))
def test_plain_names_are_accepted_in_every_spelling(name: str) -> None:
    if name in names.RESERVED:
        return
    wide = unicodedata.normalize("NFD", f"  {name.upper()} ")
    assert names.accepted(wide) == names.accepted(name) == name


@pytest.mark.parametrize(
    "name", ["", "   ", "two words", "a" * 65, "a/b", "a\nb", "a\u202eb", "😀", "a:b", "+4917612345"]
)
def test_names_that_nobody_can_have(name: str) -> None:
    with pytest.raises(NameRefused):
        names.accepted(name)


@pytest.mark.parametrize("name", [*sorted(names.RESERVED), "SYSTEM", " Operator ", "ｍｅｍｂｅｒ"])
def test_names_that_sybil_uses_itself(accounts: Accounts, name: str) -> None:
    with pytest.raises(NameRefused, match="uses the name"):
        accounts.create(name, GOOD, "admin", "RESTRICTED")


def test_every_name_that_core_gives_a_viewer_or_the_audit_is_reserved() -> None:
    from core.access import Viewer
    from core.accounts.service import OPERATOR
    from core.db.retention import WHO

    assert {Viewer.system().name, Viewer.member().name, OPERATOR, WHO} <= names.RESERVED


def test_admin_is_a_name_like_any_other(accounts: Accounts) -> None:
    assert accounts.create("Admin", GOOD, "admin", "RESTRICTED").name == "admin"


def test_a_name_is_never_given_twice(accounts: Accounts) -> None:
    accounts.change("ben", disabled=True)
    for spelling in ("ben", "BEN", " Ben", "ｂｅｎ"):
        with pytest.raises(AccountExists, match="“ben” is taken"):
            accounts.create(spelling, GOOD, "reader", "PUBLIC")


def test_display_names_are_one_harmless_line(accounts: Accounts) -> None:
    assert accounts.get("anna").display_name == "Anna Okafor"
    assert accounts.create("Chidi", GOOD, "reader", "PUBLIC").display_name == "Chidi", "as it was typed"
    assert accounts.change("ben", display_name=" Ben\n\u202eO'Neil ").display_name == "Ben O'Neil"
    with pytest.raises(NameRefused, match="at most 100"):
        accounts.change("ben", display_name="x" * 101)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "too short"),
        ("x" * 9, "too short"),
        ("", "too short"),
        ("abc" * 25, "too long"),
        ("ü" * 37, "too long"),
        ("ANNA.OKAFOR", "is the name"),
        ("Password123", "tries first"),
        ("aaaaaaaaaaaa", "tries first"),
    ],
)
def test_passwords_that_are_refused(password: str, why: str) -> None:
    with pytest.raises(PasswordRefused, match=why):
        refuse_weak("anna.okafor", password)


@pytest.mark.parametrize("password", [GOOD, "x7" + "y" * 70, "ü" * 30 + "xyz", "пароль-надёжный"])
def test_passwords_that_are_accepted(accounts: Accounts, password: str) -> None:
    accounts.create("dora", password, "reader", "PUBLIC")
    assert accounts.check("dora", password).name == "dora"


def test_the_list_of_common_ones_holds_nothing_that_is_refused_anyhow() -> None:
    assert all(SHORTEST <= len(one) <= MOST_BYTES and one == names.fold(one) for one in COMMON)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), min_size=0, max_size=100), st.text(alphabet=st.characters(), max_size=100))
def test_only_the_same_password_matches(password: str, other: str) -> None:
    passwords = Passwords(COST)
    if len(unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")) > MOST_BYTES:
        assert not passwords.match(password, passwords.nobodys)
        return
    stored = passwords.hash(password)
    assert passwords.match(password, stored)
    same = unicodedata.normalize("NFKC", password) == unicodedata.normalize("NFKC", other)
    assert passwords.match(other, stored) == same
    assert not passwords.match(password, passwords.nobodys)


def test_two_keyboards_type_the_same_password(accounts: Accounts) -> None:
    accounts.create("zoe", unicodedata.normalize("NFD", "Größenwahn ist schön"), "reader", "PUBLIC")
    assert accounts.check("zoe", unicodedata.normalize("NFC", "Größenwahn ist schön")).name == "zoe"


def test_what_bcrypt_would_cut_off_counts(accounts: Accounts) -> None:
    whole = "x7" + "y" * 70
    accounts.create("dora", whole, "reader", "PUBLIC")
    with pytest.raises(SignInRefused):
        accounts.check("dora", whole + "z")
    assert accounts.check("dora", whole)
