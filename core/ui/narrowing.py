"""Narrowing a question down to a period, kinds of documents or a person."""

from datetime import date, timedelta

import streamlit as st

from core.models import Filters
from core.ui import words
from core.ui.gate import Person

KINDS = {
    "transcript": "Transcripts",
    "chat": "Chats",
    "notes": "Notes",
    "document": "Documents",
    "pdf": "PDF files",
    "spreadsheet": "Spreadsheets",
    "presentation": "Presentations",
    "webpage": "Web pages",
}
PERIODS = {"Any time": None, "Last 30 days": 30, "Last 3 months": 91, "Last 12 months": 365}
BETWEEN = "Between two days"
_CHOSEN, _PERIOD = "narrow-chosen", "narrow-period-chosen"
_WIDGETS = ("narrow-period", "narrow-days", "narrow-kinds", "narrow-person")


def chosen() -> Filters | None:
    """What questions of this tab are narrowed down to; None when they are not."""
    found: Filters | None = st.session_state.get(_CHOSEN)
    return found


def draw(person: Person) -> None:
    """One quiet line that opens to the choices, and says what is chosen while it is closed."""
    now = chosen()
    label = f"Only {words.plain(told(person, now))}" if now else "Narrow the search"
    with st.expander(label, key="narrow", icon=":material/filter_list:", on_change="rerun", type="compact") as opened:
        if not opened.open:
            return
        period, kinds, who = st.columns(3)
        with period:
            since, until = _period(person, now)
        with kinds:
            held = {one.kind for one in person.sybil.documents(person.viewer)}
            taken = st.multiselect(
                "Kinds",
                [kind for kind in KINDS if kind in held],
                default=[kind for kind in (now.kinds if now else ()) if kind in held],
                format_func=lambda kind: KINDS[kind],
                placeholder="All kinds",
                key="narrow-kinds",
            )
        with who:
            name = _person(person, now)
        made = Filters(since, until, tuple(taken), name)
        made_or_none = None if made == Filters() else made
        if made_or_none is not None and st.button(
            "Clear", key="narrow-clear", icon=":material/close:", type="tertiary"
        ):
            made_or_none = None
            for key in (*_WIDGETS, _PERIOD):
                st.session_state.pop(key, None)
            st.session_state[_CHOSEN] = None
            st.rerun()
        if made_or_none != now:
            st.session_state[_CHOSEN] = made_or_none
            st.rerun()


def told(person: Person, filters: Filters) -> str:
    """A choice in words."""
    parts = [", ".join(KINDS.get(kind, kind).lower() for kind in filters.kinds)] if filters.kinds else []
    if filters.since and filters.until:
        parts.append(f"{person.day(filters.since)} to {person.day(filters.until)}")
    elif filters.since:
        parts.append(f"since {person.day(filters.since)}")
    if filters.person:
        parts.append(f"with {filters.person}")
    return ", ".join(parts)


def _period(person: Person, now: Filters | None) -> tuple[date | None, date | None]:
    today = person.sybil.now().date()
    options = [*PERIODS, BETWEEN]
    before = st.session_state.get(_PERIOD, options[0])
    name = st.selectbox("Period", options, index=options.index(before), key="narrow-period")
    st.session_state[_PERIOD] = name
    if name != BETWEEN:
        days = PERIODS[name]
        return (today - timedelta(days=days) if days else None), None
    first = (now.since if now and now.since else today - timedelta(days=90), now.until if now and now.until else today)
    days_chosen = st.date_input("From and to", value=first, key="narrow-days", format="DD/MM/YYYY")
    ends = days_chosen if isinstance(days_chosen, tuple) else (days_chosen, days_chosen)
    return (ends[0], ends[1]) if len(ends) == 2 else (ends[0] if ends else None, None)


def _person(person: Person, now: Filters | None) -> str | None:
    names = [one.name for one in person.sybil.entities(person.viewer, kind="person", limit=200)]
    before = now.person if now else None
    if before and before not in names:
        names.insert(0, before)
    picked: str | None = st.selectbox(
        "Person",
        names,
        index=names.index(before) if before else None,
        format_func=str,
        placeholder="Anybody",
        key="narrow-person",
    )
    return picked
