"""The passages shown together cover the places where the answer may stand."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.access import Viewer
from core.graph.contract import GraphStore
from core.models import Filters
from core.retrieval import Retriever
from core.retrieval.coverage import CONSIDERED, covering, log_odds
from core.retrieval.fusion import surroundings
from core.retrieval.index import LiveIndex
from core.retrieval.lexical import lexical
from core.retrieval.snapshot import View
from tests.retrieval.shelf import TODAY, WordEmbedder, opened, shelve

SYSTEM = Viewer.system()
LINE = "We went through the points one after the other and nobody had anything to add about number {}."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with opened(tmp_path) as made:
        yield made


def meeting(store: GraphStore, name: str, lines: int = 200, **said: str) -> None:
    """A long meeting; ``said`` replaces lines by number (``at40="..."``)."""
    text = [said.get(f"at{n}", LINE.format(f"{name} {n}")) for n in range(lines)]
    shelve(store, name, "\n".join(text))


def library(store: GraphStore, meetings: int = 3) -> View:
    for number in range(meetings):
        meeting(store, f"m{number}")
    return LiveIndex(store, None).refresh().view(SYSTEM)


def test_the_next_place_is_not_beside_the_first(store: GraphStore) -> None:
    view = library(store)
    odds = np.zeros(view.size)
    odds[[4, 5, 6, 9]] = [5.6, 6.0, 5.6, 5.5]
    assert covering(view, odds, 5, 2) == [5, 9]


def test_documents_that_are_as_likely_share_the_places_and_a_likely_one_has_most(store: GraphStore) -> None:
    view = library(store)
    best, others = view.starts[:-1] + 2, np.concatenate([view.starts[:-1] + 6, view.starts[:-1] + 10])
    odds = np.zeros(view.size)
    odds[best], odds[others] = 4.0, 3.5
    assert {int(view.document_of[n]) for n in covering(view, odds, int(best[0]), 3)} == {0, 1, 2}
    odds[: view.starts[1]] *= 2.0
    assert {int(view.document_of[n]) for n in covering(view, odds, int(best[0]), 3)} == {0}


def test_only_what_is_allowed_is_chosen_each_once(store: GraphStore) -> None:
    view = library(store)
    odds = np.linspace(0.0, 3.0, view.size)
    allowed = np.arange(view.size) % 5 == 0
    leader = int(np.flatnonzero(allowed)[-1])
    chosen = covering(view, odds, leader, view.size, allowed)
    assert chosen[0] == leader
    assert sorted(chosen) == np.flatnonzero(allowed).tolist()


def test_where_nothing_stands_out_only_the_first_ones_document_takes_part(store: GraphStore) -> None:
    view = library(store, meetings=2 * CONSIDERED // 10)
    assert view.size > 2 * CONSIDERED
    chosen = covering(view, np.zeros(view.size), 0, 1000)
    assert {int(view.document_of[n]) for n in chosen} == {0}


def test_a_model_on_another_scale_gives_the_same_odds(store: GraphStore) -> None:
    view = library(store)
    words = lexical(view, [])
    likeness = np.random.default_rng(1).normal(0.3, 0.1, view.size)
    none = np.zeros(view.size)

    def odds(values: np.ndarray) -> np.ndarray:
        return log_odds(words, (values, surroundings(view, values)), none, calibrated=False)

    assert np.allclose(odds(likeness), odds(0.7 + likeness / 10), atol=0.02)


def test_surroundings_stay_in_the_document_and_pass_over_what_is_not_known(store: GraphStore) -> None:
    view = library(store)
    values = np.zeros(view.size)
    second = int(view.starts[1])
    values[second - 1], values[second], values[second + 1] = 1.0, np.nan, 0.5
    around = surroundings(view, values)
    assert around[second - 1] == pytest.approx(1 / 3, abs=1e-4)
    assert around[second] == pytest.approx(0.25, abs=1e-4)
    assert np.isnan(surroundings(view, np.full(view.size, np.nan))).all()


@pytest.mark.parametrize("embedder", [WordEmbedder(), None], ids=["meaning", "words"])
def test_a_question_that_fits_several_meetings_shows_each_of_them(
    store: GraphStore, embedder: WordEmbedder | None
) -> None:
    for number in range(4):
        said = {f"at{n}": f"The remote control needs a rubber case, we said ({number}, {n})." for n in range(60, 100)}
        meeting(store, f"design {number}", **said)
    retriever = Retriever(store, embedder, lambda: TODAY)
    found = retriever.search("What was said about the rubber case of the remote control?", SYSTEM, limit=4).passages
    assert len({p.document_id for p in found}) == 4
    filters = Filters(document_ids=("design 2",))
    assert {p.document_id for p in retriever.search("rubber case", SYSTEM, 30, filters).passages} == {"design 2"}
