"""A server that is away, slow, deaf or another one: reads go on, writes say so, and all of it comes back by itself."""

import threading
import time
from pathlib import Path

import pytest

from core.access import Viewer
from core.errors import DocumentNotFound, SettingsError, StoreDamaged, StoreRefused, StoreUnavailable
from core.graph.contract import GraphStore
from core.graph.standby.keeping import NO_COPY
from core.graph.standby.spare import SpareGraph
from core.graph.standby.store import open_standby
from core.models import Level
from tests.contracts.builders import contribution
from tests.graph.standby.switch import Clock, Pair, filled, names

SYSTEM, INTERN = Viewer.system(), Viewer.member("INTERNAL")


# --- reading ---------------------------------------------------------------------------------------------


def test_reads_go_on_over_the_copy_and_are_labelled(pair: Pair) -> None:
    filled(pair)
    copied_at = pair.clock()
    pair.clock.turn(minutes=1)
    assert pair.store.standing().said is None
    pair.switch.down = True
    assert names(pair.store) == ["a", "b"]
    assert names(pair.store, INTERN) == ["a"]
    with pytest.raises(DocumentNotFound):
        pair.store.document("b", INTERN)
    standing = pair.store.standing()
    assert (standing.reachable, standing.since, standing.copied_at) == (False, pair.clock(), copied_at)
    assert standing.said == (
        "The graph server cannot be reached since 14:01 UTC. You see the library as it was at 14:00 UTC; changes wait."
    )
    pair.clock.turn(days=1)
    assert "since 14:01 UTC on 1 June." in str(pair.store.standing().said)
    pair.switch.down = False
    assert names(pair.store) == ["a", "b"]
    assert pair.store.standing().reachable


def test_after_a_failure_the_server_is_left_alone_and_then_asked_by_one(pair: Pair) -> None:
    filled(pair)
    pair.lose()
    asked = pair.switch.asked
    for _ in range(5):
        names(pair.store)
    assert pair.switch.asked == asked
    pair.switch.down = False
    assert not pair.store.standing().reachable
    pair.clock.turn(seconds=2)
    assert names(pair.store) == ["a", "b"]
    assert pair.store.standing().reachable


def test_a_server_that_hangs_is_waited_for_once_and_not_long(tmp_path: Path) -> None:
    pair = filled(Pair(tmp_path, patience=0.3))
    pair.switch.hang = threading.Event()
    begun = time.monotonic()
    for _ in range(20):
        assert names(pair.store) == ["a", "b"]
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        pair.store.set_level("a", Level.PUBLIC)
    assert time.monotonic() - begun < 3
    assert "took too long" in str(pair.store.standing().reason)
    pair.switch.hang.set()
    pair.recover()
    assert pair.store.standing().reachable
    pair.close()


def test_a_change_on_a_server_that_hangs_may_have_been_made(tmp_path: Path) -> None:
    pair = filled(Pair(tmp_path, patience=0.3))
    pair.switch.hang = threading.Event()
    with pytest.raises(StoreUnavailable, match="may or may not"):
        pair.store.set_level("a", Level.RESTRICTED)
    assert names(pair.store, INTERN) == []
    pair.switch.hang.set()
    pair.close()


def test_without_a_copy_there_is_a_plain_notice(pair: Pair) -> None:
    pair.store.apply(contribution("a", ["One line"]))
    pair.lose()
    with pytest.raises(StoreUnavailable, match="no copy of the library") as raised:
        names(pair.store)
    assert str(raised.value) == NO_COPY
    with pytest.raises(StoreUnavailable):
        pair.store.moment()
    assert "no copy" in str(pair.store.standing().said)
    assert pair.store.standing().caution is None


def test_a_first_copy_that_is_not_complete_is_not_shown(pair: Pair) -> None:
    for id in "abcde":
        pair.store.apply(contribution(id, [f"Line of {id}"]))
    pair.switch.after = 8
    with pytest.raises(StoreUnavailable):
        pair.follow()
    assert 0 < len(pair.keeping.graph().ledger()) < 5
    with pytest.raises(StoreUnavailable, match="no copy"):
        names(pair.store)
    pair.recover()
    pair.follow()
    pair.lose()
    assert names(pair.store) == list("abcde")


# --- starting --------------------------------------------------------------------------------------------


def test_a_server_that_is_down_at_the_start_is_opened_later(pair: Pair) -> None:
    moment = filled(pair).truth.moment()
    pair.switch.down, pair.switch.said = True, "The graph server refused the user or the password."
    pair.reopen()
    assert names(pair.store) == ["a", "b"]
    assert pair.store.moment() == moment
    assert not pair.store.index_changes(moment, None).whole
    assert pair.store.standing().reason == "The graph server refused the user or the password."
    pair.recover()
    assert names(pair.store) == ["a", "b"]
    assert pair.store.standing().reachable


def test_a_server_that_refuses_the_password_is_asked_more_rarely(pair: Pair) -> None:
    filled(pair)
    pair.switch.down, pair.switch.kind = True, StoreRefused
    pair.reopen()
    asked = pair.switch.asked
    for _ in range(3):
        pair.clock.turn(seconds=5)
        assert names(pair.store) == ["a", "b"]
    assert pair.switch.asked == asked
    pair.switch.down = False
    pair.clock.turn(seconds=6)
    names(pair.store)
    assert pair.store.standing().reachable


def test_an_address_without_sense_and_a_strange_graph_are_told_at_once(tmp_path: Path) -> None:
    for error in (SettingsError("no server"), StoreDamaged("another program's graph")):

        def opener(error: Exception = error) -> GraphStore:
            raise error

        with pytest.raises(type(error)):
            open_standby(opener, tmp_path / "copy", "there", Clock())


def test_the_copy_of_another_server_is_not_shown(pair: Pair, tmp_path: Path) -> None:
    filled(pair)
    pair.keeping.close()
    with SpareGraph(tmp_path / "copy" / "standby.db", "there") as other:
        assert other.state().moment is None


# --- writing ---------------------------------------------------------------------------------------------


def test_a_change_while_the_server_is_away_changes_nothing(pair: Pair) -> None:
    filled(pair)
    pair.lose()
    for change in (
        lambda: pair.store.set_level("a", Level.RESTRICTED),
        lambda: pair.store.remove("a"),
        lambda: pair.store.apply(contribution("c", ["New"])),
        lambda: pair.store.merge_entities("x", "y"),
    ):
        with pytest.raises(StoreUnavailable, match="Nothing was changed"):
            change()
    assert names(pair.store, INTERN) == ["a"]
    pair.recover()
    assert names(pair.store, INTERN) == ["a"]


def test_what_becomes_less_visible_does_so_in_the_copy_at_once(pair: Pair) -> None:
    filled(pair)
    pair.store.set_level("a", Level.RESTRICTED)
    pair.store.remove("b")
    pair.lose()
    assert names(pair.store) == ["a"]
    assert names(pair.store, INTERN) == []


def test_a_document_that_is_marked_now_is_hidden_in_the_copy_at_once(pair: Pair) -> None:
    filled(pair)
    pair.store.apply(contribution("a", ["CONFIDENTIAL"], level=Level.CONFIDENTIAL, revision="2"))
    pair.lose()
    assert names(pair.store, INTERN) == []


def test_a_change_whose_acknowledgement_is_lost_hides_and_is_made_good(pair: Pair) -> None:
    filled(pair)
    pair.switch.deaf = True
    with pytest.raises(StoreUnavailable, match="may or may not"):
        pair.store.set_level("a", Level.RESTRICTED)
    pair.lose()
    assert names(pair.store, INTERN) == []
    pair.recover()
    applied = pair.store.set_level("a", Level.RESTRICTED)
    assert applied.level is Level.RESTRICTED


def test_a_refused_change_is_undone_in_the_copy(pair: Pair) -> None:
    filled(pair)
    with pytest.raises(DocumentNotFound):
        pair.store.remove("no such")
    pair.store.set_level("b", None)
    pair.follow()
    pair.lose()
    assert names(pair.store) == ["a", "b"]


def test_a_full_disk_on_the_server_is_no_loss_of_the_server(pair: Pair) -> None:
    filled(pair)
    pair.switch.full = frozenset({"merge_entities"})
    with pytest.raises(StoreUnavailable, match="is full"):
        pair.store.merge_entities("x", "y")
    assert pair.store.standing().reachable
