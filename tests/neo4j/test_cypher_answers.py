"""Ordinary questions over the sample library in Cypher, and the queries of docs/graph.md."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from threading import Event

import pytest

from core import Settings, Sybil, Viewer
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.cypher import ReadsCypher, Rows
from core.graph.neo4j.address import Address
from core.graph.neo4j.connections import Connections
from core.llm import Delta, Message, Tool
from core.models import Action, Decision, Document
from tests.agent.scripted import ScriptedModel, calls, says
from tests.library.world import HashEmbedder
from tests.neo4j.server import VERSIONS
from tests.neo4j.stores import store_url

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = Viewer.system()
PAGE = re.findall(
    r"```cypher\n(.*?)```",
    (ROOT / "docs/graph.md").read_text(encoding="utf-8").partition("## Questions to try in Browser")[2],
    re.DOTALL,
)


@pytest.fixture(scope="module", params=VERSIONS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The samples in Neo4j."""
    url = store_url(str(request.param), tmp_path_factory.mktemp("answers"))
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("data"), graph_url=url)
    with Sybil.open(settings, embedder=HashEmbedder()) as sybil:
        reports = sybil.add(ROOT / "samples")
    assert not [report for report in reports if report.state == "failed"]
    return url


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[GraphStore]:
    with open_store(url) as opened:
        yield opened


def found(store: GraphStore, query: str) -> Rows:
    assert isinstance(store, ReadsCypher)
    return store.cypher(query, EVERYTHING)


def documents(store: GraphStore) -> list[Document]:
    return store.documents(EVERYTHING)


def decisions(store: GraphStore) -> list[Decision]:
    return store.decisions(EVERYTHING, None, current=False)


def actions(store: GraphStore) -> list[Action]:
    return store.actions(EVERYTHING, None, "open")


def speakers(store: GraphStore, document: Document) -> set[str]:
    return {name for p in store.document_passages(document.id, EVERYTHING) for name in p.speakers}


QUESTIONS: dict[str, tuple[str, Callable[[GraphStore], list[tuple[object, ...]]]]] = {
    "how many documents are there of each kind": (
        "MATCH (d:Document) RETURN d.kind AS kind, count(*) AS n ORDER BY n DESC, kind",
        lambda s: sorted(Counter(d.kind for d in documents(s)).items(), key=lambda kind: (-kind[1], kind[0])),
    ),
    "how many papers of 2026 came in each month": (
        "MATCH (d:Document) WHERE d.date.year = 2026 RETURN d.date.month AS month, count(d) ORDER BY month",
        lambda s: sorted(Counter(d.date.month for d in documents(s) if d.date and d.date.year == 2026).items()),
    ),
    "which decisions hold": (
        """MATCH (n:Decision {state: 'current'}) WHERE NOT (n)<-[:SUPERSEDES]-(:Decision)
           RETURN n.id AS id ORDER BY id SKIP 0 LIMIT 50""",
        lambda s: [(d.id,) for d in sorted(decisions(s), key=lambda d: d.id) if d.state == "current"][:50],
    ),
    "how many decisions were replaced": (
        "MATCH (n:Decision) WHERE EXISTS { (:Decision)-[:SUPERSEDES]->(n) } RETURN count(n)",
        lambda s: [(sum(d.state == "superseded" for d in decisions(s)),)],
    ),
    "which paper holds most decisions": (
        """MATCH (n:Decision)-[:PART_OF]->(d:Document)
           RETURN d.name, count(n) AS n ORDER BY n DESC, d.name LIMIT 1""",
        lambda s: [min(Counter(d.document for d in decisions(s)).items(), key=lambda one: (-one[1], one[0]))],
    ),
    "what should be done by the end of January 2026": (
        "MATCH (a:Action {state: 'open'}) WHERE a.due <= date('2026-01-31') RETURN a.id, a.due ORDER BY a.due, a.id",
        lambda s: sorted(
            ((a.id, a.due) for a in actions(s) if a.due and a.due <= date(2026, 1, 31)), key=lambda a: (a[1], a[0])
        ),
    ),
    "how much is nobody's to do": (
        "MATCH (a:Action) WHERE a.state = 'open' AND a.owner IS NULL RETURN count(*)",
        lambda s: [(sum(a.owner is None for a in actions(s)),)],
    ),
    "how many passages speak of Nyota": (
        "MATCH (p:Passage) WHERE toLower(p.text) CONTAINS 'nyota' RETURN count(p)",
        lambda s: [
            (sum("nyota" in p.text.lower() for d in documents(s) for p in s.document_passages(d.id, EVERYTHING)),)
        ],
    ),
    "in how many papers is Nyota Filters named": (
        """MATCH (e:Entity {name: 'Nyota Filters'})<-[:NAME_OF]-(:Name)<-[:NAMES]-(d:Document)
           RETURN e.id, count(DISTINCT d)""",
        lambda s: [(e.id, len(s.presence(e.id, EVERYTHING))) for e in s.entities(EVERYTHING, "Nyota Filters")[:1]],
    ),
    "in how many papers do Helen and Tom both speak": (
        """MATCH (a:Entity)<-[:NAME_OF]-(:Name)-[:SPOKE_IN]->(d:Document)<-[:SPOKE_IN]-(:Name)-[:NAME_OF]->(b:Entity)
           WHERE a.name = 'Helen Marchbanks' AND b.name = 'Tom Ellery' RETURN count(DISTINCT d)""",
        lambda s: [
            (sum({"Helen Marchbanks", "Tom Ellery"} <= speakers(s, d) for d in documents(s)),)
        ],
    ),
}  # fmt: skip
"""Question -> a query for it, and the same from the store's other methods."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_ordinary_questions_get_right_answers(store: GraphStore, question: str) -> None:
    query, expected = QUESTIONS[question]
    wanted = [tuple(row) for row in expected(store)]
    assert wanted
    assert any(any(row) for row in wanted)
    assert [tuple(row) for row in found(store, query).rows] == wanted


def test_an_answer_through_the_tool_is_cited(url: str, tmp_path: Path) -> None:
    query = """MATCH (n:Decision) WHERE n.statement CONTAINS 'back to Nyota for Heron'
               RETURN n.id, n.date, n.statement LIMIT 1"""

    def answers(messages: Sequence[Message], tools: Sequence[Tool], stop: Event | None) -> Iterator[Delta]:
        numbered = re.search(r"^(\[\d+\]) \w+ \| 14 April 2026 \|", messages[-1].content, re.MULTILINE)
        assert numbered, messages[-1].content
        text = f"They go back to Nyota for Heron, with the reinforced candle {numbered[1]}."
        yield from says(text)(messages, tools, stop)

    model = ScriptedModel(calls(("cypher", json.dumps({"query": query}))), answers)
    settings = Settings(_env_file=None, data_dir=tmp_path, graph_url=url)
    with Sybil.open(settings, embedder=HashEmbedder(), model=model) as sybil:
        answer = sybil.ask("Why did we go back to Nyota?", EVERYTHING)
    assert (answer.mode, len(answer.citations)) == ("model", 1)
    assert answer.citations[0].document == "2026-04-14 Management meeting_otter_ai.txt"
    assert "reinforced candle" in answer.citations[0].quote


def test_the_page_has_ten_queries() -> None:
    assert len(PAGE) == 10


@pytest.mark.parametrize("query", PAGE, ids=[query.splitlines()[0][:60] for query in PAGE])
def test_queries_of_the_page_find_something(url: str, store: GraphStore, query: str) -> None:
    """As in Browser, and as a model would ask them."""
    assert found(store, query.strip().rstrip(";")).rows
    connections = Connections(Address.read(url))
    rows = connections.read(lambda connection: connection.rows(query))
    connections.close()
    assert len(rows) >= 1


def test_the_speakers_of_the_page_are_those_of_the_documents(store: GraphStore) -> None:
    rows = found(store, next(query for query in PAGE if "AS meetings" in query).strip().rstrip(";")).rows
    told = Counter(pair for d in documents(store) for pair in combinations(sorted(speakers(store, d)), 2))
    assert rows
    assert rows[0][2] == told[(rows[0][0], rows[0][1])]
