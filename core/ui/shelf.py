"""The documents of the library as a table: narrowed by words and filters, sorted by a click, opened by a click."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import streamlit as st

from core.graph.results import Tally
from core.models import Document, Filters
from core.ui.document_view import KINDS
from core.ui.gate import Person

PERIODS = {"Any time": None, "The last 30 days": 30, "The last 90 days": 90, "The last year": 365, "Between": 0}
STATUSES = ("approved", "draft", "none")
_DAYS = {"en-GB": "D MMM YYYY", "en-US": "MMM D, YYYY", "iso": "YYYY-MM-DD", "de": "DD.MM.YYYY", "fr": "DD/MM/YYYY"}
_KEYS = (
    "shelf-words",
    "shelf-kinds",
    "shelf-levels",
    "shelf-statuses",
    "shelf-period",
    "shelf-between",
    "shelf-person",
)


@dataclass(frozen=True)
class Wanted:
    """What the reader narrowed the library down to."""

    words: str = ""
    levels: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    filters: Filters | None = None

    @property
    def narrow(self) -> bool:
        """Whether anything is left out at all."""
        return self != Wanted()


def wanted(person: Person) -> Wanted:
    """Draw the search field and the filters; what they say."""
    with st.container(horizontal=True, vertical_alignment="center"):
        typed = st.text_input(
            "Search documents",
            key="shelf-words",
            placeholder="Search by name, title or person",
            label_visibility="collapsed",
            icon=":material/search:",
        )
        with st.popover(_label(), icon=":material/filter_list:", key="shelf-filter"):
            kinds = st.pills(
                "Kind", list(KINDS), selection_mode="multi", key="shelf-kinds", format_func=KINDS.__getitem__
            )
            levels = st.pills("Level", person.levels(), selection_mode="multi", key="shelf-levels", format_func=_name)
            statuses = st.pills("Status", STATUSES, selection_mode="multi", key="shelf-statuses", format_func=_name)
            filters = _filters(person, tuple(kinds))
            st.button("Clear", key="shelf-clear", type="tertiary", on_click=_clear)
    return Wanted(" ".join(typed.casefold().split()), tuple(levels), tuple(statuses), filters)


def _filters(person: Person, kinds: tuple[str, ...]) -> Filters | None:
    period = st.selectbox("Period", list(PERIODS), key="shelf-period")
    since, until = None, None
    if period == "Between":
        chosen = st.date_input("From and to", value=[], key="shelf-between", format=_typed(person))
        since, until = (*chosen, None, None)[:2] if isinstance(chosen, tuple) else (chosen, None)
    elif PERIODS[period]:
        since = person.sybil.now().date() - timedelta(days=PERIODS[period] or 0)
    names = [entity.name for entity in person.sybil.entities(person.viewer, kind="person", limit=300)]
    name = st.selectbox("Person", names, index=None, key="shelf-person", placeholder="Anybody")
    made = Filters(since=since, until=until, kinds=kinds, person=name)
    return None if made == Filters() else made


def _label() -> str:
    given = st.session_state
    used = sum(bool(given.get(key)) for key in _KEYS[1:] if key != "shelf-between")
    used -= given.get("shelf-period") == "Any time"
    return f"Filter ({used})" if used > 0 else "Filter"


def _clear() -> None:
    for key in _KEYS[1:]:
        st.session_state.pop(key, None)


def _name(word: str) -> str:
    return "Neither" if word == "none" else word.capitalize()


def _typed(person: Person) -> str:
    return {"en-US": "MM/DD/YYYY", "iso": "YYYY-MM-DD"}.get(person.account.date_style, "DD/MM/YYYY")


def found(person: Person, asked: Wanted) -> list[Document]:
    """The documents that are wanted, newest first."""
    return chosen(person.sybil.documents(person.viewer, asked.filters), asked)


def chosen(documents: Sequence[Document], asked: Wanted) -> list[Document]:
    """Those of these documents that hold every word in name, title or participants, at these levels and states."""
    terms = asked.words.split()

    def fits(document: Document) -> bool:
        if asked.levels and document.level not in asked.levels:
            return False
        if asked.statuses and (document.status or "none") not in asked.statuses:
            return False
        text = " ".join((document.name, document.title, *document.participants)).casefold() if terms else ""
        return all(term in text for term in terms)

    return [document for document in documents if fits(document)]


def columns(
    documents: Sequence[Document], tallies: Mapping[str, Tally], failed: frozenset[str]
) -> dict[str, list[Any]]:
    """The table, column by column. ``failed``: names of files of which a newer version could not be read."""
    counted = [tallies.get(document.id, Tally(0, 0, 0)) for document in documents]
    return {
        "Title": [document.title for document in documents],
        "Date": [document.date for document in documents],
        "Kind": [KINDS.get(document.kind, document.kind.capitalize()) for document in documents],
        "Level": [document.level.capitalize() for document in documents],
        "Status": [(document.status or "").capitalize() for document in documents],
        "Passages": [one.passages for one in counted],
        "Decisions": [one.decisions for one in counted],
        "Actions": [one.actions for one in counted],
        "State": ["Older version" if document.name in failed else "Read" for document in documents],
        "File": [document.name for document in documents],
    }


def table(
    person: Person, documents: Sequence[Document], failed: frozenset[str], several: bool = False
) -> list[Document]:
    """Draw the table; the documents that are selected in it."""
    config = {
        "Title": st.column_config.TextColumn(width=290),
        "Date": st.column_config.DateColumn(format=_DAYS[person.account.date_style], width=95),
        **{name: st.column_config.Column(width=95) for name in ("Kind", "Level")},
        **{name: st.column_config.Column(width=80) for name in ("Status", "State")},
        **{name: st.column_config.NumberColumn(width=75) for name in ("Passages", "Decisions", "Actions")},
    }
    event = st.dataframe(
        columns(documents, person.sybil.tallies(person.viewer), failed),
        key=f"shelf-{'several' if several else 'one'}-{hash(tuple(one.id for one in documents))}",
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(documents), 640),
        column_config=config,
        on_select="rerun",
        selection_mode="multi-row" if several else ("single-row", "single-cell"),
        alt="Documents of the library",
    )
    rows = list(event["selection"]["rows"]) or [cell[0] for cell in event["selection"]["cells"]]
    return [documents[row] for row in rows if row < len(documents)]
