"""Conversations as Markdown and Word: everything is there, nothing is live, and nothing is there that may not be."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core import Viewer
from core.errors import ConversationNotFound
from core.exports.markdown import escaped, markdown
from core.exports.talk import Talk
from core.exports.word import word
from core.models import Answer, AnswerRecord, Citation, Level
from tests.exports.test_tables import read
from tests.library.world import InProcessReader, World, minutes

ANNA = Viewer.member("CONFIDENTIAL", "anna")
LOWERED = Viewer.member("INTERNAL", "anna")
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOSTILE = """![x](http://evil.example/p.png) <img src=x onerror=alert(1)> [go](javascript:alert(1)) <https://evil.example>
www.evil.example mail@evil.example https://evil.example &lt;b&gt; **bold** `code` $x$ ~~no~~ | a | b |
# heading
1. one
- two
[ref]: http://evil.example
    indented\t===
---"""
LIVE = {"image", "html_inline", "html_block", "link_open", "code_inline", "code_block", "fence", "table_open", "hr",
        "s_open"}  # fmt: skip


def record(text: str, quote: str = "", title: str = "minutes.md", n: int = 1) -> AnswerRecord:
    citations = (Citation(1, title, "d1", quote, 0, 3, "page 2", date(2026, 3, 3), "http://evil.example/doc"),)
    answer = Answer(text, citations, (f"Older than 60 days. {title}",), "fair", "extract", f"r{n}")
    return AnswerRecord(f"r{n}", NOW, "What?", "What?", "anna", Level.INTERNAL, answer)


def kinds(source: str) -> set[str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    return {token.type for token in tokens} | {inner.type for token in tokens for inner in token.children or ()}


def plain(source: str) -> str:
    """The text that a reader sees."""
    tokens = MarkdownIt("commonmark").parse(source)
    return "".join(inner.content for token in tokens for inner in token.children or ())


TEXT = st.text() | st.text(alphabet="![]()<>&;*_`#-+=|~:/.@\\1)w \n\t$^\"'{}ah\u2028")


@settings(max_examples=300)
@given(text=TEXT, quote=TEXT, title=TEXT)
def test_no_text_is_live_in_markdown(text: str, quote: str, title: str) -> None:
    made = markdown(Talk(title, NOW, [(text, record(text, quote, title))])).decode()
    assert not kinds(made) & LIVE
    assert not re.search(r"(?i)https?://|www\.\w|[^\\]@|@[^\u2060]|mailto:\S", made), "what GitHub would link"


@given(text=TEXT)
def test_a_line_shows_as_it_is(text: str) -> None:
    from core.exports.cleaning import one_line

    assert plain(escaped(text)).replace("\u2060", "") == one_line(text)


def test_the_hostile_document() -> None:
    made = markdown(Talk(HOSTILE, NOW, [(HOSTILE, record(HOSTILE, HOSTILE, HOSTILE))])).decode()
    assert not kinds(made) & LIVE
    assert "evil.example/doc" not in made
    shown = plain(made).replace("\u2060", "")
    assert "<img src=x onerror=alert(1)>" in shown
    assert "https://evil.example" in shown


@settings(max_examples=40, deadline=None)
@given(text=TEXT | st.text(alphabet="\x00\x0b\ud800\ufffe\uffff\x1b a"))
def test_any_text_makes_a_word_document(text: str) -> None:
    opened = docx.Document(io.BytesIO(word(Talk(text, NOW, [(text, record(text, text, text))]))))
    assert not [rel for rel in opened.part.rels.values() if rel.is_external]
    assert opened.core_properties.author == "Sybil"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, InProcessReader())
    made.write("a.md", minutes(3, "We will move the office to Kisumu.", "Daniel Kiprop to sign it by 20 March 2026."))
    secret = minutes(5, "We will close the Lamu house.", "Amina Okafor to sell the Lamu boat by 22 March 2026.")
    made.write("secret.md", "CONFIDENTIAL\n\n" + secret)
    made.sybil.sync()
    yield made
    made.sybil.close()


def paragraphs(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_conversation_is_whole_for_its_owner_and_cut_for_his_lower_self(world: World) -> None:
    talk = world.sybil.conversations.start(ANNA, "Offices and houses")
    first = world.sybil.ask("Where does the office move to?", ANNA, talk)
    world.sybil.ask("What will happen to the Lamu house?", ANNA, talk)
    exports = world.sybil.exports
    for made in (
        plain(exports.conversation_markdown(talk, ANNA).decode()),
        paragraphs(exports.conversation_docx(talk, ANNA)),
    ):
        assert "Offices and houses" in made
        assert "Level of its sources: CONFIDENTIAL" in made
        assert made.index("Where does the office move to?") < made.index("What will happen to the Lamu house?")
        assert all(line in made for line in first.citations[0].quote.splitlines())
        assert all(warning in made for warning in first.warnings)
    for made in (
        exports.conversation_markdown(talk, LOWERED).decode(),
        paragraphs(exports.conversation_docx(talk, LOWERED)),
    ):
        assert "Kisumu" in made
        assert "Lamu" not in made
        assert "CONFIDENTIAL" not in made
    for call in (exports.conversation_markdown, exports.conversation_docx):
        with pytest.raises(ConversationNotFound):
            call(talk, Viewer.member("RESTRICTED", "ben"))


def test_tables_and_calendar_hold_what_the_viewer_may_read(world: World) -> None:
    exports = world.sybil.exports
    for made in (exports.decisions_csv(LOWERED), exports.actions_csv(LOWERED), exports.actions_ics(LOWERED)):
        assert b"Lamu" not in made
        assert b"secret" not in made
    assert [row[1] for row in read(exports.decisions_csv(LOWERED))[1:]] == ["We will move the office to Kisumu."]
    assert len(read(exports.actions_csv(ANNA))) == 3
    assert exports.actions_ics(ANNA).count(b"BEGIN:VEVENT") == 2
    assert exports.actions_ics(ANNA, owner="Amina").count(b"BEGIN:VEVENT") == 1
    (one,) = world.sybil.actions(ANNA, owner="Amina")
    world.sybil.set_action_state(one.id, "done", ANNA)
    assert exports.actions_ics(ANNA).count(b"BEGIN:VEVENT") == 1
    assert len(read(exports.actions_csv(ANNA))) == 3
