"""The person's conversations: the list beside the page, and what can be done with the one that is open."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

import streamlit as st

from core.db.conversations import Conversation
from core.errors import SybilError
from core.ui import words
from core.ui.gate import Person

LISTED = 12
PAGE = "pages/chat.py"


def aside(person: Person, opened: Conversation | None) -> None:
    """The list in the sidebar: a new one, a search, and all of them by day."""
    with st.session_state["aside"], st.container(key="talks"):
        st.divider()
        with st.container(key="talk-new"):
            st.page_link(PAGE, label="New conversation", icon=":material/edit_square:", width="stretch")
        sought = st.text_input(
            "Search conversations",
            key="talk-search",
            placeholder="Search conversations",
            label_visibility="collapsed",
            icon=":material/search:",
            max_chars=100,
        ).strip()
        try:
            mine = person.sybil.conversations
            found = mine.search(person.viewer, sought) if sought else mine.list(person.viewer)
        except SybilError as error:
            st.error(words.plain(str(error)), icon=":material/error:")
            return
        if not found:
            st.caption(
                "No conversation holds these words." if sought else "Your conversations will be here, for you alone."
            )
        most = len(found) if st.session_state.get("talks-all") else LISTED
        for name, group in _by_day(person, found[:most]):
            st.caption(name)
            for one in group:
                _link(person, one, opened)
        if len(found) > most and st.button(
            f"Show all {words.count(len(found), 'conversation')}", key="talks-show", type="tertiary"
        ):
            st.session_state["talks-all"] = True
            st.rerun()


def head(person: Person, opened: Conversation) -> None:
    """The line above a conversation: its title, and a menu."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="talk-head"):
        st.title(words.plain(opened.title), anchor=False)
        with st.popover("More", icon=":material/more_horiz:", type="tertiary", width="content"):
            _menu(person, opened)


def _menu(person: Person, opened: Conversation) -> None:
    with st.form(f"rename-{opened.id}", border=False):
        title = st.text_input("Title", value=opened.title, key=f"title-{opened.id}", max_chars=80)
        renamed = st.form_submit_button("Rename", icon=":material/edit:", width="stretch")
    if opened.turns:
        for kind, name in (("md", "Export as Markdown"), ("docx", "Export as Word")):
            address = f"/downloads/conversation.{kind}?{urlencode({'id': opened.id})}"
            st.link_button(name, address, icon=":material/download:", width="stretch")
    sure = f"delete-{opened.id}"
    if not st.session_state.get(sure):
        if st.button("Delete this conversation", key=f"{sure}-first", icon=":material/delete:", width="stretch"):
            st.session_state[sure] = True
            st.rerun()
    else:
        st.write("Delete it for good? Its answers are gone from this list; nothing else changes.")
        if st.button("Delete for good", key=f"{sure}-really", type="primary", width="stretch"):
            _delete(person, opened)
        if st.button("Keep it", key=f"{sure}-keep", width="stretch"):
            st.session_state[sure] = False
            st.rerun()
    if renamed and title.strip() and title.strip() != opened.title:
        _renamed(person, opened, title)


def _renamed(person: Person, opened: Conversation, title: str) -> None:
    try:
        person.sybil.conversations.rename(opened.id, person.viewer, title)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def _delete(person: Person, opened: Conversation) -> None:
    job = person.host.answering.of(opened.id, person.viewer)
    if job is not None:
        job.stop.set()
    try:
        person.sybil.conversations.delete(opened.id, person.viewer)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    person.host.answering.dismiss(opened.id, person.viewer)
    st.query_params.clear()
    st.rerun()


def _link(person: Person, one: Conversation, opened: Conversation | None) -> None:
    job = person.host.answering.of(one.id, person.viewer)
    sign = ":material/pending:" if job is not None and not job.done else None
    here = opened is not None and one.id == opened.id
    with st.container(key=f"talk-now-{one.id}" if here else f"talk-{one.id}"):
        st.page_link(
            PAGE, label=words.plain(words.short(one.title, 60)), icon=sign, query_params={"c": one.id}, width="stretch"
        )


def _by_day(person: Person, found: Sequence[Conversation]) -> list[tuple[str, list[Conversation]]]:
    today = person.sybil.now().astimezone().date()
    groups: dict[str, list[Conversation]] = {"Today": [], "Yesterday": [], "Earlier": []}
    for one in found:
        day = one.updated_at.astimezone().date()
        name = "Today" if day >= today else "Yesterday" if day == today - timedelta(days=1) else "Earlier"
        groups[name].append(one)
    return [(name, group) for name, group in groups.items() if group]
