"""How reading goes: what is being read now, how the last look at the library ended, and which files failed."""

from collections.abc import Sequence

import streamlit as st

from core.accounts import require
from core.errors import SybilError
from core.library.status import Failure
from core.models import Level, Role
from core.ui import managing, rich, words
from core.ui.gate import Person

SHOWN = 20


@st.fragment(run_every="2s")
def now(person: Person) -> None:
    """Which file of how many is being read, how long it takes, or how the last reading ended."""
    progress = person.host.progress
    if progress is not None:
        left = words.left(progress.seconds_left)
        file = f" “{words.plain(words.short(progress.file, 60))}”" if _may_know(person, progress.file) else ""
        said = f"Reading{file}, {progress.n} of {progress.of}{f', {left}' if left else ''}"
        st.progress(progress.n / max(1, progress.of), text=said)
        return
    try:
        status = person.sybil.status(person.viewer)
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
        return
    wrong = status.last_sync.said if status.last_sync is not None else None
    if person.host.sync_error:
        wrong = f"The library could not be read. {person.host.sync_error}"
    if wrong and person.sybil.standing().reachable:  # else the banner above every page says it
        st.warning(words.plain(wrong), icon=":material/warning:")
    st.caption(f"Last read through {person.ago(status.last_good)}" if status.last_good else "Not read yet")


def _may_know(person: Person, name: str) -> bool:
    """Whether the name of a file that is being read may be told: nobody knows its level yet."""
    return person.viewer.may_read(Level.RESTRICTED) or name in st.session_state.get("uploaded", [])


def failures(person: Person, found: Sequence[Failure]) -> None:
    """Files that could not be read: why, how often they were tried, when they are tried again."""
    if not found:
        return
    label = f"{words.count(len(found), 'file')} could not be read"
    with st.expander(label, icon=":material/warning:", key="failures"):
        editor = person.may(Role.EDITOR)
        for n, failure in enumerate(found[:SHOWN]):
            with st.container(horizontal=True, vertical_alignment="center", key=f"failure-{n}"):
                rich.show(_told(person, failure), f"failure-text-{n}", "source")
                if editor:
                    st.button("Try again", key=f"retry-{n}", on_click=_retry, args=(person, failure))
        if len(found) > SHOWN:
            st.caption(f"And {len(found) - SHOWN} more.")
        if editor and len(found) > 1:
            st.button(f"Try all {len(found)} again", key="retry-all", on_click=_retry, args=(person, None))


def _told(person: Person, failure: Failure) -> list[rich.Block]:
    if failure.ended:
        following = "It is not tried again until it changes."
    elif failure.next_try is None or failure.next_try <= person.sybil.now():
        following = "It is tried again now."
    else:
        minutes = max(1, round((failure.next_try - person.sybil.now()).total_seconds() / 60))
        following = f"It is tried again in about {minutes} min."
    tries = (
        f"Tried {words.count(failure.tries, 'time')}, last {person.ago(failure.last_failed)}. " if failure.tries else ""
    )
    return [
        {"tag": "p", "runs": [rich.run(failure.name, "strong"), rich.run(f"\n{failure.reason}")]},
        {"tag": "p", "runs": [rich.run(f"{tries}{following}", "dim")]},
    ]


def _retry(person: Person, only: Failure | None) -> None:
    try:
        require(person.account, Role.EDITOR)
        count = person.sybil.try_again(person.viewer, only)
        person.host.read_now()
        managing.tell(f"{words.count(count, 'file')} {'is' if count == 1 else 'are'} being tried again.")
    except SybilError as error:
        managing.tell(words.plain(str(error)), "error")


def samples(person: Person) -> None:
    """The way to take the samples out, for administrators."""
    if not (person.may(Role.ADMIN) and person.sybil.has_samples()):
        return
    if not st.session_state.get("samples-asking"):
        st.button("Remove the samples…", key="samples", type="tertiary", on_click=_ask_about_samples)
        return
    st.warning(
        "The sample documents will be removed with all that only they say. They can be loaded again from Home.",
        icon=":material/delete:",
    )
    with st.container(horizontal=True):
        st.button("Remove the samples", key="samples-now", on_click=_drop_samples, args=(person,))
        st.button("Keep", key="samples-keep", on_click=lambda: st.session_state.pop("samples-asking", None))


def _ask_about_samples() -> None:
    st.session_state["samples-asking"] = True


def _drop_samples(person: Person) -> None:
    st.session_state.pop("samples-asking", None)
    try:
        require(person.account, Role.ADMIN)
        person.sybil.drop_samples(person.viewer)
        person.host.read_now()
        managing.tell("The samples were removed.")
    except SybilError as error:
        managing.tell(words.plain(str(error)), "error")
