"""How fast files become graph, against embedding the same text alone, and how fast an unchanged library is looked at.

    python -m benchmarks.ingest                       ten meetings made of the samples' words, and 1,000 short files
    python -m benchmarks.ingest --set FOLDER          the first --files transcripts of another set (qmsum_val)
    python -m benchmarks.ingest --files 35 --small 0  more of them, without the short files

The budget: everything but embedding costs less than 30 % on top of embedding; 1,000 unchanged files take less than 2 s.
Times are of the wall clock. Memory is the highest resident size, of this process and of its reading process.
"""

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core import Settings, Sybil, Viewer
from core.embeddings import Embedder, LocalEmbedder

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("read", "facts", "cut", "embed", "commit")
SYSTEM = Viewer.system()


class Recorder(Embedder):
    """The local model, with a list of what it was asked for."""

    def __init__(self, inner: LocalEmbedder) -> None:
        self.name, self.dimension, self._inner = inner.name, inner.dimension, inner
        self.calls: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.calls.append(list(texts))
        return self._inner.embed(texts)

    def alone(self) -> float:
        """Seconds that the same calls take with nothing around them."""
        begun = time.perf_counter()
        for call in self.calls:
            self._inner.embed(call)
        return time.perf_counter() - begun


def made_up(folder: Path, files: int) -> None:
    """Transcripts of about 9,000 words from the lines that people say in the samples, in another order each."""
    chance = random.Random(7)
    sources = sorted((ROOT / "samples").glob("*otter_ai.txt"))
    lines = [line for path in sources for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 40]
    names = ("Amina Okafor", "Tom Ellery", "Grace Ouma", "Priya Raman")
    for n in range(files):
        said = (f"{chance.choice(names)}: {chance.choice(lines)} {chance.randint(1, 999)}." for _ in range(300))
        (folder / f"2026-03-{n % 28 + 1:02} meeting {n}.txt").write_text("\n".join(said), encoding="utf-8")


def long_files(library: Path, embedder: Recorder, work: Path) -> None:
    """Ingest a few long meetings and say where the time goes."""
    with Sybil.open(Settings(_env_file=None, data_dir=work, library_dir=library), embedder=embedder) as sybil:
        begun = time.perf_counter()
        report = sybil.sync()
        total = time.perf_counter() - begun
        spent = dict(sybil._parts.ingestor.stopwatch.spent)
        passages = sybil.status(SYSTEM).counts.passages
        reading = highest(sybil._parts.reader.child_pid)
    alone = embedder.alone()
    windows, files = sum(len(call) for call in embedder.calls), report.count("added")
    other = total - sum(spent.values())
    print(
        f"{files} files, {passages} passages, {windows} windows in {total:.1f} s: "
        f"{passages / total:.1f} passages a second"
    )
    for stage in (*STAGES, "the rest"):
        seconds = spent.get(stage, 0.0) if stage != "the rest" else other
        print(f"  {stage:<9} {seconds:7.2f} s  {100 * seconds / total:5.1f} %")
    print(f"embedding alone: {alone:.1f} s ({windows / alone:.1f} windows a second)")
    embed = spent.get("embed", 0.0)
    print(
        f"on top of embedding: {100 * (total - embed) / embed:.1f} % of it in the same run "
        f"({100 * (total / alone - 1):.1f} % against embedding alone); budget 30 %"
    )
    print(f"highest memory: {highest(None):.0f} MB; the reading process {reading:.0f} MB")


def highest(process: int | None) -> float:
    """Highest resident size of a process in MB, None for this one; 0 where the system does not tell (not Linux)."""
    status = Path(f"/proc/{process or 'self'}/status")
    if not status.exists():
        return 0.0
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def small_files(number: int, work: Path) -> None:
    """Look again at a folder of short files in which nothing changed."""
    library = work / "small"
    library.mkdir()
    for n in range(number):
        (library / f"note {n}.md").write_text(f"Note {n}\n\nMatter {n} was discussed on {n % 28 + 1} March 2026.\n")
    with Sybil.open(Settings(_env_file=None, data_dir=work / "b", library_dir=library)) as sybil:
        begun = time.perf_counter()
        sybil.sync()
        first = time.perf_counter() - begun
        again = []
        for _ in range(3):
            begun = time.perf_counter()
            report = sybil.sync()
            again.append(time.perf_counter() - begun)
    print(
        f"{number} short files: {first:.1f} s; looked at again: {max(again):.2f} s, "
        f"{report.unchanged} unchanged; budget 2 s"
    )


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, help="a folder with transcripts/*.txt")
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--small", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        library = work / "library"
        library.mkdir()
        if given.set:
            for path in sorted((given.set / "transcripts").glob("*.txt"))[: given.files]:
                shutil.copy(path, library)
        else:
            made_up(library, given.files)
        inner = LocalEmbedder()
        inner.load()
        long_files(library, Recorder(inner), work / "a")
        if given.small:
            small_files(given.small, work)


if __name__ == "__main__":
    main()
