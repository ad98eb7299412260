"""How long until an answer without a model shows its first words, at 10,000 passages.

    python -m benchmarks.first_text [--passages 10000] [--set ../shared/eval/qmsum_val] [--keep FOLDER] [--profile]

The library is the one of benchmarks.latency; the questions are the set's, each asked once in a fresh process after ten
others, so that no question's embedding is remembered. "First text" is the time from ``Sybil.stream`` to its first event
with text; "end" to its last event; "embedding" is what of that the local model took, for the question and for stretches
of text while the answer is chosen. Processor time, of all threads up to the first text, tells what a shared machine
hides. --profile prints where the time goes, by function.
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.latency import VIEWER, build
from benchmarks.shelf import ROOT, KeptEmbedder, meetings, table
from core import Settings, Sybil
from core.embeddings import Embedder, LocalEmbedder

BEFORE, ASKED = 10, 60
BUDGET_MS = 200


class TimedEmbedder(Embedder):
    """The local model, which adds up how long it took and how many texts it read."""

    def __init__(self) -> None:
        self._inner = LocalEmbedder()
        self._inner.load()
        self.name, self.dimension = self._inner.name, self._inner.dimension
        self.seconds, self.texts = 0.0, 0

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        begun = time.perf_counter()
        try:
            return self._inner.embed(texts)
        finally:
            self.seconds, self.texts = self.seconds + time.perf_counter() - begun, self.texts + len(texts)


def answered(sybil: Sybil, embedder: TimedEmbedder, question: str) -> tuple[float, float, float, float, float]:
    """Milliseconds to the first text, to the end, spent embedding, of processor time; texts embedded."""
    embedder.seconds, embedder.texts = 0.0, 0
    first = worked = 0.0
    begun, begun_work = time.perf_counter(), time.process_time()
    for event in sybil.stream(question, VIEWER):
        if event.kind == "text" and not first:
            first, worked = time.perf_counter() - begun, time.process_time() - begun_work
    end = time.perf_counter() - begun
    return 1000 * first, 1000 * end, 1000 * embedder.seconds, 1000 * worked, embedder.texts


def measure(folder: Path, questions: Sequence[str], profile: bool) -> npt.NDArray[np.float64]:
    """One row a question, see ``answered``."""
    embedder, profiler = TimedEmbedder(), cProfile.Profile()
    with Sybil.open(Settings(_env_file=None, data_dir=folder), embedder=embedder) as sybil:
        for question in questions[:BEFORE]:
            answered(sybil, embedder, question)
        if profile:
            profiler.enable()
        rows = [answered(sybil, embedder, question) for question in questions[BEFORE : BEFORE + ASKED]]
        profiler.disable()
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats("core/|onnx", 45)
    return np.array(rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="keep the library made here, and use it when it is there")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    questions = list(dict.fromkeys(asked.question for asked in meetings(options.set)[1]))
    with tempfile.TemporaryDirectory() as name:
        folder = (options.keep or Path(name)) / str(options.passages)
        if not folder.exists():
            folder.mkdir(parents=True)
            embedder = KeptEmbedder()
            build(folder, options.passages, options.set, embedder)
            embedder.keep()
        found = measure(folder, questions, options.profile)
    measured = ("first text, ms", "end, ms", "of it embedding, ms", "processor time, ms", "texts embedded")
    rows = [
        [what, f"{np.percentile(found[:, k], 50):.0f}", f"{np.percentile(found[:, k], 95):.0f}"]
        for k, what in enumerate(measured)
    ]
    print("\n".join(table((f"{options.passages} passages, {len(found)} questions", "p50", "p95"), rows)))
    print(f"within {BUDGET_MS} ms: {np.mean(found[:, 0] <= BUDGET_MS):.0%} of the questions")


if __name__ == "__main__":
    main()
