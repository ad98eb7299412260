"""The level chosen at an upload holds from the first moment: what is chosen higher is never there lower."""

import hashlib
import threading

import pytest

from core.access import Viewer
from core.errors import SettingsError, StoreUnavailable
from core.library.uploads import LEVELS, PREFIX, Uploads
from core.models import Level
from tests.library.world import SYSTEM, World, minutes

ANNA = Viewer.member("INTERNAL", "anna")
BOARD = Viewer.member("CONFIDENTIAL", "board")
KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
NAKURU = KISUMU.replace("Kisumu", "Nakuru")


def notes(world: World) -> list[str]:
    folder = world.data / "uploads" / LEVELS
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def test_a_chosen_level_holds_from_the_first_commit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, apply = [], world.parts.store.apply

    def watched(contribution: object) -> object:
        done = apply(contribution)  # type: ignore[arg-type]
        seen.append(world.sybil.documents(ANNA))
        return done

    monkeypatch.setattr(world.parts.store, "apply", watched)
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "CONFIDENTIAL")
    assert notes(world)
    world.sybil.sync()
    assert seen == [[]]
    assert [one.level for one in world.sybil.documents(BOARD)] == ["CONFIDENTIAL"]
    assert notes(world) == []
    world.sybil.upload("paper.md", NAKURU.encode(), BOARD)
    world.sybil.sync()
    assert world.sybil.documents(ANNA) == []


def test_new_content_under_an_open_name_is_never_open(world: World) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD)
    world.sybil.sync()
    assert len(world.sybil.documents(ANNA)) == 1
    world.sybil.upload("paper.md", NAKURU.encode(), BOARD, "CONFIDENTIAL")
    world.sybil.sync()
    assert world.sybil.documents(ANNA) == []


def test_old_content_is_not_opened_by_what_replaces_it(world: World) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "CONFIDENTIAL")
    world.sybil.sync()
    world.sybil.upload("paper.md", NAKURU.encode(), BOARD, "INTERNAL")
    assert world.sybil.documents(ANNA) == []
    world.sybil.sync()
    (found,) = world.sybil.documents(ANNA)
    assert "Nakuru" in (world.sybil.document(found.id, ANNA).text or "")


def test_the_same_file_again_at_another_level(world: World) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD)
    world.sybil.sync()
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "CONFIDENTIAL")
    world.sybil.sync()
    assert [one.level for one in world.sybil.documents(BOARD)] == ["CONFIDENTIAL"]
    assert notes(world) == []


def test_markings_may_say_more_than_was_chosen_and_never_less(world: World) -> None:
    world.sybil.upload("marked.md", ("CONFIDENTIAL\n\n" + KISUMU).encode(), BOARD, "INTERNAL")
    world.sybil.upload("open.md", ("PUBLIC\n\n" + NAKURU).encode(), BOARD, "CONFIDENTIAL")
    world.sybil.upload("plain.md", KISUMU.replace("Kisumu", "Thika").encode(), BOARD, "PUBLIC")
    world.sybil.sync()
    levels = {one.name: one.level for one in world.sybil.documents(BOARD)}
    assert levels == {"marked.md": "CONFIDENTIAL", "open.md": "CONFIDENTIAL", "plain.md": "PUBLIC"}


def test_a_choice_outlives_a_stop_and_a_failure(world: World) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "CONFIDENTIAL")
    stop = threading.Event()
    stop.set()
    world.sybil.sync(stop=stop)
    world.reopen()
    world.sybil.sync()
    assert world.sybil.documents(ANNA) == []
    assert len(world.sybil.documents(BOARD)) == 1


def test_two_contents_in_flight_keep_a_level_each(world: World) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "CONFIDENTIAL")
    world.sybil.upload("paper.md", NAKURU.encode(), BOARD, "INTERNAL")
    uploads, place = world.parts.uploads, PREFIX + "paper.md"
    assert uploads.chosen(place, hashlib.sha256(KISUMU.encode()).hexdigest()) == Level.CONFIDENTIAL
    assert uploads.chosen(place, hashlib.sha256(NAKURU.encode()).hexdigest()) == Level.INTERNAL
    assert uploads.waiting_level(place) == Level.CONFIDENTIAL
    assert uploads.chosen("paper.md", hashlib.sha256(KISUMU.encode()).hexdigest()) is None


def test_a_note_that_cannot_be_read_says_the_highest(world: World) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "PUBLIC")
    (note,) = notes(world)
    (world.data / "uploads" / LEVELS / note).write_bytes(b"\xff\x00")
    world.sybil.sync()
    assert world.sybil.documents(BOARD) == []
    assert [one.level for one in world.sybil.documents(SYSTEM)] == ["RESTRICTED"]


def test_a_level_set_by_hand_later_is_not_undone_by_an_old_choice(world: World) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "CONFIDENTIAL")
    world.sybil.sync()
    world.parts.uploads.save("paper.md", KISUMU.encode(), Level.CONFIDENTIAL)  # a kill between commit and note
    world.sybil.set_level(world.id_of("paper.md"), "INTERNAL", viewer=BOARD)
    world.sybil.sync()
    assert len(world.sybil.documents(ANNA)) == 1


def test_nobody_chooses_above_himself_nor_replaces_what_he_may_not_read(world: World) -> None:
    with pytest.raises(SettingsError, match="above your own"):
        world.sybil.upload("paper.md", KISUMU.encode(), ANNA, "CONFIDENTIAL")
    with pytest.raises(SettingsError, match="not a level"):
        world.sybil.upload("paper.md", KISUMU.encode(), ANNA, "SECRET")
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD, "CONFIDENTIAL")
    for _ in ("waiting", "read"):
        assert world.sybil.uploaded(["paper.md", "other.md"], ANNA) == set()
        assert world.sybil.uploaded(["paper.md", "other.md"], BOARD) == {"paper.md"}
        with pytest.raises(SettingsError, match="another name"):
            world.sybil.upload("paper.md", NAKURU.encode(), ANNA)
        world.sybil.sync()
    assert "Kisumu" in (world.sybil.document(world.id_of("paper.md"), BOARD).text or "")


def test_a_file_that_cannot_be_written_leaves_what_was_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sybil.upload("paper.md", KISUMU.encode(), BOARD)

    def full(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr("core.library.uploads.os.replace", full)
    with pytest.raises(StoreUnavailable):
        Uploads(world.data / "uploads").save("paper.md", NAKURU.encode(), Level.CONFIDENTIAL)
    assert (world.data / "uploads" / "paper.md").read_text() == KISUMU
