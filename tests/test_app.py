"""Sybil as a whole: the public face with the real parts, and what its pieces promise together."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import core
from core import Settings, Sybil, Viewer
from core.errors import (
    ConversationNotFound,
    DocumentNotFound,
    EmbeddingError,
    RecordNotFound,
    SettingsError,
    StoreUnavailable,
)
from core.models import Level
from tests.library.world import SYSTEM, HashEmbedder, InProcessReader, World, minutes, outside

ROOT = Path(__file__).resolve().parents[1]
KISUMU = minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign the lease by 20 March 2026.")
MEMBER = Viewer.member(name="anna")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, InProcessReader())
    yield made
    made.sybil.close()


def test_the_public_face_from_end_to_end(tmp_path: Path) -> None:
    """With the real reader and the real local model, as a person begins."""
    path = outside(tmp_path, "minutes.md", KISUMU)
    with Sybil.open(Settings(_env_file=None, data_dir=tmp_path / "data")) as sybil:
        (report,) = sybil.add(path)
        assert (report.name, report.state, report.passages, report.facts) == ("minutes.md", "added", 1, 2)
        (passage,) = sybil.search("Where does the office move?", MEMBER)
        whole = sybil.document(passage.document_id, MEMBER)
        assert whole.text is not None
        assert whole.text[passage.start : passage.end] == passage.text
        answer = sybil.ask("Where does the office move to?", MEMBER)
        assert "Kisumu" in answer.text
        for citation in answer.citations:
            assert whole.text[citation.start : citation.end] == citation.quote
        assert [event.kind for event in sybil.stream("Where does the office move to?", MEMBER)][-1] == "answer"
        assert sybil.decisions(MEMBER)[0].statement == "We will move the office to Kisumu."
        assert sybil.actions(MEMBER, owner="Daniel")[0].owner == "Daniel Kiprop"
        assert sybil.documents(MEMBER)[0].text is None
        assert answer.record_id is not None
        assert sybil.record(answer.record_id, MEMBER).answer == answer
        assert sybil.remove(passage.document_id).name == "minutes.md"
        assert sybil.search("Where does the office move?", MEMBER) == []
        with pytest.raises(DocumentNotFound):
            sybil.document(passage.document_id, MEMBER)


def test_opening_loads_no_model_and_starts_no_process() -> None:
    script = """
import sys, tempfile, threading
from core import Sybil, Settings
with tempfile.TemporaryDirectory() as place, Sybil.open(Settings(_env_file=None, data_dir=place)):
    heavy = {"onnxruntime", "openai", "tokenizers", "pypdf", "alembic.command", "rich"} & set(sys.modules)
    assert heavy <= {"alembic.command"}, heavy
    assert threading.active_count() == 1
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_package_has_three_names() -> None:
    assert {"Settings", "Sybil", "Viewer"} <= set(dir(core))
    with pytest.raises(AttributeError):
        core.Something  # type: ignore[attr-defined] # noqa: B018


def test_conversations_belong_to_who_began_them(world: World) -> None:
    world.write("a.md", KISUMU)
    world.sybil.sync()
    made = world.sybil.conversations.start(MEMBER, "Offices")
    world.sybil.ask("Where does the office move to?", MEMBER, made)
    assert len(world.sybil.conversations.history(made, MEMBER)) == 1
    with pytest.raises(ConversationNotFound):
        world.sybil.ask("Why?", Viewer.member(name="ben"), made)


def test_a_record_is_hidden_when_its_source_was_raised_above_the_reader(world: World) -> None:
    world.write("a.md", KISUMU)
    world.sybil.sync()
    made = world.sybil.conversations.start(MEMBER, "Offices")
    answer = world.sybil.ask("Where does the office move to?", MEMBER, made)
    assert answer.citations
    assert answer.record_id is not None
    world.sybil.record(answer.record_id, MEMBER)
    world.sybil.set_level(world.id_of("a.md"), Level.RESTRICTED)
    with pytest.raises(RecordNotFound):
        world.sybil.record(answer.record_id, MEMBER)
    assert world.sybil.conversations.history(made, MEMBER) == []
    assert world.sybil.record(answer.record_id, SYSTEM).answer == answer
    world.sybil.set_level(world.id_of("a.md"), None)
    assert len(world.sybil.conversations.history(made, MEMBER)) == 1


def test_what_is_changed_by_hand_is_in_the_audit(world: World) -> None:
    world.write("a.md", KISUMU)
    world.sybil.sync()
    (action,) = world.sybil.actions(MEMBER)
    assert world.sybil.set_action_state(action.id, "done", MEMBER).state == "done"
    document_id = world.id_of("a.md")
    world.sybil.set_level(document_id, Level.PUBLIC)
    world.sybil.remove(document_id)
    lines = [(line.who, line.action, line.subject) for line in world.parts.audit.latest()]
    assert lines == [
        ("operator", "forget", document_id),
        ("operator", "level", document_id),
        ("anna", "action", action.id),
    ]
    with pytest.raises(DocumentNotFound):
        world.sybil.remove(document_id)


def test_search_goes_by_words_when_the_embedding_server_is_silent(tmp_path: Path) -> None:
    class Silent(HashEmbedder):
        asked = 0

        @property
        def name(self) -> str:  # type: ignore[override]
            self.asked += 1
            raise EmbeddingError("The server does not answer.")

        @name.setter
        def name(self, value: str) -> None:
            pass

    silent = Silent()
    world = World(tmp_path, InProcessReader(), silent)
    world.write("a.md", KISUMU)
    world.sybil.sync()
    assert [one.document for one in world.sybil.search("Kisumu office", MEMBER)] == ["a.md"]
    asked = silent.asked
    for _ in range(5):
        world.sybil.search("Kisumu", MEMBER)
    assert silent.asked == asked, "it is left alone for a minute"
    world.sybil.close()


def test_a_changed_setting_outlives_a_restart(world: World) -> None:
    from core.db.overrides import SettingOverrides

    SettingOverrides(world.parts.database).set("stale_after_days", 30, "anna", world.sybil.settings)
    world.reopen()
    assert world.sybil.settings.stale_after_days == 30


def test_a_new_prompt_version_is_the_one_in_force(world: World) -> None:
    assert world.parts.instructions().version == "built-in 1"
    world.parts.prompts.save("answer", "Answer in verse.", "anna")
    assert (world.parts.instructions().text, world.parts.instructions().version) == ("Answer in verse.", "answer 1")


def test_the_library_folder_is_made_only_when_nobody_named_one(tmp_path: Path) -> None:
    Sybil.open(Settings(_env_file=None, data_dir=tmp_path / "a")).close()
    assert (tmp_path / "a" / "library").is_dir()
    Sybil.open(Settings(_env_file=None, data_dir=tmp_path / "b", library_dir=tmp_path / "mine")).close()
    assert not (tmp_path / "mine").exists()


def test_places_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="SYBIL_DATA_DIR"):
        Sybil.open(Settings(_env_file=None, data_dir=tmp_path / "file" / "below"))
    with pytest.raises(SettingsError):
        Sybil.open(Settings(_env_file=None, data_dir=tmp_path / "x", graph_url="neo4j://"))


def test_a_graph_server_that_is_away_at_the_start(tmp_path: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=tmp_path, graph_url="bolt://u:secret-5@127.0.0.1:1")) as sybil:
        assert "cannot be reached since" in str(sybil.standing().said)
        with pytest.raises(StoreUnavailable, match="no copy of the library"):
            sybil.documents(SYSTEM)
    assert not [one for one in (tmp_path / "standby").iterdir() if b"secret-5" in one.read_bytes()]


def test_closing_twice_and_using_it_afterwards(world: World) -> None:
    world.sybil.close()
    world.sybil.close()
    with pytest.raises(StoreUnavailable):
        world.sybil.documents(SYSTEM)


def test_the_data_folder_is_its_owners_alone(tmp_path: Path) -> None:
    with Sybil.open(Settings(_env_file=None, data_dir=tmp_path / "data")):
        assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_entities_can_be_looked_up_merged_and_parted(world: World, tmp_path: Path) -> None:
    """The face of the graph: what a page or a script needs to tidy names."""
    text = "# Call\n\nPresent: Daniel Kiprop, Ruth Adhiambo\n\n" + KISUMU
    world.sybil.add(outside(tmp_path, "one.md", text))
    names = {entity.name: entity for entity in world.sybil.entities(SYSTEM, kind="person")}
    kept, absorbed = names["Daniel Kiprop"], names["Ruth Adhiambo"]
    merge = world.sybil.merge_entities(kept.id, absorbed.id)
    assert "Ruth Adhiambo" in world.sybil.entity(kept.id, SYSTEM).entity.aliases
    assert merge.id in {held.id for held in world.sybil.merges(SYSTEM)}
    world.sybil.undo_merge(merge.id)
    assert {entity.name for entity in world.sybil.entities(SYSTEM, kind="person")} == set(names)
    assert world.sybil.counts(SYSTEM).documents == 1


@pytest.mark.parametrize(("days", "warned"), [(1, True), (100_000, False)])
def test_how_old_a_source_may_be_is_a_setting(tmp_path: Path, days: int, warned: bool) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", stale_after_days=days)
    with Sybil.open(settings, embedder=HashEmbedder(), reader=InProcessReader()) as sybil:
        sybil.add(outside(tmp_path, "minutes.md", KISUMU))
        answer = sybil.ask("Where will we move the office?", SYSTEM)
        assert answer.citations
        assert any("older than" in warning for warning in answer.warnings) is warned
