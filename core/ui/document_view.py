"""The parts of the Document page: the text with its place marked, and what Sybil knows of it beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.errors import NotFound
from core.models import Action, Citation, Decision, Document, Filters, Passage, Role
from core.ui import managing, rich, words
from core.ui.document_text import Span, blocks, part_of, parts
from core.ui.gate import Person

SHOWN = 40
"""Facts of one sort shown beside the text at most."""
KINDS = {
    "transcript": "Transcript",
    "chat": "Chat",
    "notes": "Notes",
    "document": "Document",
    "pdf": "PDF",
    "spreadsheet": "Spreadsheet",
    "presentation": "Presentation",
    "webpage": "Web page",
}
SIGNS = {"PUBLIC": "public", "INTERNAL": "group", "CONFIDENTIAL": "lock", "RESTRICTED": "shield_lock"}


@dataclass(frozen=True)
class Opened:
    """A document, open at a place. ``notice``: what is to be said of the place."""

    document: Document
    passages: Sequence[Passage]
    place: Span | None = None
    notice: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return self.document.text or ""


def opened(person: Person) -> Opened:
    """The document and the place that the address names. Raises DocumentNotFound."""
    asked = st.query_params
    viewer, document_id = person.viewer, asked.get("id", "")
    document = person.sybil.document(document_id, viewer)
    passages = person.sybil.passages_of(document_id, viewer)
    start, end = _number(asked.get("start")), _number(asked.get("end"))
    place = _cited(person, asked.get("record", ""), _number(asked.get("n")), document_id)
    if place is None and (start is None or end is None):
        return Opened(document, passages)
    found = person.sybil.context(place or (document_id, start or 0, end or 0), viewer)
    if not found.found:
        return Opened(document, passages, None, "The file was changed since: the quoted words are no longer in it.")
    notice = "The file was changed since: the quoted words now stand here." if found.moved else ""
    return Opened(document, passages, (found.start, found.end), notice)


def _cited(person: Person, record_id: str, n: int | None, document_id: str) -> Citation | None:
    """The citation of an answer that the address names: with its words, so that it is found where it moved."""
    if not record_id or n is None:
        return None
    try:
        record = person.sybil.record(record_id, person.viewer)
    except NotFound:
        return None
    return next((one for one in record.answer.citations if one.n == n and one.document_id == document_id), None)


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isdecimal() and len(given) < 12 else None


def jump(place: Span) -> None:
    """Open the document at this place; the address says so too."""
    st.query_params.from_dict({"id": st.query_params["id"], "start": str(place[0]), "end": str(place[1])})
    st.session_state.pop("document-part", None)
    st.session_state["document-jumps"] = st.session_state.get("document-jumps", 0) + 1


# --- the text ----------------------------------------------------------------------------------------------


def text(found: Opened) -> None:
    """The text, or the part of it around the place."""
    whole = parts(found.text, found.passages)
    n = _part(found, whole)
    if found.notice:
        st.info(found.notice, icon=":material/history:")
    _turn(n, whole, "earlier", -1)
    shown = blocks(found.text, found.passages, found.document.kind, whole[n], found.place)
    if not shown:
        st.info("This document holds no text that could be read.")
    for block in shown[:1]:  # another name with each jump, so that the same place is scrolled to again
        block["id"] = f"jump-{st.session_state.get('document-jumps', 0)}"
    rich.show(shown, f"text-{found.document.id}", "document", "Text of the document")
    _turn(n, whole, "later", 1)


def _part(found: Opened, whole: Sequence[Span]) -> int:
    chosen = st.session_state.get("document-part")
    if chosen is not None and chosen[0] == (found.document.id, found.place) and chosen[1] < len(whole):
        return int(chosen[1])
    n = part_of(whole, found.place[0] if found.place else 0)
    st.session_state["document-part"] = ((found.document.id, found.place), n)
    return n


def _turn(n: int, whole: Sequence[Span], direction: str, step: int) -> None:
    if not 0 <= n + step < len(whole):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        sign = "arrow_upward" if step < 0 else "arrow_downward"
        st.button(
            f"Show {direction}", key=f"part-{direction}", icon=f":material/{sign}:", on_click=_to, args=(n + step,)
        )
        st.caption(f"Part {n + 1} of {len(whole)}")


def _to(n: int) -> None:
    st.session_state["document-part"] = (st.session_state["document-part"][0], n)


# --- beside it ---------------------------------------------------------------------------------------------


def line(person: Person, document: Document) -> str:
    """What the document is, in one line."""
    told = [
        KINDS.get(document.kind, document.kind.capitalize()),
        person.day(document.date),
        f":material/{SIGNS[document.level]}: {document.level.capitalize()}",
        *([document.status.capitalize()] if document.status else []),
    ]
    return " · ".join(told)


def facts(person: Person, found: Opened) -> None:
    """Decisions, actions and people of this document; each leads to its place in the text."""
    only = Filters(document_ids=(found.document.id,))
    decisions = person.sybil.decisions(person.viewer, current=False, filters=only)
    actions = person.sybil.actions(person.viewer, state=None, filters=only)
    people = _people(found)
    if not (decisions or actions or people):
        st.caption("No decisions, actions or people were found in this document.")
    with _group("Decisions", len(decisions)):
        for decision in sorted(decisions, key=lambda one: one.start)[:SHOWN]:
            _fact(decision.id, decision.statement, _of_decision(person, decision), (decision.start, decision.end))
        _more(len(decisions))
    with _group("Actions", len(actions)):
        for action in sorted(actions, key=lambda one: one.start)[:SHOWN]:
            _fact(action.id, action.task, _of_action(person, action), (action.start, action.end))
        _more(len(actions))
    with _group("People", len(people)), st.container(key="document-people", horizontal=True, gap="small"):
        for n, (name, place) in enumerate(people[:SHOWN]):
            st.button(words.plain(words.short(name, 60)), key=f"person-{n}", on_click=jump, args=(place,))
        _more(len(people))


def _group(name: str, size: int) -> DeltaGenerator:
    if not size:
        return st.empty()
    return st.expander(f"{name} ({size})", expanded=size <= 8, key=f"facts-{name.lower()}")


def _more(size: int) -> None:
    if size > SHOWN:
        st.caption(f"And {size - SHOWN} more, in the text.")


def _fact(key: str, said: str, about: str, place: Span) -> None:
    with st.container(gap=None):
        label = words.plain(words.short(said, 200))
        st.button(label, key=f"fact-{key}", type="tertiary", on_click=jump, args=(place,))
        if about:
            st.caption(about)


def _of_decision(person: Person, decision: Decision) -> str:
    state = {"superseded": "replaced since", "proposed": "proposed"}.get(decision.state, "")
    return " · ".join(filter(None, (person.day(decision.date) if decision.date else "", state)))


def _of_action(person: Person, action: Action) -> str:
    owner = words.plain(action.owner) if action.owner else "nobody named"
    due = f"due {person.day(action.due)}" if action.due else ""
    return " · ".join(filter(None, (owner, due, "done" if action.state == "done" else "")))


def _people(found: Opened) -> list[tuple[str, Span]]:
    """Who takes part, each with the first place that names them."""
    named = dict.fromkeys((*found.document.participants, *(name for one in found.passages for name in one.speakers)))
    places = []
    for name in named:
        at = found.text.find(name)
        if at < 0:  # written in another way: the passage in which they speak
            spoken = next((one for one in found.passages if name in one.speakers), None)
            at, name_end = (spoken.start, spoken.end) if spoken else (-1, -1)
        else:
            name_end = at + len(name)
        if at >= 0:
            places.append((name, (at, name_end)))
    return places


def about(person: Person, document: Document) -> None:
    """Where the document comes from, and its file."""
    origin = person.sybil.origin(document.id, person.viewer)
    where = {"upload": "Uploaded", "sample": "One of the samples", "folder": "In the library's folder"}
    st.caption(f"{where.get(origin, 'Added by hand')}: {words.plain(document.name)}")
    with st.container(horizontal=True):
        if origin != "elsewhere":
            address = f"/downloads/document?id={quote(document.id, safe='')}"
            st.link_button("Download the file", address, icon=":material/download:")
        if document.link and document.link.startswith("https://"):
            st.link_button("Open the source", document.link, icon=":material/open_in_new:")


def manage(person: Person, document: Document) -> None:
    """Level and removal, for editors."""
    if not person.may(Role.EDITOR):
        return
    with st.expander("Manage", icon=":material/tune:", key="document-manage"):
        managing.level(person, [document], "document")
        st.divider()
        if managing.removal(person, [document], "document"):
            st.switch_page("pages/library.py")
