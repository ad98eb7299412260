"""Queries that a model wrote: what is let through, what is refused, and what the server is given."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import QueryRefused
from core.graph.neo4j.guard import Checked, checked
from core.graph.neo4j.schema import LABELS
from core.graph.neo4j.vocabulary import PROPERTIES, RELATED, SCHEMA, WRITING
from tests.graph.hostile_queries import BOMBS, HOSTILE, INERT

FINE = [
    "MATCH (d:Document) RETURN d.title, d.date ORDER BY d.date DESC SKIP 2 LIMIT 3",
    "match (d:Document) where d.date >= date('2026-03-01') and not d.status = 'draft' return count(*) as count",
    "MATCH (e:Entity)<-[:NAME_OF]-(:Name)<-[n:NAMES]-(d:Document) RETURN e.name, sum(n.mentions) AS m ORDER BY m DESC",
    "MATCH (n:Decision) WHERE NOT EXISTS { (:Decision)-[:SUPERSEDES]->(n) } RETURN n.statement, n.date.year",
    "MATCH (n:Decision) WHERE NOT (n)<-[:SUPERSEDES]-(:Decision) AND n.rationale IS NOT NULL RETURN n {.id, .quote}",
    "MATCH p = shortestPath((a:Name {id: 'A'})-[*..5]-(b:Name {id: \"B\"})) RETURN [n IN nodes(p) | n.name], length(p)",
    "MATCH (a:Passage)-[:NEXT*1..3]->(b:Passage) RETURN a.id, collect(b.id)[0..2] AS after, collect(b.text)[-1]",
    "MATCH (a:Passage)-[:NEXT]->{1,3}(b:Passage) RETURN b.id",
    "MATCH (d:Document) WITH d ORDER BY d.date LIMIT 1 MATCH (d)<-[:PART_OF]-(p:Passage) RETURN p.text",
    "MATCH (d:Document) WITH d AS paper MATCH (paper)<-[:PART_OF]-(x:Decision|Action) RETURN x.id",
    "MATCH (d:Document) CALL (d) { MATCH (d)<-[:PART_OF]-(x:Action) RETURN count(x) AS n } RETURN d.title, n",
    "MATCH (d:Document) CALL { WITH d MATCH (d)<-[:PART_OF]-(x:Action) RETURN x } RETURN d.title, x.task",
    "MATCH (d:Document) RETURN d.id, COUNT { (d)<-[:PART_OF]-(:Passage) } AS n, [(d)-[:NAMES]->(x:Name) | x.id] AS i",
    "MATCH (d:Document) RETURN d.title, COLLECT { MATCH (d)-[:NAMES]->(x:Name) RETURN x.name LIMIT 3 } AS names",
    "UNWIND ['Tom', 'Amina'] AS who OPTIONAL MATCH (a:Action) WHERE a.owner STARTS WITH who RETURN who, count(a)",
    "MATCH (a:Action) RETURN CASE a.state WHEN 'open' THEN 1 ELSE 0 END AS open UNION ALL RETURN 2 AS open",
    "MATCH (d:Document) WHERE any(w IN ['a', 'b'] WHERE toLower(d.title) CONTAINS w) RETURN d",
    "MATCH (d:Document) WHERE single(p IN d.participants WHERE p = 'Tom') RETURN d.title AS `the title`",
    "MATCH (a:Action) WHERE a.due < date() - duration({days: 7}) RETURN date.truncate('month', a.due) AS m, count(*)",
    "MATCH (d:Document) WHERE d.title = 'CREATE; DELETE // not a comment /* nor this' RETURN d",
    "MATCH (d:Document) /* all; of them: DELETE */ RETURN d // the end; SET",
    "MATCH (e:Entity {level: 'RESTRICTED'}) RETURN DISTINCT e.type, count(e) AS n",
    "MATCH (d:Document) RETURN *",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        checked(text)
    sentence = str(refused.value)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert len(sentence) < 700


@pytest.mark.parametrize("text", [*FINE, *INERT.values(), *BOMBS.values()])
def test_what_only_reads_is_let_through(text: str) -> None:
    assert checked(text).text


def test_strings_reach_the_server_as_parameters_only() -> None:
    found = checked("""MATCH (d:Document {title: 'a\\'b\\\\'}) WHERE d.name = "\\u0027 \\n" RETURN 'x;y' AS z""")
    assert list(found.values.values()) == ["a'b\\", "' \n", "x;y"]
    assert not re.search("['\";\\\\]", found.text)


def test_a_lone_surrogate_is_replaced() -> None:
    assert list(checked(r"RETURN '\ud800' AS x").values.values()) == ["\ufffd"]


def test_labels_get_the_prefix_and_types_are_never_left_open() -> None:
    found = checked("MATCH (d:Document)--(x:Passage|Decision) WHERE x:Passage RETURN d", "Trial")
    assert ":TrialDocument" in found.text
    assert ":TrialPassage|TrialDecision" in found.text
    assert "WHERE `x` :TrialPassage" in found.text
    assert f"[:{'|'.join(RELATED)}]" in found.text


def test_entities_are_those_of_full_clearance() -> None:
    for text in ("MATCH (e:Entity) RETURN e", "MATCH (e:Entity {name: 'x'}) RETURN e", "MATCH (e:Entity {}) RETURN e"):
        found = checked(text)
        assert re.search(r"level: \$s\d+ }|\{level: \$s\d+ \}", found.text), found.text
        assert "RESTRICTED" in found.values.values()
    with pytest.raises(QueryRefused, match="alone"):
        checked("MATCH (e:Entity|Name) RETURN e")


def test_columns_are_called_as_the_query_calls_them() -> None:
    assert checked("MATCH (d:Document) RETURN d.title, count( * ), d AS `a b`").columns == [
        "d.title",
        "count( * )",
        "a b",
    ]


def test_a_refusal_names_what_there_is() -> None:
    for text, words in {
        "MATCH (d:Paper) RETURN d": ("Paper", *PROPERTIES),
        "MATCH (d:Document)-[:HAS]->(p:Passage) RETURN p": ("HAS", *RELATED),
        "MATCH (d:Document {tilte: 'x'}) RETURN d": ("tilte", *PROPERTIES["Document"]),
        "MATCH (d:Document) RETURN foo(d)": ("foo", "toLower"),
        "MATCH (d:Document) SET d.title = 1": ("SET", "only reads"),
        "MATCH (d:Document) RETURN d LIMIT x": ("at “x”", "whole number"),
    }.items():
        with pytest.raises(QueryRefused) as refused:
            checked(text)
        assert all(word in str(refused.value) for word in words), refused.value


def test_every_word_that_may_be_read_is_in_the_page() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/graph.md").read_text(encoding="utf-8")
    for words in (PROPERTIES, RELATED):
        for owner, names in words.items():
            assert re.search(rf"^\| {owner} \|", page, re.MULTILINE)
            assert not [name for name in names if f"`{name}`" not in page]
            assert owner in SCHEMA
            assert not [name for name in names if not re.search(rf"\b{name}\b", SCHEMA)]


@pytest.mark.parametrize("label", sorted(set(LABELS) - set(PROPERTIES)))
def test_what_keeps_the_store_going_is_not_read(label: str) -> None:
    for text in (
        f"MATCH (n:{label}) RETURN n",
        f"MATCH (n:`{label}`) RETURN n",
        f"MATCH (d:Document) WHERE d:{label} RETURN d",
        f"MATCH (d:Document)--(n:Passage|{label}) RETURN n",
    ):
        with pytest.raises(QueryRefused, match="no such label"):
            checked(text)


PIECES = sorted(
    {
        word
        for text in [*HOSTILE.values(), *INERT.values(), *FINE]
        if len(text) < 300
        for word in re.findall(r"\w+|\s+|\W", text)
    }
    | {"/*", "*/", "//", "\\'", "``", "IN TRANSACTIONS", "MATCH (d:Document)", "RETURN d", "RETURN 1 AS x", *WRITING}
)


def assert_harmless(found: Checked) -> None:
    """Of what the server is given, outside backticks: no word but ours, no second statement, no string."""
    bare = re.sub(r"`[A-Za-z0-9_ ]+`", "", found.text)
    assert not WRITING & set(re.findall(r"[A-Z]+", bare.upper())), found.text
    assert not WRITING & {name.upper() for name in re.findall(r"`([^`]+)`", found.text)}, found.text
    assert re.fullmatch(r"[A-Za-z0-9_ (){}\[\]<>=+*/%^.,:|$-]*", bare), found.text
    assert not re.search(r"//|/\*|\\", bare)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60))
def test_whatever_is_let_through_is_harmless(text: str) -> None:
    try:
        found = checked(text)
    except QueryRefused:
        return
    assert_harmless(found)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FINE), st.data())
def test_a_good_query_with_something_put_into_it_stays_harmless(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join) | st.characters())
    gone = data.draw(st.integers(0, 3))
    try:
        found = checked(text[:at] + put + text[at + gone :])
    except QueryRefused:
        return
    assert_harmless(found)


def test_the_harmless_words_of_a_good_query_are_checked_at_all() -> None:
    for text in [*FINE, *INERT.values()]:
        assert_harmless(checked(text))
    with pytest.raises(AssertionError):
        assert_harmless(Checked("MATCH (d) DELETE d", {}, (), (), ""))
