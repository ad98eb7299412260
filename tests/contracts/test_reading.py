"""Reading documents and passages, searching, and narrowing."""

from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access import Viewer
from core.graph.contract import GraphStore
from core.models import Counts, Filters, Level
from tests.contracts.builders import MODEL, READ_AT, Line, contribution, vector_of

SYSTEM = Viewer.system()


def test_documents_come_newest_first_then_by_name(store: GraphStore) -> None:
    for document_id, when in (("a", date(2026, 1, 1)), ("c", date(2026, 2, 1)), ("b", date(2026, 2, 1)), ("d", None)):
        store.apply(contribution(document_id, ["One line"], when=when))
    assert [d.id for d in store.documents(SYSTEM)] == ["b", "c", "a", "d"]
    assert all(d.text is None for d in store.documents(SYSTEM))


def test_passages_come_in_the_order_asked_for_without_those_that_are_gone(store: GraphStore) -> None:
    store.apply(contribution("a", ["One", "Two", "Three"]))
    store.apply(contribution("b", ["Hidden"], level=Level.RESTRICTED))
    asked = ["a/2", "missing", "b/0", "a/0", "a/2"]
    assert [p.id for p in store.passages(asked, Viewer.member())] == ["a/2", "a/0", "a/2"]
    assert [p.text for p in store.document_passages("a", SYSTEM)] == ["One", "Two", "Three"]
    text = store.document("a", SYSTEM).text or ""
    assert all(text[p.start : p.end] == p.text for p in store.document_passages("a", SYSTEM))


def test_search_ranks_by_bm25_with_stems_and_titles(store: GraphStore) -> None:
    store.apply(contribution("a", ["The leases of the offices were discussed at length today with everybody"]))
    store.apply(contribution("b", ["An office lease"]))
    store.apply(contribution("c", ["Nothing to see"], title="Lease of the office"))
    store.apply(contribution("d", ["Rainfall in April", "Harvest", "Seed", "Tractors", "Fuel", "Roads"]))
    found = store.search_text("Which office did we lease?", SYSTEM)
    assert [p.document_id for p in found] == ["c", "b", "a"]
    assert found[0].score > found[1].score > found[2].score > 0
    assert [p.document_id for p in store.search_text("lease", SYSTEM, limit=1)] == ["c"]
    assert store.search_text("lease", SYSTEM, limit=0) == []
    assert store.search_text("nothing that stands anywhere, xylophone", SYSTEM)[0].document_id == "c"
    assert store.search_text("xylophone", SYSTEM) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text() | st.text(alphabet='"*^:()-+{}[]\\ ANDORNOTNEARab\x00\ud800'))
def test_no_text_is_a_query_language(store: GraphStore, text: str) -> None:
    store.apply(contribution("a", ["The words AND NOT near the column"]))
    assert isinstance(store.search_text(text, SYSTEM), list)
    assert isinstance(store.decisions(SYSTEM, topic=text), list)
    assert isinstance(store.entities(SYSTEM, query=text), list)
    assert isinstance(store.actions(SYSTEM, owner=text), list)
    assert isinstance(store.documents(SYSTEM, Filters(person=text)), list)


def test_search_by_vector_is_exact(store: GraphStore) -> None:
    lines = [f"Line {n}" for n in range(120)]
    store.apply(contribution("a", lines[:50]))
    store.apply(contribution("b", lines[50:]))
    asked = vector_of("question")
    cosines = sorted(((float(vector_of(line) @ asked), line) for line in lines), reverse=True)
    found = store.search_vector(asked * 3, MODEL, SYSTEM, limit=100)
    assert [p.text for p in found] == [line for _, line in cosines[:100]]
    np.testing.assert_allclose([p.score for p in found], [cosine for cosine, _ in cosines[:100]], atol=1e-4)
    assert store.search_vector(asked, "another model", SYSTEM) == []
    assert store.search_vector(np.ones(3, dtype=np.float32), MODEL, SYSTEM) == []


@pytest.fixture
def narrowed(store: GraphStore) -> GraphStore:
    store.apply(
        contribution(
            "talk",
            [Line("The budget was shown", speaker="Amina"), Line("The budget was hidden", speaker="Peter Maina")],
            kind="transcript", when=date(2026, 1, 10), speakers=("Amina Okafor", "Peter Maina"),
        )
    )  # fmt: skip
    store.apply(
        contribution("paper", [Line("The budget on paper", people=("Amina Okafor",))], kind="pdf",
                     when=date(2026, 2, 10), participants=("Okafor, Amina",))
    )  # fmt: skip
    store.apply(contribution("chat", [Line("budget?", said_on=date(2026, 3, 5))], kind="chat", when=date(2026, 3, 1)))
    return store


@pytest.mark.parametrize(
    ("filters", "passages"),
    [
        (Filters(), {"talk/0", "talk/1", "paper/0", "chat/0"}),
        (Filters(since=date(2026, 2, 10)), {"paper/0", "chat/0"}),
        (Filters(until=date(2026, 2, 10)), {"talk/0", "talk/1", "paper/0"}),
        (Filters(since=date(2026, 3, 2), until=date(2026, 3, 5)), {"chat/0"}),
        (Filters(kinds=("pdf", "chat")), {"paper/0", "chat/0"}),
        (Filters(document_ids=("talk",)), {"talk/0", "talk/1"}),
        (Filters(person="Amina Okafor"), {"talk/0", "paper/0"}),
        (Filters(person="amina"), {"talk/0", "paper/0"}),
        (Filters(person="Peter"), {"talk/1"}),
        (Filters(person="Nobody"), set()),
        (Filters(person="Amina Okafor", kinds=("transcript",), since=date(2026, 1, 1)), {"talk/0"}),
    ],
)
def test_every_search_is_narrowed(narrowed: GraphStore, filters: Filters, passages: set[str]) -> None:
    assert {p.id for p in narrowed.search_text("budget", SYSTEM, 50, filters)} == passages
    assert {p.id for p in narrowed.search_vector(vector_of("x"), MODEL, SYSTEM, 50, filters)} == passages


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(person="Amina Okafor"), {"talk", "paper"}),
        (Filters(since=date(2026, 2, 1)), {"paper", "chat"}),
        (Filters(until=date(2026, 2, 1), kinds=("transcript",)), {"talk"}),
        (Filters(document_ids=("chat", "missing")), {"chat"}),
    ],
)
def test_documents_are_narrowed(narrowed: GraphStore, filters: Filters, documents: set[str]) -> None:
    assert {d.id for d in narrowed.documents(SYSTEM, filters)} == documents


def test_a_passage_without_a_day_of_its_own_has_its_documents(narrowed: GraphStore) -> None:
    assert {p.id: p.date for p in narrowed.passages(["talk/0", "chat/0"], SYSTEM)} == {
        "talk/0": date(2026, 1, 10),
        "chat/0": date(2026, 3, 5),
    }


def test_neighbours_share_the_rarest_entity_first(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("Start", people=("Amina Okafor",), topics=("budget",))]))
    store.apply(contribution("b", [Line("Rare", people=("A. Okafor",)), Line("Common", topics=("budgets",))]))
    store.apply(contribution("c", [Line("Common too", topics=("budget",)), Line("Neither", topics=("rain",))]))
    assert [p.id for p in store.neighbours(["a/0"], SYSTEM)] == ["b/0", "b/1", "c/0"]
    assert [p.id for p in store.neighbours(["a/0"], SYSTEM, limit=1)] == ["b/0"]
    assert [p.id for p in store.neighbours(["a/0", "b/0", "b/1"], SYSTEM)] == ["c/0"]
    assert store.neighbours(["missing"], SYSTEM) == store.neighbours([], SYSTEM) == []


def test_when_a_document_came_in_and_when_its_content_did(store: GraphStore) -> None:
    first, later, last = (READ_AT + timedelta(days=days) for days in (0, 1, 2))
    store.apply(contribution("a", ["One"], read_at=first))
    store.apply(contribution("b", ["Two"], read_at=later.astimezone(timezone(timedelta(hours=5)))))

    def told(document_id: str) -> tuple[datetime | None, datetime | None]:
        (listed,) = store.documents(SYSTEM, Filters(document_ids=(document_id,)))
        whole = store.document(document_id, SYSTEM)
        assert (whole.ingested_at, whole.added_at) == (listed.ingested_at, listed.added_at)
        return listed.ingested_at, listed.added_at

    assert (told("a"), told("b")) == ((first, first), (later, later))
    store.apply(contribution("a", ["One"], read_at=later, extractor="other rules"))
    assert told("a") == (first, first), "read anew, but nothing in it changed"
    store.apply(contribution("a", ["One more"], read_at=last))
    assert told("a") == (last, first)
    store.move("a", "new name", "new name", None, "2")
    store.set_level("a", Level.PUBLIC)
    assert told("a") == (last, first)


def test_what_was_added_since_is_counted_as_far_as_it_is_seen(store: GraphStore) -> None:
    since = READ_AT + timedelta(days=1)
    amina, zuri = Line("One", people=("Amina Okafor",), decides=True), Line("Two", people=("Zuri",), task="rest")
    store.apply(contribution("old", [amina], read_at=READ_AT))
    store.apply(contribution("new", [amina, zuri], read_at=since))
    store.apply(contribution("hidden", [zuri], read_at=READ_AT, level=Level.RESTRICTED))
    store.apply(contribution("hidden too", [Line("Three", people=("Peter",))], read_at=since, level=Level.RESTRICTED))
    assert store.counts(Viewer.member(), since) == Counts(1, 2, 1, 1, 1)
    assert store.counts(SYSTEM, since) == Counts(2, 3, 1, 1, 1)
    assert store.counts(SYSTEM, READ_AT) == store.counts(SYSTEM)
    assert store.counts(SYSTEM, since + timedelta(seconds=1)) == Counts(0, 0, 0, 0, 0)
    store.apply(contribution("old", ["Changed"], read_at=since))
    assert store.counts(Viewer.member(), since) == Counts(1, 2, 1, 1, 2), "what was changed was not added"
