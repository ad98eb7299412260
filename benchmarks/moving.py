"""How long ``python -m core graph copy`` takes and what memory it needs: from a file to a server, and back.

    python -m benchmarks.moving [--sizes 10000 100000] [--set FOLDER]

The library is that of benchmarks.stores. The copy to the server is killed with -9 when a third of it is there and
asked for again. Each copy ends by comparing every document by hash, counts, merges and fates of decisions, and fails
if anything differs. Memory is the highest resident size of the copying process; the server is the test suite's own.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.shelf import ROOT, KeptEmbedder, table
from benchmarks.stores import library
from core.access import Viewer
from core.graph import open_store
from tests.contracts.backends import BACKENDS

SYSTEM = Viewer.system()


def copied(source: str, target: str, most: int | None = None) -> tuple[float, float]:
    """Seconds and megabytes of one copy; with ``most`` it is killed once so many documents are there."""
    begun, highest = time.perf_counter(), 0.0
    command = [sys.executable, "-m", "core", "graph", "copy", source, target]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            highest = max(highest, watched.memory_info().rss / 2**20)
            if most is not None and _there(target) >= most:
                process.kill()
            time.sleep(0.2 if most is None else 2)
    if most is None and process.returncode:
        raise SystemExit(f"the copy ended with {process.returncode}")
    return time.perf_counter() - begun, highest


def _there(url: str) -> int:
    with open_store(url) as store:
        return len(store.ledger())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    options = parser.parse_args()
    rows: list[list[object]] = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            old, new = (f"sqlite:///{name}/{which}.db" for which in ("old", "new"))
            server = BACKENDS["neo4j"](Path(name))
            with open_store(old) as store:
                for contribution in library(options.set, size, KeptEmbedder()):
                    store.apply(contribution)
                documents, passages = len(store.ledger()), store.counts(SYSTEM).passages
            broken, _ = copied(old, server, documents // 3)
            brought = _there(server)
            rest, memory = copied(old, server)
            back, memory_back = copied(server, new)
            rows.append(
                [f"{passages:,}", documents, f"{broken:.0f} ({brought})", f"{rest:.0f}", f"{memory:.0f}", f"{back:.0f}",
                 f"{memory_back:.0f}"]
            )  # fmt: skip
            print(*rows[-1], file=sys.stderr, flush=True)
    head = ["passages", "documents", "until killed, s (documents there)", "the rest, s", "MB", "back, s", "MB"]
    print("\n".join(table(head, rows)))


if __name__ == "__main__":
    main()
