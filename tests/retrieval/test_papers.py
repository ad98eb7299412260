"""The second hop over short titled papers."""

from pathlib import Path

import pytest

from benchmarks.multihop.world import make
from core.access import Viewer
from core.retrieval import Retriever
from tests.retrieval.shelf import TODAY, WordEmbedder, opened, shelve

SYSTEM = Viewer.system()


def found(folder: Path, papers: dict[str, str], question: str) -> list[str]:
    with opened(folder) as store:
        for title, text in papers.items():
            shelve(store, f"{title}.md", text, title=title)
        passages = Retriever(store, None, lambda: TODAY).search(question, SYSTEM).passages
        return [p.document_id.removesuffix(".md") for p in passages]


FILLING = {f"Abbey {n}": f"Abbey {n} lies on a hill and has {n + 3} wells, says Chronicle {n}." for n in range(30)}
PAPERS = {
    **FILLING,
    "Glacier Institute": "The Glacier Institute was founded by Maren Holt in 1911. It lends rooms to schools.",
    "Maren Holt": "Holt was born in Tromholm and loved boats. A letter is kept in a private collection.",
}


def test_the_paper_that_the_first_one_leads_to_is_among_the_first(tmp_path: Path) -> None:
    question = "Where did the founder of the Glacier Institute grow up?"
    assert found(tmp_path, PAPERS, question)[:2] == ["Glacier Institute", "Maren Holt"]


def test_without_the_link_it_is_not(tmp_path: Path) -> None:
    papers = {**PAPERS, "Glacier Institute": "The Glacier Institute was founded in 1911. It lends rooms to schools."}
    order = found(tmp_path, papers, "Where did the founder of the Glacier Institute grow up?")
    assert order[0] == "Glacier Institute"
    assert "Maren Holt" not in order[:2]


def test_long_documents_take_no_part(tmp_path: Path) -> None:
    padding = "\n".join(f"The hall was painted again in year {n}, and nobody minded the colour." for n in range(200))
    papers = {**PAPERS, "Glacier Institute": f"{PAPERS['Glacier Institute']}\n{padding}"}
    order = found(tmp_path, papers, "Where did the founder of the Glacier Institute grow up?")
    assert order[0] == "Glacier Institute"
    assert "Maren Holt" not in order[:2]


def test_two_hop_questions_of_the_benchmark_by_words_alone(tmp_path: Path) -> None:
    world = make()
    embedder = WordEmbedder()
    with opened(tmp_path) as store:
        for paper in world.papers:
            shelve(store, f"{paper.title}.md", paper.text, title=paper.title, embedder=embedder)
        retriever = Retriever(store, embedder, lambda: TODAY)
        both = 0
        for hop in world.questions:
            first = {p.document_id.removesuffix(".md") for p in retriever.search(hop.question, SYSTEM).passages[:5]}
            both += len(first & set(hop.papers))
    assert both / (2 * len(world.questions)) > 0.7


@pytest.mark.parametrize("seed", [1, 2])
def test_the_world_is_the_same_each_time_and_sound(seed: int) -> None:
    world = make(seed)
    assert world == make(seed)
    titles = [paper.title for paper in world.papers]
    assert len(set(titles)) == len(titles) >= 150
    assert len(world.questions) >= 60
    texts = {paper.title: paper.text for paper in world.papers}
    for hop in world.questions:
        first, second = hop.papers
        assert first in hop.question
        assert second not in hop.question
        assert second in texts[first]
        assert hop.answer in texts[second]
