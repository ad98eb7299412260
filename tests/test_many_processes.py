"""Eight processes search and ask while one ingests: nobody ever hears of a lock, and both stores stay whole.

``SYBIL_TEST_SECONDS=60`` makes it as long as it was meant to be; by default it is short enough for every run.
"""

import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from core.access import Viewer
from core.errors import SybilError
from core.models import Level
from tests.library.world import SYSTEM, InProcessReader, World, minutes

READERS = 8
QUESTIONS = (
    "Where does the office move?",
    "What has Daniel Kiprop to report?",
    "What was decided about boats?",
    "Who is Amina Okafor?",
    "When is the eclipse?",
)
PRELOADED = ["core.app", "core.agent", "core.retrieval.retriever", "core.library.adding", "tests.library.world"]


def write_all(place: Path, until: float) -> tuple[int, list[str]]:
    """Write, edit, delete and sync until the time is over."""
    world, chance, done, errors = World(place, InProcessReader()), random.Random(1), 0, list[str]()
    while time.time() < until:
        for _ in range(4):
            n, place_name = chance.randint(0, 30), chance.choice(("Kisumu", "Nairobi", "Mombasa"))
            said = minutes(
                1 + n % 28, f"We will move office {n} to {place_name}.", f"Daniel Kiprop to report on {place_name}."
            )
            path = world.write(f"m{n:02}.md", said)
            if chance.random() < 0.15:
                path.unlink()
        try:
            world.sybil.sync()
            if chance.random() < 0.3:
                document = chance.choice(world.sybil.documents(SYSTEM))
                world.sybil.set_level(document.id, chance.choice((None, Level.CONFIDENTIAL)))
            done += 1
        except SybilError as error:
            errors.append(f"{type(error).__name__}: {error}")
    world.sybil.close()
    return done, errors


def read_all(place: Path, until: float, seed: int) -> tuple[int, list[str]]:
    """Search, ask and list until the time is over; what is asked is recorded, so readers write too."""
    world, chance, done, errors = World(place, InProcessReader()), random.Random(seed), 0, list[str]()
    viewer = Viewer.member(name=f"reader {seed}")
    conversation = world.sybil.conversations.start(viewer, "load")
    while time.time() < until:
        question = chance.choice(QUESTIONS)
        try:
            world.sybil.search(question, viewer)
            answer = world.sybil.ask(question, viewer, conversation if chance.random() < 0.5 else None)
            world.sybil.decisions(viewer)
            world.sybil.actions(viewer)
            if answer.record_id is None:
                errors.append(f"not recorded: {answer.warnings}")
            done += 1
        except SybilError as error:
            errors.append(f"{type(error).__name__}: {error}")
    world.sybil.close()
    return done, errors


def test_eight_read_while_one_writes(tmp_path: Path) -> None:
    seconds = float(os.environ.get("SYBIL_TEST_SECONDS", "6"))
    world = World(tmp_path, InProcessReader())
    for n in range(10):
        world.write(f"m{n:02}.md", minutes(1 + n, f"We will move office {n} to Nakuru."))
    world.sybil.sync()
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    with ProcessPoolExecutor(READERS + 1, mp_context=context) as pool:
        until = time.time() + 3 + seconds
        writer = pool.submit(write_all, tmp_path, until)
        readers = [pool.submit(read_all, tmp_path, until, seed) for seed in range(READERS)]
        written, write_errors = writer.result()
        read = [reader.result() for reader in readers]
    assert write_errors == []
    assert [error for _, errors in read for error in errors] == []
    assert written > 0
    assert all(done > 0 for done, _ in read), [done for done, _ in read]
    assert world.parts.store.check() == []
    assert world.parts.database.check() == []
    world.sybil.close()
