"""Home: first steps where nothing was read, the question box, what is new and due, what Sybil knows."""

from pathlib import Path

import pytest

from core import Settings, Sybil
from core.errors import StoreUnavailable
from core.ui.host import host
from tests.pages.conftest import Opened, words_of
from tests.shared_library import PASSWORD


@pytest.fixture
def empty(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with people and nothing read."""
    folder = tmp_path / "empty"
    monkeypatch.setenv("SYBIL_DATA_DIR", str(folder))
    with Sybil.open(Settings(_env_file=None, data_dir=folder)) as sybil:
        for name, role in (("ada", "admin"), ("rita", "reader")):
            sybil.accounts.create(name, PASSWORD, role, "INTERNAL")
    return folder


def signed_in(opened: Opened, folder: Path, name: str) -> object:
    from tests.shared_library import token_for

    at = opened("home")
    at.session_state["sybil_token"] = token_for(folder, name)
    return at.run()


def test_new_and_due_and_known_for_everybody(opened: Opened) -> None:
    at = opened("home", "rita")
    assert [heading.value for heading in at.subheader][1:] == ["Due this week", "What Sybil knows"]
    assert at.subheader[0].value.startswith("New since")
    assert [metric.label for metric in at.metric] == ["Documents", "Passages", "Decisions", "Actions", "Names"]
    assert "Paper for trustees" not in words_of(at)


def test_an_administrator_counts_more_than_a_reader(opened: Opened) -> None:
    reader, admin = opened("home", "rita"), opened("home", "ada")
    assert int(admin.metric[0].value) > int(reader.metric[0].value)


def test_an_empty_library_teaches_its_administrator(opened: Opened, empty: Path) -> None:
    at = signed_in(opened, empty, "ada")
    assert [heading.value for heading in at.subheader] == ["First steps"]
    at.button(key="load-samples").click().run()
    assert not at.exception
    assert host().sybil.has_samples()
    assert "being read" in words_of(at)


def test_a_folder_that_is_not_there_is_a_sentence(opened: Opened, empty: Path) -> None:
    at = signed_in(opened, empty, "ada")
    at.text_input(key="folder-path").input("/no/such/folder")
    next(button for button in at.button if button.label == "Read this folder").click().run()
    assert not at.exception
    assert "There is no folder" in at.error[0].value
    assert at.text_input(key="folder-path").value == "/no/such/folder"


def test_a_folder_becomes_the_library(opened: Opened, empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    at = signed_in(opened, empty, "ada")
    at.text_input(key="folder-path").input(str(folder))
    next(button for button in at.button if button.label == "Read this folder").click().run()
    assert not at.exception
    assert host().sybil.settings.library == folder


def test_readers_of_an_empty_library_are_told_to_wait(opened: Opened, empty: Path) -> None:
    at = signed_in(opened, empty, "rita")
    assert "Nothing has been read yet" in at.info[0].value
    assert not at.subheader


def test_a_store_that_fails_is_a_sentence_and_no_emptiness(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    opened("home", "rita")

    def broken(*_: object, **__: object) -> None:
        raise StoreUnavailable("The graph cannot be reached now.")

    monkeypatch.setattr(host().sybil, "news", broken)
    at = opened("home", "rita")
    assert not at.exception
    assert "cannot be reached" in at.error[0].value
