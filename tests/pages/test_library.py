"""The Library page as reader, editor and administrator: what is listed, narrowed, put in, and what failed."""

import pytest
from streamlit.testing.v1 import AppTest

from core import Sybil, Viewer
from core.errors import StoreUnavailable
from core.ui.host import host
from tests.pages.conftest import Opened, words_of

PAPER = "Paper for trustees"
NOTE = b"Minutes of 3 March 2026\n\nDecision: We will move the office to Kisumu.\n"


def titles(at: AppTest) -> list[str]:
    return [str(title) for title in at.dataframe[0].value["Title"]]


def pressed(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def test_everybody_sees_what_they_may_read_and_no_more(opened: Opened) -> None:
    seen = {name: opened("library", name) for name in ("rita", "eda", "ada")}
    assert {name: len(titles(at)) for name, at in seen.items()} == {"rita": 24, "eda": 25, "ada": 26}
    assert PAPER in titles(seen["eda"])
    assert PAPER not in words_of(seen["rita"])
    assert list(seen["rita"].dataframe[0].value.columns) == [
        "Title", "Date", "Kind", "Level", "Status", "Passages", "Decisions", "Actions", "State", "File",
    ]  # fmt: skip


def test_words_and_filters_narrow_the_list(opened: Opened) -> None:
    at = opened("library", "rita")
    at.text_input(key="shelf-words").input("travel POLICY").run()
    assert titles(at) == ["Travel and subsistence policy", "Travel and subsistence policy"]
    at.button_group(key="shelf-statuses").set_value(["draft"]).run()
    assert list(at.dataframe[0].value["File"]) == ["Travel policy DRAFT v0.3.md"]
    pressed(at, "shelf-clear")
    at.text_input(key="shelf-words").input("priya raman").run()
    assert "2026-06-16 Mgmt meeting (last before summer)" in titles(at)
    at.text_input(key="shelf-words").input("no such words").run()
    assert not at.dataframe
    assert "No document matches" in at.info[0].value
    assert at.text_input(key="shelf-words").value == "no such words"
    at.text_input(key="shelf-words").input("").run()
    at.button_group(key="shelf-kinds").set_value(["chat"]).run()
    assert len(titles(at)) == 2
    at.selectbox(key="shelf-person").select("Grace Ouma").run()
    assert titles(at) == ["Field Team Kenya 🚰"]


def test_readers_get_no_way_to_change_anything(opened: Opened) -> None:
    at = opened("library", "rita")
    keys = {button.key for button in at.button}
    assert not keys & {"upload-now", "retry-0", "samples", "several-remove"}
    assert not at.toggle


def test_files_come_in_at_a_level_and_are_followed(opened: Opened) -> None:
    at = opened("library", "eda")
    assert at.button(key="upload-now").disabled
    at.file_uploader[0].set_value([("minutes.md", NOTE, "text/markdown"), (".env", b"x", "text/plain")]).run()
    at.selectbox(key="upload-level").select("CONFIDENTIAL").run()
    pressed(at, "upload-now")
    assert "is no name for a document" in at.error[0].value
    assert "waits to be read" in words_of(at)
    host().sybil.sync()
    at.run()
    assert "read: 1 passage, 1 decision. Level confidential." in words_of(at)
    assert "minutes.md" not in words_of(opened("library", "rita"))
    at = opened("library", "eda")
    at.file_uploader[0].set_value([("minutes.md", NOTE, "text/markdown")]).run()
    assert "was uploaded before and is replaced" in at.warning[0].value
    assert "RESTRICTED" not in at.selectbox(key="upload-level").options


def test_what_failed_is_told_to_those_who_may_know_and_tried_again(opened: Opened) -> None:
    sybil = host_with_failure(opened)
    at = opened("library", "ada")
    assert "1 file could not be read" in [one.label for one in at.expander]
    assert "bad.pdf" in words_of(at)
    assert "bad.pdf" not in words_of(opened("library", "eda"))
    at = opened("library", "ada")
    pressed(at, "retry-0")
    assert "1 file is being tried again." in at.success[0].value
    assert not sybil.failures(Viewer.system())[0].ended
    assert "It is tried again now." in words_of(at)


def host_with_failure(opened: Opened) -> Sybil:
    opened("library", "ada")
    host().sybil.upload("bad.pdf", b"no pdf", Viewer.system())
    host().sybil.sync()
    return host().sybil


def test_the_samples_are_removed_after_a_second_question(opened: Opened) -> None:
    at = pressed(opened("library", "ada"), "samples")
    assert titles(at)
    pressed(at, "samples-now")
    assert not at.dataframe
    assert "The samples were removed." in at.success[0].value
    assert "Add the first ones above" in at.info[0].value
    assert not host().sybil.has_samples()
    reader = opened("library", "rita")
    assert "once somebody has added them" in reader.info[0].value


def test_a_store_that_fails_is_said_in_place(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    at = opened("library", "rita")

    def down(*_: object, **__: object) -> None:
        raise StoreUnavailable("The graph cannot be read now. Nothing is lost; try again.")

    monkeypatch.setattr(host().sybil._parts.store, "documents", down)
    at.run()
    assert not at.exception
    assert "cannot be read now" in at.error[0].value


def test_an_editor_who_lost_the_role_changes_nothing(opened: Opened) -> None:
    at = opened("library", "eda")
    at.file_uploader[0].set_value([("minutes.md", NOTE, "text/markdown")]).run()
    host().sybil.accounts.change("eda", role="reader")
    pressed(at, "upload-now")
    assert host().sybil.uploaded(["minutes.md"], Viewer.system()) == set()
