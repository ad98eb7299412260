"""Asking on the Chat page: from the box, from an address, once more, and what is shown until the answer is there."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.accounts import viewer_of
from core.db.conversations import Conversation
from core.errors import SybilError
from core.ui import narrowing, rich, signin, words
from core.ui.answering import Job
from core.ui.gate import Person

TICK = 0.4
"""Seconds between two redraws of an answer that is being written."""
SOON = 0.8
"""So long a page waits for an answer before it turns to following it: extracts are there by then."""
TITLE_LENGTH = 60
BUSY = "Another question is being answered in this conversation. Wait for it, or stop it; then ask this one."
_UNASKED, _FROM_ADDRESS = "chat-unasked", "chat-from-address"


@dataclass(frozen=True)
class Unasked:
    """A question that could not be asked, and why."""

    question: str
    conversation: str | None
    reason: str


def present(person: Person) -> None:
    """Parts of a page that are drawn by themselves ask anew who is there; where it is another, the page is drawn whole,
    and its gate decides."""
    account = signin.present()
    if account is None or viewer_of(account) != person.viewer:
        st.rerun(scope="app")


def conversation(person: Person) -> Conversation | None:
    """The conversation that the address names; None without one. Raises ConversationNotFound."""
    named = st.query_params.get("c")
    return person.sybil.conversations.get(named, person.viewer) if named else None


def ask(person: Person, question: str, conversation_id: str | None = None, regenerate: bool = False) -> str | None:
    """Begin to answer; the id of the conversation, which the address holds from now on. None where it could not be
    asked: ``unasked`` keeps it then."""
    made = conversation_id
    try:
        if made is None:
            made = person.sybil.conversations.start(person.viewer, words.short(question, TITLE_LENGTH))
        job = person.host.answering.ask(question, person.viewer, made, narrowing.chosen(), regenerate)
    except SybilError as error:
        st.session_state[_UNASKED] = Unasked(question, conversation_id, str(error))
        return None
    if job.question != question:
        st.session_state[_UNASKED] = Unasked(question, conversation_id, BUSY)
        return None
    st.session_state.pop(_UNASKED, None)
    st.query_params.from_dict({"c": made})
    return made


def from_address(person: Person) -> None:
    """Ask the question of the address, ``?q=``, once; going back to that address shows the answer again."""
    question = " ".join(st.query_params.get("q", "").split())[:2000]
    if not question:
        return
    asked: dict[str, str] = st.session_state.setdefault(_FROM_ADDRESS, {})
    try:
        known = asked.get(question)
        if known is not None:
            person.sybil.conversations.get(known, person.viewer)
            st.query_params.from_dict({"c": known})
            return
    except SybilError:
        del asked[question]
    made = ask(person, question)
    if made is not None:
        asked[question] = made
    else:
        st.query_params.clear()


def unasked(person: Person, conversation_id: str | None) -> None:
    """The question that could not be asked, with the reason, until it is asked again or let go."""
    kept: Unasked | None = st.session_state.get(_UNASKED)
    if kept is None or kept.conversation != conversation_id:
        return
    again = broken(kept.question, kept.reason, "unasked")
    if again == "again":
        ask(person, kept.question, kept.conversation)
    if again:
        if again == "drop":
            del st.session_state[_UNASKED]
        st.rerun()


def broken(question: str, reason: str, key: str) -> str | None:
    """A question without an answer, and why; ``again`` or ``drop`` when one of its buttons was pressed."""
    rich.show(asked(question), key=f"{key}-question")
    st.error(words.plain(reason), icon=":material/error:")
    with st.container(horizontal=True):
        if st.button("Ask again", key=f"{key}-again", icon=":material/refresh:", type="primary"):
            return "again"
        if st.button("Remove this question", key=f"{key}-drop", type="tertiary"):
            return "drop"
    return None


def pending(person: Person, conversation_id: str, job: Job | None) -> None:
    """A question of this conversation that has no answer: it failed, or was broken off by a restart."""
    question = job.question if job else person.sybil.conversations.pending(conversation_id, person.viewer)
    if question is None:
        return
    reason = (
        job.error if job and job.error else "The answer was broken off before it was finished. Nothing else is lost."
    )
    pressed = broken(question, reason, f"pending-{conversation_id}")
    if pressed == "again":
        ask(person, question, conversation_id, job.regenerate if job else False)
    elif pressed == "drop":
        person.host.answering.dismiss(conversation_id, person.viewer)
        person.sybil.conversations.drop_pending(conversation_id, person.viewer)
    if pressed:
        st.rerun()


@st.fragment(run_every=TICK)
def running(person: Person, job: Job) -> None:
    """The answer so far, redrawn a few times a second, and the button that stops it."""
    present(person)
    if job.done:
        st.rerun(scope="app")
    rich.show([*asked(job.question), *so_far(job)], key=f"running-{job.conversation}", label="Answer, being written")
    if job.stop.is_set():
        st.caption(":material/stop_circle: Stopping")
    elif st.button("Stop", key=f"stop-{job.conversation}", icon=":material/stop_circle:"):
        job.stop.set()
        st.rerun(scope="fragment")


def so_far(job: Job) -> list[rich.Block]:
    """What there is of an answer; its numbers cannot be clicked before its sources are checked."""
    text, numbers = job.text, range(1, 100)
    blocks = rich.markdown(text, numbers) if job.by_model else rich.lines(text, numbers)
    for block in blocks:
        block["runs"] = [{**one, "kind": "ref"} if one["kind"] == "cite" else one for one in block["runs"]]
    return [*blocks, {"tag": "meta", "runs": [rich.run(f"{job.status}…")]}]


def asked(question: str) -> list[rich.Block]:
    """The question, as a heading."""
    return [{"tag": "h", "runs": [rich.run(question)]}]


def watch(person: Person, seen: Conversation, busy: bool) -> None:
    """Draw the page anew when another tab asked, was answered, or renamed here."""

    @st.fragment(run_every="3s")
    def look() -> None:
        present(person)
        try:
            now: Any = person.sybil.conversations.get(seen.id, person.viewer)
        except SybilError:
            now = None
        job = person.host.answering.of(seen.id, person.viewer)
        if now != seen or (job is not None and not job.done) != busy:
            st.rerun(scope="app")

    look()
