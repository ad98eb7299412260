"""Account: who somebody is here, the password, how dates are written, and where they are signed in."""

import streamlit as st

from core.errors import SybilError
from core.ui import account_view, managing
from core.ui.gate import gate

person = gate("Account")
st.title("Account")
managing.said()
with st.container(width=560):
    try:
        account_view.who(person)
        account_view.dates(person)
        account_view.password(person)
        account_view.sign_ins(person)
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
