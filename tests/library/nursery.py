"""A process that imports once and then starts, for each line it reads, a child that syncs and may be killed.

The line is the place of a World. It answers with the child's id, then one line for each file the child looks at, and
``end`` with the child's exit status.
"""

import os
import sys
from pathlib import Path

from tests.library.world import InProcessReader, World


def main() -> None:
    """Serve until the input ends."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _sync(Path(line.strip()))
            os._exit(0)
        _tell(f"child {child}")
        _, status = os.waitpid(child, 0)
        _tell(f"end {status}")


def _sync(place: Path) -> None:
    world = World(place, InProcessReader())
    _tell("ready")
    world.sybil.sync(lambda at: _tell(f"file {at.n} {at.of}"))
    world.sybil.close()


def _tell(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    main()
