"""kill -9 at twenty points of a sync, then again: the graph equals a clean one, nothing twice, nothing missing."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.library.picture import picture
from tests.library.world import InProcessReader, World, minutes

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("Kisumu", "Nairobi", "Mombasa", "Nakuru", "Eldoret")
FILES = 24


@pytest.fixture
def nursery() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.library.nursery"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def text(chance: random.Random, n: int) -> str:
    place, boats = chance.choice(PLACES), chance.randint(2, 9)
    decision = chance.choice((f"We will move the office to {place}.", f"We will buy {boats} boats."))
    filler = " ".join(f"Amina Okafor spoke about matter {chance.randint(1, 99)} in {place}." for _ in range(40))
    return minutes(1 + n % 28, decision, f"Daniel Kiprop to report on {place} by 30 March 2026.", filler)


def sync_and_kill(nursery: "subprocess.Popen[str]", place: Path, chance: random.Random) -> tuple[int, int]:
    """Start a sync and kill it at a point that chance picks; returns its exit status and how many files it began."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{place}\n")
    nursery.stdin.flush()
    child, begun, of, fatal = 0, 0, 0, chance.random()
    for line in nursery.stdout:
        word, *rest = line.split()
        if word == "child":
            child = int(rest[0])
        elif word == "ready" and fatal < 0.05:
            os.kill(child, signal.SIGKILL)
        elif word == "file":
            begun, of = int(rest[0]), int(rest[1])
            if begun == max(1, round(fatal * of)):
                time.sleep(chance.uniform(0, 0.02))
                os.kill(child, signal.SIGKILL)
        elif word == "end":
            return int(rest[0]), begun
    raise AssertionError("the nursery went away")


def test_killed_twenty_times_and_still_the_same(nursery: "subprocess.Popen[str]", tmp_path: Path) -> None:
    chance = random.Random(20261123)
    world = World(tmp_path / "one", InProcessReader())
    world.sybil.close()
    killed, points = 0, set[int]()
    for n in range(FILES):
        world.write(f"m{n:02}.md", text(chance, n))
    while killed < 20:
        status, begun = sync_and_kill(nursery, tmp_path / "one", chance)
        killed += status == signal.SIGKILL
        points.add(begun)
        for n in chance.sample(range(FILES), 6):
            world.write(f"m{n:02}.md", text(chance, n))
        if chance.random() < 0.4:
            left = chance.choice(sorted(world.root.iterdir()))
            left.rename(left.with_name(f"r{killed:02}.md"))
    assert len(points) >= 5, "the kills fell on different files"

    world.open()
    world.sybil.sync()
    other = World(tmp_path / "fresh", InProcessReader())
    shutil.copytree(world.root, other.root, dirs_exist_ok=True)
    other.sybil.sync()
    mine, clean = picture(world.sybil, world.parts), picture(other.sybil, other.parts)
    assert mine == clean
    assert mine["wrong"] == []
    assert world.parts.database.check() == []
    assert world.sybil.sync().files == ()
    assert list((world.data / "incoming").iterdir()) == [], "copies of killed processes were cleared"
    world.sybil.close()
    other.sybil.close()
