"""Pages that follow the library by themselves: drawn again when something in it changed, and only then."""

import streamlit as st

from core.errors import SybilError
from core.ui.host import Host

LOOK = "3s"


def follow(here: Host) -> None:
    """Draw this page anew, in place, as soon as the library is another one. Called once, at the page's end."""
    _look(here, _now(here))


@st.fragment(run_every=LOOK)
def _look(here: Host, drawn: object) -> None:
    now = _now(here)
    if now is not None and now != drawn:
        st.rerun(scope="app")


def _now(here: Host) -> object:
    """The library, and whether it is the graph itself that is shown or a copy; None while neither can be."""
    try:
        return here.sybil.moment(), here.sybil.standing().reachable
    except SybilError:
        return None
