"""Where somebody is in the graph, in the address alone (``?e=`` the entity, ``&with=`` whose passages with it are
read), so that links and the browser's back button work."""

import streamlit as st

SEARCH = "graph-search"
_STEPS, _LAST = "graph-steps", "graph-last"


def here() -> str | None:
    """The entity of the address."""
    return str(st.query_params.get("e") or "") or None


def beside() -> str | None:
    """The entity whose passages with this one are read."""
    return str(st.query_params.get("with") or "") or None


def go(entity_id: str) -> None:
    """Walk to an entity. For callbacks."""
    st.query_params.from_dict({"e": entity_id})
    st.session_state[SEARCH] = ""


def read(entity_id: str, other_id: str) -> None:
    """Open the passages behind two entities. For callbacks."""
    st.query_params.from_dict({"e": entity_id, "with": other_id})


def close() -> None:
    """Close the passages, or go back to where the page begins when none are open. For callbacks."""
    st.query_params.pop("with" if "with" in st.query_params else "e", None)


def step() -> int:
    """A number that is another one after each move, however it was made: a drawing keyed by it forgets what was
    selected in the one before."""
    place = (here(), beside())
    if st.session_state.get(_LAST) != place:
        st.session_state[_LAST] = place
        st.session_state[_STEPS] = st.session_state.get(_STEPS, 0) + 1
    return int(st.session_state[_STEPS])
