"""Queries of a model against a real server: nothing is written, fetched or shown that may not be."""

import json
import socket
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from core.access import Viewer
from core.agent.desk import Desk
from core.agent.sources import Sources
from core.agent.tools import Toolbox
from core.errors import NotAllowed, QueryRefused, StoreError
from core.graph import open_store
from core.graph.cypher import ReadsCypher
from core.graph.neo4j.address import Address
from core.graph.neo4j.connections import Connections
from core.graph.neo4j.cypher import SECONDS
from core.llm import ToolCall
from core.models import Filters, Level
from core.retrieval.retriever import Retriever
from tests.agent.library import ALL, NOW, SECRET, World, contribution
from tests.graph.hostile_queries import BOMBS, HOSTILE, INERT
from tests.neo4j.server import VERSIONS
from tests.neo4j.stores import store_url

EVERYTHING = Viewer.member("RESTRICTED", "ada")
HIDDEN = ("hash-doc", "HandLevel", "HandState", "Meta", "mark", "doc-note-1-md-w0", "passwd", "root:")
"""Words of what no row may show: content hashes, keys of windows, nodes that keep the store going, files."""


@pytest.fixture(scope="module", params=VERSIONS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return store_url(str(request.param), tmp_path_factory.mktemp("cypher"))


@pytest.fixture(scope="module")
def driver(url: str) -> Iterator[Driver]:
    """A way past the store, to see what is there."""
    with GraphDatabase.driver(Address.read(url).uri, auth=None, notifications_min_severity="OFF") as opened:
        yield opened


@pytest.fixture(scope="module")
def library(url: str, driver: Driver) -> Iterator[World]:
    """The invented library in Neo4j, one of its papers hidden and levels set by hand, and names enough for a bomb."""
    with open_store(url) as store:
        for paper in ALL:
            store.apply(contribution(paper, None))
        store.set_level("doc-note-1-md", Level.RESTRICTED)
        label = Address.read(url).prefix + "Name"
        driver.execute_query(f"UNWIND range(1, 400) AS i CREATE (:{label} {{id: 'n' + i, name: 'N ' + i, key: 'x'}})")
        yield World(store, None, Retriever(store, None, NOW.date))


def toolbox(library: World, viewer: Viewer = EVERYTHING, filters: Filters | None = None) -> tuple[Toolbox, Sources]:
    sources = Sources()
    desk = Desk(library.store, viewer, date(2026, 5, 20), filters)
    return Toolbox(desk, library.retriever, sources), sources


def called(box: Toolbox, query: str) -> str:
    return box.run(ToolCall("c1", "cypher", json.dumps({"query": query})))


def everything(driver: Driver, url: str) -> tuple[object, ...]:
    """All nodes and relationships of this graph, and what lies in the database without a prefix."""
    prefix = Address.read(url).prefix
    nodes = driver.execute_query(
        """MATCH (n) WHERE any(l IN labels(n) WHERE l STARTS WITH $prefix)
           RETURN elementId(n) AS e, labels(n) AS labels, properties(n) AS held ORDER BY e""", prefix=prefix
    ).records  # fmt: skip
    ties = driver.execute_query(
        """MATCH (n)-[r]->() WHERE any(l IN labels(n) WHERE l STARTS WITH $prefix)
           RETURN elementId(r) AS e, type(r) AS type, properties(r) AS held ORDER BY e""", prefix=prefix
    ).records  # fmt: skip
    stray = driver.execute_query("MATCH (n:Document|Name|Mine|Meta|HandLevel) RETURN count(n) AS n").records
    indexes = driver.execute_query("SHOW INDEXES YIELD name WHERE name STARTS WITH $p RETURN name ORDER BY name",
                                   p=prefix).records  # fmt: skip
    users = driver.execute_query("SHOW USERS YIELD user RETURN user ORDER BY user", database_="system").records
    return [repr(sorted(row.data().items())) for row in nodes], [repr(r.data()) for r in ties], stray, indexes, users


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of loopback, and who called it."""
    heard = list[str]()
    with socket.create_server(("127.0.0.1", 0)) as waiting:
        waiting.settimeout(0.1)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    caller, address = waiting.accept()
                except TimeoutError:
                    continue
                heard.append(str(address))
                caller.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield waiting.getsockname()[1], heard
        ended.set()
        thread.join()


def test_hostile_texts_do_nothing_through_the_tool(
    library: World, driver: Driver, url: str, listener: tuple[int, list[str]]
) -> None:
    port, heard = listener
    before = everything(driver, url)
    box, sources = toolbox(library)
    replies = {name: called(box, text.replace("PORT", str(port))) for name, text in HOSTILE.items()}
    assert not sources.passages
    assert sources.level == Level.PUBLIC
    inert = {name: called(box, text) for name, text in INERT.items()}
    assert everything(driver, url) == before
    assert heard == []
    for name in HOSTILE:
        assert replies[name].startswith(("The query found out nothing.", "The arguments do not fit")), replies[name]
    for name in INERT:
        assert "found out nothing" not in inert[name], inert[name]
        assert not [word for word in HIDDEN if word in inert[name]]


def test_the_listener_would_have_heard(listener: tuple[int, list[str]], driver: Driver) -> None:
    with pytest.raises(Exception, match=r"."):
        driver.execute_query(f"LOAD CSV FROM 'http://127.0.0.1:{listener[0]}/x' AS line RETURN line")
    assert listener[1]


@pytest.mark.parametrize("level", ["PUBLIC", "INTERNAL", "CONFIDENTIAL"])
def test_who_may_not_read_everything_has_no_such_tool(library: World, level: str) -> None:
    viewer = Viewer.member(level)
    box, _ = toolbox(library, viewer)
    assert "cypher" not in [tool.name for tool in box.offered]
    assert "no such tool" in called(box, "MATCH (d:Document) RETURN d")
    assert isinstance(library.store, ReadsCypher)
    for text in ("MATCH (d:Document) RETURN d.title", "RETURN 1 AS x", "nonsense", *INERT.values()):
        with pytest.raises(NotAllowed) as refused:
            library.store.cypher(text, viewer)
        assert SECRET.title not in str(refused.value)


def test_the_tool_is_offered_with_the_schema_unless_the_library_is_narrowed(library: World) -> None:
    offered = {tool.name: tool.description for tool in toolbox(library)[0].offered}
    assert "SUPERSEDES" in offered["cypher"]
    assert "cypher" in [tool.name for tool in toolbox(library, filters=Filters())[0].offered]
    narrowed, _ = toolbox(library, filters=Filters(since=date(2026, 1, 1)))
    assert "cypher" not in [tool.name for tool in narrowed.offered]


def test_the_server_itself_refuses_to_write_in_such_a_transaction(library: World, driver: Driver, url: str) -> None:
    before = everything(driver, url)
    connections = Connections(Address.read(url))
    prefix = connections.prefix
    for text in (f"CREATE (:{prefix}Document {{id: 'x'}})", f"MATCH (d:{prefix}Document) SET d.level = 'PUBLIC'"):
        with pytest.raises(Exception, match=r"(?i)read access|writing"):
            connections.once(lambda connection, text=text: connection.first(text, {}, 1, list), SECONDS)  # type: ignore[misc]
    connections.close()
    assert everything(driver, url) == before


@pytest.mark.parametrize("name", ["cartesian", "collected"])
def test_what_never_ends_is_ended(library: World, name: str) -> None:
    assert isinstance(library.store, ReadsCypher)
    with pytest.raises(QueryRefused, match=r"longer than 5 seconds|too much memory"):
        library.store.cypher(BOMBS[name], EVERYTHING)
    assert library.store.cypher("RETURN 1 AS x", EVERYTHING).rows == ((1,),)


def test_nodes_are_shown_with_what_may_be_read_only(library: World) -> None:
    assert isinstance(library.store, ReadsCypher)
    for text in (
        "MATCH (d:Document) RETURN d",
        "MATCH (d:Document)<-[r:PART_OF]-(p:Passage) RETURN r, p",
        "MATCH way = (d:Document)<-[*1..2]-(x:Decision|Action|Passage) RETURN way, nodes(way), {a: [d]} AS b",
        "MATCH (d:Document) RETURN collect(d)",
    ):
        found = library.store.cypher(text, EVERYTHING)
        assert found.rows
        assert not [word for word in HIDDEN if word in repr(found.rows)]


def test_few_rows_and_short_values(library: World) -> None:
    assert isinstance(library.store, ReadsCypher)
    found = library.store.cypher("MATCH (n:Name), (m:Name) RETURN n.name, m.name", EVERYTHING)
    assert (len(found.rows), found.more) == (50, True)
    found = library.store.cypher("MATCH (n:Name) RETURN collect(n.name), size(collect(n.name))", EVERYTHING)
    names, count = found.rows[0]
    assert isinstance(names, list)
    assert isinstance(count, int)
    assert (len(names), names[-1], found.more) == (21, f"and {count - 20} more", False)
    box, _ = toolbox(library)
    reply = called(box, "MATCH (n:Name), (m:Name) RETURN n.name, m.name")
    assert reply.endswith("There are more rows; these are the first.")
    assert len(called(box, "MATCH (p:Passage), (q:Passage) RETURN collect(p.text), collect(q.text), p, q")) < 9000


def test_rows_get_the_numbers_of_their_sources(library: World) -> None:
    box, sources = toolbox(library)
    reply = called(
        box, "MATCH (n:Decision) WHERE n.statement CONTAINS 'lease the plot' RETURN n.id, n.statement, n.date"
    )
    first = sources.get(1)
    assert first is not None
    assert "lease the plot in Molo" in first.text
    assert reply.splitlines()[0] == "n.id | n.statement | n.date"
    assert reply.splitlines()[1].startswith("[1] ")
    assert reply.splitlines()[1].endswith("| 12 March 2026")
    reply = called(
        box, "MATCH (a:Action {owner: 'Peter Mwangi'})-[:FROM]->(p:Passage) RETURN a, p ORDER BY a.due LIMIT 1"
    )
    second = sources.get(2)
    assert second is not None
    assert "letter of engagement" in second.text
    assert "[2] label: Action" in reply


def test_an_answer_that_counted_over_everything_is_of_the_highest_level(library: World) -> None:
    box, sources = toolbox(library)
    assert called(box, "MATCH (d:Document) RETURN d.level, count(*)")
    assert sources.level == Level.RESTRICTED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MATCH (d:Document) RETURN e.title", "there is no e at that place"),
        ("MATCH (d:Document) WITH d.title AS t RETURN d.date", "there is no d at that place"),
        ("MATCH (d:Document) RETURN d + 1", "a value for something that it is not"),
        ("RETURN 1/0 AS x", "a value for something that it is not"),
        ("MATCH (d:Document) RETURN d.title ORDER BY count(d)", r"at “RETURN d.title ORDER BY count\("),
        ("RETURN date('yesterday') AS d", "cannot make sense|a value for something"),
        ("MATCH (d:Document) RETURN d.tilte", "there is no such property here"),
    ],
)
def test_the_server_s_errors_are_told_in_our_words(library: World, text: str, words: str) -> None:
    assert isinstance(library.store, ReadsCypher)
    with pytest.raises(QueryRefused, match=words) as refused:
        library.store.cypher(text, EVERYTHING)
    assert "Neo." not in str(refused.value)
    assert "found out nothing" in called(toolbox(library)[0], text)


def test_a_server_that_is_gone_is_no_fault_of_the_query(url: str, tmp_path: Path) -> None:
    with open_store(url) as store:
        assert isinstance(store, ReadsCypher)
    with pytest.raises(StoreError, match="closed"):
        store.cypher("RETURN 1 AS x", EVERYTHING)
