"""What editors do to documents: set a level, remove. What takes away asks once more, in place."""

from collections.abc import Sequence

import streamlit as st

from core.accounts import require
from core.errors import SybilError
from core.models import Document, Role
from core.ui import words
from core.ui.gate import Person

BY_MARKINGS = "By its markings"
LEVELS = {
    "PUBLIC": "Public: anybody with an account",
    "INTERNAL": "Internal: everybody in the organisation",
    "CONFIDENTIAL": "Confidential: those who are cleared for it",
    "RESTRICTED": "Restricted: the few who are cleared for everything",
}
_STAYS = {
    "upload": "The uploaded file is deleted too.",
    "sample": "The sample's file is deleted too.",
    "folder": "The file stays in the folder. It is not read again until somebody adds it by hand.",
    "elsewhere": "The file stays where it is. It is not read again until somebody adds it by hand.",
}


def said() -> None:
    """What the last change did, told once, after the page was drawn anew."""
    for sentence, sign in st.session_state.pop("managed", []):
        (st.error if sign == "error" else st.success)(sentence, icon=f":material/{sign}:")


def tell(sentence: str, sign: str = "check") -> None:
    """Keep a sentence for ``said``."""
    st.session_state.setdefault("managed", []).append((sentence, sign))


def bar(person: Person, documents: Sequence[Document]) -> bool:
    """Level and removal for the documents that are ticked, as large while none is. True once they are removed."""
    with st.container(border=True, key="several"):
        st.caption(f"{words.count(len(documents), 'document')} ticked" if documents else "Tick documents on the left")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            level(person, documents, "several")
        return removal(person, documents, "several")


def level(person: Person, documents: Sequence[Document], key: str) -> None:
    """Choose a level for these documents."""
    one = documents[0] if len(documents) == 1 else None
    options = [*person.levels(), BY_MARKINGS]
    chosen = st.selectbox(
        "Level",
        options,
        index=options.index(one.level) if one is not None and one.level in options else None,
        format_func=lambda option: LEVELS.get(option, option),
        placeholder="Choose a level",
        key=f"{key}-level",
        disabled=not documents,
    )
    given = None if chosen == BY_MARKINGS else chosen
    st.button(
        f"Set the level of {words.count(len(documents), 'document')}" if one is None else "Set the level",
        key=f"{key}-set-level",
        disabled=not documents or chosen is None or (one is not None and chosen == one.level),
        on_click=_set_level,
        args=(person, [document.id for document in documents], given),
    )


def _set_level(person: Person, ids: Sequence[str], chosen: str | None) -> None:
    done = 0
    try:
        require(person.account, Role.EDITOR)
        for document_id in ids:
            person.sybil.set_level(document_id, chosen, viewer=person.viewer)
            done += 1
    except SybilError as error:
        tell(words.plain(str(error)), "error")
    if done:
        now = f"{chosen.lower()} now" if chosen else "back at the level of their markings"
        tell(f"{words.count(done, 'document')}: {now}, in every list, search and answer.")


def removal(person: Person, documents: Sequence[Document], key: str) -> bool:
    """The button that removes these documents, and the question that it asks first. True once they are removed."""
    asking = f"{key}-asking"
    ids = tuple(document.id for document in documents)
    what = "this document" if len(ids) == 1 else "documents" if not ids else words.count(len(ids), "document")
    if not ids or st.session_state.get(asking) != ids:
        st.button(
            f"Remove {what}…",
            key=f"{key}-remove",
            icon=":material/delete:",
            disabled=not ids,
            on_click=lambda: st.session_state.update({asking: ids}),
        )
        return False
    st.warning(_told(person, documents), icon=":material/delete:")
    with st.container(horizontal=True):
        sure = st.button(f"Remove {what}", key=f"{key}-remove-now")
        st.button("Keep", key=f"{key}-keep", on_click=lambda: st.session_state.pop(asking, None))
    return sure and _remove(person, documents, asking)


def _told(person: Person, documents: Sequence[Document]) -> str:
    """What goes with these documents, and what becomes of their files."""
    gone = [person.sybil.removal(document.id, person.viewer) for document in documents]
    origins = {person.sybil.origin(document.id, person.viewer) for document in documents}
    counted = [
        words.count(sum(one.passages for one in gone), "passage"),
        words.count(sum(one.decisions for one in gone), "decision"),
        words.count(sum(one.actions for one in gone), "action"),
        words.count(sum(one.entities for one in gone), "name found nowhere else", "names found nowhere else"),
    ]
    title = (
        f"“{words.plain(words.short(documents[0].title))}”" if len(documents) == 1 else f"{len(documents)} documents"
    )
    files = " ".join(_STAYS[origin] for origin in sorted(origins, reverse=True))
    pronoun = "it" if len(gone) == 1 else "them"
    return f"{title} will be removed, and with {pronoun} {', '.join(counted[:-1])} and {counted[-1]}. {files}"


def _remove(person: Person, documents: Sequence[Document], asking: str) -> bool:
    done = 0
    try:
        require(person.account, Role.EDITOR)
        for document in documents:
            person.sybil.remove(document.id, viewer=person.viewer)
            done += 1
    except SybilError as error:
        tell(words.plain(str(error)), "error")
    st.session_state.pop(asking, None)
    if done:
        tell(f"{words.count(done, 'document')} removed.")
    return done > 0
