"""Words on pages: dates, times, and text of strangers in labels that read Markdown."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.ui import words

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("en-GB", "12 March 2026"),
        ("en-US", "March 12, 2026"),
        ("iso", "2026-03-12"),
        ("de", "12. März 2026"),
        ("fr", "12 mars 2026"),
    ],
)
def test_a_day_in_the_readers_language(style: str, shown: str) -> None:
    assert words.day(date(2026, 3, 12), style) == shown
    assert words.day(None, style) == "no date"


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=8), "8 min ago"),
        (timedelta(minutes=58), "1 h ago"),
        (timedelta(hours=23), "23 h ago"),
        (timedelta(days=2), "28 June 2026"),
    ],
)
def test_times_are_relative_up_to_a_day(passed: timedelta, shown: str) -> None:
    assert words.ago(NOW - passed, NOW) == shown
    assert words.ago(None, NOW) == "never"


def test_counts_and_what_is_left() -> None:
    assert words.count(1, "document") == "1 document"
    assert words.count(1204, "passage") == "1,204 passages"
    assert words.count(2, "person", "people") == "2 people"
    assert (words.left(None), words.left(20), words.left(150)) == ("", "about 20 s left", "about 2 min left")


@given(st.text(max_size=80))
def test_plain_text_is_nothing_but_text_for_a_reader_of_markdown(text: str) -> None:
    """Read by CommonMark with HTML, tables and strikethrough on, a label is one run of text that says what it said."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(words.plain(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inline = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inline} <= {"text", "text_special"}
    shown = "".join(child.content for child in inline).replace("\u2060", "")
    assert shown.split() == text.replace("\u2060", "").replace("\x00", "\ufffd").split()


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1:1/leak",
        "HTTPS://x.example",
        "www.example.org",
        "a@example.org",
        "mailto:a@b.example",
        "ftp://x",
    ],
)
def test_no_address_is_left_for_a_reader_that_links_bare_ones(text: str) -> None:
    flat = words.plain(text).replace("\\", "")
    assert not re.search(r"(?i)\b(https?|ftp)://|\bwww\.|mailto:|[\w.]@", flat)


@pytest.mark.parametrize("text", [":material/home:", ":red[x]", "$x^2$", ":smile:", "<b>x</b>", "![x](y)", "&lt;"])
def test_every_sign_that_streamlit_gives_a_meaning_is_escaped(text: str) -> None:
    assert not re.search(r"(?<!\\)[:$<>!\[\]&()]", words.plain(text))


def test_short_cuts_between_words() -> None:
    assert words.short("one two three", 9) == "one two…"
    assert words.short("  one   two ", 9) == "one two"


def test_nothing_turns_the_direction_of_what_follows() -> None:
    assert words.plain("\u202egnp\u202c \u2066x\u2069") == "gnp x"
