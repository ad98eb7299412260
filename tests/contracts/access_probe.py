"""Looks for anything that shows through to a viewer below: run by the access tests and against every mutation."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from core.access import Viewer
from core.errors import NotFound
from core.graph import open_store
from core.graph.contract import GraphStore
from core.graph.contribution import Contribution
from core.models import Level
from tests.contracts.access_library import MARK, library, marked
from tests.contracts.snapshot import snapshot

Url = Callable[[Path], str]


def shows_through(url: Url, contributions: Sequence[Contribution]) -> list[str]:
    """What a viewer of some level reads otherwise than if everything above had never been there.

    Tried on a store where each replaced an earlier revision, the highest first, and on one where everything was PUBLIC
    before levels were set.
    """
    found = []
    expected = {}
    for level in Level:
        with _Filled(url, [c for c in contributions if c.document.level <= level]) as bare:
            expected[level] = snapshot(bare, Viewer("reader", level))
    open_first = [replace(c, document=replace(c.document, level=Level.PUBLIC)) for c in contributions]
    earlier = [replace(c, document=replace(c.document, revision="0")) for c in contributions]
    for order in ([*earlier, *reversed(contributions)], open_first):
        with _Filled(url, order) as whole:
            if order is open_first:
                for c in contributions:
                    whole.set_level(c.document.id, c.document.level)
            for level in Level:
                there = snapshot(whole, Viewer("reader", level))
                found += [f"{level}: {what}" for what in there if there[what] != expected[level][what]]
        if found:
            break
    return found


def answers_to_ids(url: Url, contributions: Sequence[Contribution]) -> list[str]:
    """Ids from above that a viewer gets another answer to than if the thing had never been there."""
    found = []
    with _Filled(url, contributions) as whole:
        system = Viewer.system()
        documents = [d.id for d in whole.documents(system)]
        passages = [p.id for d in documents for p in whole.document_passages(d, system)]
        ids = {
            "document": documents,
            "document_passages": documents,
            "removal": documents,
            "decision": [d.id for d in whole.decisions(system, current=False)],
            "entity": [e.id for e in whole.entities(system)],
        }
        actions = [a.id for a in whole.actions(system, state=None)]
        for level in Level:
            viewer = Viewer("reader", level)
            with _Filled(url, [c for c in contributions if c.document.level <= level]) as bare:
                for what, asked in ids.items():
                    for i in asked:
                        there, expected = (_answer(getattr(s, what), i, viewer) for s in (whole, bare))
                        found += [f"{level}: {what}"] * (there != expected)
                for i in actions:
                    there, expected = (_answer(s.set_action_state, i, "open", viewer) for s in (whole, bare))
                    found += [f"{level}: set_action_state"] * (there != expected)
                for i in passages:
                    found += [f"{level}: passages"] * (whole.passages([i], viewer) != bare.passages([i], viewer))
                    found += [f"{level}: neighbours"] * (whole.neighbours([i], viewer) != bare.neighbours([i], viewer))
    return found


def _answer(read: Callable[..., object], *given: object) -> str:
    try:
        return f"answered {read(*given)!r}"
    except NotFound as exc:
        return f"{type(exc).__name__}: {exc}"


def damaged_level_shows(url: Url, damage: Callable[[Path, str], None], stored: str) -> list[str]:
    """What shows of a document that was PUBLIC and whose stored level then became ``stored``, which is no level.

    Args:
        damage: writes a level into the store behind its back, given its folder.
    """
    found = []
    with tempfile.TemporaryDirectory() as folder:
        with open_store(url(Path(folder))) as store:
            for contribution in [*library(), marked(Level.PUBLIC)]:
                store.apply(contribution)
            entity = next(e for e in store.entities(Viewer.system(), query=MARK))
            decision = next(d for d in store.decisions(Viewer.system(), current=False) if MARK in d.statement)
            marked_action = next(a for a in store.actions(Viewer.system()) if MARK in a.task)
        damage(Path(folder), stored)
        with open_store(url(Path(folder))) as store, _Filled(url, library()) as bare:
            for level in list(Level)[:-1]:
                viewer = Viewer("reader", level)
                read = snapshot(store, viewer)
                found += [f"{level}: {what}" for what, value in read.items() if MARK in repr(value)]
                found += [f"{level}: counts"] * (read["counts"] != bare.counts(viewer))
                found += [f"{level}: removal"] * (
                    read["removal"] != [bare.removal(d.id, viewer) for d in bare.documents(viewer)]
                )
                found += [f"{level}: mentions"] * (_mentions(store, viewer) != _mentions(bare, viewer))
                found += [f"{level}: states"] * (_states(store, viewer) != _states(bare, viewer))
                found += [f"{level}: near"] * any("marked/" in p.id for p in store.neighbours(["marked/0"], viewer))
                found += [f"{level}: near"] * bool(store.neighbours(["marked/0"], viewer))
                found += [f"{level}: passages"] * bool(store.passages(["marked/0"], viewer))
                found += [f"{level}: owner"] * bool(store.actions(viewer, owner=MARK, state=None))
                found += [f"{level}: by name"] * bool(store.entities(viewer, query=MARK))
                for what in ("document", "removal", "document_passages"):
                    answer = _answer(getattr(store, what), "marked", viewer)
                    found += [f"{level}: {what}"] * ("answered" in answer)
                found += [f"{level}: entity"] * ("answered" in _answer(store.entity, entity.id, viewer))
                found += [f"{level}: decision"] * ("answered" in _answer(store.decision, decision.id, viewer))
                found += [f"{level}: action"] * (
                    "answered" in _answer(store.set_action_state, marked_action.id, "done", viewer)
                )
    return found


def _mentions(store: GraphStore, viewer: Viewer) -> list[object]:
    """How often each entity is named, and which share how many passages: nothing that depends on who is one."""
    return [(e.name, e.mentions) for e in store.entities(viewer, type="organisation")]


def _states(store: GraphStore, viewer: Viewer) -> list[object]:
    return [(d.statement, d.state, d.superseded_by) for d in store.decisions(viewer, current=False)]


class _Filled:
    """A store of its own with these contributions, gone afterwards."""

    def __init__(self, url: Url, contributions: Sequence[Contribution]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._store = open_store(url(Path(self._folder.name)))
        for contribution in contributions:
            self._store.apply(contribution)

    def __enter__(self) -> GraphStore:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()
        self._folder.cleanup()


def sqlite_damage(folder: Path, stored: str) -> None:
    """Write a level into the SQLite file behind the store's back."""
    from pysqlite3 import dbapi2

    connection = dbapi2.connect(str(folder / "graph.db"))
    with connection:
        connection.execute("UPDATE documents SET level = ? WHERE id = 'marked'", (stored,))
    connection.close()


def main() -> int:
    """Exit code 1 when anything shows through the SQLite store."""

    def url(folder: Path) -> str:
        return f"sqlite:///{folder / 'graph.db'}"

    found = shows_through(url, library()) or answers_to_ids(url, library())
    found = found or damaged_level_shows(url, sqlite_damage, "TOP SECRET")
    if found:
        sys.stdout.write(f"{found[:5]}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
