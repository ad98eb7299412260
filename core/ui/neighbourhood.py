"""The Graph page in parts: search, where to begin, one entity with those beside it."""

from collections.abc import Sequence

import streamlit as st

from core.errors import SybilError
from core.graph.results import Presence
from core.models import Entity
from core.ui import drawing, evidence, walking, words
from core.ui.gate import Person
from core.views.neighbourhood import Neighbour, Neighbourhood

FOUND = 24
BEGIN = 8
DOCUMENTS = 40


def search(person: Person) -> bool:
    """The search box and what it finds; whether something is being searched for."""
    asked = st.text_input(
        "Find a person, organisation, place or topic", key=walking.SEARCH, max_chars=100,
        placeholder="A name or its beginning, other names too", icon=":material/search:",
    )  # fmt: skip
    kind = st.pills("Only names of one kind", list(drawing.KINDS), key="graph-kind", format_func=_many,
                    label_visibility="collapsed")  # fmt: skip
    if not asked.strip():
        return False
    found = person.sybil.entities(person.viewer, asked, kind, FOUND + 1)
    if not found:
        within = f" among {_many(kind).lower()}" if kind else ""
        st.info(f"Nobody and nothing of that name{within}. Try one word of it, or fewer letters.")
        return True
    st.caption(f"The first {FOUND}, most named first" if len(found) > FOUND else words.count(len(found), "name"))
    _offer(found[:FOUND], "found")
    st.divider()
    return True


def begin(person: Person) -> None:
    """Where nothing is chosen: the names that the library speaks of most."""
    kind = st.session_state.get("graph-kind")
    kinds = [kind] if kind else list(drawing.KINDS)
    most = BEGIN * (4 if kind else 1)
    named = [(one, person.sybil.entities(person.viewer, None, one, most)) for one in kinds]
    if not any(found for _, found in named):
        _teach(kind)
        return
    st.caption("Most named in the library. Choose one to see who and what is named beside it.")
    columns = st.columns(len(kinds)) if len(kinds) > 1 else [st.container()]
    for place, (one, found) in zip(columns, named, strict=True):
        with place:
            st.markdown(f"##### {drawing.KINDS[one][3]} {_many(one)}")
            if not found:
                st.caption(f"No {_many(one).lower()} yet.")
            with st.container(gap=None):
                for entity in found:
                    _walk(entity, "begin", f" :gray[· {entity.mentions:,}]")


def whole(person: Person, hood: Neighbourhood) -> None:
    """One entity: what it is called, where it is named, the drawing, and the list that says the same."""
    _card(person, hood)
    if not hood.neighbours:
        st.info("No passage names anything else beside it, so there is nothing to draw. Its documents are above.")
        return
    picture, beside = st.columns([4, 3], gap="medium")
    with picture:
        drawing.draw(hood)
        if hood.more:
            st.caption(
                f"The {len(hood.neighbours)} names that share most passages with it; "
                f"{hood.more}{' or more' if hood.more + len(hood.neighbours) >= 50 else ''} others are left out."
            )
    other = walking.beside()
    with beside, st.container(height=drawing.HEIGHT + 20, border=False, key="beside"):
        if other is None:
            _list(hood)
        else:
            _passages(person, hood, other)


def _passages(person: Person, hood: Neighbourhood, other_id: str) -> None:
    """The passages behind the entity and another one."""
    try:
        evidence.behind(person, person.sybil.edge(hood.entity.id, other_id, person.viewer))
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
        st.button("Back to the list", key="behind-close", on_click=walking.close)


def _card(person: Person, hood: Neighbourhood) -> None:
    entity = hood.entity
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(f"{drawing.KINDS[entity.type][3]} {words.plain(entity.name)}", anchor=False, width="content")
        st.button("All names", key="graph-begin", type="tertiary", icon=":material/arrow_back:", on_click=_leave)
    if entity.aliases:
        others = ", ".join(words.plain(name) for name in entity.aliases)
        st.write(f"Also written {others}")
    known, spoken = len(hood.documents), sum(one.spoken > 0 for one in hood.documents)
    line = (
        f"{entity.type.capitalize()} · named {words.count(entity.mentions, 'time')} in {words.count(known, 'document')}"
    )
    with st.expander(line + (f" · speaks in {spoken}" if spoken else ""), icon=":material/description:"):
        _documents(person, hood.documents)


def _documents(person: Person, documents: Sequence[Presence]) -> None:
    for one in documents[:DOCUMENTS]:
        said = f"speaks in {words.count(one.spoken, 'passage')}, " if one.spoken else ""
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            evidence.into(one.document.id, one.document.title or one.document.name)
            st.caption(f"{person.day(one.document.date)} · {said}named {words.count(one.mentions, 'time')}")
    if len(documents) > DOCUMENTS:
        st.caption(f"The newest {DOCUMENTS} of {len(documents)} documents.")


def _list(hood: Neighbourhood) -> None:
    for kind in drawing.KINDS:
        of_kind = [one for one in hood.neighbours if one.entity.type == kind]
        if of_kind:
            st.markdown(f"##### {drawing.KINDS[kind][3]} {_many(kind)}")
        with st.container(gap=None):
            for one in of_kind:
                _row(hood.entity, one)


def _row(entity: Entity, one: Neighbour) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="small", key=f"row-{one.entity.id}"):
        _walk(one.entity, "beside")
        st.button(
            words.count(one.together, "passage") if one.together else "Passages",
            key=f"read-{one.entity.id}", type="tertiary", icon=":material/article:", on_click=walking.read,
            args=(entity.id, one.entity.id),
            help=words.plain(f"Read what names both {entity.name} and {one.entity.name}"),
        )  # fmt: skip
    for source, kind, target in one.says:
        st.caption(words.plain(f"{source} {kind} {target}"))


def _offer(found: Sequence[Entity], key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for entity in found:
            others = f" · also {', '.join(entity.aliases[:2])}" if entity.aliases else ""
            _walk(entity, key, words.plain(words.short(others, 40)) + f" :gray[· {entity.mentions:,}]")


def _walk(entity: Entity, key: str, more: str = "") -> None:
    st.button(
        words.plain(words.short(entity.name, 60)) + more, key=f"{key}-{entity.id}", on_click=walking.go,
        args=(entity.id,), icon=drawing.KINDS[entity.type][3] if key == "found" else None,
        type="secondary" if key == "found" else "tertiary",
    )  # fmt: skip


def _teach(kind: str | None) -> None:
    if kind:
        st.info(f"The library names no {_many(kind).lower()} yet. Take the choice away to see the other names.")
        return
    st.info(
        "People, organisations, places and topics show here as soon as documents that name them have been read, with "
        "who is named beside whom and the words that say so."
    )
    st.page_link("pages/library.py", label="Add documents in the library", icon=":material/folder_open:")


def _many(kind: str) -> str:
    return drawing.KINDS[kind][0]


def _leave() -> None:
    st.query_params.clear()
