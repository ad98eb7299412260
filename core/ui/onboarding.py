"""The first steps: something to read, then a first question. Shown until the library holds something."""

import streamlit as st

from core.errors import SybilError
from core.models import Role
from core.ui import words
from core.ui.gate import Person

FIRST = "Why did we go back to Nyota?"
"""A question that the samples answer."""


def first_steps(person: Person) -> None:
    """The list of what to do first, for those who may do it; a sentence for those who have to wait."""
    if not person.may(Role.ADMIN):
        st.info(
            "Nothing has been read yet. An administrator has to give Sybil documents first.", icon=":material/info:"
        )
        return
    st.subheader("First steps")
    progress = person.host.progress
    if progress is not None or person.sybil.has_samples():
        st.write("**1. Documents** are being read. You can ask as soon as the first ones are there.")
    else:
        _documents(person)
    st.write(
        f"**2. Ask a first question** in the box above, of the samples for example “{FIRST}”, and open its sources."
    )
    st.write("**3. Let others in**: on the page People, each with a level that says what they may read.")


def _documents(person: Person) -> None:
    st.write("**1. Give Sybil something to read.** Try the samples, point to a folder, or upload files in the Library.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Load the samples", key="load-samples", type="primary", icon=":material/auto_stories:"):
            _load(person)
        st.caption("26 documents of an invented charity; they can be removed with one click.")
    with (
        st.form("folder", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        folder = st.text_input(
            "Folder on this machine", key="folder-path", placeholder="/srv/documents", max_chars=1000
        )
        if st.form_submit_button("Read this folder", icon=":material/folder_open:"):
            _follow(person, folder)


def _load(person: Person) -> None:
    try:
        number = person.sybil.load_samples(person.viewer)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    person.host.read_now()
    st.toast(f"{words.count(number, 'document')} are being read.")
    st.rerun()


def _follow(person: Person, folder: str) -> None:
    try:
        person.host.follow(folder, person.viewer)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    st.toast("The folder is being read.")
    st.rerun()
