"""Library: every document this person may read, files in, files out, and what could not be read."""

import streamlit as st

from core.errors import SybilError
from core.models import Role
from core.ui import live, managing, reading_state, shelf, uploading, words
from core.ui.gate import gate

person = gate("Library")
st.title("Library")
reading_state.now(person)
managing.said()
try:
    known = person.sybil.counts(person.viewer).documents
    failures = person.sybil.failures(person.viewer)
    uploading.area(person, empty=not known)
    reading_state.failures(person, failures)
    if known:
        asked = shelf.wanted(person)
        documents = shelf.found(person, asked)
        several = False
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(f"{len(documents):,} of {words.count(known, 'document')}" if asked.narrow else "Newest first")
            if person.may(Role.EDITOR):
                several = st.toggle("Select several", key="shelf-several")
        bar = st.container()
        if documents:
            picked = shelf.table(person, documents, frozenset(one.name for one in failures), several)
            if picked and not several:
                st.switch_page("pages/document.py", query_params={"id": picked[0].id})
            with bar:
                if several and managing.bar(person, picked):
                    st.rerun()
            st.link_button(
                "Download the list (CSV)", "/downloads/documents.csv", icon=":material/download:", type="tertiary"
            )
        else:
            st.info("No document matches. Use fewer words, or clear the filters.", icon=":material/search_off:")
    elif person.may(Role.EDITOR):
        st.info("Documents will be listed here. Add the first ones above, or put files into the library's folder.")
    else:
        st.info("Documents will be listed here once somebody has added them. Ask an editor, or look in again later.")
    reading_state.samples(person)
except SybilError as error:
    st.error(str(error), icon=":material/error:")
live.follow(person.host)
