"""Document: one document as it was written, open at a place, with what Sybil knows of it beside it."""

import streamlit as st

from core.errors import NotFound, SybilError
from core.ui import document_view, live, managing, words
from core.ui.gate import gate

person = gate("Document")
st.page_link("pages/library.py", label="Library", icon=":material/arrow_back:")

try:
    found = document_view.opened(person)
except NotFound:
    st.title("Document")
    st.info("There is no such document.", icon=":material/search_off:")
    live.follow(person.host)
    st.stop()
except SybilError as error:
    st.title("Document")
    st.error(str(error), icon=":material/error:")
    st.stop()

st.title(words.plain(found.document.title))
st.caption(document_view.line(person, found.document))
managing.said()
with st.container(key="document"):
    reading, beside = st.columns([0.64, 0.36], gap="large")
with reading:
    document_view.text(found)
with beside, st.container(key="document-beside"):
    try:
        document_view.facts(person, found)
        document_view.about(person, found.document)
        document_view.manage(person, found.document)
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
live.follow(person.host)
