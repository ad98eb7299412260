"""Decisions and actions drawn as one element: a timeline or a table of text nodes, however many there are on a page.

Like core.ui.rich it makes text nodes only; its links lead to pages of this server.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from core.models import Action, Decision
from core.ui.rich import run
from core.views.context import Context

Item = dict[str, Any]
Group = dict[str, Any]
"""``title``, ``items``, and for actions ``note``."""

_HERE = Path(__file__).parent
GONE = "These words are no longer in the document: it was changed since. Its file may still be in the library's folder."
MOVED = "The document was changed since; the words stand in another place now."


def board(
    groups: Sequence[Group],
    key: str,
    kind: Literal["decisions", "actions"],
    label: str,
    on_press: Callable[[str], None],
    focus: str | None = None,
    verb: str = "",
    many: str = "",
) -> None:
    """Draw groups of items.

    Args:
        key: one of its own on the page.
        label: what a screen reader calls it.
        on_press: called with the key when something was pressed; see ``pressed``.
        focus: the item to scroll to, once.
        verb, many: what the button of one action says, and of several (with ``%`` for “3 actions”).
    """
    component = st.components.v2.component(
        "sybil_board",
        html='<div class="sybil-board"></div>',
        css=(_HERE / "board.css").read_text(encoding="utf-8"),
        js=(_HERE / "board.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
    data = {"kind": kind, "groups": list(groups), "label": label, "focus": focus, "verb": verb, "many": many}
    component(key=key, data=data, on_press_change=lambda: on_press(key))


def pressed(key: str) -> dict[str, Any]:
    """What was pressed: ``act`` (open, find, read, mark) with ``id``, ``ids`` or a place. Comes from a browser, so
    nothing in it is to be believed."""
    what = getattr(st.session_state.get(key), "press", None)
    return dict(what) if isinstance(what, dict) else {}


def place(fact: Decision | Action, name: str | None = None) -> dict[str, Any]:
    """Where a fact stands in its document, as a link to the document's page."""
    query = urlencode({"id": fact.document_id, "start": fact.start, "end": fact.end})
    return {
        "name": name or fact.document,
        "id": fact.document_id,
        "start": fact.start,
        "end": fact.end,
        "href": f"document?{query}",
    }


def quoted(fact: Decision | Action, around: Context) -> list[dict[str, Any]]:
    """The lines of an opened source: the quote in its surroundings, and where it stands."""
    before = ("… " if around.truncated_before else "") + around.before
    after = around.after + (" …" if around.truncated_after else "")
    runs = [run(before), run(around.quote or fact.quote, "mark"), run(after)]
    found: list[dict[str, Any]] = [{"runs": [one for one in runs if one["text"].strip()]}]
    if not around.found:
        found.append({"runs": [run(GONE, "dim")]})
    elif around.moved:
        found.append({"runs": [run(MOVED, "dim")]})
    said = [", ".join(around.speakers), around.locator]
    return [*found, {"place": place(fact), "text": " · ".join(one for one in said if one)}]
