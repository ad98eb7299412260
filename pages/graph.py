"""Graph: who and what the library names, who is named beside whom, and the words that say so."""

import streamlit as st

from core.errors import SybilError
from core.ui import live, merging, neighbourhood, walking
from core.ui.gate import gate

person = gate("Graph")
st.title("Graph")
merging.told()
try:
    searching = neighbourhood.search(person)
    chosen = walking.here()
    hood = person.sybil.neighbourhood(chosen, person.viewer) if chosen else None
    if hood is not None:
        neighbourhood.whole(person, hood)
        merging.join(person, hood.entity)
        merging.in_force(person, hood.entity)
    elif not searching:
        neighbourhood.begin(person)
except SybilError as error:
    st.error(str(error), icon=":material/error:")
    st.button("See all names", on_click=st.query_params.clear)
if not walking.here():
    merging.in_force(person)
live.follow(person.host)
