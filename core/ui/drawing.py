"""A neighbourhood as a drawing: the entity in the middle, those beside it on two arcs, everything at a place that only
the neighbourhood decides.

Names go into the drawing as data. Its labels and its tooltip are drawn on a canvas, as text; nothing here gives ECharts
a formatter, in which parts of a name could mean something.
"""

import math
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from core.models import Entity
from core.ui import walking, words
from core.views.neighbourhood import Neighbour, Neighbourhood

KINDS = {
    "person": ("People", "#2a8c7e", "circle", ":material/person:"),
    "organisation": ("Organisations", "#8468cf", "roundRect", ":material/apartment:"),
    "place": ("Places", "#b9751f", "diamond", ":material/location_on:"),
    "topic": ("Topics", "#6c7a86", "triangle", ":material/sell:"),
}
"""Kind: name of many, colour that can be seen on light and dark, shape, sign."""

HEIGHT = 600
NARROW, BROAD = 430, 760
_LINE, _STATED = "#8a9693", "#2a8c7e"
_BETWEEN = 14


def draw(hood: Neighbourhood) -> None:
    """Draw it. A click on an entity walks there, a click on a line opens the passages behind it."""
    ordered = arranged(hood.neighbours)
    key = f"drawing-{walking.step()}"
    st.echarts_chart(
        spec(hood, ordered),
        height=HEIGHT,
        key=key,
        on_select=partial(_clicked, key, hood.entity.id, [one.entity.id for one in ordered]),
        alt=f"{hood.entity.name} and {words.count(len(ordered), 'name')} beside it. The list holds the same.",
    )


def arranged(neighbours: Sequence[Neighbour]) -> list[Neighbour]:
    """In the order around the middle: kinds together, by name, so that a new mention moves nothing."""
    kinds = list(KINDS)
    return sorted(neighbours, key=lambda one: (kinds.index(one.entity.type), one.entity.name, one.entity.id))


def spec(hood: Neighbourhood, ordered: Sequence[Neighbour]) -> dict[str, Any]:
    """The drawing for ECharts; node 0 is the middle, the others follow in the order given."""
    most = max((one.together for one in ordered), default=1) or 1
    loudest = max([hood.entity.mentions, *(one.entity.mentions for one in ordered)], default=1) or 1
    lines = [_line(at, one, most) for at, one in enumerate(ordered, start=1)]
    lines += _between(hood, ordered)
    present = [kind for kind in KINDS if kind in {hood.entity.type, *(one.entity.type for one in ordered)}]

    def nodes(width: float, room: int, size: float) -> list[dict[str, Any]]:
        places = _places(len(ordered), width)
        return [
            _middle(hood.entity),
            *(
                {"id": str(at), **_node(one.entity, place, room, size, loudest)}
                for at, (one, place) in enumerate(zip(ordered, places, strict=True), start=1)
            ),
        ]

    series = {
        "type": "graph",
        "layout": "none",
        "preserveAspect": "contain",
        "data": nodes(0.36, 128, 1.0),
        "links": lines,
        "categories": [{"name": KINDS[kind][0], "symbol": KINDS[kind][2], "itemStyle": {"color": KINDS[kind][1]}}
                       for kind in present],
        "selectedMode": "single",
        "roam": False,
        "left": 142, "right": 142, "top": 58, "bottom": 26,
        "emphasis": {"focus": "adjacency"},
        "select": {"itemStyle": {"borderColor": _STATED, "borderWidth": 2}, "lineStyle": {"color": _STATED}},
        "cursor": "pointer",
    }  # fmt: skip
    narrow = {"data": nodes(0.24, 102, 0.75), "left": 116, "right": 116}
    broad = {"data": nodes(0.7, 200, 1.1), "left": 220, "right": 220}
    return {
        "animation": False,
        "tooltip": {"show": False},
        "legend": {
            "data": [{"name": KINDS[kind][0], "icon": KINDS[kind][2]} for kind in present],
            "top": 0,
            "left": "center",
            "itemWidth": 14,
            "itemHeight": 14,
            "selectedMode": False,
        },
        "series": [series],
        "media": [
            {"query": {"maxWidth": NARROW}, "option": {"series": [narrow]}},
            {"query": {"minWidth": BROAD}, "option": {"series": [broad]}},
            {"option": {"series": [{key: series[key] for key in narrow}]}},
        ],
    }


def _middle(entity: Entity) -> dict[str, Any]:
    return {
        "id": "0", "name": _written(entity), "x": 0.0, "y": 0.0, "symbolSize": 44, "category": KINDS[entity.type][0],
        "label": {"show": True, "position": "bottom", "fontSize": 15, "fontWeight": "bold", "width": 190,
                  "overflow": "break"},
        "cursor": "default",
    }  # fmt: skip


def _node(entity: Entity, place: tuple[float, float], room: int, size: float, loudest: int) -> dict[str, Any]:
    x, y = place
    return {
        "name": _written(entity), "x": 100 * x, "y": 100 * y, "category": KINDS[entity.type][0],
        "symbolSize": round(size * (9 + 21 * math.sqrt(entity.mentions / loudest)), 1),
        "label": {"show": True, "position": "right" if x > 0 else "left", "fontSize": 13 if size >= 1 else 12,
                  "width": room, "overflow": "truncate"},
    }  # fmt: skip


def _places(number: int, width: float) -> list[tuple[float, float]]:
    """Clockwise from the top: one arc on the right, one on the left, each name on a line of its own."""
    right = (number + 1) // 2
    found = []
    for at in range(number):
        on_right = at < right
        of, nth = (right, at) if on_right else (number - right, at - right)
        y = -1 + 2 * (nth + 0.5) / of
        x = width * (0.55 + 0.45 * math.sqrt(1 - y * y))
        found.append((x, y) if on_right else (-x, -y))
    return found


def _line(at: int, one: Neighbour, most: int) -> dict[str, Any]:
    stated = bool(one.says)
    style = {"width": round(1 + 5 * math.sqrt(one.together / most), 1), "opacity": 0.9 if stated else 0.55,
             "color": _STATED if stated else _LINE}  # fmt: skip
    return {"source": 0, "target": at, "lineStyle": style}


def _between(hood: Neighbourhood, ordered: Sequence[Neighbour]) -> list[dict[str, Any]]:
    """The strongest of the lines among the neighbours, faint: who else belongs together."""
    place = {one.entity.id: at for at, one in enumerate(ordered, start=1)}
    style = {"width": 1, "opacity": 0.28, "color": _LINE, "curveness": 0.25}
    return [
        {"source": place[hood.neighbours[one].entity.id], "target": place[hood.neighbours[other].entity.id],
         "lineStyle": style}
        for one, other, _ in hood.between[:_BETWEEN]
    ]  # fmt: skip


def _written(entity: Entity) -> str:
    """The name as data. A brace opens a placeholder in a label; an invisible sign keeps it a brace."""
    return entity.name.replace("{", "{\u2060")


def _clicked(key: str, middle: str, around: Sequence[str]) -> None:
    ids = [middle, *around]
    for group in st.session_state[key].selection.selected:
        for at in group["data_indices"]:
            if group["data_type"] == "node" and 0 < at < len(ids):
                walking.go(ids[at])
            elif group["data_type"] == "edge" and at < len(around):
                walking.read(middle, ids[at + 1])
