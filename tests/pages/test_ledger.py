"""The ledger: what each role sees, what it may mark, and what the page says when there is nothing."""

from pathlib import Path

import pytest
import streamlit as st

from core import Settings, Sybil, Viewer
from core.errors import StoreUnavailable
from core.ui import tasks
from core.ui.gate import Person
from core.ui.host import host, leave
from tests.pages.conftest import Opened, words_of
from tests.shared_library import ROOT, token_for

SECRET = "Paper for trustees June 2026 (HM).docx"


@pytest.mark.parametrize("name", ["rita", "eda", "ada"])
@pytest.mark.parametrize("tab", ["decisions", "actions"])
def test_both_tabs_are_drawn_from_what_the_person_may_read(opened: Opened, name: str, tab: str) -> None:
    at = opened("ledger", name, tab=tab)
    assert not at.exception
    assert not at.error
    shown = words_of(at)
    assert ("Nyamasheke" if tab == "decisions" else "cyber insurance") in shown or tab == "actions"
    assert "Go to it" in shown or tab == "actions"
    if name == "rita":
        assert SECRET not in shown


def test_a_replaced_decision_tells_what_replaced_it_and_with_which_words(opened: Opened) -> None:
    shown = words_of(opened("ledger", "rita", topic="retreat"))
    assert "Replaced" in shown
    assert "Replaced on 14 April 2026" in shown
    assert "So Nakuru" in shown


def test_filters_come_from_the_address(opened: Opened) -> None:
    at = opened("ledger", "rita", topic="retreat", current="true")
    assert at.text_input(key="topic").value == "retreat"
    assert "18 to 21 May.’" not in words_of(at)
    assert any("about “retreat”" in caption.value.replace("\\", "") for caption in at.caption)


def test_what_fits_nothing_says_what_to_do(opened: Opened) -> None:
    at = opened("ledger", "rita", topic="zeppelins")
    assert "No decision fits this" in at.info[0].value
    at = opened("ledger", "rita", tab="actions", owner="Nobody Atall")
    assert "No action fits this" in at.info[0].value


def test_a_decision_in_the_address_is_open(opened: Opened, data_dir: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        old = next(one for one in sybil.decisions(Viewer.member(), "retreat", current=False) if one.superseded_by)
    shown = words_of(opened("ledger", "rita", decision=old.id))
    assert "History, oldest first" in shown


def test_a_link_to_a_hidden_decision_is_one_to_nothing(opened: Opened, data_dir: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        hidden = next(one for one in sybil.decisions(Viewer.system()) if one.level == "RESTRICTED")
    at, nothing = opened("ledger", "rita", decision=hidden.id), opened("ledger", "rita", decision="nothing")
    assert at.warning[0].value == nothing.warning[0].value
    assert hidden.statement[:30] not in words_of(at)


def test_an_empty_library_teaches(opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SYBIL_DATA_DIR", str(tmp_path / "empty"))
    with Sybil.open(Settings(_env_file=None, data_dir=tmp_path / "empty")) as sybil:
        sybil.accounts.create("rita", "a long password", "reader", "INTERNAL", "Rita Reader")
    st.session_state.clear()
    at = _open_there(tmp_path / "empty", "decisions")
    assert "No decisions yet" in at.info[0].value
    at = _open_there(tmp_path / "empty", "actions")
    assert "No actions yet" in at.info[0].value


def _open_there(folder: Path, tab: str):  # type: ignore[no-untyped-def]
    from streamlit.testing.v1 import AppTest

    at = AppTest.from_file(str(ROOT / "Home.py"), default_timeout=60)
    at.session_state["sybil_token"] = token_for(folder, "rita")
    at.query_params["tab"] = tab
    return at.switch_page("pages/ledger.py").run()


def test_a_store_that_fails_is_a_sentence(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("The graph cannot be read now. Try again.")

    monkeypatch.setattr(Sybil, "decisions", fail)
    monkeypatch.setattr(Sybil, "actions", fail)
    for tab in ("decisions", "actions"):
        at = opened("ledger", "rita", tab=tab)
        assert not at.exception
        assert "cannot be read now" in at.error[0].value


def test_a_reader_marks_what_is_his_own_and_nothing_else(data_dir: Path) -> None:
    leave()
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        sybil.accounts.create("tom", "a long password", "reader", "INTERNAL", "Tom Ellery")
        accounts = {one.name: one for one in sybil.accounts.list()}
        every = sybil.actions(Viewer.member(), state="open")
        own = sybil.actions(Viewer.member(), owner="Tom Ellery")
        assert any(one.owner == "T. Ellery" for one in own)
    foreign = next(one for one in every if one not in own)
    person = Person(accounts["tom"], Viewer.member(), host())
    tasks.mark(person, [own[0].id, foreign.id], "done")
    left = {one.id for one in person.sybil.actions(Viewer.member(), state="open")}
    assert own[0].id not in left
    assert foreign.id in left
    changed, state, error = st.session_state["ledger-marked"]
    assert (changed, state) == ([own[0].id], "done")
    assert "your own actions only" in error
    editor = Person(accounts["eda"], Viewer.member("CONFIDENTIAL"), host())
    tasks.mark(editor, [foreign.id], "done")
    assert foreign.id not in {one.id for one in person.sybil.actions(Viewer.member(), state="open")}
    st.session_state.clear()
    leave()
