"""The numbered sources of an answer: each opens to the quoted words, marked, in what stands around them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.errors import NotFound, SybilError
from core.models import Citation, Document, Filters, Level
from core.ui import rich, words
from core.ui.gate import Person
from core.views.context import Context

AROUND = 260
"""Characters before and after the quoted words, at most."""
MOVED = "The document was changed since; these words stand elsewhere in it now."
GONE = "The document was changed since; these words are no longer in it."
REMOVED = "This document is no longer in the library. It was quoted so:"


def beside(person: Person, citations: Sequence[Citation], key: str, open_first: bool, clicked: int | None) -> None:
    """All sources in their order.

    Args:
        key: one of its own for each answer.
        open_first: whether the first is open until somebody closes it.
        clicked: the number that was just clicked in the answer: it opens, and is scrolled to.
    """
    if not citations:
        return
    st.markdown(f"**{words.count(len(citations), 'source')}**")
    titles, list_ = _documents(person, citations), st.container(gap="xsmall", key=f"sources-{key}")
    for n, citation in enumerate(citations):
        place = f"source-{key}-{citation.n}"
        if clicked == citation.n:
            st.session_state[place] = True
        document = titles.get(citation.document_id)
        title = words.short(document.title if document else citation.document, 70)
        name = words.plain(title) + (f" · {words.plain(person.day(citation.date))}" if citation.date else "")
        with list_.expander(
            f"**{citation.n}** {name}", expanded=open_first and n == 0, key=place, on_change="rerun", type="compact"
        ) as opened:
            if opened.open:
                _opened(person, citation, place, clicked == citation.n)
            else:
                st.caption(_line(citation, None))


def _opened(person: Person, citation: Citation, place: str, reveal: bool) -> None:
    try:
        context = person.sybil.context(citation, person.viewer, AROUND)
    except NotFound:
        st.caption(REMOVED)
        rich.show(rich.marked("", citation.quote, ""), key=f"{place}-text", style="source")
        return
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    st.caption(_line(citation, context))
    if not context.found or context.moved:
        st.caption(f":material/history: {MOVED if context.found else GONE}")
    before = f"… {context.before.lstrip()}" if context.truncated_before else context.before.lstrip()
    after = f"{context.after.rstrip()} …" if context.truncated_after else context.after.rstrip()
    rich.show(
        rich.marked(before, context.quote, after),
        key=f"{place}-text",
        style="source",
        label=f"Source {citation.n} in its context",
        reveal="nearest" if reveal else "",
    )
    start, end = (context.start, context.end) if context.found else (citation.start, citation.end)
    st.page_link(
        "pages/document.py",
        label="Open in the document",
        icon=":material/open_in_full:",
        query_params={"id": citation.document_id, "start": str(start), "end": str(end)},
    )


def _line(citation: Citation, context: Context | None) -> str:
    """Place, who speaks, level: in one line of Markdown."""
    locator = context.locator if context and context.locator else citation.locator
    parts = [locator]
    if context is not None:
        told = [name for name in context.speakers[:3] if name not in locator]
        parts.append(", ".join(told))
        level = context.document.level
        parts += [context.document.status or "", level.value.capitalize()]
        lock = ":material/lock: " if level >= Level.CONFIDENTIAL else ""
        return lock + " · ".join(words.plain(part) for part in parts if part)
    return " · ".join(words.plain(part) for part in parts if part)


def _documents(person: Person, citations: Sequence[Citation]) -> Mapping[str, Document]:
    """The documents of these sources by id; those that are gone are not in it."""
    ids = tuple({citation.document_id for citation in citations})
    try:
        return {one.id: one for one in person.sybil.documents(person.viewer, Filters(document_ids=ids))}
    except SybilError:
        return {}
