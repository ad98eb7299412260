"""The copy: what it takes over and when, what it hides meanwhile, and what becomes of it when it cannot be written."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from core.access import Viewer
from core.errors import StoreDamaged, StoreUnavailable
from core.graph.results import Moment
from core.graph.sqlite.store import SqliteGraph
from core.graph.standby.keeping import Keeping
from core.graph.standby.spare import GONE, SpareGraph
from core.models import Level
from tests.contracts.builders import contribution
from tests.graph.standby.switch import Pair, Switchable, filled, names

INTERN = Viewer.member("INTERNAL")


@pytest.mark.parametrize("what", ["level", "remove", "content"])
def test_whenever_a_document_is_hidden_while_it_is_being_copied(tmp_path: Path, what: str) -> None:
    """Between any two calls of the follower, after which the server goes at once or a little later."""
    changes: dict[str, Callable[[Pair], object]] = {
        "level": lambda pair: pair.store.set_level("c", Level.RESTRICTED),
        "remove": lambda pair: pair.store.remove("c"),
        "content": lambda pair: pair.store.apply(contribution("c", ["Secret"], level=Level.RESTRICTED, revision="2")),
    }
    for calls, left in product(range(9), (0, 1, 3)):
        (folder := tmp_path / f"{calls}-{left}").mkdir()
        pair = filled(Pair(folder))
        pair.store.apply(contribution("c", ["New"]))
        done: list[bool] = []

        def change(pair: Pair = pair, left: int = left, done: list[bool] = done) -> None:
            changes[what](pair)
            done.append(True)
            pair.switch.after = left

        pair.switch.meanwhile = calls, change
        with contextlib.suppress(StoreUnavailable):
            pair.follow()
        pair.lose()
        if done:
            assert "c" not in names(pair.store, INTERN), (calls, left)
        pair.close()


def test_content_and_level_from_another_machine_are_never_mixed(tmp_path: Path) -> None:
    """A secret that was restricted by hand is replaced by something harmless and opened, and the other way round."""
    secret = replace(contribution("c", ["Secret"], revision="2"), by_hand=Level.RESTRICTED)
    harmless = contribution("c", ["Harmless"], revision="3")

    def open_up(pair: Pair) -> None:
        pair.truth.apply(harmless)
        pair.truth.set_level("c", None)

    def close(pair: Pair) -> None:
        pair.truth.apply(secret)

    for (first, change), calls, left in product(((secret, open_up), (harmless, close)), range(9), (0, 1, 2, 3, 4, 9)):
        (folder := tmp_path / f"{first.document.revision}-{calls}-{left}").mkdir()
        pair = filled(Pair(folder))
        pair.truth.apply(first)
        pair.follow()
        pair.truth.apply(contribution("d", ["Something else, so that there is something to follow"]))

        def meanwhile(pair: Pair = pair, change: Callable[[Pair], None] = change, left: int = left) -> None:
            change(pair)
            pair.switch.after = left

        pair.switch.meanwhile = calls, meanwhile
        for _ in range(2):
            with contextlib.suppress(StoreUnavailable):
                pair.follow()
        pair.lose()
        shown = [pair.store.document(id, INTERN).text for id in names(pair.store, INTERN)]
        assert "Secret\n" not in shown, (first.document.revision, calls, left)
        pair.close()


def test_a_change_that_was_not_made_is_undone_in_the_copy(pair: Pair) -> None:
    filled(pair)
    pair.switch.after = 0
    with pytest.raises(StoreUnavailable):
        pair.store.remove("a")
    assert names(pair.store) == ["b"], "nobody knows yet"
    pair.recover()
    pair.follow()
    pair.lose()
    assert names(pair.store) == ["b"], "the server may still be at it"
    pair.clock.turn(seconds=200)
    pair.recover()
    pair.follow()
    pair.lose()
    assert names(pair.store) == ["a", "b"]


def test_a_limit_holds_against_what_was_read_before_it(pair: Pair) -> None:
    """Between the follower's last look at the server and its writing somebody hides a document."""
    spare, at = filled(pair).keeping.graph(), pair.clock().timestamp()
    looked, made = pair.truth.by_hand(), pair.truth.record("b")
    limit = pair.keeping.limit({"a": Level.RESTRICTED.rank, "b": GONE})
    spare.arrange(looked, exact=True, at=at)
    spare.put_within(made, 0, at)
    assert names(spare, INTERN) == []
    assert names(spare) == ["a"]
    limit.settle()
    pair.follow()
    assert (names(spare, INTERN), names(spare)) == (["a"], ["a", "b"])


# --- a copy that cannot follow -----------------------------------------------------------------------------


def test_a_copy_that_cannot_be_written_is_not_read_before_it_obeys(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(pair)

    def full(*_: object) -> list[int]:
        raise StoreUnavailable("The disk that holds the graph is full.")

    monkeypatch.setattr(SpareGraph, "limit", full)
    pair.store.set_level("a", Level.RESTRICTED)
    pair.lose()
    with pytest.raises(StoreUnavailable, match="no copy"):
        names(pair.store, INTERN)
    monkeypatch.undo()
    pair.reopen()
    assert names(pair.store, INTERN) == []
    assert names(pair.store) == ["a", "b"]


def test_a_copy_of_which_nothing_can_be_noted_is_given_up(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(pair)
    elsewhere = Keeping(pair.folder / "copy", "here", pair.clock)
    assert elsewhere.read(names) == ["a", "b"]

    def full(*_: object) -> list[int]:
        raise StoreUnavailable("The disk that holds the graph is full.")

    monkeypatch.setattr(SpareGraph, "limit", full)
    (pair.folder / "copy" / "standby.withheld").mkdir()
    pair.store.set_level("a", Level.RESTRICTED)
    (pair.folder / "copy" / "standby.withheld").rmdir()
    monkeypatch.undo()
    with pytest.raises(StoreUnavailable, match="no copy"):
        elsewhere.read(names)
    elsewhere.close()
    pair.switch.down = True
    pair.reopen()
    with pytest.raises(StoreUnavailable, match="no copy"):
        names(pair.store)
    pair.recover()
    pair.follow()
    pair.lose()
    assert names(pair.store, INTERN) == []


def test_a_damaged_copy_is_made_anew(pair: Pair) -> None:
    filled(pair)
    pair.store.close()
    (pair.folder / "copy" / "standby.db").write_bytes(b"not a database, whatever it was" * 100)
    pair.switch.down = True
    pair.open()
    with pytest.raises(StoreUnavailable, match="no copy"):
        names(pair.store)
    pair.recover()
    pair.follow()
    pair.follow()
    pair.lose()
    assert names(pair.store) == ["a", "b"]


def test_a_server_whose_graph_is_damaged_costs_no_copy(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(pair)

    def damaged(*_: object) -> Moment:
        raise StoreDamaged("The graph contradicts itself.")

    monkeypatch.setattr(Switchable, "moment", damaged)
    with pytest.raises(StoreDamaged):
        pair.follow()
    monkeypatch.undo()
    pair.lose()
    assert names(pair.store) == ["a", "b"]


def test_two_processes_do_not_both_follow(pair: Pair) -> None:
    filled(pair)
    pair.store.apply(contribution("c", ["New"]))
    with pair.keeping.following() as mine, pair.keeping.following() as theirs:
        assert (mine, theirs) == (True, False)
        pair.follow()
    assert set(pair.keeping.graph().ledger()) == {"a", "b"}
    pair.follow()
    assert set(pair.keeping.graph().ledger()) == {"a", "b", "c"}


def test_a_server_with_another_history_is_copied_anew(pair: Pair) -> None:
    filled(pair)
    pair.truth.close()
    pair.store.close()
    for ending in ("", "-wal", "-shm"):
        (pair.folder / f"server.db{ending}").unlink(missing_ok=True)
    pair.truth = SqliteGraph(pair.folder / "server.db")
    pair.open()
    pair.store.apply(contribution("z", ["Another library"]))
    pair.follow()
    pair.lose()
    assert names(pair.store) == ["z"]


# --- an index beside it ------------------------------------------------------------------------------------


def test_an_index_stays_what_it_is_over_an_outage(pair: Pair) -> None:
    filled(pair)
    seen = pair.store.moment()
    assert not pair.store.index_changes(seen, None).whole
    pair.store.apply(contribution("c", ["New"]))
    latest = pair.store.moment()
    pair.lose()
    assert pair.store.moment() == latest, "no page is drawn anew because the server went"
    behind = pair.store.index_changes(seen, None)
    assert (behind.whole, behind.gone, list(behind.documents)) == (False, (), [])
    ahead = pair.store.index_changes(latest, None)
    assert (ahead.whole, ahead.moment, list(ahead.documents)) == (False, latest, [])
    pair.recover()
    caught = pair.store.index_changes(behind.moment, None)
    assert not caught.whole
    assert [one.id for one in caught.documents] == ["c"]


def test_an_index_made_from_a_copy_under_limits_is_made_again_later(pair: Pair) -> None:
    filled(pair)
    pair.switch.deaf = True
    with pytest.raises(StoreUnavailable):
        pair.store.remove("a")
    pair.lose()
    made = pair.store.index_changes(None, None)
    assert [one.id for one in made.documents] == ["b"]
    assert not pair.store.index_changes(made.moment, None).whole
    pair.recover()
    assert pair.store.index_changes(made.moment, None).whole


def test_how_old_the_copy_is_is_known_to_a_new_process(pair: Pair) -> None:
    filled(pair)
    for _ in range(40):
        pair.follow()
    pair.lose()
    told = pair.store.standing().copied_at
    assert told == pair.clock()
    pair.reopen()
    kept = pair.store.standing().copied_at
    assert kept is not None
    assert timedelta(0) <= pair.clock() - kept <= timedelta(seconds=31)
