"""Ledger: what was decided, and what is to be done."""

import streamlit as st

from core.ui import ledger, live, tasks, timeline
from core.ui.gate import gate

person = gate("Ledger")
st.title("Ledger")
decided, to_do = ledger.tabs()
if decided.open:
    with decided:
        timeline.decisions(person)
if to_do.open:
    with to_do:
        tasks.actions(person)
live.follow(person.host)
