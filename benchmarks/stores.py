"""What each method of the graph stores costs, beside the plain call of the driver that it is made of.

    python -m benchmarks.stores [--sizes 1000 10000 100000] [--stores sqlite neo4j neo4j-current] [--set FOLDER]

The library is that of benchmarks.latency with two people named in each passage. For each store and size: passages
applied a second, and milliseconds (p50 / p95) of a search by words and by vector, of Sybil's own search over its index
with the passages read from the store, and of an entity with what is around it. "Plain" is one call of the driver with
an index and a limit and without levels, filters, exact scores, windows or the shapes of the contract: for Neo4j Cypher
over the same nodes, for SQLite FTS5, a product of matrices and a join. Neo4j is the test suite's own server.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.latency import made, parsed
from benchmarks.plain_calls import Plain, plain_calls
from benchmarks.shelf import ROOT, TODAY, KeptEmbedder, meetings, table
from core.access import Viewer
from core.documents.passages import windows
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution, Mention
from core.retrieval import Retriever

VIEWER = Viewer.member("INTERNAL")
PEOPLE = 400
ASKED = 60
WARMING = 8


@dataclass
class Costs:
    """What was measured of one store at one size: times in milliseconds."""

    passages: int
    apply_seconds: float
    times: dict[str, tuple[list[float], list[float]]]

    def row(self, name: str) -> list[object]:
        """The line of the table."""
        cells: list[object] = [f"{self.passages:,}", name, f"{self.passages / self.apply_seconds:,.0f}"]
        for ours, plain in self.times.values():
            cells.append(f"{_at(ours)} ({_at(plain)})" if plain else _at(ours))
        return cells


def _at(times: Sequence[float]) -> str:
    return " / ".join(f"{np.percentile(times, part):.1f}" for part in (50, 95))


def named(contributions: Iterator[Contribution]) -> Iterator[Contribution]:
    """The same with two people named in each passage, some much more often than others."""
    chance = random.Random(3)
    parts = "ba da fa ga ka la ma na pa ra sa ta va za bo do fo go ko lo mo no po ro so to".split()
    people = list(dict.fromkeys(f"{_name(chance, parts)} {_name(chance, parts)}" for _ in range(2 * PEOPLE)))[:PEOPLE]
    weights = [1 / (n + 5) for n in range(len(people))]
    for one in contributions:
        mentions = tuple(
            Mention(name, "person", passage.start, passage.end)
            for passage in one.passages
            for name in dict.fromkeys(chance.choices(people, weights, k=2))
        )
        yield replace(one, mentions=mentions)


def _name(chance: random.Random, parts: Sequence[str]) -> str:
    return "".join(chance.choices(parts, k=4)).capitalize()


def library(source: Path, passages: int, embedder: KeptEmbedder) -> Iterator[Contribution]:
    """So many passages or a few more."""
    texts, _ = meetings(source)
    lines = [line for text in texts.values() for line in text.splitlines() if len(line.split()) > 3]
    vectors = embedder.embed([w.text for text in texts.values() for w in windows(parsed(text.strip()), None)])
    return named(made(lines, vectors, passages))


def measure(url: str, source: Path, passages: int, embedder: KeptEmbedder) -> Costs:
    """Fill an empty store and ask it."""
    questions = [asked.question for asked in meetings(source)[1]][: WARMING + ASKED]
    asked = {question: embedder.embed_question(question) for question in questions}
    with open_store(url) as store:
        begun = time.perf_counter()
        for contribution in library(source, passages, embedder):
            store.apply(contribution)
        spent = time.perf_counter() - begun
        held = store.counts(Viewer.system()).passages
        retriever = Retriever(store, embedder, lambda: TODAY, None)
        for question in questions:
            retriever.search(question, VIEWER)  # the index is built and every question's vector remembered
        ids = [entity.id for entity in store.entities(VIEWER, limit=WARMING + ASKED)]
        with plain_calls(url, store, embedder.name, asked) as plain:
            return Costs(held, spent, dict(_all_times(store, plain, embedder.name, asked, retriever, ids)))


def _all_times(
    store: GraphStore, plain: Plain, model: str, asked: dict[str, Any], retriever: Retriever, ids: list[str]
) -> Iterator[tuple[str, tuple[list[float], list[float]]]]:
    questions = list(asked)
    yield "words", _both(lambda q: store.search_text(q, VIEWER), plain.words, questions)
    yield "vector", _both(lambda q: store.search_vector(asked[q], model, VIEWER), plain.vector, questions)
    yield "Sybil's search", (_times(lambda q: retriever.search(q, VIEWER), questions), [])
    yield "entity", _both(lambda id: store.entity(id, VIEWER), plain.entity, ids)


def _both(
    ours: Callable[[str], object], plain: Callable[[str], object], asked: Sequence[str]
) -> tuple[list[float], list[float]]:
    return _times(ours, asked), _times(plain, asked)


def _times(call: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    spent = []
    for one in asked:
        begun = time.perf_counter()
        call(one)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent[WARMING:]


def main() -> None:
    """Print the table."""
    from tests.contracts.backends import BACKENDS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--stores", nargs="+", choices=sorted(BACKENDS), default=sorted(BACKENDS))
    options = parser.parse_args()
    embedder, rows = KeptEmbedder(), []
    for size in options.sizes:
        for name in options.stores:
            with tempfile.TemporaryDirectory() as folder:
                rows.append(measure(BACKENDS[name](Path(folder)), options.set, size, embedder).row(name))
                print(*rows[-1], file=sys.stderr, flush=True)
    head = ["passages", "store", "applied a second", *(f"{what}, ms (plain)" for what in ("words", "vector"))]
    print("\n".join(table([*head, "Sybil's search, ms", "entity, ms (plain)"], rows)))
    embedder.keep()


if __name__ == "__main__":
    main()
