"""The Account page: one's own password, dates and sign-ins."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from core.ui.host import host
from tests.pages.conftest import Opened, words_of
from tests.shared_library import PASSWORD, token_for


def change(at: AppTest, old: str, new: str, again: str) -> AppTest:
    for key, value in (("old", old), ("new", new), ("again", again)):
        at.text_input(key=f"password-{key}").input(value)
    return next(button for button in at.button if button.label == "Change the password").click().run()


def test_everybody_is_told_what_they_may(opened: Opened) -> None:
    rita = words_of(opened("account", "rita"))
    assert "public and internal" in rita
    assert "You read, ask" in rita
    assert "remove documents" not in rita
    ada = words_of(opened("account", "ada"))
    assert "You see every document" in ada
    assert "look after people" in ada


def test_a_password_is_changed_with_the_old_one_only(opened: Opened, data_dir: Path) -> None:
    at = opened("account", "rita")
    other = token_for(data_dir, "rita")
    assert "differ" in change(at, PASSWORD, "another long one", "another lng one").error[0].value
    assert "too short" in change(at, PASSWORD, "short", "short").error[0].value
    assert (
        "present password is wrong"
        in change(at, "not the password", "another long one", "another long one").error[0].value
    )
    assert host().sybil.accounts.of(other)
    assert "was changed" in change(at, PASSWORD, "another long one", "another long one").success[0].value
    assert host().sybil.accounts.of(other) is None
    assert not at.run().exception
    assert at.title[0].value == "Account"


def test_dates_are_written_as_somebody_likes(opened: Opened) -> None:
    at = opened("account", "rita")
    at.selectbox(key="account-dates").select("de").run()
    assert host().sybil.accounts.get("rita").date_style == "de"
    assert "12. März 2026 (German)" in at.selectbox(key="account-dates").options


def test_other_browsers_are_signed_out(opened: Opened, data_dir: Path) -> None:
    tokens = [token_for(data_dir, "rita") for _ in range(3)]
    at = opened("account", "rita")
    shown = [one.value for one in at.text]
    assert sum("this browser" in one for one in shown) == 1
    assert "this browser" in shown[0]
    accounts = host().sybil.accounts
    ended = accounts.sign_in_of(tokens[0])
    at.button(key=f"end-{ended}").click().run()
    assert [accounts.of(token) is None for token in tokens] == [True, False, False]
    at.button(key="sign-out-others").click().run()
    assert [accounts.of(token) is None for token in tokens] == [True, True, True]
    assert "2 other browsers signed out" in at.success[0].value
    assert "sign-out-others" not in {button.key for button in at.button}


def test_only_those_who_may_mark_any_action_choose_their_own_name(opened: Opened) -> None:
    assert opened("account", "rita").text_input(key="account-shown").disabled
    at = opened("account", "eda")
    at.text_input(key="account-shown").input("Eda *the* Editor")
    next(button for button in at.button if button.label == "Save the name").click().run()
    assert host().sybil.accounts.get("eda").display_name == "Eda *the* Editor"
