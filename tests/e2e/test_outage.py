"""A graph server that is killed, frozen and started again under the running app, and one that refuses the password."""

import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from playwright.sync_api import Page, expect

from core.graph import open_store
from core.graph.copying import copy
from tests.e2e.conftest import Server, Visiting, start
from tests.e2e.patience import patience
from tests.neo4j import server as neo4j
from tests.shared_library import copy_of_samples

QUESTION = "Which filter are we buying for the Homa Bay schools now?"
AWAY = re.compile("cannot be reached since .* You see the library as it was at")
PASSWORD = "correct-horse-8"
WARNED = re.compile("this answer is from the library as it was at")


@dataclass
class Graph:
    """A graph server with a folder and a port of its own, so that it can come back to both."""

    home: Path
    port: int
    process: int = 0

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        started = neo4j.start(neo4j.LONG_TERM, home=self.home, port=self.port)
        assert started.process is not None
        self.process = started.process

    def send(self, how: signal.Signals) -> None:
        os.kill(self.process, how)
        if how is signal.SIGKILL:
            os.waitpid(self.process, 0)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    made = Graph(tmp_path_factory.mktemp("graph"), neo4j.free_port())
    made.start()
    yield made
    made.send(signal.SIGKILL)


@pytest.fixture(scope="module")
def app(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Sybil over the samples on that server, with its copy filled."""
    data = copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path_factory.mktemp("outage") / "data")
    with open_store(f"sqlite:///{data / 'graph.db'}") as held, open_store(graph.url) as target:
        copy(held, target)
    running = start(data, tmp_path_factory.mktemp("log") / "log", SYBIL_GRAPH_URL=graph.url)
    deadline = time.monotonic() + patience(60)
    while not (data / "standby" / "standby.db").exists() or not filled(data):
        assert time.monotonic() < deadline, running.said()
        time.sleep(0.5)
    yield running
    running.end()


def filled(data: Path) -> bool:
    """Whether the copy holds what the server holds."""
    with open_store(f"sqlite:///{data / 'standby' / 'standby.db'}") as copied:
        there = len(copied.ledger())
    with open_store(f"sqlite:///{data / 'graph.db'}") as held:
        return there == len(held.ledger())


def ask(page: Page) -> float:
    """Ask in a new conversation; seconds until the whole answer is there."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(QUESTION)
    began = time.monotonic()
    box.press("Enter")
    page.get_by_text("library read").wait_for(timeout=60_000)
    return time.monotonic() - began


def test_killed_and_started_again(visit: Visiting, app: Server, graph: Graph) -> None:
    seen = visit(app, "rita")
    page = seen.go("/chat")
    ask(page)
    expect(page.get_by_text(WARNED)).to_have_count(0)

    graph.send(signal.SIGKILL)
    seen.go("/chat")
    took = ask(page)
    assert took < patience(5)
    expect(page.get_by_text(WARNED)).to_have_count(1)
    began = time.monotonic()
    seen.go("/library")
    assert time.monotonic() - began < patience(5)
    expect(page.get_by_text(AWAY)).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    seen.go("/ledger")
    expect(page.get_by_text(AWAY)).to_be_visible()

    graph.start()
    expect(page.get_by_text(AWAY)).to_have_count(0, timeout=patience(10) * 1000)
    seen.go("/chat")
    assert ask(page) < patience(10)
    expect(page.get_by_text(WARNED)).to_have_count(0)
    assert not [said for said in seen.complaints if "404" not in said]


def test_frozen_and_thawed(visit: Visiting, app: Server, graph: Graph) -> None:
    """It still takes connections, and answers none of them."""
    seen = visit(app, "eda")
    page = seen.go("/library")
    graph.send(signal.SIGSTOP)
    try:
        began = time.monotonic()
        seen.go("/chat")
        ask(page)
        assert time.monotonic() - began < patience(10)
        expect(page.get_by_text(WARNED)).to_have_count(1)
        seen.go("/library")
        expect(page.get_by_text(AWAY)).to_be_visible()
    finally:
        graph.send(signal.SIGCONT)
    expect(page.get_by_text(AWAY)).to_have_count(0, timeout=patience(10) * 1000)


def test_a_file_that_comes_in_meanwhile_is_read_afterwards(visit: Visiting, app: Server, graph: Graph) -> None:
    page = visit(app, "eda").go("/library")
    graph.send(signal.SIGKILL)
    (app.data_dir / "library").mkdir(exist_ok=True)
    (app.data_dir / "library" / "later.md").write_text("Minutes of 3 March 2026\n\nDecision: We move to Kisumu.\n")
    expect(page.get_by_text(AWAY)).to_be_visible(timeout=patience(20) * 1000)
    graph.start()
    with open_store(graph.url) as store:
        deadline = time.monotonic() + patience(15)
        while "later.md" not in {one.name for one in store.ledger().values()}:
            assert time.monotonic() < deadline, app.said()
            time.sleep(0.2)


def test_a_password_that_is_refused_at_the_start(
    visit: Visiting, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Pages open and say why there is nothing; once the server takes the password they fill by themselves."""
    guarded = neo4j.start(neo4j.LONG_TERM, auth=True, home=tmp_path / "guarded")
    data = copy_of_samples(tmp_path_factory.getbasetemp().parent, tmp_path / "data")
    given = {"SYBIL_GRAPH_URL": guarded.url, "SYBIL_GRAPH_USER": "neo4j", "SYBIL_GRAPH_PASSWORD": PASSWORD}
    app = start(data, tmp_path / "log", **given)
    try:
        page = visit(app, "ada").go("/")
        expect(page.get_by_text(re.compile("There is no copy of the library to show yet.*refused the"))).to_be_visible()
        with GraphDatabase.driver(guarded.url, auth=("neo4j", "neo4j")) as driver:
            change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
            driver.execute_query(change, new=PASSWORD, database_="system")
        expect(page.get_by_text("There is no copy")).to_have_count(0, timeout=patience(40) * 1000)
        page = visit(app, "ada").go("/library")
        expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=patience(60) * 1000)
    finally:
        app.end()
        os.kill(guarded.process or 0, signal.SIGKILL)
        os.waitpid(guarded.process or 0, 0)
