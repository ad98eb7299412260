"""The People page: for administrators alone, and none of them reaches above the own level."""

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import SignInRefused
from core.ui.host import host
from tests.pages.conftest import Opened, words_of
from tests.shared_library import PASSWORD


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def choose(at: AppTest, name: str) -> AppTest:
    return at.selectbox(key="people-one").select(name).run()


@pytest.mark.parametrize("name", ["rita", "eda"])
def test_others_are_told_that_it_is_not_theirs(opened: Opened, name: str) -> None:
    at = opened("people", name)
    assert "for people with the role" in at.info[0].value
    assert not at.dataframe
    assert "Ada Admin" not in words_of(at)
    assert "People" not in [link.label for link in at.sidebar.get("page_link")]


def test_somebody_is_added_with_a_password_that_is_shown_once(opened: Opened) -> None:
    at = opened("people", "ada")
    at.text_input(key="people-new-name").input("newt")
    at.text_input(key="people-new-shown").input("Newt *Scamander*")
    at.selectbox(key="people-level-new").select("PUBLIC")
    press(at, "Add")
    password = at.code[0].value
    assert host().sybil.accounts.check("newt", password).level == "PUBLIC"
    assert not at.run().code
    at.text_input(key="people-new-name").input("newt")
    assert press(at, "Add").error
    assert not at.code


def test_role_level_and_name_are_changed(opened: Opened) -> None:
    at = choose(opened("people", "ada"), "rita")
    at.selectbox(key="people-role-rita").select("editor")
    at.selectbox(key="people-level-rita").select("CONFIDENTIAL")
    press(at, "Save")
    now = host().sybil.accounts.get("rita")
    assert (now.role, now.level) == ("editor", "CONFIDENTIAL")
    assert "was changed" in at.success[0].value


def test_disabling_ends_everything_and_can_be_undone(opened: Opened) -> None:
    at = choose(opened("people", "ada"), "rita")
    press(at, "Disable")
    with pytest.raises(SignInRefused):
        host().sybil.accounts.check("rita", PASSWORD)
    press(at, "Let sign in again")
    assert host().sybil.accounts.check("rita", PASSWORD)


def test_a_new_password_replaces_the_old_one(opened: Opened) -> None:
    at = press(choose(opened("people", "ada"), "rita"), "Give a new password")
    assert host().sybil.accounts.check("rita", at.code[0].value)
    with pytest.raises(SignInRefused):
        host().sybil.accounts.check("rita", PASSWORD)


def test_the_last_administrator_stays(opened: Opened) -> None:
    at = press(choose(opened("people", "ada"), "ada"), "Disable")
    assert not at.exception
    assert at.error
    assert not host().sybil.accounts.get("ada").disabled


def test_an_administrator_reaches_nobody_above(opened: Opened) -> None:
    opened("people", "ada")
    accounts = host().sybil.accounts
    accounts.change("eda", role="admin")
    at = choose(opened("people", "eda"), "ada")
    assert "reads more than you do" in at.info[0].value
    assert "people-reset" not in {button.key for button in at.button}
    choose(at, "rita")
    assert "Restricted: the few who are cleared for everything" not in at.selectbox(key="people-level-rita").options
    accounts.change("rita", level="RESTRICTED")
    press(at, "Give a new password")
    assert not at.code
    assert accounts.check("rita", PASSWORD)
