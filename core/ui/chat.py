"""What the Chat page shows: a conversation with its answers and their sources, or where to begin."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import streamlit as st

from core.db.conversations import Conversation
from core.errors import SybilError
from core.models import Answer, AnswerRecord
from core.ui import asking, copying, live, reactions, rich, sources, words
from core.ui.answering import Job
from core.ui.gate import Person

SHOWN = 8
"""Turns that are drawn at first; earlier ones on request."""
WIDTHS = (1.7, 1.0)
CONFIDENCE = {"strong": "well supported", "fair": "supported in part", "weak": "a weak match: check the sources"}
MODES = {"model": "A model's answer, checked against its sources", "extract": "Extracts, word for word"}
_CSS = Path(__file__).parent / "chat.css"


@dataclass(frozen=True)
class Shown:
    """One question and its answer, as a page shows them. ``last`` is the newest of its conversation."""

    conversation: str
    question: str
    answer: Answer
    asked_at: datetime
    last: bool

    @property
    def key(self) -> str:
        """One of its own on the page."""
        return self.answer.record_id or f"unkept-{self.conversation}"


def style() -> None:
    """The page's style sheet."""
    css = _CSS.read_text(encoding="utf-8")
    st.components.v2.component("sybil_chat_style", html="<span hidden></span>", css=css, isolate_styles=False)(
        key="chat-style", height=1
    )


def begin(person: Person) -> None:
    """An empty page: what can be asked here, and questions to begin with."""
    st.title("Ask your library")
    try:
        documents = person.sybil.counts(person.viewer).documents
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    asking.unasked(person, None)
    if not documents:
        st.write("The library is empty, so nothing can be answered yet. Put documents into it first.")
        st.page_link("pages/library.py", label="Open the library", icon=":material/folder_open:")
    else:
        st.write(
            f"Answers come from {words.count(documents, 'document')} and show their sources word for word. "
            "What is not in them is not made up."
        )
        _suggested(person)
    live.follow(person.host)


def talk(person: Person, opened: Conversation) -> None:
    """One conversation, oldest question first, and the answer that is being worked out."""
    job = person.host.answering.of(opened.id, person.viewer)
    working = (
        job is not None and not job.done
    )  # both before the turns: what ends meanwhile is among them, or waited for
    most = st.session_state.get(f"most-{opened.id}", SHOWN)
    records = person.sybil.conversations.records(opened.id, person.viewer, most)
    if len(records) == most and opened.turns > most and st.button("Show earlier questions", key="earlier"):
        st.session_state[f"most-{opened.id}"] = most + 20
        st.rerun()
    kept = records[:-1] if working and job is not None and job.regenerate else records
    for n, (question, record) in enumerate(kept):
        turn(person, _shown(opened.id, question, record, n == len(kept) - 1 and not working))
    if job is not None and working:
        _worked_out(person, opened.id, job)
    elif job is not None and job.unkept is not None:
        turn(person, Shown(opened.id, job.question, job.unkept, person.sybil.now(), True))
    else:
        asking.pending(person, opened.id, job)
    asking.unasked(person, opened.id)
    asking.watch(person, person.sybil.conversations.get(opened.id, person.viewer), working)


def _worked_out(person: Person, conversation_id: str, job: Job) -> None:
    """An answer on its way. It mostly is there at once; then it is drawn at once, else it is followed."""
    place = st.empty()
    with place.container():
        rich.show([*asking.asked(job.question), *asking.so_far(job)], key=f"waiting-{conversation_id}")
    job.soon(asking.SOON)
    with place.container():
        if job.done and job.error is None and job.unkept is None:
            question, record = person.sybil.conversations.records(conversation_id, person.viewer, 1)[-1]
            turn(person, _shown(conversation_id, question, record, True))
        else:
            asking.running(person, job)


def _shown(conversation_id: str, question: str, record: AnswerRecord, last: bool) -> Shown:
    return Shown(conversation_id, question, record.answer, record.asked_at, last)


@st.fragment
def turn(person: Person, shown: Shown) -> None:
    """A question, its answer, and the sources beside it; drawn by itself, so that a click moves nothing else."""
    asking.present(person)
    left, right = st.columns(WIDTHS, gap="large")
    with left:
        clicked = rich.show(
            [*asking.asked(shown.question), *_answer(person, shown)],
            key=f"answer-{shown.key}",
            label="Answer",
            reveal="start" if shown.last else "",
        )
        _actions(person, shown)
    with right:
        by_model = shown.answer.mode == "model"  # extracts stand in the answer word for word already
        sources.beside(person, shown.answer.citations, shown.key, shown.last and by_model, clicked)


def _answer(person: Person, shown: Shown) -> list[rich.Block]:
    answer = shown.answer
    numbers = [citation.n for citation in answer.citations]
    blocks = rich.markdown(answer.text, numbers) if answer.mode == "model" else rich.lines(answer.text, numbers)
    if answer.mode == "extract":
        for block in blocks:
            if block["runs"][-1]["text"].endswith(":"):  # where the lines below were said
                block["runs"] = [{**one, "kind": "dim"} for one in block["runs"]]
    for sentence in answer.warnings:
        note = rich.lines(" ".join(sentence.split()), numbers)
        blocks += [{**block, "tag": "note", "mark": "!"} for block in note]
    return [*blocks, _meta(person, shown)]


def _meta(person: Person, shown: Shown) -> rich.Block:
    """How the answer was made, how sure it is, how old, and when the library was last read."""
    answer = shown.answer
    parts = [MODES[answer.mode], CONFIDENCE[answer.confidence]] if answer.mode in MODES else ["Nothing found"]
    runs = [rich.run(" · ".join(parts) + " · ")]
    runs.append({**rich.run(f"answered {person.ago(shown.asked_at)}"), "title": f"{shown.asked_at.astimezone():%c}"})
    if shown.last:
        try:
            read = person.sybil.last_read()
            when = {"title": f"{read.astimezone():%c}"} if read else {}
            runs.append({**rich.run(f" · library read {person.ago(read)}"), **when})
        except SybilError:
            runs.append(rich.run(" · when the library was read cannot be told now"))
    return {"tag": "meta", "runs": runs}


def _actions(person: Person, shown: Shown) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions-{shown.key}"):
        said = reactions.thumbs(person, shown.answer.record_id) if shown.answer.record_id else None
        copying.button(_text(shown), key=f"copy-{shown.key}")
        again = shown.last and st.button(
            "Answer again", key=f"regenerate-{shown.key}", icon=":material/refresh:", type="tertiary"
        )
    reactions.reason(person, said)
    if again:
        asking.ask(person, shown.question, shown.conversation, regenerate=True)
        st.rerun(scope="app")


def _text(shown: Shown) -> str:
    """The answer with its sources, for the clipboard."""
    listed = [f"[{one.n}] {one.document}, {one.locator}" for one in shown.answer.citations]
    return "\n".join([shown.answer.text, *([""] if listed else []), *listed])


def _suggested(person: Person) -> None:
    found = person.host.suggestions(person.viewer)
    with st.container(key="suggested"):
        for n, question in enumerate(found):
            if st.button(words.plain(question), key=f"suggested-{n}", icon=":material/north_east:", type="tertiary"):
                asking.ask(person, question)
                st.rerun()
        if not found and person.host.is_suggesting(person.viewer):
            _awaited(person)


@st.fragment(run_every="1s")
def _awaited(person: Person) -> None:
    """Where the questions will be; the page is drawn anew once they are ready."""
    asking.present(person)
    if not person.host.is_suggesting(person.viewer):
        st.rerun(scope="app")
    st.caption("Looking for questions that your library answers.")
