"""What a person may change by hand: only what he may read, and his name stands in the audit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import Viewer
from core.errors import DecisionNotFound, DocumentNotFound, EntityNotFound, MergeNotFound, SettingsError
from core.models import Filters
from tests.library.world import SYSTEM, InProcessReader, World, minutes

ANNA = Viewer.member("INTERNAL", "anna")
BOARD = Viewer.member("CONFIDENTIAL", "board")
KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
STAY = minutes(9, "We will not move the office to Kisumu after all.")
HIDDEN = "CONFIDENTIAL\n\n" + minutes(12, "We will move the office to Kisumu in July.").replace("Amina", "Zuri")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, InProcessReader())
    for name, text in (("a.md", KISUMU), ("b.md", STAY), ("hidden.md", HIDDEN)):
        made.write(name, text)
    made.sybil.sync()
    yield made
    made.sybil.close()


def written(world: World) -> list[tuple[str, str, str]]:
    return [(line.who, line.action, line.subject) for line in world.parts.audit.latest()]


def test_what_a_viewer_may_not_read_he_cannot_touch(world: World) -> None:
    hidden = world.id_of("hidden.md")
    for call in (
        lambda: world.sybil.removal(hidden, ANNA),
        lambda: world.sybil.remove(hidden, viewer=ANNA),
        lambda: world.sybil.set_level(hidden, "PUBLIC", viewer=ANNA),
        lambda: world.sybil.set_level(hidden, None, viewer=ANNA),
        lambda: world.sybil.passages_of(hidden, ANNA),
    ):
        with pytest.raises(DocumentNotFound):
            call()
    assert world.sybil.document(hidden, BOARD).level == "CONFIDENTIAL"
    assert written(world) == []
    (passage,) = world.sybil.passages_of(hidden, BOARD)
    assert world.sybil.passages([passage.id], ANNA) == []
    assert world.sybil.passages([passage.id], BOARD) == [passage]


def test_nobody_raises_a_document_above_himself(world: World) -> None:
    document = world.id_of("a.md")
    with pytest.raises(SettingsError, match=r"RESTRICTED is above your own, CONFIDENTIAL"):
        world.sybil.set_level(document, "RESTRICTED", viewer=BOARD)
    assert world.sybil.document(document, ANNA).level == "INTERNAL"
    assert world.sybil.set_level(document, "CONFIDENTIAL", viewer=BOARD).level == "CONFIDENTIAL"
    assert written(world) == [("board", "level", document)]


def test_markings_above_the_viewer_do_not_come_back_by_his_hand(world: World) -> None:
    hidden = world.id_of("hidden.md")
    world.sybil.set_level(hidden, "PUBLIC")
    with pytest.raises(SettingsError, match="above your own"):
        world.sybil.set_level(hidden, None, viewer=ANNA)
    assert world.sybil.document(hidden, ANNA).level == "PUBLIC"
    assert world.sybil.set_level(hidden, None, viewer=BOARD).level == "CONFIDENTIAL"


def test_a_removal_is_told_beforehand_and_done_in_the_viewers_name(world: World) -> None:
    document = world.id_of("a.md")
    told = world.sybil.removal(document, ANNA)
    assert (told.name, told.passages, told.decisions, told.actions) == ("a.md", 1, 1, 1)
    assert world.sybil.remove(document, viewer=ANNA) == told
    assert written(world) == [("anna", "forget", document)]
    with pytest.raises(DocumentNotFound):
        world.sybil.removal(document, ANNA)


def test_names_are_merged_and_parted_by_who_knows_them(world: World) -> None:
    people = {entity.name: entity.id for entity in world.sybil.entities(SYSTEM, kind="person")}
    with pytest.raises(EntityNotFound):
        world.sybil.merge_entities(people["Amina Okafor"], people["Zuri Okafor"], viewer=ANNA)
    own = world.sybil.merge_entities(people["Amina Okafor"], people["Daniel Kiprop"], viewer=ANNA)
    assert (own.kept, own.absorbed) == ("Amina Okafor", "Daniel Kiprop")
    world.sybil.undo_merge(own.id, viewer=ANNA)
    merge = world.sybil.merge_entities(people["Amina Okafor"], people["Zuri Okafor"], viewer=BOARD)
    with pytest.raises(MergeNotFound):
        world.sybil.undo_merge(merge.id, viewer=ANNA)
    world.sybil.undo_merge(merge.id)
    assert [(who, what) for who, what, _ in written(world)] == [
        ("operator", "undo merge"), ("board", "merge"), ("anna", "undo merge"), ("anna", "merge"),
    ]  # fmt: skip


def test_the_history_of_a_decision_is_what_the_viewer_may_know_of_it(world: World) -> None:
    first = next(one for one in world.sybil.decisions(SYSTEM, current=False) if one.document == "a.md")
    assert [one.document for one in world.sybil.decision_chain(first.id, ANNA)] == ["a.md", "b.md"]
    whole = world.sybil.decision_chain(first.id, BOARD)
    assert [one.document for one in whole] == ["a.md", "b.md", "hidden.md"]
    with pytest.raises(DecisionNotFound):
        world.sybil.decision_chain(whole[-1].id, ANNA)


def test_the_facts_of_one_document(world: World) -> None:
    only = Filters(document_ids=(world.id_of("a.md"),))
    assert [one.document for one in world.sybil.decisions(SYSTEM, current=False, filters=only)] == ["a.md"]
    assert [one.document for one in world.sybil.actions(SYSTEM, filters=only)] == ["a.md"]
    assert world.sybil.actions(SYSTEM, filters=Filters(document_ids=(world.id_of("b.md"),))) == []
