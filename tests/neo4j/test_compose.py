"""deploy/compose.yaml: nobody can start it here, but each setting in it has to be one that the server knows."""

import re
from pathlib import Path

import pytest
import yaml
from neo4j import GraphDatabase

from tests.neo4j.server import LONG_TERM, server

COMPOSE = yaml.safe_load((Path(__file__).parents[2] / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
NEO4J = COMPOSE["services"]["neo4j"]


def test_its_settings_are_settings_of_the_server() -> None:
    written = {name.removeprefix("NEO4J_") for name in NEO4J["environment"]} - {"AUTH"}
    names = {re.sub("__|_", lambda found: "_" if found[0] == "__" else ".", name) for name in written}
    with GraphDatabase.driver(server(LONG_TERM).url) as driver:
        known = {row["name"] for row in driver.execute_query("SHOW SETTINGS YIELD name").records}
    assert names
    assert names <= known, names - known


def test_it_is_for_this_machine_only_and_bounded() -> None:
    assert NEO4J["profiles"] == ["neo4j"]
    assert NEO4J["image"] == f"neo4j:{LONG_TERM}-community"
    assert all(port.startswith("127.0.0.1:") for port in NEO4J["ports"])
    assert NEO4J["mem_limit"]
    assert NEO4J["healthcheck"]["test"][1].endswith("'RETURN 1'")
    assert {volume.partition(":")[0] for volume in NEO4J["volumes"]} == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", ["server_memory_heap_max__size", "server_memory_pagecache_size"])
def test_its_memory_is_within_the_limit(name: str) -> None:
    assert int(NEO4J["environment"][f"NEO4J_{name}"].removesuffix("m")) * 2 < int(NEO4J["mem_limit"].removesuffix("m"))
