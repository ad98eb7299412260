"""Graph."""

import streamlit as st

from core.ui.gate import gate

person = gate("Graph")
st.title("Graph")
