"""The entry of Sybil in the browser: ``streamlit run Home.py``."""

import streamlit as st

from core.ui import server

app = st.App(__file__, lifespan=server.lifespan, middleware=server.middleware(), routes=server.routes())

if st.runtime.exists():
    from core.ui.gate import gate

    person = gate("Home")
    st.title("Home")
