"""Files that come through the browser: kept whole, synced with the library, gone when they are taken away."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access import Viewer
from core.errors import SettingsError, StoreUnavailable
from core.library.uploads import LONGEST, Uploads, clean_name
from tests.library.world import World, minutes

EDITOR = Viewer.member(name="edda")
KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")


def test_an_upload_is_read_by_the_next_sync_and_replaced_by_one_of_its_name(world: World) -> None:
    assert not world.sybil.upload("minutes.md", KISUMU.encode(), EDITOR)
    world.sybil.sync()
    (document,) = world.sybil.documents(EDITOR)
    assert document.name == "minutes.md"
    assert world.sybil.upload("minutes.md", KISUMU.replace("Kisumu", "Nakuru").encode(), EDITOR)
    world.sybil.sync()
    (after,) = world.sybil.documents(EDITOR)
    assert after.id == document.id
    assert "Nakuru" in (world.sybil.document(after.id, EDITOR).text or "")


def test_uploads_are_their_owners_alone(world: World) -> None:
    world.sybil.upload("a.md", b"text", EDITOR)
    folder = world.parts.settings.data_dir / "uploads"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "a.md").stat().st_mode) == 0o600


def test_a_file_added_by_hand_is_no_rename_of_an_upload_with_the_same_words(world: World) -> None:
    world.sybil.upload("minutes.md", KISUMU.encode(), EDITOR)
    world.sybil.sync()
    world.write("copy.md", KISUMU)
    world.sybil.add(world.root / "copy.md")
    assert world.names() == ["copy.md", "minutes.md"]


def test_samples_come_and_go_and_leave_the_rest(world: World, tmp_path: Path) -> None:
    samples = tmp_path / "some"
    samples.mkdir()
    (samples / "one.md").write_text(KISUMU)
    (samples / "questions.yaml").write_text("- none")
    world.write("own.md", KISUMU.replace("Kisumu", "Thika"))
    assert world.sybil.load_samples(EDITOR, samples) == 1
    world.sybil.sync()
    assert world.names() == ["one.md", "own.md"]
    assert world.sybil.has_samples()
    world.sybil.drop_samples(EDITOR)
    world.sybil.sync()
    assert world.names() == ["own.md"]
    assert not world.sybil.has_samples()


def test_samples_that_are_not_there_say_so(world: World, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(StoreUnavailable, match="not part of this installation"):
        world.sybil.load_samples(EDITOR, tmp_path / "none")


def test_discarding_never_leaves_the_folder(tmp_path: Path) -> None:
    uploads, outside = Uploads(tmp_path / "uploads"), tmp_path / "kept.md"
    outside.write_text("kept")
    uploads.save("a.md", b"x")
    uploads.discard([".uploads/../kept.md", "kept.md", ".uploads/a.md", ".uploads/never.md"])
    assert outside.exists()
    assert not (uploads.folder / "a.md").exists()


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".env", "/", "a/..", "~$minutes.docx", "x.part", "\x00", "." + "x" * 400]
)
def test_names_that_no_document_has_are_refused(name: str) -> None:
    with pytest.raises(SettingsError):
        clean_name(name)


@given(st.text(max_size=400))
def test_a_clean_name_is_one_plain_name(name: str) -> None:
    try:
        clean = clean_name(name)
    except SettingsError:
        return
    assert clean == os.path.basename(clean) == clean_name(clean)
    assert 0 < len(clean.encode()) <= LONGEST
    assert not any(sign in clean for sign in "\x00/\\:\n")
    assert not clean.startswith(".")


def test_another_folder_becomes_the_library_and_stays_it(world: World, tmp_path: Path) -> None:
    world.write("old.md", KISUMU)
    world.sybil.sync()
    other = tmp_path / "other"
    other.mkdir()
    (other / "new.md").write_text(KISUMU.replace("Kisumu", "Thika"))
    assert world.sybil.follow(str(other), EDITOR) == other
    world.sybil.sync()
    assert world.names() == ["new.md"]
    assert world.sybil.settings.library == other


@pytest.mark.parametrize("folder", ["", "relative/path", "/no/such/folder/anywhere"])
def test_a_folder_that_cannot_be_followed_is_refused_with_a_sentence(world: World, folder: str) -> None:
    with pytest.raises(SettingsError, match="folder"):
        world.sybil.follow(folder, EDITOR)


def test_sybils_own_data_is_never_the_library(world: World) -> None:
    with pytest.raises(SettingsError, match="Sybil's own"):
        world.sybil.follow(str(world.parts.settings.data_dir.resolve()), EDITOR)
