"""A sync in a process of its own, under a limit: ``disk BYTES`` no file may grow larger, ``readonly`` no rights to
write. Prints what a user would read."""

import os
import resource
import sys
from pathlib import Path

from core.errors import SybilError
from tests.library.world import InProcessReader, World


def main() -> None:
    """Set the limit, open, sync, tell."""
    place, kind, *values = sys.argv[1:]
    if kind == "disk":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(values[0]), int(values[0])))
    elif kind == "readonly" and os.geteuid() == 0:
        os.setuid(65534)  # the superuser may write anywhere
    try:
        world = World(Path(place), InProcessReader())
        report = world.sybil.sync()
        failed = [one.reason for one in report.files if one.state == "failed"]
        sys.stdout.write(f"done {report.counts()} {failed}")
    except SybilError as error:
        sys.stdout.write(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
