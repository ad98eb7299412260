"""``make run``'s two processes: up together, down together, whichever way it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.ports import answers, free_port

ROOT = Path(__file__).resolve().parents[2]


class Running:
    """``python -m deploy.start`` over a fresh data folder."""

    def __init__(self, folder: Path) -> None:
        self.pages, self.webhook = free_port(), free_port()
        self.log = folder / "log"
        environment = {
            **os.environ,
            "SYBIL_DATA_DIR": str(folder / "data"),
            "STREAMLIT_SERVER_PORT": str(self.pages),
            "SYBIL_WEBHOOK_PORT": str(self.webhook),
        }
        with open(self.log, "wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "deploy.start"], cwd=ROOT, env=environment, stdout=out, stderr=out
            )

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def up(self) -> bool:
        return answers(f"http://127.0.0.1:{self.pages}") and answers(f"http://127.0.0.1:{self.webhook}")

    def down(self) -> bool:
        return not answers(f"http://127.0.0.1:{self.pages}") and not answers(f"http://127.0.0.1:{self.webhook}")

    def wait(self, what: str) -> None:
        deadline = time.monotonic() + 60
        while not getattr(self, what)():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path)
    yield made
    if made.process.poll() is None:
        made.process.kill()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_both_start_tell_where_and_end_together(running: Running, how: signal.Signals) -> None:
    running.wait("up")
    deadline = time.monotonic() + 20
    while "Sybil is ready" not in running.said() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert f"open http://127.0.0.1:{running.pages}" in running.said()
    assert "Set-up code for the first administrator: " in running.said()
    running.process.send_signal(how)
    assert running.process.wait(40) == 0, running.said()
    assert running.down()
    assert "Traceback" not in running.said()


def started(folder: Path, pages: int, webhook: int) -> "subprocess.CompletedProcess[str]":
    """A start that has to end by itself."""
    environment = {
        **os.environ,
        "SYBIL_DATA_DIR": str(folder),
        "STREAMLIT_SERVER_PORT": str(pages),
        "SYBIL_WEBHOOK_PORT": str(webhook),
    }
    command = [sys.executable, "-m", "deploy.start"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something else listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_when_one_of_them_cannot_start_the_other_is_ended_and_it_is_said(tmp_path: Path, taken: int) -> None:
    done = started(tmp_path / "data", free_port(), taken)
    assert done.returncode == 1
    assert "The webhook process ended by itself" in done.stderr


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path: Path, taken: int) -> None:
    done = started(tmp_path / "data", taken, free_port())
    assert done.returncode == 1
    assert f"Something else answers at http://127.0.0.1:{taken}" in done.stderr
    assert "Sybil is ready" not in done.stdout
    assert not (tmp_path / "data").exists()
