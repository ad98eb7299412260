"""How long a search takes and what it needs of memory, at 1,000, 10,000 and 100,000 passages.

    python -m benchmarks.latency [--sizes 1000 10000 100000] [--set ../shared/eval/qmsum_val]

The library is made of the set's lines in new orders, its window vectors of the set's own with a little noise. Each size
is measured in a process of its own that opens the store and the index on disk, as a fresh start would. Times are over
the set's questions, each asked once, after ten others; "texts" is reading the passages found from the store; "plain" is
FTS5 and a numpy product over the same passages and vectors, without fusion, filters or levels.
"""

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import psutil
import pysqlite3

from benchmarks.shelf import ROOT, TODAY, KeptEmbedder, meetings, table
from core.access import Viewer
from core.documents.parsed import ParsedDocument, Segment
from core.documents.passages import cut, windows
from core.embeddings import LocalEmbedder
from core.graph import open_store
from core.graph.contribution import Contribution, Window
from core.models import Document, Level
from core.retrieval import Retriever
from core.retrieval.question import content_words

VIEWER = Viewer.member("INTERNAL")
LINES = 900


def made(lines: Sequence[str], vectors: npt.NDArray[np.float32], passages: int) -> Iterator[Contribution]:
    """Documents of about forty passages each, until there are so many; one in ten is confidential."""
    chance, noise = random.Random(5), np.random.default_rng(5)
    count = number = 0
    while count < passages:
        text = "\n".join(chance.sample(lines, min(LINES, len(lines))))
        document = parsed(text)
        drafts, texts = tuple(cut(document, f"d{number}", None)), windows(document, None)
        drawn = vectors[noise.integers(0, len(vectors), len(texts))]
        drawn = drawn + noise.normal(0, 0.02, drawn.shape).astype(np.float32)
        drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
        level = Level.CONFIDENTIAL if number % 10 == 9 else Level.INTERNAL
        name = f"meeting {number}"
        yield Contribution(
            document=Document(f"d{number}", name, name, "transcript", TODAY, (), level, None, None, "1", text),
            source="benchmark",
            source_id=name,
            content_hash=hashlib.sha256(text.encode()).hexdigest(),
            ingested_at=datetime(2026, 6, 1, tzinfo=UTC),
            passages=drafts,
            windows=tuple(Window(w.key, w.start, w.end, v) for w, v in zip(texts, drawn, strict=True)),
            embedding_model=LocalEmbedder().name,
        )
        count, number = count + len(drafts), number + 1


def parsed(text: str) -> ParsedDocument:
    """The text of a transcript, each line a turn."""
    segments, at = [], 0
    for line in text.split("\n"):
        segments.append(Segment(at, at + len(line), "", line.partition(":")[0], None, "turn"))
        at += len(line) + 1
    return ParsedDocument(text, "transcript", tuple(segments))


def build(folder: Path, passages: int, source: Path, embedder: KeptEmbedder) -> None:
    """Fill a store and write its index down."""
    texts, _ = meetings(source)
    lines = [line for text in texts.values() for line in text.splitlines() if len(line.split()) > 3]
    vectors = embedder.embed([w.text for text in texts.values() for w in windows(parsed(text.strip()), None)])
    with open_store(f"sqlite:///{folder}/graph.db") as store:
        for contribution in made(lines, vectors, passages):
            store.apply(contribution)
        begun = time.perf_counter()
        Retriever(store, embedder, lambda: TODAY, folder / "index").refresh()
        print(f"index of {passages} passages built in {time.perf_counter() - begun:.1f} s", file=sys.stderr)


def measure(folder: Path, source: Path) -> dict[str, float]:
    """Open, search, and say how long it took; to be run in a fresh process."""
    _, asked = meetings(source)
    questions = [entry.question for entry in asked]
    embedder = LocalEmbedder()
    embedder.load()
    before = _resident()
    begun = time.perf_counter()
    with open_store(f"sqlite:///{folder}/graph.db") as store:
        retriever = Retriever(store, embedder, lambda: TODAY, folder / "index")
        retriever.search(questions[0], VIEWER)
        opened = time.perf_counter() - begun
        idle = _resident()
        for question in questions[1:11]:
            retriever.search(question, VIEWER)
        whole = _times(lambda q: retriever.search(q, VIEWER), questions[11:])
        without = _times(lambda q: retriever.search(q, VIEWER), questions[11:])  # vectors are remembered now
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        plain = _plain(folder, embedder, questions)
    return {
        "first answer, s": opened,
        "p50 ms": _at(without, 50),
        "p95 ms": _at(without, 95),
        "with embedding p50": _at(whole, 50),
        "with embedding p95": _at(whole, 95),
        "plain p50": _at(plain, 50),
        "plain p95": _at(plain, 95),
        "model MB": before,
        "idle MB": idle,
        "peak MB": peak,
    }


def _plain(folder: Path, embedder: LocalEmbedder, questions: Sequence[str]) -> list[float]:
    rows = pysqlite3.connect(":memory:")
    rows.execute("CREATE VIRTUAL TABLE held USING fts5(text, tokenize = 'porter unicode61')")
    with open_store(f"sqlite:///{folder}/graph.db") as store:
        vectors = []
        for document in store.index_changes(None, embedder.name).documents:
            rows.executemany("INSERT INTO held VALUES (?)", [(p.text,) for p in document.passages])
            vectors.append(document.window_vectors)
    matrix = np.concatenate(vectors)
    embedded = {question: embedder.embed_question(question) for question in questions}

    def search(question: str) -> None:
        query = " OR ".join(json.dumps(word) for word in dict.fromkeys(content_words(question)))
        rows.execute("SELECT rowid FROM held WHERE held MATCH ? ORDER BY rank LIMIT 10", (query,)).fetchall()
        np.argpartition(-(matrix @ embedded[question]), 10)

    return _times(search, questions[11:])


def _times(search: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    spent = []
    for question in questions:
        begun = time.perf_counter()
        search(question)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent


def _at(times: Sequence[float], share: int) -> float:
    return float(np.percentile(times, share))


def _resident() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--measure", type=Path, help="measure the library in this folder and print JSON")
    parser.add_argument("--keep", type=Path, help="keep the libraries made here, and use them when they are there")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.set)))
        return
    embedder = KeptEmbedder()
    rows: list[list[object]] = []
    head: list[str] = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = (options.keep or Path(name)) / str(size)
            if not folder.exists():
                folder.mkdir(parents=True)
                build(folder, size, options.set, embedder)
            command = [sys.executable, "-m", "benchmarks.latency", "--measure", str(folder), "--set", str(options.set)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        head = ["passages", *found]
        rows.append([size, *(f"{value:.1f}" for value in found.values())])
    print("\n".join(table(head, rows)))
    embedder.keep()


if __name__ == "__main__":
    main()
