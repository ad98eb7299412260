"""Sybil as people have it: started with ``streamlit run``, opened in Chromium.

Chromium is Debian's, driven by playwright without a browser of its own. Where it is missing these tests skip, and say
how to get it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.ports import answers, free_port
from tests.shared_library import ROOT, copy_of_samples, token_for

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@dataclass
class Server:
    """One running ``streamlit run Home.py``."""

    process: subprocess.Popen[bytes]
    address: str
    data_dir: Path
    log: Path

    def said(self) -> str:
        """What it printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it; its exit code."""
        self.process.send_signal(how)
        return self.process.wait(30)


@dataclass
class Visit:
    """A browser window of somebody, and what it tried to fetch and complained of."""

    context: BrowserContext
    page: Page
    address: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, place: str = "/") -> Page:
        """Open an address of the server and wait until the page is drawn."""
        self.page.goto(self.address + place)
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until nothing is being drawn."""
        self.page.wait_for_selector("[data-testid=stApp]", timeout=30_000)
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
            " && document.querySelector('#stMain h1, #stMain h2')",
            timeout=60_000,
        )


def start(data_dir: Path, log: Path, port: int | None = None, **environment: str) -> Server:
    """Start Sybil over a data folder and wait until it answers."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "Home.py"), "--server.port", str(port)]
    given = {**os.environ, "SYBIL_DATA_DIR": str(data_dir), **environment}
    with open(log, "ab") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=out, stderr=subprocess.STDOUT)
    server = Server(process, f"http://127.0.0.1:{port}", data_dir, log)
    deadline = time.monotonic() + 60
    while not answers(server.address):
        assert process.poll() is None, server.said()
        assert time.monotonic() < deadline, server.said()
        time.sleep(0.1)
    return server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("the browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the samples read, for one module."""
    return copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path_factory.mktemp("e2e") / "data")


@pytest.fixture(scope="module")
def server(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Sybil over the samples, for one module."""
    running = start(sampled, tmp_path_factory.mktemp("log") / "streamlit.log")
    yield running
    running.end()


Visiting = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visiting]:
    """Open a window as somebody of PEOPLE or as nobody: ``visit(server, "rita", viewport=PHONE, dark=True)``."""
    made: list[BrowserContext] = []

    def opened(server: Server, name: str | None = None, viewport: dict[str, int] = WIDE, dark: bool = False) -> Visit:
        scheme = "dark" if dark else "light"
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="en-GB")
        made.append(context)
        if name is not None:
            cookie = {"name": "sybil_session", "value": token_for(server.data_dir, name), "url": server.address}
            context.add_cookies([cookie])
        seen = Visit(context, context.new_page(), server.address)
        own = (server.address, "data:", "blob:", server.address.replace("http", "ws"))
        context.on("request", lambda asked: asked.url.startswith(own) or seen.elsewhere.append(asked.url))
        seen.page.on("console", lambda said: said.type == "error" and seen.complaints.append(said.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        return seen

    yield opened
    for context in made:
        context.close()
