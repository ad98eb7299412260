"""The entry of Sybil in the browser: ``streamlit run Home.py``."""

import streamlit as st

from core.ui import server

app = st.App(__file__, lifespan=server.lifespan, middleware=server.middleware(), routes=server.routes())

if st.runtime.exists():
    from core.errors import SybilError
    from core.ui import live, onboarding, overview, words
    from core.ui.gate import gate

    person = gate("Home")
    st.title("Ask your organisation")
    try:
        overview.question_box(person)
        news = person.sybil.news(person.viewer, overview.last_visit(person), person.account.display_name)
        if news.counts.documents:
            overview.what_is_new(person, news)
            overview.what_it_knows(news.counts, news.added)
        else:
            onboarding.first_steps(person)
    except SybilError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
    live.follow(person.host)
