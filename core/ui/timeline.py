"""Decisions as a timeline: by month, newest first, each with its source and with what replaced it, in which words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import streamlit as st

from core.errors import DecisionNotFound, SybilError
from core.models import Decision, Level
from core.ui import words
from core.ui.board import Group, Item, board, place, pressed, quoted
from core.ui.gate import Person
from core.ui.ledger import PAGE, exports, failed, follow_press, opened, paged, reset_page, telling, turn
from core.ui.rich import run
from core.ui.wanted import WantedDecisions

KEY = "ledger-decisions"
STATES = {"current": "current", "superseded": "replaced", "proposed": "proposed"}


@dataclass(frozen=True)
class Known:
    """What the lines of a decision refer to: every decision this person may see, and who said those on the page."""

    by_id: Mapping[str, Decision]
    replaced: Mapping[str, Sequence[Decision]]
    said_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@st.fragment
def decisions(person: Person) -> None:
    """Draw the filters, the timeline and its pages."""
    follow_press()
    wanted = _filters()
    try:
        found = wanted.read(person.sybil, person.viewer)
        everything = person.sybil.decisions(person.viewer, current=False)
    except SybilError as error:
        failed(error)
        return
    if not everything:
        st.info(
            "No decisions yet. Sybil finds them in minutes, transcripts and chats as it reads them: add documents on "
            "the Library page.",
            icon=":material/fact_check:",
        )
        st.page_link("pages/library.py", label="Open the library", icon=":material/folder_open:")
        return
    row = telling(_told(person, wanted, found), bool(wanted.query()), ("topic", "person", "since", "until", "current"))
    sought = _sought(person, found, wanted)
    if not found:
        st.info("No decision fits this. Use fewer or other words, a longer period, or clear the filters.")
        return
    shown = paged(found, "decisions-page", row)
    try:
        groups = _groups(person, shown, everything)
    except SybilError as error:
        failed(error)
        return
    board(groups, KEY, "decisions", "Decisions, newest first", _press, sought)


def _filters() -> WantedDecisions:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topic = st.text_input(
            "Search decisions", key="topic", placeholder="Search decisions", max_chars=200, type="search",
            label_visibility="collapsed", icon=":material/search:", bind="query-params", width="stretch",
        )  # fmt: skip
        with st.popover("Filters", icon=":material/tune:", width="content"):
            by = st.text_input(
                "Person", key="person", placeholder="Any name of the person", max_chars=100, bind="query-params"
            )
            since = st.date_input("From", None, key="since", format="DD/MM/YYYY", bind="query-params")
            until = st.date_input("To", None, key="until", format="DD/MM/YYYY", bind="query-params")
            current = st.toggle("Leave out replaced ones", key="current", bind="query-params")
        wanted = WantedDecisions((topic or "").strip(), (by or "").strip(), since, until, current)
        exports({"Decisions as a table (CSV)": ("decisions.csv", ":material/table_view:")}, wanted.query())
    reset_page("decisions-page", wanted)
    return wanted


def _told(person: Person, wanted: WantedDecisions, found: Sequence[Decision]) -> str:
    """What is shown, in one line."""
    number = {state: sum(one.state == state for one in found) for state in STATES}
    parts = [words.count(len(found), "decision")]
    parts += [f"{number[state]} {name}" for state, name in list(STATES.items())[1:] if number[state]]
    parts += [f"about “{wanted.topic}”"] if wanted.topic else []
    parts += [f"with {wanted.person}"] if wanted.person else []
    parts += [f"from {person.day(wanted.since)}"] if wanted.since else []
    parts += [f"to {person.day(wanted.until)}"] if wanted.until else []
    return " · ".join(parts)


def _sought(person: Person, found: Sequence[Decision], wanted: WantedDecisions) -> str | None:
    """The decision in the address: opened, and its page of the timeline chosen, once."""
    sought = st.query_params.get("decision")
    if not sought or st.session_state.get("ledger-sought") == (sought, wanted):
        return sought
    st.session_state["ledger-sought"] = (sought, wanted)
    at = next((n for n, one in enumerate(found) if one.id == sought), None)
    if at is not None:
        turn("decisions-page", at // PAGE + 1)
        opened().add(sought)
        return sought
    try:
        person.sybil.decision_chain(sought, person.viewer)
        st.warning("The decision of this link is not among those that fit the filters. Clear them to see it.")
    except DecisionNotFound as error:
        st.warning(f"The decision of this link cannot be shown. {words.plain(str(error))}")
    return None


def _groups(person: Person, shown: Sequence[Decision], everything: Sequence[Decision]) -> list[Group]:
    replaced = defaultdict[str, list[Decision]](list)
    for one in everything:
        if one.superseded_by is not None:
            replaced[one.superseded_by].append(one)
    said_by = person.sybil.speakers(shown, person.viewer)
    known = Known({one.id: one for one in everything}, replaced, said_by)
    months = groupby(shown, lambda one: words.month(one.date, person.account.date_style))
    return [{"title": month, "items": [_item(person, one, known) for one in held]} for month, held in months]


def _item(person: Person, one: Decision, known: Known) -> Item:
    state = STATES[one.state]
    said = known.said_by.get(one.id, ())
    meta = [", ".join(said[:2]) + (f" and {len(said) - 2} more" if len(said) > 2 else "")] if said else []
    meta += [one.level.capitalize()] if one.level > Level.INTERNAL else []
    why = [one.rationale if _explains(one.rationale) else f"Why: {one.rationale}"] if one.rationale else []
    why += [
        f"Replaces “{words.short(old.statement, 140)}” of {person.day(old.date)}." for old in known.replaced[one.id]
    ]
    item: Item = {
        "id": one.id, "text": one.statement, "state": state, "sign": "" if state == "current" else state.capitalize(),
        "day": person.day(one.date), "meta": meta, "why": why, "place": place(one), "open": one.id in opened(),
    }  # fmt: skip
    after = known.by_id.get(one.superseded_by or "")
    if after is not None:
        runs = [run(f"Replaced on {person.day(after.date)} in {after.document} by the words "), run(f"“{after.quote}”")]
        item["after"] = {"id": after.id, "text": "Go to it", "runs": runs}
    if item["open"]:
        item["panel"] = _panel(person, one)
    return item


def _explains(rationale: str) -> bool:
    return rationale.casefold().startswith(("because", "why", "the reason"))


def _panel(person: Person, one: Decision) -> list[Item]:
    """The source of an opened decision, and the line of decisions that it stands in."""
    try:
        found: list[Item] = quoted(one, person.sybil.context(one, person.viewer))
        chain = person.sybil.decision_chain(one.id, person.viewer)
    except SybilError as error:
        return [{"runs": [run(str(error))]}]
    if len(chain) > 1:
        found.append({"tag": "h", "runs": [run("History, oldest first")]})
    for step in chain if len(chain) > 1 else ():
        kind = "strike" if step.state == "superseded" else "plain"
        runs = [run(f"{person.day(step.date)} · {STATES[step.state]} · "), run(step.statement, kind)]
        line: Item = {"runs": runs}
        if step.id != one.id:
            line["find"] = {"id": step.id, "text": "Go to it"}
        found.append(line)
    return found


def _press(key: str) -> None:
    what = pressed(key)
    ident = str(what.get("id", ""))
    if what.get("act") == "open":
        opened().symmetric_difference_update({ident})
    elif what.get("act") == "find":
        st.query_params["decision"] = ident
        st.session_state.pop("ledger-sought", None)
    elif what.get("act") == "read":
        st.session_state["ledger-go"] = what
