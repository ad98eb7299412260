"""Ledger."""

import streamlit as st

from core.ui.gate import gate

person = gate("Ledger")
st.title("Ledger")
