"""What goes wrong between Sybil and a Neo4j server arrives as our errors, with a sentence, and nothing is lost."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired

from core.access import Viewer
from core.errors import SettingsError, StoreDamaged, StoreError, StoreRefused, StoreUnavailable
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.neo4j.address import Address
from core.graph.neo4j.connections import prefixed
from core.graph.neo4j.failures import our_errors
from core.models import Level
from tests.contracts.builders import Line, contribution
from tests.neo4j import stores
from tests.neo4j.server import LONG_TERM, Server, alive, free_port, start

SYSTEM = Viewer.system()
PASSWORD = "correct-horse-7"


@pytest.fixture(autouse=True)
def stores_are_given_back() -> Iterator[None]:
    yield
    stores.release_all()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return stores.store_url(LONG_TERM, tmp_path)


def run(url: str, query: str) -> None:
    """A statement behind the store's back, its labels written without the store's prefix."""
    address = Address.read(url)
    with GraphDatabase.driver(address.uri) as driver:
        driver.execute_query(prefixed(query, address.prefix))


@pytest.mark.parametrize("url", [
    "neo4j://", "bolt:///database", "bolt://h:99999", "bolt://h/database", "neo4j://h?prefix=1x",
    "neo4j://h?prefix=a b", "neo4j://h?prefix=A)", "neo4j://h?database=", "neo4j://h?policy=x", "bolt://h#x", "neo4j://h?prefix",
])  # fmt: skip
def test_a_url_that_names_no_server(url: str) -> None:
    with pytest.raises(SettingsError, match="names no Neo4j server"):
        open_store(url)


def test_what_a_url_says() -> None:
    read = Address.read("neo4j+s://ann:a%20b@graph.example:7777?database=notes&prefix=Trial")
    assert read == Address("neo4j+s://graph.example:7777", "notes", "Trial", "ann", "a b")
    assert "a b" not in repr(read)
    assert Address.read("bolt://u:p@[::1]", "ann", "x") == Address("bolt://[::1]:7687", None, "", "ann", "x")


def test_a_prefix_stands_before_labels_and_nothing_else() -> None:
    query = "MATCH (a:Document|Text)-[:PART_OF|NEAR]->(:Name {id: $id}) WHERE a:ForPublic SET a:ForInternal"
    assert prefixed(query, "") == query
    assert prefixed(query, "X") == (
        "MATCH (a:XDocument|XText)-[:PART_OF|NEAR]->(:XName {id: $id}) WHERE a:XForPublic SET a:XForInternal"
    )


def test_a_server_that_is_not_there_is_told_within_seconds() -> None:
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match="cannot be reached") as refused:
        open_store(f"bolt://127.0.0.1:{free_port()}")
    assert refused.value.__cause__ is not None
    assert time.monotonic() - began < 10


def test_something_else_that_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=lambda: other.accept()[0].close(), daemon=True).start()
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            open_store(f"bolt://127.0.0.1:{other.getsockname()[1]}")


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [
        ("Neo.ClientError.Security.Unauthorized", StoreRefused, "SYBIL_GRAPH_PASSWORD"),
        ("Neo.ClientError.Security.Forbidden", StoreUnavailable, "may not write"),
        ("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", StoreUnavailable, "took too long"),
        ("Neo.TransientError.Transaction.DeadlockDetected", StoreUnavailable, "please try again"),
        ("Neo.TransientError.General.OutOfMemoryError", StoreUnavailable, "not enough memory"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreUnavailable, "not enough memory"),
        ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", StoreUnavailable, "only be read"),
        ("Neo.ClientError.Database.DatabaseNotFound", StoreUnavailable, "no such database"),
        ("Neo.DatabaseError.Schema.ConstraintCreationFailed", StoreDamaged, "restore it from a backup"),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", StoreError, "log has the details"),
        ("Neo.ClientError.Statement.SyntaxError", StoreError, "log has the details"),
        ("Neo.TransientError.Whatever.New", StoreUnavailable, "tries again by itself"),
    ],
)
def test_what_the_server_reports(code: str, error: type[StoreError], words: str) -> None:
    with pytest.raises(error, match=words) as told, our_errors():
        raise Neo4jError._hydrate_neo4j(code=code, message="as the server says it")
    assert type(told.value) is error


@pytest.mark.parametrize(
    ("exc", "words"),
    [
        (ServiceUnavailable("gone"), "cannot be reached"), (SessionExpired("gone"), "cannot be reached"),
        (ConnectionResetError("reset"), "cannot be reached"), (OSError("No space left on device"), "is full"),
        (Neo4jError._hydrate_neo4j(code="Neo.DatabaseError.Transaction.TransactionLogError",
                                   message="java.io.IOException: No space left on device"), "is full"),
    ],
)  # fmt: skip
def test_what_the_network_reports(exc: Exception, words: str) -> None:
    with pytest.raises(StoreUnavailable, match=words), our_errors():
        raise exc


def test_values_that_the_server_cannot_hold(url: str) -> None:
    with open_store(url) as store:
        for odd in (contribution("\ud800", ["x"]), contribution("a", ["x"], revision="\ud800")):
            with pytest.raises(StoreError, match="log has the details"):
                store.apply(odd)
        assert store.documents(SYSTEM) == []


def test_another_programs_graph_is_left_alone(url: str) -> None:
    open_store(url).close()
    run(url, "MATCH (n:Meta) DELETE n")
    run(url, "CREATE (:Document {id: 'theirs'})")
    with pytest.raises(StoreDamaged, match="another program"):
        open_store(url)


def test_a_graph_of_a_newer_version_is_left_alone(url: str) -> None:
    open_store(url).close()
    run(url, "MATCH (m:Meta) SET m.schema = 99")
    with pytest.raises(StoreUnavailable, match="newer version"):
        open_store(url)


def test_a_graph_that_was_taken_away_under_an_open_store(url: str) -> None:
    with open_store(url) as store:
        run(url, "MATCH (m:Meta) DELETE m")
        with pytest.raises(StoreError, match="gone from its database"):
            store.apply(contribution("a", ["x"]))


def test_what_check_finds(url: str) -> None:
    with open_store(url) as store:
        for n in range(4):
            store.apply(contribution(f"d{n}", [Line(f"Words {n}", people=("Amina Okafor",), decides=True)]))
        assert store.check() == []
        for damage, words in (
            ("MATCH (d:Document {id: 'd0'})-[:HAS_TEXT]->(t:Text) DETACH DELETE t", "have no text"),
            ("MATCH (d:Document {id: 'd1'}) SET d.level = 'SECRET'", "read as RESTRICTED"),
            ("MATCH (p:Passage {id: 'd2/0'}) SET p.level = 'PUBLIC'", "another level than their document"),
            ("MATCH (p:Passage {id: 'd3/0'}) REMOVE p:ForRestricted", "full-text index for RESTRICTED"),
            ("MATCH (v:Vector) DETACH DELETE v", "have no vector"),
            ("MATCH (e:Entity {level: 'RESTRICTED'}) DETACH DELETE e", "in no group of names"),
            ("CREATE (:Passage {id: 'lost'})", "refer to something that is gone"),
        ):
            run(url, damage)
            assert any(words in sentence for sentence in store.check()), words


def test_no_method_lets_a_foreign_error_out_of_a_closed_store(url: str) -> None:
    store = open_store(url)
    store.close()
    for call in (
        lambda: store.apply(contribution("a", ["x"])), lambda: store.remove("a"), store.version, store.check,
        lambda: store.documents(SYSTEM), lambda: store.search_text("x", SYSTEM),
        lambda: store.index_changes(None, None), lambda: store.merges(SYSTEM), lambda: store.undo_merge("x"),
    ):  # fmt: skip
        with pytest.raises(StoreUnavailable, match="closed"):
            call()


def test_a_gate_that_a_killed_writer_left_open_is_closed_by_the_next_reader(url: str) -> None:
    with open_store(url) as store:
        store.apply(contribution("a", ["Words"]))
        run(url, "MATCH (g:Gate) SET g.opened = g.opened + 1")
        with open_store(url) as other:
            assert [d.id for d in other.documents(SYSTEM)] == ["a"]
            began = time.monotonic()
            assert [d.id for d in other.documents(SYSTEM)] == ["a"]
            assert time.monotonic() - began < 0.9
        assert store.apply(contribution("b", ["More"])).created
        assert len(store.documents(SYSTEM)) == 2


class _Cut:
    """A way to a server that is cut when a commit has been sent on and before its answer comes back."""

    COMMIT = b"\x00\x02\xb0\x12\x00\x00"

    def __init__(self, port: int) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._port = port
        self.commits_until_cut = -1
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near = self._server.accept()[0]
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._port))
            for one, other, out in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pass_on, args=(one, other, out), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, out: bool) -> None:
        try:
            while data := one.recv(65536):
                if out and self.COMMIT in data:
                    self.commits_until_cut -= 1
                    if self.commits_until_cut == 0:
                        one.shutdown(socket.SHUT_RDWR)
                other.sendall(data)
        except OSError:
            pass
        time.sleep(0.2)  # let the server do what it was sent
        for end in (one, other):
            end.close()

    def close(self) -> None:
        self._server.close()


@pytest.mark.parametrize("commit", [1, 2, 3])
def test_a_commit_whose_acknowledgement_was_lost(url: str, commit: int) -> None:
    """Of the three commits of a write (gate, data, gate) each is cut in turn."""
    address = Address.read(url)
    cut = _Cut(int(address.uri.rpartition(":")[2]))
    held = contribution("a", [Line("We rent the office", decides=True)])
    with open_store(f"bolt://127.0.0.1:{cut.port}?prefix={address.prefix}") as store:
        store.apply(contribution("b", ["Other"]))
        cut.commits_until_cut = commit
        if commit == 3:
            assert store.apply(held).created
        else:
            with pytest.raises(StoreUnavailable, match="may or may not have been kept"):
                store.apply(held)
        store.apply(held)
        assert {d.id for d in store.documents(SYSTEM)} == {"a", "b"}
        assert len(store.decisions(SYSTEM)) == 1
        assert store.check() == []
    cut.close()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server of its own that asks for a password; its home, so that it can be started again."""
    home = tmp_path_factory.mktemp("guarded")
    one = start(LONG_TERM, auth=True, home=home)
    yield one, home
    if one.process is not None and alive(one.process):
        os.kill(one.process, signal.SIGTERM)


_REFUSED = "SYBIL_GRAPH_USER and SYBIL_GRAPH_PASSWORD"


@pytest.fixture(scope="module")
def protected(guarded: tuple[Server, Path]) -> tuple[Server, Path]:
    """The same with a password of ours: its first one opens nothing before it is changed."""
    url = guarded[0].url
    with pytest.raises(StoreUnavailable, match=_REFUSED):
        open_store(url, "neo4j", "neo4j")
    with GraphDatabase.driver(url, auth=("neo4j", "neo4j")) as driver:
        driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=PASSWORD, database_="system")
    return guarded


def test_passwords(protected: tuple[Server, Path]) -> None:
    url = protected[0].url
    for user, password in ((None, None), ("neo4j", "wrong")):
        with pytest.raises(StoreUnavailable, match=_REFUSED):
            open_store(url, user, password)
    with open_store(url, "neo4j", PASSWORD) as store:
        assert store.check() == []
    with open_store(url.replace("bolt://", f"neo4j://neo4j:{PASSWORD}@")) as store:
        assert store.check() == []
    with pytest.raises(StoreUnavailable, match="no such database"):
        open_store(f"{url}?database=other", "neo4j", PASSWORD)


def test_a_server_that_is_killed_and_started_again(protected: tuple[Server, Path]) -> None:
    server, home = protected
    assert server.process is not None
    with open_store(server.url, "neo4j", PASSWORD) as store:
        store.apply(contribution("a", [Line("We rent the office", decides=True)]))
        os.kill(server.process, signal.SIGKILL)
        os.waitpid(server.process, 0)
        for call in (lambda: store.documents(SYSTEM), lambda: store.set_level("a", Level.PUBLIC)):
            began = time.monotonic()
            with pytest.raises(StoreUnavailable, match="cannot be reached"):
                call()
            assert time.monotonic() - began < 10
        again = start(LONG_TERM, auth=True, home=home, port=int(server.url.rpartition(":")[2]))
        _still_there(store)
        assert again.process is not None
        os.kill(again.process, signal.SIGTERM)


def _still_there(store: GraphStore) -> None:
    assert [d.id for d in store.documents(SYSTEM)] == ["a"]
    assert store.apply(contribution("b", ["More"])).created
    assert store.check() == []
