"""Empty stores on the run's Neo4j servers: each has labels of its own, so that several stand beside each other.

The Community edition has one database. A store of a test is a prefix (see docs/graph.md), of which each worker process
has a few; it is emptied, not made anew, when the next test asks for one: labels and indexes stay.
"""

import atexit
import os
from dataclasses import dataclass, field
from pathlib import Path

from core.graph.neo4j.address import Address
from core.graph.neo4j.schema import LABELS, OWN_LABELS
from neo4j import Driver, GraphDatabase
from tests.neo4j.server import server


@dataclass
class _Pool:
    """The prefixes of one server that this process uses, and the folder that each stands for now."""

    driver: Driver
    url: str
    folders: list[Path | None] = field(default_factory=list)

    def prefix_for(self, folder: Path) -> str:
        if folder in self.folders:
            return _prefix(self.folders.index(folder))
        free = [at for at, held in enumerate(self.folders) if held is None or not held.exists()]
        at = free[0] if free else len(self.folders)
        self.folders[at : at + 1] = [folder]
        self.empty(_prefix(at))
        return _prefix(at)

    def empty(self, prefix: str) -> None:
        labels = "|".join(prefix + label for label in (*LABELS, *OWN_LABELS))
        self.driver.execute_query(f"MATCH (n:{labels}) DETACH DELETE n")


def _prefix(at: int) -> str:
    return f"{os.environ.get('PYTEST_XDIST_WORKER', 'main').capitalize()}S{at}"


_POOLS: dict[str, _Pool] = {}


def _pool(version: str) -> _Pool:
    if version not in _POOLS:
        url = server(version).url
        address = Address.read(url)
        auth = (address.user or "neo4j", address.password) if address.password else None
        driver = GraphDatabase.driver(address.uri, auth=auth, notifications_min_severity="OFF")
        atexit.register(driver.close)
        _POOLS[version] = _Pool(driver, url)
    return _POOLS[version]


def store_url(version: str, folder: Path) -> str:
    """The URL of the store that ``folder`` stands for: empty when the folder is first seen."""
    pool = _pool(version)
    return f"{pool.url}?prefix={pool.prefix_for(folder)}"


def release_all() -> None:
    """Say that no folder of a test that has ended stands for a store any more."""
    for pool in _POOLS.values():
        pool.folders = [None] * len(pool.folders)


def damage_level(version: str, folder: Path, stored: str | None) -> None:
    """Write a level into a store behind its back: that of the document ``marked``."""
    pool = _pool(version)
    label = pool.prefix_for(folder) + "Document"
    pool.driver.execute_query(f"MATCH (d:{label} {{id: 'marked'}}) SET d.level = $stored", stored=stored)
