"""What a viewer may not read changes nothing for them: not the order, not one digit of a score, not the signals."""

from datetime import date
from pathlib import Path

import pytest

from core.access import Viewer
from core.models import Level
from core.retrieval import Ranking, Retriever
from core.retrieval.index import MOST_SMALL, LiveIndex
from tests.retrieval.shelf import TODAY, TOPICS, WordEmbedder, fill, opened, shelve

MEMBER = Viewer.member("INTERNAL")
QUESTIONS = [
    "What did we say about the borehole pump?",
    "Where is the staff retreat?",
    "Summarise the discussion about the chlorine deficit",
    "Who founded the Lindqvist Institute?",
    "What is the zeppelin budget?",
]
PAPERS = {
    "The Lindqvist Institute": "The Lindqvist Institute studies glaciers. It was founded by Maren Holt in 1911.",
    "Maren Holt": "Maren Holt was born in Tromholm. Maren Holt loved boats.",
    "Tromholm": "Tromholm lies at the mouth of the river Asker.",
    "The Asker": "The river Asker is known for its salmon, and Tromholm for its bridge.",
}


def ranked(folder: Path, hidden: str | None, embedder: WordEmbedder | None) -> list[Ranking]:
    with opened(folder) as store:
        if hidden == "first":
            add_hidden(store, embedder)
        fill(store, embedder)
        for title, text in PAPERS.items():
            shelve(store, f"{title}.md", text, title=title, embedder=embedder)
        if hidden == "last":
            add_hidden(store, embedder)
        retriever = Retriever(store, embedder, lambda: TODAY)
        if hidden == "between":
            for question in QUESTIONS:
                retriever.search(question, MEMBER)
            add_hidden(store, embedder)
        return [retriever.search(question, MEMBER, limit=20) for question in QUESTIONS]


def add_hidden(store: object, embedder: WordEmbedder | None) -> None:
    for number in range(3):
        text = "\n".join(f"{TOPICS['wells']} The zeppelin budget is secret {n}." for n in range(40 + number))
        shelve(store, f"a-secret-{number}.md", text, title="Zeppelin", level=Level.CONFIDENTIAL, embedder=embedder)  # type: ignore[arg-type]
    shelve(
        store,  # type: ignore[arg-type]
        "m-secret-paper.md",
        "Maren Holt secretly owned the river Asker and Tromholm.",
        title="Maren Holt",
        level=Level.RESTRICTED,
        day=date(2026, 6, 1),
        embedder=embedder,
    )


@pytest.mark.parametrize("when", ["first", "last", "between"])
@pytest.mark.parametrize("embedder", [WordEmbedder(), None], ids=["meaning", "words"])
def test_a_hidden_document_changes_nothing(tmp_path: Path, when: str, embedder: WordEmbedder | None) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    without, with_hidden = ranked(tmp_path / "a", None, embedder), ranked(tmp_path / "b", when, embedder)
    for plain, other in zip(without, with_hidden, strict=True):
        assert plain == other
        assert [p.score.hex() for p in plain.passages] == [p.score.hex() for p in other.passages]
    assert "zeppelin" in without[-1].signals.missing


def test_who_may_read_it_finds_it(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    with opened(tmp_path) as store:
        fill(store, embedder)
        add_hidden(store, embedder)
        retriever = Retriever(store, embedder, lambda: TODAY)
        found = retriever.search("What is the zeppelin budget?", Viewer.member("CONFIDENTIAL"))
        assert found.passages[0].document_id.startswith("a-secret")
        assert all(p.level <= Level.CONFIDENTIAL for p in found.passages)
        assert "zeppelin" not in found.signals.missing
        assert all("a-secret" not in p.id for p in retriever.search("zeppelin", MEMBER).passages)


def test_a_level_raised_while_the_index_is_old_hides_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        fill(store)
        retriever = Retriever(store, None, lambda: TODAY)
        assert retriever.search("staff retreat Kisumu", MEMBER).passages[0].document_id.startswith("retreat")
        for number in range(3):
            store.set_level(f"retreat-{number}.md", Level.RESTRICTED)
        after = retriever.search("staff retreat Kisumu", MEMBER)
        assert not [p for p in after.passages if p.document_id.startswith("retreat")]
        assert "retreat" in after.signals.missing


@pytest.mark.parametrize("embedder", [WordEmbedder(), None], ids=["meaning", "words"])
def test_a_search_computes_over_nothing_that_its_viewer_may_not_read(
    tmp_path: Path, embedder: WordEmbedder | None
) -> None:
    """Not over hidden vectors, postings or names: that they exist must not even take time."""
    with opened(tmp_path) as store:
        fill(store, embedder, copies=30)
        add_hidden(store, embedder)
        index = LiveIndex(store, embedder.name if embedder else None, tmp_path / "index")
        index.refresh()
        for number in range(40):  # small segments pile up, of two levels in turns, and are made one
            level = Level.RESTRICTED if number % 2 else Level.PUBLIC
            shelve(store, f"new-{number}.md", f"Note {number} on wells.", level=level, embedder=embedder)
            index.refresh()
        store.set_level("wells-1.md", Level.CONFIDENTIAL)
        store.set_level("a-secret-1.md", Level.INTERNAL)
        again = LiveIndex(store, embedder.name if embedder else None, tmp_path / "index")
        for snapshot in (index.refresh(), again.refresh()):
            levels = {document.id: document.level for document in store.documents(Viewer.system())}
            assert len(snapshot.segments) <= 4 + MOST_SMALL
            for level in Level:
                view = snapshot.view(Viewer.member(level))
                touched = {document.id for document in view.snapshot.documents}
                held = {document_id for document_id in levels if levels[document_id] <= level}
                assert held <= touched
                assert touched - held <= {"wells-1.md"} if level < Level.CONFIDENTIAL else touched == held
                assert view.size == store.counts(Viewer.member(level)).passages
