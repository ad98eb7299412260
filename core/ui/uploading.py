"""Files that come in by drag: said beforehand what they replace, kept at the chosen level, followed until read."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.accounts import require
from core.errors import SettingsError, SybilError
from core.library.fates import Fate
from core.library.uploads import clean_name
from core.models import Role
from core.ui import rich, words
from core.ui.gate import Person
from core.ui.managing import LEVELS

BY_MARKINGS = "By what is written in them"
_SIGNS = {"read": "✓", "failed": "!", "waiting": "…", "gone": "–"}


def area(person: Person, empty: bool) -> None:
    """The place to drop files, for editors."""
    if not person.may(Role.EDITOR):
        return
    with st.expander("Add documents", icon=":material/upload_file:", expanded=empty, key="uploading"):
        files = st.file_uploader(
            "Files",
            accept_multiple_files=True,
            key=f"upload-{st.session_state.get('upload-turn', 0)}",
            help="Text, Markdown, HTML, Word, PDF, Excel, PowerPoint, transcripts, WhatsApp exports; 100 MB each.",
            label_visibility="collapsed",
        )
        level = st.selectbox(
            "Level",
            [BY_MARKINGS, *person.levels()],
            format_func=lambda option: LEVELS.get(option, option),
            key="upload-level",
            help="Holds from the first moment. What is marked higher in the text stays higher.",
        )
        _replacing(person, files)
        label = f"Upload {words.count(len(files), 'file')}" if files else "Upload"
        if st.button(label, key="upload-now", type="primary", disabled=not files):
            _take(person, files, None if level == BY_MARKINGS else level)
            st.rerun()
    _refused()
    if st.session_state.get("uploaded"):
        _follow(person)


def _replacing(person: Person, files: Sequence[Any]) -> None:
    """Say which files take another one's place, before they do."""
    there = person.sybil.uploaded([file.name for file in files], person.viewer) if files else set()
    if there:
        shown = words.short(", ".join(f"“{name}”" for name in sorted(there)), 300)
        many = "was uploaded before and is replaced" if len(there) == 1 else "were uploaded before and are replaced"
        st.warning(f"{words.plain(shown)} {many} by what you upload now.", icon=":material/swap_horiz:")


def _take(person: Person, files: Sequence[Any], level: str | None) -> None:
    kept: list[str] = []
    refused: list[str] = []
    for file in files:
        try:
            require(person.account, Role.EDITOR)
            person.sybil.upload(file.name, file.getvalue(), person.viewer, level)
            kept.append(clean_name(file.name))
        except SettingsError as error:
            refused.append(str(error))
        except SybilError as error:
            refused.append(f"“{file.name}” was not kept. {error}")
    if kept:
        person.host.read_now()
        before = [name for name in st.session_state.get("uploaded", []) if name not in kept]
        st.session_state["uploaded"] = [*kept, *before][:100]
    st.session_state["upload-refused"] = refused
    if not refused:  # else the files stay where they were dropped
        st.session_state["upload-turn"] = st.session_state.get("upload-turn", 0) + 1


def _refused() -> None:
    for sentence in st.session_state.get("upload-refused", []):
        st.error(words.plain(sentence), icon=":material/error:")


def _follow(person: Person) -> None:
    """What became of each file, drawn again until there is nothing left to wait for."""
    try:
        fates = person.sybil.fates(st.session_state["uploaded"], person.viewer)
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
        return
    if any(fate.state == "waiting" for fate in fates):
        _following(person)
    else:
        _drawn(person, fates)


@st.fragment(run_every="1s")
def _following(person: Person) -> None:
    try:
        fates = person.sybil.fates(st.session_state.get("uploaded", []), person.viewer)
    except SybilError as error:
        st.error(str(error), icon=":material/error:")
        return
    if not any(fate.state == "waiting" for fate in fates):
        st.rerun(scope="app")
    _drawn(person, fates)


def _drawn(person: Person, fates: Sequence[Fate]) -> None:
    with st.container(key="upload-fates", border=True, gap="xsmall"):
        for n, fate in enumerate(fates):
            with st.container(horizontal=True, vertical_alignment="center", key=f"upload-fate-{n}"):
                told = [rich.run(f"{_SIGNS[fate.state]}  "), rich.run(fate.name, "strong"), rich.run("  ")]
                told.append(rich.run(sentence(person, fate)))
                rich.show([{"tag": "p", "runs": told}], f"upload-fate-text-{n}", "source")
                if fate.document_id is not None:
                    st.page_link(
                        "pages/document.py", label="Open", query_params={"id": fate.document_id}, width="content"
                    )
        st.button("Close", key="upload-close", type="tertiary", on_click=lambda: st.session_state.pop("uploaded", None))


def sentence(person: Person, fate: Fate) -> str:
    """What became of one file, in words."""
    if fate.state == "failed":
        return f"could not be read. {fate.reason}"
    if fate.state == "gone":
        return "was removed."
    if fate.state == "waiting":
        progress = person.host.progress
        return "is being read." if progress is not None and progress.file == fate.name else "waits to be read."
    if fate.document_id is None:
        return "was read. It is marked above your level, so you do not see it."
    counted = [words.count(fate.passages, "passage")]
    counted += [words.count(fate.decisions, "decision")] if fate.decisions else []
    counted += [words.count(fate.actions, "action")] if fate.actions else []
    return f"read: {', '.join(counted)}. Level {(fate.level or '').lower()}."
