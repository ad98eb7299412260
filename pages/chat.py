"""Chat: ask, read the answer with its sources beside it, and come back to it later."""

import streamlit as st

from core.errors import ConversationNotFound, SybilError
from core.ui import asking, chat, narrowing, talks, words
from core.ui.gate import gate

person = gate("Chat")
asked = st.chat_input("Ask the library", key="chat-box", max_chars=2000)
asking.from_address(person)
chat.style()
try:
    opened = asking.conversation(person)
    if asked and asked.strip():
        begun = asking.ask(person, asked.strip(), opened.id if opened else None)
        opened = asking.conversation(person) if begun else opened
    talks.aside(person, opened)
    if opened is None:
        chat.begin(person)
    else:
        talks.head(person, opened)
        chat.talk(person, opened)
    narrowing.draw(person)
except ConversationNotFound as error:
    talks.aside(person, None)
    st.title("Chat")
    st.info(words.plain(str(error)), icon=":material/search_off:")
    st.page_link("pages/chat.py", label="Begin a new conversation", icon=":material/edit_square:")
except SybilError as error:
    st.title("Chat")
    st.error(words.plain(str(error)), icon=":material/error:")
