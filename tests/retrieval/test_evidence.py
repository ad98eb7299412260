"""Whether a library can answer a question."""

from pathlib import Path

import pytest

from core.access import Viewer
from core.embeddings import Embedder, LocalEmbedder
from core.retrieval import Candidate, Evidence, Ranking, Retriever, Signals, assess
from tests.retrieval.shelf import TODAY, TOPICS, WordEmbedder, fill, opened, shelve

SYSTEM = Viewer.system()
ANSWERED = [
    "Why may nobody ride motorcycles on duty?",
    "Where does the staff retreat take place?",
    "How deep was the borehole at Siaya drilled?",
    "How often does the newsletter go out to donors?",
]
FOREIGN = [
    "Who won the zebra lasagne championship in Ouagadougou?",
    "What did the orchestra think of the second violin concerto?",
    "Which planet has the largest moons?",
]


def judged(folder: Path, embedder: Embedder | None, questions: list[str]) -> list[Evidence]:
    with opened(folder) as store:
        fill(store, embedder, copies=1)
        retriever = Retriever(store, embedder, lambda: TODAY)
        return [assess(question, retriever.search(question, SYSTEM)) for question in questions]


@pytest.mark.parametrize("embedder", [LocalEmbedder(threads=1), None, WordEmbedder(name="another/48")])
def test_what_is_there_is_answered_and_what_is_not_is_refused(tmp_path: Path, embedder: Embedder | None) -> None:
    found = judged(tmp_path, embedder, [*ANSWERED, *FOREIGN])
    assert [e.verdict for e in found[: len(ANSWERED)]].count("none") == 0
    assert {e.verdict for e in found[len(ANSWERED) :]} == {"none"}


def test_the_words_that_the_library_never_mentions_are_the_reason(tmp_path: Path) -> None:
    (found,) = judged(tmp_path, None, ["Why did Ouagadougou's zeppelin pass over the borehole?"])
    assert found.missing == ("Ouagadougou", "zeppelin", "pass")


def test_a_small_library_is_weak_rather_than_silent_unless_no_word_is_there(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        shelve(store, "one.md", TOPICS["wells"])
        retriever = Retriever(store, None, lambda: TODAY)
        near = "Did the orchestra rehearse the violin concerto with pressure?"
        assert assess(near, retriever.search(near, SYSTEM)).verdict == "weak"
        assert assess(FOREIGN[0], retriever.search(FOREIGN[0], SYSTEM)).verdict == "none"


def test_an_empty_library_has_no_answer(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ranking = Retriever(store, None, lambda: TODAY).search("Where is the retreat?", SYSTEM)
    assert assess("Where is the retreat?", ranking) == Evidence("none", 0.0, ())


def of(text: str, cosine: float | None, searched: int = 1000, calibrated: bool = True) -> Ranking:
    return Ranking([], (), Signals((Candidate(text, cosine),), searched, (), calibrated))


def test_the_measure_is_the_published_formula() -> None:
    # one plain word, found: cov 1, names 1, no pair, no rare word (0.5), n = 1000
    found = assess("the water", of("water", 0.31))
    assert found.score == pytest.approx(0.31 + 0.35 + 0.15 + 0.10)
    assert found.verdict == "answer"
    larger = assess("the water", of("water", 0.31, searched=100_000))
    assert larger.score == pytest.approx(found.score - 0.09 * 0.30103, abs=1e-6)
    assert assess("the water", of("water", 0.10)).verdict == "none"
    # two neighbours that also stand side by side there
    beside = assess("water school", of("the water school", 0.30))
    apart = assess("water school", of("the school has water", 0.30))
    assert beside.score > apart.score


def test_a_name_that_is_not_there_makes_a_match_weak() -> None:
    text = "water pump repair schedule committee"
    assert assess("water pump repair schedule committee", of(text, 0.6)).verdict == "answer"
    assert assess("water pump repair schedule committee of Nyota", of(text, 0.6)).verdict == "weak"


def test_another_models_cosines_are_not_used() -> None:
    assert assess("the water", of("water", -1.0, calibrated=False)).verdict == "answer"
