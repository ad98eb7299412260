"""Library."""

import streamlit as st

from core.ui.gate import gate

person = gate("Library")
st.title("Library")
