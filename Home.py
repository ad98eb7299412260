"""The entry of Sybil in the browser: ``streamlit run Home.py``."""

import streamlit as st

from core.ui.server import application

app = application(__file__)

if st.runtime.exists():
    from core.ui.gate import gate

    person = gate("Home")
    st.title("Home")
