"""Account."""

import streamlit as st

from core.ui.gate import gate

person = gate("Account")
st.title("Account")
