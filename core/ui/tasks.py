"""Actions as a table by owner or by day: what is overdue first, marked done or opened again in place."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.errors import SybilError
from core.models import Action, Level, Role
from core.ui import due, words
from core.ui.board import Group, Item, board, place, pressed, quoted
from core.ui.gate import Person
from core.ui.ledger import exports, failed, follow_press, opened, paged, reset_page, telling
from core.ui.rich import run
from core.ui.wanted import WantedActions, own_ids

NOBODY = "Nobody named"
_DONE_JUST_NOW = "ledger-marked"


@st.fragment
def actions(person: Person) -> None:
    """Draw the filters, what is open, and what is done."""
    follow_press()
    try:
        everything = person.sybil.actions(person.viewer, state=None)
        own = own_ids(person.sybil, person.viewer, person.account)
        wanted, by_owner = _filters(bool(own))
        found = wanted.read(person.sybil, person.viewer, person.account)
    except SybilError as error:
        failed(error)
        return
    if not everything:
        st.info(
            "No actions yet. Sybil finds them in minutes, transcripts and chats as it reads them: add documents on the "
            "Library page.",
            icon=":material/checklist:",
        )
        st.page_link("pages/library.py", label="Open the library", icon=":material/folder_open:")
        return
    today = person.sybil.now().date()
    open_ones = [one for one in found if one.state == "open"]
    done = [one for one in found if one.state == "done"]
    row = telling(_told(wanted, open_ones, today), bool(wanted.query()), ("owner", "task", "mine"))
    _marked(person)
    if not found:
        st.info("No action fits this. Try another name of the person or fewer words, or clear the filters.")
        return
    try:
        _table(person, open_ones, own, by_owner, "open", row)
        _done(person, done, own, by_owner)
    except SybilError as error:
        failed(error)


def _filters(has_own: bool) -> tuple[WantedActions, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.text_input(
            "Owner", key="owner", placeholder="Owner: any name of the person", max_chars=100, type="search",
            label_visibility="collapsed", icon=":material/person_search:", bind="query-params", width="stretch",
        )  # fmt: skip
        with st.popover("Filters", icon=":material/tune:", width="content"):
            task = st.text_input(
                "Task", key="task", placeholder="Words of the task", max_chars=200, bind="query-params"
            )
            by = st.segmented_control(
                "Group by", ["owner", "day"], format_func=str.capitalize, default="owner", required=True, key="by",
                bind="query-params",
            )  # fmt: skip
        mine = has_own and st.toggle("Mine", key="mine", bind="query-params", width="content")
        wanted = WantedActions((owner or "").strip(), (task or "").strip(), mine)
        offered = {
            "Actions as a table (CSV)": ("actions.csv", ":material/table_view:"),
            "Due dates for a calendar (ICS)": ("actions.ics", ":material/event:"),
        }
        exports(offered, wanted.query())
    reset_page("open-page", (wanted, by))
    reset_page("done-page", (wanted, by))
    return wanted, by != "day"


def _told(wanted: WantedActions, open_ones: Sequence[Action], today: date) -> str:
    number = Counter(due.part(one, today) for one in open_ones)
    parts = [f"{len(open_ones):,} open"]
    parts += [f"{number['overdue']:,} overdue"] if number["overdue"] else []
    parts += [f"{number['week']:,} due this week"] if number["week"] else []
    parts += [f"owner “{wanted.owner}”"] if wanted.owner else []
    parts += [f"task with “{wanted.task}”"] if wanted.task else []
    return " · ".join(parts)


def _done(person: Person, done: Sequence[Action], own: frozenset[str], by_owner: bool) -> None:
    if not done:
        return
    place = st.expander(
        f"Done ({len(done):,})", key="ledger-done", icon=":material/task_alt:", on_change="rerun", type="compact"
    )
    if place.open:
        with place:
            _table(person, done, own, by_owner, "done", st.container(horizontal=True))


def _table(
    person: Person, found: Sequence[Action], own: frozenset[str], by_owner: bool, state: str, row: DeltaGenerator
) -> None:
    if not found:
        st.caption("Nothing open here.")
        return
    today = person.sybil.now().date()
    names = _names(person) if by_owner else {}
    groups = _grouped(found, names, today, by_owner)
    ordered = [(title, one) for title, held in groups.items() for one in held]
    shown = paged(ordered, f"{state}-page", row)
    on_page = defaultdict[str, list[Item]](list)
    for title, one in shown:
        on_page[title].append(_item(person, one, own, today, by_owner))
    drawn: list[Group] = [
        {"title": title, "note": _note(groups[title], today, by_owner), "items": items}
        for title, items in on_page.items()
    ]
    verb, many = ("Mark done", "Mark % done") if state == "open" else ("Reopen", "Reopen %")
    label = "Open actions" if state == "open" else "Done actions"
    board(drawn, f"ledger-{state}-actions", "actions", label, lambda key: _press(person, key), None, verb, many)


def _names(person: Person) -> Mapping[str, str]:
    """The name under which each spelling of a person's is shown; spellings of two people stay as they are."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in person.sybil.entities(person.viewer, kind="person", limit=1000):
        for name in (one.name, *one.aliases):
            found[name.casefold()].add(one.name)
    return {spelling: next(iter(names)) for spelling, names in found.items() if len(names) == 1}


def _grouped(found: Sequence[Action], names: Mapping[str, str], today: date, by_owner: bool) -> dict[str, list[Action]]:
    """By owner, most overdue first and nobody's last; or by when it is due. The most urgent first in each."""
    groups = defaultdict[str, list[Action]](list)
    order = list(due.PARTS)
    for one in sorted(found, key=lambda one: (order.index(due.part(one, today)), one.due or date.max)):
        owner = names.get((one.owner or "").casefold(), one.owner) or NOBODY
        groups[owner if by_owner else due.PARTS[due.part(one, today)]].append(one)
    if not by_owner:
        return groups
    late = {title: sum(due.part(one, today) == "overdue" for one in held) for title, held in groups.items()}
    return dict(sorted(groups.items(), key=lambda group: (group[0] == NOBODY, -late[group[0]], group[0].casefold())))


def _note(held: Sequence[Action], today: date, by_owner: bool) -> str:
    late = sum(due.part(one, today) == "overdue" for one in held)
    state = "done" if held[0].state == "done" else "open"
    return f"{len(held):,} {state}" + (f", {late:,} overdue" if late and by_owner else "")


def _item(person: Person, one: Action, own: frozenset[str], today: date, by_owner: bool) -> Item:
    said = due.said(one, today)
    item: Item = {
        "id": one.id, "text": one.task, "state": due.part(one, today), "may": _may(person, one.id, own),
        "owner": "" if by_owner else (one.owner or NOBODY), "due": said[0].upper() + said[1:],
        "day": person.day(one.due) if one.due else "", "place": place(one), "open": one.id in opened(),
    }  # fmt: skip
    if one.level > Level.INTERNAL:
        item["owner"] = " · ".join(part for part in (item["owner"], one.level.capitalize()) if part)
    if item["open"]:
        try:
            item["panel"] = quoted(one, person.sybil.context(one, person.viewer))
        except SybilError as error:
            item["panel"] = [{"runs": [run(str(error))]}]
    return item


def _may(person: Person, action_id: str, own: frozenset[str]) -> bool:
    return person.may(Role.EDITOR) or action_id in own


def _press(person: Person, key: str) -> None:
    what = pressed(key)
    if what.get("act") == "open":
        opened().symmetric_difference_update({str(what.get("id", ""))})
    elif what.get("act") == "read":
        st.session_state["ledger-go"] = what
    elif what.get("act") == "mark" and isinstance(what.get("ids"), list):
        mark(person, [str(one) for one in what["ids"]][:500], "done" if "open" in key else "open")


def mark(person: Person, ids: Sequence[str], state: str) -> None:
    """Mark actions ``done`` or ``open``; what this person may not mark is left. What came of it is told on the page."""
    changed: list[str] = []
    refused, error = 0, ""
    try:
        own = own_ids(person.sybil, person.viewer, person.account)
        for one in dict.fromkeys(ids):
            if _may(person, one, own):
                person.sybil.set_action_state(one, state, person.viewer)
                changed.append(one)
            else:
                refused += 1
    except SybilError as failure:
        error = str(failure)
    if refused:
        error = f"{error} You may mark your own actions only; ask an editor for the others.".strip()
    st.session_state[_DONE_JUST_NOW] = (changed, state, error)


def _marked(person: Person) -> None:
    """What was marked just now, with the way back."""
    changed, state, error = st.session_state.get(_DONE_JUST_NOW, ((), "", ""))
    if error:
        st.error(words.plain(error), icon=":material/error:")
    if changed:
        told = "marked done" if state == "done" else "opened again"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f":material/check: {words.count(len(changed), 'action')} {told}.", width="content")
            st.button("Undo", key="ledger-undo", type="tertiary", on_click=_undo, args=(person, changed, state))


def _undo(person: Person, changed: Sequence[str], state: str) -> None:
    mark(person, changed, "open" if state == "done" else "done")
