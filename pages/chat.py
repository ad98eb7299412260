"""Chat."""

import streamlit as st

from core.ui.gate import gate

person = gate("Chat")
st.title("Chat")
