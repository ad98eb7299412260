"""Document."""

import streamlit as st

from core.ui.gate import gate

person = gate("Document")
st.title("Document")
