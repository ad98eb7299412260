"""Passages behind two names, with the names marked, each with where it stands and a way into its document."""

import re

import streamlit as st

from core.models import Passage
from core.ui import rich, walking, words
from core.ui.gate import Person
from core.views.naming import excerpt, places
from core.views.neighbourhood import Edge

AT_ONCE = 8
_GAPS = re.compile(r"\n\s*\n")
DOCUMENT = "pages/document.py"


def behind(person: Person, edge: Edge) -> None:
    """What the two have to do with each other: relations in words, then the passages."""
    st.button(
        f"All beside {words.plain(words.short(edge.one.name, 30))}", key="behind-close", type="tertiary",
        icon=":material/arrow_back:", on_click=walking.close,
    )  # fmt: skip
    st.markdown(f"##### {words.plain(edge.one.name)} and {words.plain(edge.other.name)}")
    st.button(
        f"Go on to {words.plain(words.short(edge.other.name, 30))}", key="behind-go", type="tertiary",
        icon=":material/arrow_forward:", on_click=walking.go, args=(edge.other.id,),
    )  # fmt: skip
    if edge.says:
        blocks = [{"tag": "p", "runs": [rich.run(a, "strong"), rich.run(f" {kind} "), rich.run(b, "strong")]}
                  for a, kind, b in edge.says]  # fmt: skip
        rich.show(blocks, "behind-says", "source", "What is said of the two")
    if not edge.passages:
        st.info("No passage names both any more. The library changed since; choose another name.")
        return
    shown = st.session_state.get("behind-shown", {}).get((edge.one.id, edge.other.id), AT_ONCE)
    st.caption(_how_many(len(edge.passages)))
    for passage in edge.passages[:shown]:
        _passage(person, passage, edge)
    if shown < len(edge.passages):
        more = min(AT_ONCE, len(edge.passages) - shown)
        st.button(
            f"Show {more} more", key="behind-more", on_click=_show, args=(edge.one.id, edge.other.id, shown + more)
        )


def into(document_id: str, label: str, start: int | None = None, end: int | None = None) -> None:
    """A link into a document, at a place if there is one; nothing in the label is formatted."""
    place = {} if start is None else {"start": str(start), "end": str(end)}
    st.page_link(DOCUMENT, label=words.plain(label), icon=":material/description:",
                 query_params={"id": document_id, **place})  # fmt: skip


def _passage(person: Person, passage: Passage, edge: Edge) -> None:
    with st.container(key=f"behind-{passage.id}", gap="xsmall"):
        into(passage.document_id, passage.document, passage.start, passage.end)
        st.caption(f"{person.day(passage.date)} · {words.plain(passage.locator)}")
        pieces = excerpt(passage.text, places(passage.text, (edge.one, edge.other)))
        runs = [rich.run(_GAPS.sub("\n", text), "mark" if is_name else "plain") for text, is_name in pieces]
        rich.show([{"tag": "pre", "runs": runs}], f"words-{passage.id}", "source", "Passage")


def _how_many(number: int) -> str:
    if number >= 50:
        return "The newest 50 passages that name both"
    return f"{words.count(number, 'passage')} that {'name' if number > 1 else 'names'} both, newest first"


def _show(one: str, other: str, number: int) -> None:
    st.session_state["behind-shown"] = {(one, other): number}
