"""Who stands beside an entity, how close, and what is left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.access import Viewer
from core.errors import EntityNotFound
from core.graph import open_store
from core.graph.contract import GraphStore
from core.models import Level
from core.views.neighbourhood import edge, neighbourhood
from tests.contracts.builders import Line, contribution

SYSTEM, MEMBER = Viewer.system(), Viewer.member()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as opened:
        yield opened


def found(store: GraphStore, name: str) -> str:
    return next(one.id for one in store.entities(SYSTEM, None, None, 999) if one.name == name)


def test_the_closest_come_first_and_stated_relations_stay(store: GraphStore) -> None:
    lines = [
        Line("x", people=("Ann Lee",), places=("Huye", "Kigali")),
        Line("y", people=("Ann Lee",), places=("Huye",)),
    ]
    related = Line("z", people=("Ann Lee",), relation=("Ann Lee", "responsible_for", "Trust"))
    store.apply(contribution("a", [*lines, related]))
    hood = neighbourhood(store, found(store, "Ann Lee"), MEMBER)
    assert [(one.entity.name, one.together) for one in hood.neighbours][:2] == [("Huye", 2), ("Kigali", 1)]
    assert hood.neighbours[-1].says == (("Ann Lee", "is responsible for", "Trust"),)
    assert hood.between == ((0, 1, 1),)
    few = neighbourhood(store, found(store, "Ann Lee"), MEMBER, most=2)
    assert [one.entity.name for one in few.neighbours] == ["Huye", "Trust"]
    assert few.more == 1
    said = edge(store, found(store, "Ann Lee"), found(store, "Trust"), MEMBER)
    assert [one.id for one in said.passages] == ["a/2"]


def test_what_is_above_the_viewer_is_in_no_number(store: GraphStore) -> None:
    store.apply(contribution("a", [Line("x", people=("Ann Lee",), places=("Huye",))]))
    before = neighbourhood(store, found(store, "Ann Lee"), MEMBER)
    store.apply(contribution("b", [Line("y", people=("Ann Lee",), places=("Huye", "Kigali"))], level=Level.RESTRICTED))
    assert neighbourhood(store, found(store, "Ann Lee"), MEMBER) == before
    assert len(neighbourhood(store, found(store, "Ann Lee"), SYSTEM).neighbours) == 2
    with pytest.raises(EntityNotFound):
        edge(store, found(store, "Ann Lee"), found(store, "Kigali"), MEMBER)
