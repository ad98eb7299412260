"""Pages that follow the library by themselves: drawn again when something in it changed, and only then."""

import streamlit as st

from core.errors import SybilError
from core.ui.host import Host

LOOK = "3s"


def follow(here: Host) -> None:
    """Draw this page anew, in place, as soon as the library is another one. Called once, at the page's end."""
    try:
        drawn = here.sybil.moment()
    except SybilError:
        drawn = None
    _look(here, drawn)


@st.fragment(run_every=LOOK)
def _look(here: Host, drawn: object) -> None:
    try:
        now = here.sybil.moment()
    except SybilError:
        return
    if now != drawn:
        st.rerun(scope="app")
