"""What Home shows: the question box, what is new, what is due, and how much the library holds."""

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from core.models import Action, Counts, Decision, Document
from core.ui import words
from core.ui.gate import Person
from core.views.news import News

SHOWN = 5
_VISIT = "sybil_last_visit"


def last_visit(person: Person) -> datetime | None:
    """When this person was here before; the same all through one visit."""
    if _VISIT not in st.session_state:
        st.session_state[_VISIT] = person.sybil.accounts.touch_visit(person.account.name)
    found: datetime | None = st.session_state[_VISIT]
    return found


def question_box(person: Person) -> None:
    """Ask from here; the answer is on the Chat page."""
    with st.form("ask", border=False, enter_to_submit=True), st.container(horizontal=True, vertical_alignment="bottom"):
        question = st.text_input(
            "Your question",
            key="home-question",
            placeholder="What did we decide about …?",
            max_chars=2000,
            width="stretch",
        )
        asked = st.form_submit_button("Ask", type="primary", icon=":material/arrow_upward:")
    if asked and question.strip():
        st.switch_page("pages/chat.py", query_params={"q": question.strip()})
    suggested = person.host.suggestions(person.viewer)
    if suggested:
        with st.container(horizontal=True, key="home-suggestions"):
            for n, text in enumerate(suggested):
                if st.button(words.plain(text), key=f"home-suggestion-{n}", type="tertiary"):
                    st.switch_page("pages/chat.py", query_params={"q": text})


def what_is_new(person: Person, news: News) -> None:
    """Documents and decisions since the last visit, and what is due."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(f"New since {_since(person, news.since)}")
        _documents(person, news.documents, news.documents_total)
        _decisions(person, news.decisions, news.decisions_total)
    with right:
        st.subheader("Due this week")
        mine = [*news.own_overdue, *news.own_due]
        _actions(person, mine or [*news.overdue, *news.due], bool(mine))


def what_it_knows(counts: Counts, added: Counts) -> None:
    """The library in numbers, and what came in the last 30 days."""
    st.subheader("What Sybil knows")
    named = ("documents", "passages", "decisions", "actions", "entities")
    with st.container(horizontal=True, key="knows"):
        for name in named:
            number, fresh = getattr(counts, name), getattr(added, name)
            label = "Names" if name == "entities" else name.capitalize()
            st.metric(label, f"{number:,}", f"{fresh:,} in 30 days" if fresh else None, delta_color="off", width=140)


def _since(person: Person, moment: datetime) -> str:
    said = person.ago(moment)
    return said if said[0].isdigit() and "ago" not in said else f"your last visit, {said}"


def _documents(person: Person, documents: Sequence[Document], total: int) -> None:
    if not documents:
        st.caption("No new documents.")
    for one in documents[:SHOWN]:
        with st.container(gap=None):
            st.page_link(
                "pages/document.py",
                label=words.plain(words.short(one.title or one.name)),
                icon=":material/description:",
                query_params={"id": one.id},
            )
            st.caption(f"{one.kind.capitalize()} · {person.day(one.date)} · {words.level(one.level)}")
    if total > SHOWN:
        st.page_link("pages/library.py", label=f"All {words.count(total, 'new document')}")


def _decisions(person: Person, decisions: Sequence[Decision], total: int) -> None:
    for one in decisions[:SHOWN]:
        with st.container(gap=None):
            st.page_link(
                "pages/ledger.py",
                label=words.plain(words.short(one.statement, 120)),
                icon=":material/gavel:",
                query_params={"decision": one.id},
            )
            st.caption(f"Decided {person.day(one.date)} · {words.plain(one.document)}")
    if total > SHOWN:
        st.page_link("pages/ledger.py", label=f"All {words.count(total, 'new decision')}")


def _actions(person: Person, actions: Sequence[Action], own: bool) -> None:
    if not actions:
        st.caption("Nothing is due this week and nothing is overdue.")
        return
    st.caption("Yours" if own else "Nothing of yours; this is everybody's.")
    today = person.sybil.now().date()
    for one in actions[:SHOWN]:
        with st.container(gap=None):
            st.page_link(
                "pages/ledger.py",
                label=words.plain(words.short(one.task, 120)),
                icon=":material/warning:" if one.due and one.due < today else ":material/task_alt:",
                query_params={"tab": "actions"},
            )
            st.caption(f"{words.plain(one.owner or 'nobody named')} · {_when(person, one.due, today)}")
    if len(actions) > SHOWN:
        st.page_link("pages/ledger.py", label=f"All {len(actions)} actions", query_params={"tab": "actions"})


def _when(person: Person, due: date | None, today: date) -> str:
    if due is None:
        return "without date"
    days = (due - today).days
    if days < 0:
        return f"overdue by {words.count(-days, 'day')} ({person.day(due)})"
    return "due today" if days == 0 else f"due {person.day(due)}"
