"""Whether the graph stores agree: the same library in each, and the same questions asked of each.

    python -m benchmarks.agreement [--set ../shared/eval/qmsum_val]

The samples are read through Sybil, and the meetings of the set applied, into a SQLite file and a Neo4j server of the
test suite. Counts are what full clearance sees. Overlap: the share of the first ten passages that both find, over all
questions; hit@10 as in benchmarks.retrieval, for each store by itself.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.retrieval import on_meetings
from benchmarks.shelf import ROOT, TODAY, KeptEmbedder, meetings, shelve, table
from core import Settings, Sybil, Viewer
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.copying import digest
from core.models import Passage
from core.retrieval import Retriever
from tests.contracts.backends import BACKENDS

SYSTEM = Viewer.system()
Ranker = Callable[[str], list[Passage]]


def samples(url: str, folder: Path) -> list[object]:
    """Read the samples into the store at ``url``; what it holds then."""
    with Sybil.open(Settings(_env_file=None, data_dir=folder, graph_url=url)) as sybil:
        sybil.add(ROOT / "samples")
    with open_store(url) as store:
        return contents(store)


def contents(store: GraphStore) -> list[object]:
    """Counts, and how many records there are."""
    counts = store.counts(SYSTEM)
    return [counts.documents, counts.passages, counts.decisions, counts.actions, counts.entities]


def rankers(store: GraphStore, embedder: KeptEmbedder) -> Mapping[str, Ranker]:
    """Ways of searching, by name."""
    ours = Retriever(store, embedder, lambda: TODAY)
    return {
        "words": lambda question: store.search_text(question, SYSTEM),
        "vector": lambda question: store.search_vector(embedder.embed_question(question), embedder.name, SYSTEM),
        "Sybil's search": lambda question: ours.search(question, SYSTEM).passages,
    }


def overlap(one: Ranker, other: Ranker, questions: Sequence[str]) -> float:
    """The share of the first ten that both find."""
    shares = []
    for question in questions:
        a, b = ({p.id for p in rank(question)[:10]} for rank in (one, other))
        shares.append(len(a & b) / max(len(a), len(b), 1))
    return sum(shares) / len(shares)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--server", choices=sorted(BACKENDS), default="neo4j")
    options = parser.parse_args()
    embedder, (texts, asked) = KeptEmbedder(), meetings(options.set)
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        places = {store: Path(name) / store for store in ("sqlite", options.server)}
        rows = []
        for store, place in places.items():
            (place / "samples").mkdir(parents=True)
            rows.append(["samples", store, *samples(BACKENDS[store](place / "samples"), place)])
        stores = {s: opened.enter_context(open_store(BACKENDS[s](place))) for s, place in places.items()}
        for store, held in stores.items():
            for file, text in texts.items():
                shelve(held, embedder, file, file, text)
            rows.append(["meetings", store, *contents(held)])
        print("\n".join(table(["library", "store", "documents", "passages", "decisions", "actions", "names"], rows)))
        one, other = stores.values()
        same = sum(digest(one.record(id)) == digest(other.record(id)) for id in one.ledger())
        print(f"\nrecords of the meetings that are equal, vectors included: {same} of {len(texts)}\n")
        ours, theirs = rankers(one, embedder), rankers(other, embedder)
        questions = [entry.question for entry in asked]
        compared = [
            [way, overlap(ours[way], theirs[way], questions), on_meetings(asked, ours[way])[1],
             on_meetings(asked, theirs[way])[1]]
            for way in ours
        ]  # fmt: skip
        print(
            "\n".join(
                table(["search", "overlap of the first ten", "hit@10 SQLite", f"hit@10 {options.server}"], compared)
            )
        )
    embedder.keep()


if __name__ == "__main__":
    main()
