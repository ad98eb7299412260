"""Ten people chat at once, for as long as is asked, in two ways.

    python -m benchmarks.chat_load [--seconds 120] [--passages 10000] [--people 10] [--set ../shared/eval/qmsum_val]

``streamlit run Home.py`` runs in a process of its own over the library of benchmarks.latency with 200 short registers
in it, one for each parcel. Everybody has a page open by Streamlit's own protocol (benchmarks.browser_protocol): what is
measured is all that the server does, the pages and their timers included, and not how long a browser draws. Everything
stays on loopback.

"extract": no model. Each asks, reads for some seconds, asks again: questions of the set, and every other time one about
a parcel of his own. "slow model": an OpenAI-compatible server that waits, and then writes a word at a time; everybody
asks about his own parcels, and presses Stop in the middle of every third answer. Nobody may ever be drawn the answer to
another question than his own last one, and an answer about a parcel must name it: else it counts as mixed. "First text"
is the time from sending the question to the first message with text of its answer; "stopped" from pressing Stop to the
answer as it stays.
"""

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import psutil
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.browser_protocol import Tab, answer_in, tab
from benchmarks.latency import build
from benchmarks.shelf import ROOT, KeptEmbedder, meetings, shelve, table
from benchmarks.slow_model import PARCEL, Slow, serving
from core import Settings, Sybil, Viewer
from core.graph import open_store

PARCELS = 20  # of each person
READS = (3.0, 9.0)  # seconds between an answer and the next question
GIVE_UP = 60.0


@dataclass
class Measured:
    """What came of one way of chatting."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    stopped: list[float] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    processor: float = 0.0
    seconds: float = 0.0


class Chatter:
    """One person with one open page."""

    def __init__(self, questions: Sequence[str], seed: int, measured: Measured, slow: bool) -> None:
        self._questions, self._chance, self._measured, self._slow = questions, random.Random(seed), measured, slow
        self._asked, self._sent = "", 0.0
        self._first, self._final = asyncio.Event(), asyncio.Event()

    def seen(self, message: ForwardMsg) -> None:
        """Look at a message from the server."""
        found = answer_in(message)
        if found is None:
            return
        question, text, writing = found
        parcel = PARCEL.search(question)
        if question not in self._questions or (parcel and not writing and parcel[1] not in text and self._slow):
            self._measured.mixed.append(f"{self._asked!r} was shown {question!r}: {text[:80]!r}")
        if question != self._asked or self._final.is_set():
            return
        if not self._first.is_set():
            self._measured.first.append(time.perf_counter() - self._sent)
            self._first.set()
        if not writing:
            self._final.set()

    async def chat(self, page: Tab, until: float) -> None:
        """Ask one question after another until then."""
        await asyncio.sleep(self._chance.uniform(0, READS[1]))
        for number, question in enumerate(self._questions):
            if time.perf_counter() > until:
                return
            self._first.clear()
            self._final.clear()
            self._asked, self._sent = question, time.perf_counter()
            await page.ask(question)
            try:
                await self._answered(page, self._slow and number % 3 == 2)
            except TimeoutError:
                self._measured.missing.append(question + (" (connection lost)" if page.lost else ""))
            await asyncio.sleep(self._chance.uniform(*READS))

    async def _answered(self, page: Tab, stop: bool) -> None:
        await asyncio.wait_for(self._first.wait(), GIVE_UP)
        if stop and not self._final.is_set():
            await asyncio.sleep(1.5)
            pressed = time.perf_counter()
            await page.press("Stop")
            await asyncio.wait_for(self._final.wait(), GIVE_UP)
            self._measured.stopped.append(time.perf_counter() - pressed)
            return
        await asyncio.wait_for(self._final.wait(), GIVE_UP)
        self._measured.whole.append(time.perf_counter() - self._sent)


async def together(
    address: str, process: psutil.Process, tokens: Sequence[str], asked: Sequence[Sequence[str]], seconds: float,
    slow: bool,
) -> Measured:  # fmt: skip
    """Everybody at once."""
    measured = Measured()

    async def one(person: int, token: str) -> None:
        chatter = Chatter(asked[person], person, measured, slow)
        async with tab(address, "chat", token, chatter.seen) as page:
            while not page.box:
                await asyncio.sleep(0.1)
            await asyncio.sleep(8)  # everybody else's page is there too, and the questions to begin with are made
            await chatter.chat(page, until)

    async def watch() -> None:
        while True:
            measured.memory.append(process.memory_info().rss / 2**20)
            await asyncio.sleep(5)

    begun, worked = time.perf_counter(), sum(process.cpu_times()[:2])
    until = begun + 8 + seconds
    watching = asyncio.create_task(watch())
    await asyncio.gather(*(one(person, token) for person, token in enumerate(tokens)))
    await asyncio.sleep(1)
    watching.cancel()
    measured.memory.append(process.memory_info().rss / 2**20)
    measured.seconds = time.perf_counter() - begun
    measured.processor = (sum(process.cpu_times()[:2]) - worked) / measured.seconds
    return measured


def prepare(folder: Path, passages: int, source: Path, people: int) -> list[list[str]]:
    """Build the library, if it is not there, and name everybody's parcels."""
    chance = random.Random(11)
    names = ["".join(chance.choice(part) for part in ("bdfgklmnprstvz", "aeiou") * 4) for _ in range(people * PARCELS)]
    if not (folder / "graph.db").exists():
        folder.mkdir(parents=True, exist_ok=True)
        embedder = KeptEmbedder()
        build(folder, passages, source, embedder)
        with open_store(f"sqlite:///{folder}/graph.db") as store:
            for n, name in enumerate(names):
                shelve(store, embedder, f"Register {n}.txt", f"Register of the parcel {name}", _register(name, chance))
    return [names[person::people] for person in range(people)]


def _register(name: str, chance: random.Random) -> str:
    towns = "Kisumu", "Kigali", "Nakuru", "Huye", "Busia", "Embu"
    return "\n".join(
        f"The parcel {name} was {what} at {chance.choice(towns)} on {chance.randint(2, 28)} March 2026 by clerk {n}."
        for n, what in enumerate(("handed in", "weighed", "sealed", "sent on", "opened", "counted", "given out"), 1)
    )


def admitted(folder: Path, people: int) -> list[str]:
    """Accounts for everybody; their sign-in tokens."""
    with Sybil.open(Settings(_env_file=None, data_dir=folder)) as sybil:
        sybil.search("parcel", Viewer.system(), 1)
        until = datetime.now(UTC) + timedelta(hours=2)
        known = {account.name for account in sybil.accounts.list()}
        for n in range(people):
            if f"person{n}" not in known:
                sybil.accounts.create(f"person{n}", "a long password", "reader", "INTERNAL", f"Person {n}")
            sybil.accounts.begin(
                f"load-{folder.name}-{n}-{until.timestamp()}", f"person{n}", "127.0.0.1", "load", until
            )
        return [f"load-{folder.name}-{n}-{until.timestamp()}" for n in range(people)]


@contextmanager
def streamlit(folder: Path, **environment: str) -> Iterator[tuple[str, psutil.Process]]:
    """``streamlit run`` over a data folder: its address and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "Home.py"), "--server.port", str(port)]
    given = {**os.environ, "SYBIL_DATA_DIR": str(folder), **environment}
    with open(folder / "streamlit.log", "ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            with suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=2):
                break
            time.sleep(0.1)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def rows(name: str, measured: Measured, slow: Slow | None) -> list[list[object]]:
    """The lines of the table for one way."""
    told = [
        ["answers", len(measured.first)],
        ["mixed / never came", f"{len(measured.mixed)} / {len(measured.missing)}"],
        ["first text, s, p50 / p95", _at(measured.first)],
        ["whole answer, s, p50 / p95", _at(measured.whole)],
        ["memory of the process, MB, start / highest / end", _memory(measured.memory)],
        ["processor of the process, cores", f"{measured.processor:.2f}"],
    ]
    if slow is not None:
        told.insert(4, ["stopped, s, p50 / p95 (number)", f"{_at(measured.stopped)} ({len(measured.stopped)})"])
        told.insert(5, ["broken off at the model's server", slow.broken])
    return [[name, *row] for row in told]


def _at(values: Sequence[float]) -> str:
    return " / ".join(f"{np.percentile(values, part):.2f}" for part in (50, 95)) if values else "none"


def _memory(values: Sequence[float]) -> str:
    settled = values[4:] or values  # after twenty seconds: pages open, models loaded
    return f"{settled[0]:.0f} / {max(settled):.0f} / {settled[-1]:.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "eval" / "qmsum_val")
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--keep", type=Path, help="keep the library made here, and use it when it is there")
    parser.add_argument("--only", choices=("extract", "slow model"))
    options = parser.parse_args()
    questions = list(dict.fromkeys(asked.question for asked in meetings(options.set)[1]))
    lines: list[list[object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = (options.keep or Path(name)) / f"chat-{options.passages}-{options.people}"
        parcels = prepare(folder, options.passages, options.set, options.people)
        tokens = admitted(folder, options.people)
        about = [[f"What is known of the parcel {one}?" for one in mine] for mine in parcels]
        if options.only != "slow model":
            shares = [questions[person :: options.people] for person in range(options.people)]
            both = [[q for pair in zip(a, b, strict=False) for q in pair] for a, b in zip(shares, about, strict=True)]
            with streamlit(folder) as (address, process):
                found = asyncio.run(together(address, process, tokens, both, options.seconds, False))
            lines += rows("extract", found, None)
            _complain(found)
        if options.only != "extract":
            with serving(first=2.0, word=0.12) as slow:
                model = {"SYBIL_OPENAI_BASE_URL": slow.url, "SYBIL_CHAT_MODEL": "slow", "OPENAI_API_KEY": "none"}
                with streamlit(folder, **model) as (address, process):
                    found = asyncio.run(together(address, process, tokens, about, options.seconds, True))
                lines += rows("slow model", found, slow)
            _complain(found)
    head = f"{options.people} people, {options.passages} passages, {options.seconds:.0f} s", "measured", ""
    print("\n".join(table(head, lines)))
    print(f"load average of this machine: {os.getloadavg()[1]:.1f}")


def _complain(measured: Measured) -> None:
    for one in [*measured.mixed[:5], *(f"never came: {question}" for question in measured.missing[:5])]:
        print(one, file=sys.stderr)


if __name__ == "__main__":
    main()
