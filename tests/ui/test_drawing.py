"""The drawing of a neighbourhood: its places, and names that stay data."""

import json

from core.models import Entity
from core.ui.drawing import arranged, spec
from core.views.neighbourhood import Neighbour, Neighbourhood


def hood(number: int, together: int = 1) -> Neighbourhood:
    kinds = ("person", "place", "topic", "organisation")
    around = tuple(
        Neighbour(Entity(f"e{at}", f"Name {at:02}", kinds[at % 4], (), at), together * at + 1) for at in range(number)
    )
    between = tuple((a, a + 1, 1) for a in range(number - 1))
    return Neighbourhood(Entity("m", "{b} {a|x}", "person", (), 9), around, between, 0, ())


def test_every_name_has_a_place_and_an_id_of_its_own() -> None:
    for number in (1, 2, 7, 30):
        drawn = spec(hood(number), arranged(hood(number).neighbours))
        data = drawn["series"][0]["data"]
        assert len({node["id"] for node in data}) == number + 1
        assert len({(node["x"], node["y"]) for node in data}) == number + 1
        assert all(0 <= link["target"] <= number for link in drawn["series"][0]["links"])
        json.dumps(drawn, allow_nan=False)


def test_more_mentions_move_nothing() -> None:
    def places(of: Neighbourhood) -> list[tuple[str, float, float]]:
        return [(node["name"], node["x"], node["y"]) for node in spec(of, arranged(of.neighbours))["series"][0]["data"]]

    assert places(hood(12, 1)) == places(hood(12, 5))


def test_names_never_meet_a_formatter() -> None:
    drawn = spec(hood(4), arranged(hood(4).neighbours))
    assert "formatter" not in json.dumps(drawn)
    assert drawn["tooltip"] == {"show": False}
    assert "{b}" not in json.dumps(drawn, ensure_ascii=False)


def test_no_neighbours_and_no_mentions_are_drawn_too() -> None:
    empty = Neighbourhood(Entity("m", "Alone", "topic"), (), (), 0, ())
    assert len(spec(empty, [])["series"][0]["data"]) == 1
