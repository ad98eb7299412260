"""Filters are hard; hints and preferences only move what is nearly equal."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.access import Viewer
from core.graph.contract import GraphStore
from core.models import Filters
from core.retrieval import Retriever
from tests.retrieval.shelf import TODAY, TOPICS, fill, opened, shelve

SYSTEM = Viewer.system()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with opened(tmp_path) as made:
        yield made


def found(store: GraphStore, question: str, filters: Filters | None = None, limit: int = 10) -> list[str]:
    retriever = Retriever(store, None, lambda: TODAY)
    return [p.document_id for p in retriever.search(question, SYSTEM, limit, filters).passages]


def test_filters_are_hard(store: GraphStore) -> None:
    text = TOPICS["wells"]
    shelve(store, "march.txt", f"Amina: {text}", kind="transcript", day=date(2026, 3, 3))
    shelve(store, "may.txt", f"Ben: {text}", kind="chat", day=date(2026, 5, 3))
    shelve(store, "undated.md", text, participants=("Amina Okafor",))
    assert set(found(store, "borehole")) == {"march.txt", "may.txt", "undated.md"}
    assert found(store, "borehole", Filters(since=date(2026, 5, 3))) == ["may.txt"]
    assert found(store, "borehole", Filters(until=date(2026, 5, 2))) == ["march.txt"]
    assert found(store, "borehole", Filters(kinds=("chat",))) == ["may.txt"]
    assert set(found(store, "borehole", Filters(person="amina"))) == {"march.txt", "undated.md"}
    assert found(store, "borehole", Filters(person="Amina Okafor")) == ["undated.md"]
    assert found(store, "borehole", Filters(document_ids=("may.txt",))) == ["may.txt"]
    assert found(store, "borehole", Filters(person="Nobody")) == []
    assert found(store, "borehole", Filters(kinds=("chat",), until=date(2026, 5, 2))) == []
    assert len(found(store, "borehole", Filters())) == 3


def test_of_two_like_sources_the_approved_and_the_newer_comes_first(store: GraphStore) -> None:
    text = "A traveller keeps every receipt above ten pounds and hands it in within a month."
    shelve(store, "a-draft.md", text, status="draft", day=date(2026, 4, 1))
    shelve(store, "b-approved.md", text, status="approved", day=date(2026, 4, 1))
    shelve(store, "c-older.md", text, day=date(2023, 4, 1))
    shelve(store, "d-newer.md", text, day=date(2026, 4, 1))
    fill(store, copies=1)
    assert found(store, "Which receipt does a traveller keep?")[:4] == [
        "b-approved.md",
        "d-newer.md",
        "c-older.md",
        "a-draft.md",
    ]


def test_a_preference_does_not_beat_an_answer(store: GraphStore) -> None:
    shelve(
        store,
        "draft.md",
        "The rent of the Kigali house is 950,000 francs a month.",
        status="draft",
        day=date(2020, 1, 1),
    )
    shelve(store, "new.md", "The house in Kigali has a garden.", status="approved", day=date(2026, 6, 29))
    fill(store, copies=1)
    assert found(store, "What is the rent of the Kigali house in francs?")[0] == "draft.md"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What did we say about the pump in March?", "march.txt"),
        ("What did we say about the pump in the WhatsApp chat?", "chat.txt"),
        ("What did Ben say about the pump?", "ben.txt"),
    ],
)
def test_a_hint_decides_between_like_passages(store: GraphStore, question: str, first: str) -> None:
    shelve(store, "april.txt", "Amina: The pump was late.", kind="transcript", day=date(2026, 4, 3))
    shelve(store, "march.txt", "Amina: The pump was late.", kind="transcript", day=date(2026, 3, 3))
    shelve(store, "chat.txt", "Amina: The pump was late.", kind="chat", day=date(2025, 4, 3))
    shelve(store, "ben.txt", "Ben: The pump was late.", kind="transcript", day=date(2025, 4, 3))
    fill(store, copies=1)
    assert found(store, question)[0] == first


def test_a_wrong_hint_hides_nothing(store: GraphStore) -> None:
    shelve(store, "may.md", "The quokka census was postponed by the ministry.", day=date(2026, 5, 3))
    fill(store)
    assert found(store, "What did Ben say in the WhatsApp chat in March about the quokka census?")[0] == "may.md"
