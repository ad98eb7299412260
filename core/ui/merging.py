"""Names that are one: made one by hand, and separated again, each said beforehand and afterwards."""

import streamlit as st

from core.errors import NotAllowed, SybilError
from core.models import Entity, Merge, Role
from core.ui import drawing, walking, words
from core.ui.gate import Person

_SAID, _PICKED, _UNDOING = "graph-said", "graph-picked", "graph-undoing"
SHOWN = 30


def told() -> None:
    """What the last change did, once."""
    said = st.session_state.pop(_SAID, None)
    if said is not None:
        ok, sentence = said
        if ok:
            st.success(words.plain(sentence), icon=":material/check_circle:")
        else:
            st.error(words.plain(sentence), icon=":material/error:")


def join(person: Person, entity: Entity) -> None:
    """For editors: make this entity and another one of its kind one."""
    if not person.may(Role.EDITOR):
        return
    with st.expander("The same under another name?", icon=":material/merge:"):
        asked = st.text_input(
            f"Find the other {entity.type} by name", key=f"join-{entity.id}", max_chars=100, icon=":material/search:"
        )
        if not asked.strip():
            st.caption(f"Another spelling, a nickname, a former name: both become one {entity.type}.")
            return
        found = [one for one in person.sybil.entities(person.viewer, asked, entity.type, 9) if one.id != entity.id]
        if not found:
            st.info(f"No other {entity.type} of that name. Only names of one kind can be made one.")
            return
        chosen = st.radio(
            "Which one is it?", found[:8], key=f"which-{entity.id}", index=None,
            format_func=lambda one: f"{words.plain(_called(one))} · {words.count(one.mentions, 'mention')}",
        )  # fmt: skip
        if chosen is not None:
            _confirm(person, entity, chosen)


def in_force(person: Person, entity: Entity | None = None) -> None:
    """The list of names that were made one, with a way back for editors; of one entity or of all."""
    try:
        merges = person.sybil.merges(person.viewer)
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
        return
    if entity is not None:
        names = {entity.name, *entity.aliases}
        merges = [one for one in merges if one.type == entity.type and {one.kept, one.absorbed} <= names]
    if not merges:
        if entity is None:
            st.caption("No two names have been made one yet.")
        return
    title = f"{words.count(len(merges), 'name')} made one with another"
    with st.expander(title, icon=":material/join_inner:", expanded=st.session_state.get(_UNDOING) is not None):
        place = "all" if entity is None else "here"
        asked = ""
        if len(merges) > SHOWN:
            asked = st.text_input("Find a name in this list", key=f"merges-{place}", icon=":material/search:")
        shown = [one for one in merges if asked.casefold() in f"{one.kept} {one.absorbed}".casefold()]
        for merge in shown[:SHOWN]:
            _merge(person, merge, place)
        if len(shown) > SHOWN:
            st.caption(f"The first {SHOWN} of {len(shown)}. Type a name to find the others.")


def _confirm(person: Person, entity: Entity, other: Entity) -> None:
    st.warning(
        f"“{words.plain(_called(other))}” and “{words.plain(_called(entity))}” become one {entity.type}, called "
        f"“{words.plain(entity.name)}”, for everybody: {words.count(other.mentions, 'mention')} and "
        f"{words.count(entity.mentions, 'mention')} together, with all their passages. No document changes, and it can "
        "be undone.",
        icon=":material/merge:",
    )
    st.button("Make them one", key="join-yes", type="primary", on_click=_join, args=(person, entity, other))


def _join(person: Person, entity: Entity, other: Entity) -> None:
    try:
        _must_be_editor(person)
        person.sybil.merge_entities(entity.id, other.id, viewer=person.viewer)
    except SybilError as error:
        st.session_state[_SAID] = (False, str(error))
        return
    st.session_state[_SAID] = (
        True,
        f"“{other.name}” is “{entity.name}” now. To separate them again, see the names made one.",
    )
    st.session_state[f"join-{entity.id}"] = ""
    walking.go(entity.id)


def _merge(person: Person, merge: Merge, place: str) -> None:
    how = "by Sybil, from how they are written" if merge.automatic else "by hand"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.write(
            f"{drawing.KINDS[merge.type][3]} **{words.plain(merge.absorbed)}** is {words.plain(merge.kept)} "
            f":small[{how}]"
        )
        if person.may(Role.EDITOR):
            st.button(
                "Separate", key=f"undo-{place}-{merge.id}", type="tertiary", icon=":material/call_split:",
                on_click=_ask, args=(place + merge.id,),
            )  # fmt: skip
    if person.may(Role.EDITOR) and st.session_state.get(_UNDOING) == place + merge.id:
        st.warning(
            f"“{words.plain(merge.absorbed)}” and “{words.plain(merge.kept)}” become two again, for everybody, and "
            "Sybil keeps them apart from now on.",
            icon=":material/call_split:",
        )
        with st.container(horizontal=True):
            st.button("Separate these two", key="undo-yes", type="primary", on_click=_undo, args=(person, merge))
            st.button("Leave them as one", key="undo-no", on_click=_ask, args=(None,))


def _undo(person: Person, merge: Merge) -> None:
    st.session_state.pop(_UNDOING, None)
    try:
        _must_be_editor(person)
        person.sybil.undo_merge(merge.id, viewer=person.viewer)
    except SybilError as error:
        st.session_state[_SAID] = (False, str(error))
        return
    st.session_state[_SAID] = (True, f"“{merge.absorbed}” and “{merge.kept}” are two again.")


def _ask(merge_id: str | None) -> None:
    st.session_state[_UNDOING] = merge_id


def _must_be_editor(person: Person) -> None:
    if not person.may(Role.EDITOR):
        raise NotAllowed("Names are made one and separated by editors. Ask one of them.")


def _called(entity: Entity) -> str:
    return ", ".join((entity.name, *entity.aliases[:3]))
