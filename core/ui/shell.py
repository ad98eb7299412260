"""The frame around every page: the way in, the navigation, and the one quiet line on how the library stands."""

import logging
from pathlib import Path

import streamlit as st

from core.accounts import viewer_of
from core.errors import SybilError
from core.models import Account, Role
from core.ui import signin, words
from core.ui.host import Host, host

log = logging.getLogger(__name__)

PAGES = (
    ("Home.py", "Home", ":material/home:", Role.READER),
    ("pages/chat.py", "Chat", ":material/forum:", Role.READER),
    ("pages/library.py", "Library", ":material/folder_open:", Role.READER),
    ("pages/ledger.py", "Ledger", ":material/fact_check:", Role.READER),
    ("pages/graph.py", "Graph", ":material/hub:", Role.READER),
    ("pages/people.py", "People", ":material/group:", Role.ADMIN),
    ("pages/account.py", "Account", ":material/person:", Role.READER),
)
"""Path, name, sign and least role of every page in the navigation, in its order."""


def frame(wide: bool) -> None:
    """The little that the theme cannot say, as a style sheet for the whole page."""
    width = "wide" if wide else "narrow"
    component = st.components.v2.component(
        f"sybil_frame_{width}",
        html=f'<span class="sybil-frame sybil-{width}"></span>',
        css=(Path(__file__).parent / "frame.css").read_text(encoding="utf-8"),
        js=(Path(__file__).parent / "frame.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
    component(key="sybil-frame")


def entrance(door: signin.Door) -> Account | None:
    """The way in: the set-up of the first administrator, or the sign-in form. The account once somebody got in."""
    place = st.empty()
    with place.container(), st.container(width=420):
        if host().sybil.accounts.set_up_needed():
            st.title("Welcome to Sybil")
            st.write("Make the first administrator. The set-up code stands in the terminal where Sybil was started.")
            account = signin.set_up_form(door)
        else:
            st.title("Sybil")
            st.write("Your organisation's memory. Sign in to ask it.")
            account = signin.sign_in_form(door)
    if account is not None:
        place.empty()
    return account


def closed(error: SybilError) -> None:
    """Sybil cannot be opened: say why and what to do."""
    log.error("a page could not be shown: %s", error)
    st.title("Sybil is not available now")
    st.error(str(error), icon=":material/error:")
    if st.button("Try again", type="primary"):
        st.rerun()


def navigation(account: Account, here: Host) -> None:
    """The sidebar: the pages this person may open, who is signed in, and how the library stands."""
    with st.sidebar:
        st.markdown("### Sybil")
        for path, name, icon, role in PAGES:
            if account.role >= role:
                st.page_link(path, label=name, icon=icon)
        aside = st.container(key="aside")
        with st.container(key="standing"):
            st.divider()
            standing(account, here)
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.caption(f"{words.plain(account.display_name)} · {account.role}")
                st.button(
                    "Sign out", key="sign-out", type="tertiary", icon=":material/logout:", on_click=signin.sign_out
                )
    st.session_state["aside"] = aside


@st.fragment(run_every="2s")
def standing(account: Account, here: Host) -> None:
    """How the library stands, in one line that is always true. Whoever is no longer signed in is shown the door."""
    try:
        if signin.present() is None:
            st.rerun(scope="app")
        line, sign = _line(account, here)
    except SybilError as error:
        line, sign = str(error), "error"
    st.caption(f":material/{sign}: {words.plain(line)}")
    progress = here.progress
    if progress is not None:
        st.progress(progress.n / max(1, progress.of))


@st.fragment(run_every="2s")
def banner(account: Account, here: Host) -> None:
    """That the graph server is away and a copy is shown, for as long as that is so."""
    standing = here.sybil.standing()
    if standing.said is not None:
        reason = f" {standing.reason}" if standing.reason and account.role >= Role.ADMIN else ""
        st.warning(words.plain(standing.said + reason), icon=":material/cloud_off:")


def _line(account: Account, here: Host) -> tuple[str, str]:
    progress, sybil = here.progress, here.sybil
    status = sybil.status(viewer_of(account))
    if progress is not None:
        rest = words.left(progress.seconds_left)
        return f"Reading {progress.n} of {progress.of}{f', {rest}' if rest else ''}", "sync"
    if not sybil.standing().reachable:
        return "The graph server is away", "cloud_off"
    if here.sync_error:
        return f"The library could not be read. {here.sync_error}", "warning"
    if status.syncing_since is not None and status.last_good is None:
        return "Reading the library", "sync"
    read = words.ago(status.last_good, sybil.now(), account.date_style)
    known = words.count(status.counts.documents, "document")
    failed = f", {words.count(status.failures, 'file')} could not be read" if status.failures else ""
    return f"{known}, read {read}{failed}", "warning" if status.failures else "check_circle"
