"""People: who may sign in, as what, and how much they may read. For administrators."""

import streamlit as st

from core.errors import SybilError
from core.models import Role
from core.ui import managing, people
from core.ui.gate import gate

person = gate("People", Role.ADMIN)
st.title("People")
managing.said()
people.once()
try:
    accounts = person.sybil.accounts.list()
    people.create(person)
    people.table(person, accounts)
    people.change(person, accounts)
except SybilError as error:
    st.error(str(error), icon=":material/error:")
