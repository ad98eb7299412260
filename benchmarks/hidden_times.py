"""Does the time of a search or an answer tell a viewer below whether a confidential paper exists?

    python -m benchmarks.hidden_times [--rounds 40] [--set ../shared/eval/qmsum_val]

Three libraries over the same open files (the samples and some meetings of the set): one without the confidential
papers, the same once more as a control, and one with them. The same INTERNAL viewer asks each of them questions about
the papers, again and again, the three in a new order each time. A difference is the median over all rounds and
questions of (that library's time - the first library's time of the same round), with its 95 % interval; p is from
flipping the signs of these differences at random (paired permutation test, two-sided). The control tells how much two
like libraries differ by themselves. Vectors come from a cache: embedding takes the same time in all, and would only add
noise.
"""

import argparse
import gc
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.shelf import ROOT, KeptEmbedder, meetings, table
from core import Settings, Sybil, Viewer
from core.embeddings import Embedder

VIEWER = Viewer.member("INTERNAL")
CLEARED = Viewer.system()
PAPERS = ("Paper for trustees June 2026 (HM).docx", "Note to file 22 May.md")
ASKED = (
    "What is Project Wren?",
    "Which posts will be made redundant?",
    "How much do the redundancies cost in Bristol?",
    "Summarise the paper for trustees of June 2026",
    "Will we give up the third floor at Tannery Yard?",
    "Was the Kenya office charged twice by Pamoja Print?",
    "Who reported the double payment of 84,500 shillings?",
    "What did we decide about the Communications Officer?",
    "What did Helen Marchbanks write about the shape of the Bristol team?",
    "Project Wren redundancy £41,350",
)
MEETINGS, SECRET_MEETINGS = 6, 3
MIX = (("two papers", 0), ("two papers and three meetings", SECRET_MEETINGS))
FLIPS = 4000

Measured = Callable[[Sybil, str], object]


def build(folder: Path, embedder: Embedder, open_texts: dict[str, str], papers: dict[str, str] | None) -> Sybil:
    """A library of the samples and these texts; with ``papers`` the confidential ones as well."""
    files = folder / "files"
    shutil.copytree(ROOT / "samples", files, ignore=shutil.ignore_patterns("questions.yaml", "README*"))
    for name, text in open_texts.items():
        (files / name).write_text(text, encoding="utf-8")
    if papers is None:
        for name in PAPERS:
            (files / name).unlink()
    for name, text in (papers or {}).items():
        (files / name).write_text(f"CONFIDENTIAL\n\n{text}", encoding="utf-8")
    settings = Settings(_env_file=None, data_dir=folder / "data")
    sybil = Sybil.open(settings, embedder=embedder, clock=lambda: datetime(2026, 6, 30, 9, tzinfo=UTC))
    sybil.add(files)
    return sybil


def timed(libraries: Sequence[Sybil], measured: Measured, rounds: int) -> npt.NDArray[np.float64]:
    """Milliseconds by library, round and question; two rounds before the first are thrown away."""
    chance = random.Random(9)
    spent = np.zeros((len(libraries), rounds + 2, len(ASKED)))
    gc.disable()
    for turn in range(rounds + 2):
        for q in chance.sample(range(len(ASKED)), len(ASKED)):
            for one in chance.sample(range(len(libraries)), len(libraries)):
                begun = time.perf_counter()
                measured(libraries[one], ASKED[q])
                spent[one, turn, q] = (time.perf_counter() - begun) * 1000
        gc.collect()
    gc.enable()
    return spent[:, 2:]


def significance(differences: npt.NDArray[np.float64]) -> float:
    """Two-sided p of the mean of the differences, each cut to the middle 90 %, by flipping signs at random."""
    low, high = np.percentile(differences, [5, 95])
    cut = np.clip(differences, low, high).ravel()
    signs = np.random.default_rng(9).choice([-1.0, 1.0], size=(FLIPS, cut.size))
    return float((1 + np.count_nonzero(np.abs(signs @ cut) >= abs(cut.sum()))) / (FLIPS + 1))


def interval(differences: npt.NDArray[np.float64]) -> tuple[float, float]:
    """95 % interval of the median difference, by drawing rounds again (bootstrap): what could have gone unnoticed."""
    drawn = np.random.default_rng(9).integers(0, len(differences), (1000, len(differences)))
    low, high = np.percentile([np.median(differences[again]) for again in drawn], [2.5, 97.5])
    return float(low), float(high)


def rows(label: str, libraries: Sequence[Sybil], rounds: int) -> list[list[object]]:
    """Lines of the table for one set of libraries."""
    seen, whole = (libraries[2].counts(viewer).passages for viewer in (VIEWER, CLEARED))
    made: list[list[object]] = []
    for what, times in (
        ("search", timed(libraries, lambda s, q: s.search(q, VIEWER), rounds * 3)),
        ("ask", timed(libraries, lambda s, q: s.ask(q, VIEWER), rounds)),
    ):
        plain = float(np.median(times[0]))
        for name, one in (("nothing more (control)", 1), (label, 2)):
            apart = times[one] - times[0]
            middle, (low, high) = float(np.median(apart)), interval(apart)
            made.append(
                [
                    what,
                    name,
                    f"{whole - seen} of {whole}" if one == 2 else "none",
                    f"{plain:.1f}",
                    f"{middle:+.2f} ({low:+.2f} to {high:+.2f})",
                    f"{100 * middle / plain:+.1f} %",
                    f"{significance(apart):.2f}",
                ]
            )
    return made


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--rounds", type=int, default=40, help="of ask; search is measured three times as often")
    options = parser.parse_args()
    texts = list(meetings(options.set)[0].items())
    open_texts, embedder, found = dict(texts[:MEETINGS]), KeptEmbedder(), []
    for label, more in MIX:
        secret = dict(texts[MEETINGS : MEETINGS + more])
        with tempfile.TemporaryDirectory() as name, ExitStack() as held:
            libraries = [
                held.enter_context(build(Path(name) / kind, embedder, open_texts, papers))
                for kind, papers in (("without", None), ("control", None), ("with", secret))
            ]
            found += rows(label, libraries, options.rounds)
    head = ("", "library with", "hidden passages", "median, ms", "difference, ms (95 %)", "share", "p")
    print("\n".join(table(head, found)))
    embedder.keep()


if __name__ == "__main__":
    main()
