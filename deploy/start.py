"""``make run``: both processes of Sybil on this machine, started together and ended together.

Each writes to this terminal. When one of them ends by itself the other is ended too, so that a half Sybil is never
mistaken for a whole one; Ctrl-C or SIGTERM ends both.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
PORT = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
ADDRESS = f"http://127.0.0.1:{PORT}"
PATIENCE = 60.0
"""Seconds that the pages may take to answer."""
GRACE = 25.0
"""Seconds that a process may take to end."""


def main() -> int:
    """Start both, say where the pages are, and wait; 0 when they were asked to end."""
    if _answers_anything():
        sys.stderr.write(f"Something else answers at {ADDRESS} already. End it, or set STREAMLIT_SERVER_PORT.\n")
        return 1
    asked: list[int] = []

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    commands = {
        "pages": [sys.executable, "-m", "streamlit", "run", str(ROOT / "Home.py"), "--server.port", PORT],
        "webhook": [sys.executable, "-m", "webhook"],
    }
    # a group of their own: Ctrl-C reaches this process alone, which then ends them in order
    running = {
        name: subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=_quiet(name))
        for name, command in commands.items()
    }
    try:
        told, began = False, time.monotonic()
        while not asked and all(process.poll() is None for process in running.values()):
            if not told and _answers():
                told = _tell()
            if not told and time.monotonic() - began > PATIENCE:
                sys.stderr.write(f"The pages do not answer at {ADDRESS} after {PATIENCE:.0f} s; see above for why.\n")
                return 1
            time.sleep(0.2)
    finally:
        ended = {name: process.poll() for name, process in running.items()}
        _end(list(running.values()))
    for name, code in ended.items():
        if code is not None:
            sys.stderr.write(f"The {name} process ended by itself (exit code {code}), so Sybil was stopped.\n")
    return 0 if asked else 1


def _quiet(name: str) -> int | None:
    """The pages' standard output is shown (it holds the set-up code); nothing else writes there."""
    return None if name == "pages" else subprocess.DEVNULL


def _answers() -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{ADDRESS}/health", timeout=1) as response:
        return bool(response.headers.get_content_type() == "application/json")
    return False


def _answers_anything() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(PORT))) == 0


def _tell() -> bool:
    sys.stdout.write(f"\n  Sybil is ready: open {ADDRESS} in your browser. Ctrl-C ends it.\n\n")
    sys.stdout.flush()
    return True


def _end(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
