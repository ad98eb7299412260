"""Ranking against BM25, dense vectors and their plain fusion, over meetings and over short papers; and "not found".

    python -m benchmarks.retrieval [--set ../shared/eval/qmsum_val]

Right meeting first: the first passage is of the meeting that was asked about. hit@10: one of the first ten passages
overlaps the lines that answer. recall@5: the share of a two-hop question's two papers among the first five. BM25 is
SQLite's FTS5 (porter, stop words and words of asking left out) over the same passages; dense the best cosine of the
windows that overlap a passage; the plain fusion is by reciprocal rank, k = 60.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pysqlite3

from benchmarks.multihop.world import make
from benchmarks.shelf import ROOT, TODAY, Asked, KeptEmbedder, meetings, shelve, table
from core.access import Viewer
from core.embeddings import Embedder
from core.graph import open_store
from core.graph.contract import GraphStore
from core.models import Passage
from core.retrieval import Retriever, assess
from core.retrieval.question import content_words

SYSTEM = Viewer.system()
DEPTH = 200
FUSION = 60
GROUPS = 6

Ranker = Callable[[str], list[Passage]]


class Baselines:
    """BM25, dense and their plain fusion over the passages of a store."""

    def __init__(self, store: GraphStore, embedder: Embedder) -> None:
        self._store, self._embedder = store, embedder
        self._rows = pysqlite3.connect(":memory:")
        self._rows.execute("CREATE VIRTUAL TABLE held USING fts5(id UNINDEXED, text, tokenize = 'porter unicode61')")
        for document in store.documents(SYSTEM):
            for passage in store.document_passages(document.id, SYSTEM):
                self._rows.execute("INSERT INTO held VALUES (?, ?)", (passage.id, passage.text))

    def words(self, question: str) -> list[Passage]:
        """BM25."""
        query = " OR ".join(json.dumps(word) for word in dict.fromkeys(content_words(question)))
        found = self._rows.execute("SELECT id FROM held WHERE held MATCH ? ORDER BY rank LIMIT ?", (query, DEPTH))
        return self._store.passages([row[0] for row in found], SYSTEM)

    def dense(self, question: str) -> list[Passage]:
        """Best cosine."""
        vector = self._embedder.embed_question(question)
        return self._store.search_vector(vector, self._embedder.name, SYSTEM, DEPTH)

    def both(self, question: str) -> list[Passage]:
        """Reciprocal rank fusion."""
        held: dict[str, Passage] = {}
        scores: Counter[str] = Counter()
        for ranking in (self.words(question), self.dense(question)):
            for rank, passage in enumerate(ranking, start=1):
                held[passage.id] = passage
                scores[passage.id] += 1 / (FUSION + rank)  # type: ignore[assignment]
        return [held[identity] for identity, _ in scores.most_common()]


def rankers(store: GraphStore, embedder: Embedder) -> Mapping[str, Ranker]:
    """What is compared, by name."""
    plain, ours = Baselines(store, embedder), Retriever(store, embedder, lambda: TODAY)
    return {
        "BM25 (FTS5)": plain.words,
        "dense": plain.dense,
        "both, reciprocal rank fusion": plain.both,
        "Sybil": lambda question: ours.search(question, SYSTEM).passages,
    }


def on_meetings(asked: Sequence[Asked], rank: Ranker) -> tuple[float, float]:
    """Right meeting first, hit@10."""
    first = hit = 0
    for entry in asked:
        found = rank(entry.question)[:10]
        first += bool(found) and found[0].document_id == entry.file
        hit += any(
            p.document_id == entry.file and any(p.start < end and start < p.end for start, end in entry.spans)
            for p in found
        )
    return first / len(asked), hit / len(asked)


def on_papers(store: GraphStore, embedder: Embedder) -> dict[str, float]:
    """recall@5 of the two papers, by ranker."""
    world = make()
    for paper in world.papers:
        shelve(store, embedder, f"{paper.title}.md", paper.title, paper.text)
    recalls = {}
    for name, rank in rankers(store, embedder).items():
        found = [
            len({f"{title}.md" for title in hop.papers} & {p.document_id for p in rank(hop.question)[:5]}) / 2
            for hop in world.questions
        ]
        recalls[name] = sum(found) / len(found)
    return recalls


def on_not_found(
    folder: Path, texts: Mapping[str, str], asked: Sequence[Asked], full: GraphStore, embedder: Embedder
) -> list[tuple[str, int, float, float, float]]:
    """Verdicts on questions that a library answers, and on questions that it cannot."""
    verdicts: dict[str, Counter[str]] = {}

    def judge(kind: str, store: Retriever, questions: Sequence[str]) -> None:
        counted = verdicts.setdefault(kind, Counter())
        counted.update(assess(question, store.search(question, SYSTEM)).verdict for question in questions)

    whole = Retriever(full, embedder, lambda: TODAY)
    judge("own questions, all meetings", whole, [entry.question for entry in asked])
    judge("questions about the invented world, all meetings", whole, [hop.question for hop in make().questions])
    files = list(texts)
    for number in range(GROUPS):
        group = files[number::GROUPS]
        with open_store(f"sqlite:///{folder}/group-{number}.db") as store:
            for name in group:
                shelve(store, embedder, name, Path(name).stem, texts[name])
            some = Retriever(store, embedder, lambda: TODAY)
            judge("own questions, six meetings", some, [e.question for e in asked if e.file in group])
            judge("their meeting missing, six others", some, [e.question for e in asked if e.file not in group])
    return [
        (kind, counts.total(), *(counts[verdict] / counts.total() for verdict in ("answer", "weak", "none")))
        for kind, counts in verdicts.items()
    ]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--quick", action="store_true", help="only the first table")
    options = parser.parse_args()
    texts, asked = meetings(options.set)
    embedder = KeptEmbedder()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            open_store(f"sqlite:///{folder}/meetings.db") as store,
            open_store(f"sqlite:///{folder}/papers.db") as other,
        ):
            for file, text in texts.items():
                shelve(store, embedder, file, Path(file).stem, text)
            recalls = on_papers(other, embedder)
            rows = [(kind, *on_meetings(asked, rank), recalls[kind]) for kind, rank in rankers(store, embedder).items()]
            print(f"{len(texts)} meetings, {len(asked)} questions\n")
            head = ("", "right meeting first", "hit@10", "two hops: recall@5")
            print("\n".join(table(head, rows)))
            if not options.quick:
                verdicts = on_not_found(folder, texts, asked, store, embedder)
                print("\n" + "\n".join(table(("questions", "number", "answer", "weak", "not found"), verdicts)))
    embedder.keep()


if __name__ == "__main__":
    main()
