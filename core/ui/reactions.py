"""Thumbs under an answer, and a word on why one is down."""

import streamlit as st

from core.db.feedback import VERDICTS, Verdict
from core.errors import SybilError
from core.ui import words
from core.ui.gate import Person

COMMON = ("It is wrong", "It is out of date", "Not what I asked", "The sources do not say so")
_THUMB = {"good": 1, "poor": 0}


def thumbs(person: Person, record_id: str) -> Verdict | None:
    """Draw both thumbs; what this person thinks of the answer now."""
    try:
        said = person.sybil.feedback.of(record_id, person.viewer)
        chosen = st.feedback("thumbs", key=f"thumb-{record_id}", default=_THUMB[said.verdict] if said else None)
        verdict = None if chosen is None else next(one for one in VERDICTS if _THUMB[one] == chosen)
        if verdict is not None and (said is None or said.verdict != verdict):
            said = person.sybil.feedback.give(record_id, person.viewer, verdict)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return None
    return said


def reason(person: Person, said: Verdict | None) -> None:
    """Ask for the reason of a thumb that is down; say so once it is kept."""
    if said is None or said.verdict != "poor":
        return
    if said.reason:
        st.caption(f":material/check: Noted: {words.plain(words.short(said.reason, 120))}")
        return
    with st.form(f"why-{said.record_id}", border=False):
        common = st.pills("What was wrong?", COMMON, selection_mode="multi", key=f"why-common-{said.record_id}")
        own = st.text_input(
            "In your words",
            key=f"why-own-{said.record_id}",
            max_chars=1000,
            placeholder="What should it have said? (optional)",
            label_visibility="collapsed",
        )
        sent = st.form_submit_button("Send", icon=":material/send:")
    told = ". ".join([*common, *([own.strip()] if own.strip() else [])])
    if sent and told:
        try:
            person.sybil.feedback.give(said.record_id, person.viewer, "poor", told)
        except SybilError as error:
            st.error(words.plain(str(error)), icon=":material/error:")
            return
        st.rerun(scope="fragment")
