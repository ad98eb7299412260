"""What both halves of the ledger share: pages of fifty, opened sources, exports, and the way to a document."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.errors import SybilError
from core.ui import words

PAGE = 50
TABS = {"Decisions": "decisions", "Actions": "actions"}
Fact = TypeVar("Fact")


def tabs() -> tuple[Any, Any]:
    """The two tabs; which one is open stands in the address as ``tab``."""
    asked = "decisions" if "decision" in st.query_params else st.query_params.get("tab", "decisions")
    default = next((name for name, value in TABS.items() if value == asked), "Decisions")
    left, right = st.tabs(list(TABS), default=default, key="ledger-tab", on_change=_turned)
    return left, right


def _turned() -> None:
    tab = TABS.get(st.session_state["ledger-tab"], "decisions")
    st.query_params.from_dict({"tab": tab})


def failed(error: SybilError) -> None:
    """Something could not be read or done: its sentence, in place."""
    st.error(words.plain(str(error)), icon=":material/error:")


def opened() -> set[str]:
    """The ids of what has its source open in this window."""
    found: set[str] = st.session_state.setdefault("ledger-open", set())
    return found


def follow_press() -> None:
    """Go to the document whose link was pressed."""
    what = st.session_state.pop("ledger-go", None)
    if what:
        query = {name: str(what[name]) for name in ("id", "start", "end") if name in what}
        st.switch_page("pages/document.py", query_params=query)


def telling(line: str, narrowed: bool, keys: Sequence[str]) -> DeltaGenerator:
    """One quiet line on what is shown, with the way back from filters; the place beside it is for pages."""
    row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
    with row, st.container(horizontal=True, vertical_alignment="center", width="stretch"):
        st.caption(words.plain(line), width="content")
        if narrowed:
            st.button("Clear filters", key=f"clear-{keys[0]}", type="tertiary", on_click=_clear, args=(keys,))
    return row


def _clear(keys: Sequence[str]) -> None:
    for key in keys:
        kept = st.session_state.get(key)
        st.session_state[key] = False if isinstance(kept, bool) else "" if isinstance(kept, str) else None


def reset_page(key: str, wanted: object) -> None:
    """Begin with the first page again whenever something else is wanted."""
    if st.session_state.get(f"{key}-of") != wanted:
        st.session_state[f"{key}-of"] = wanted
        turn(key, 1)


def turn(key: str, page: int) -> None:
    """Open this page; a widget with a default cannot be set otherwise, so it becomes another one."""
    nth, _ = st.session_state.get(key, (0, 1))
    st.session_state[key] = (nth + 1, page)


def paged(found: Sequence[Fact], key: str, row: DeltaGenerator) -> Sequence[Fact]:
    """The facts of the page that is open; the pages are drawn in the row where there are several."""
    number = -(-len(found) // PAGE)
    if number < 2:
        return found
    nth, default = st.session_state.get(key, (0, 1))
    with row:
        page = st.pagination(number, default=min(default, number), key=f"{key}-{nth}", max_visible_pages=5)
    first = (min(page, number) - 1) * PAGE
    return found[first : first + PAGE]


def exports(offered: Mapping[str, tuple[str, str]], query: Mapping[str, str]) -> None:
    """Files made from what is shown: label, and name and sign of each."""
    with st.popover("Export", icon=":material/download:", width="content"):
        st.caption("What the filters leave, on all pages.")
        for label, (name, sign) in offered.items():
            address = f"downloads/{name}" + (f"?{urlencode(query)}" if query else "")
            st.link_button(label, address, key=f"export-{name}", icon=sign, width="stretch")
