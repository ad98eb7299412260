"""Logs: no secret and no phone number in any record, whoever writes it and however it is formatted."""

import io
import logging
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.logs import HIDDEN, Masker, set_up, take_down

SECRET = "correct-horse-battery"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    level = root.level
    stream = io.StringIO()
    set_up("DEBUG", [SECRET, "ab"], stream)
    yield stream
    take_down()
    root.setLevel(level)


def test_a_secret_in_a_message_in_arguments_and_in_extra_handlers(out: io.StringIO) -> None:
    other = io.StringIO()
    foreign = logging.StreamHandler(other)
    log = logging.getLogger("somebody.elses.library")
    log.addHandler(foreign)
    try:
        log.info("key %s and again " + SECRET, SECRET)
    finally:
        log.removeHandler(foreign)
    for text in (out.getvalue(), other.getvalue()):
        assert SECRET not in text
        assert text.count(HIDDEN) == 2


def test_a_secret_in_an_exception_and_its_causes(out: io.StringIO) -> None:
    try:
        try:
            raise ValueError(f"inner {SECRET}")
        except ValueError as error:
            raise RuntimeError(f"outer {SECRET} +491701234567") from error
    except RuntimeError:
        logging.getLogger("x").exception("it failed")
    text = out.getvalue()
    assert "RuntimeError: outer" in text
    assert "ValueError: inner" in text
    assert "test_logs.py" in text, "the traceback itself stays"
    assert SECRET not in text
    assert "4917" not in text


def test_arguments_that_do_not_fit_neither_raise_nor_show_themselves(out: io.StringIO) -> None:
    logging.getLogger("x").info("%d files", SECRET)
    assert "%d files (its arguments do not fit)" in out.getvalue()
    assert SECRET not in out.getvalue()


def test_a_file_name_cannot_forge_a_line(out: io.StringIO) -> None:
    logging.getLogger("x").info("reading %s", "a\n2026-01-01 00:00:00 ERROR root: forged\x1b[2J\u202e")
    assert len(out.getvalue().splitlines()) == 1
    assert "\x1b" not in out.getvalue()


def test_a_second_set_up_replaces_the_first(out: io.StringIO) -> None:
    again = io.StringIO()
    set_up("INFO", ["another-secret"], again)
    logging.getLogger("x").info("another-secret")
    assert out.getvalue() == ""
    assert again.getvalue().count(HIDDEN) == 1


@pytest.mark.parametrize(
    "text",
    [
        "sk-proj-abcdefghijklmnop1234",
        "Authorization: Bearer abc.def-ghi_jkl",
        "authorization: Basic dXNlcjpwYXNz",
        "neo4j+s://neo4j:hunter22@host:7687",
        "postgresql://u:p%40ss@host/db",
        "password=hunter22",
        '{"api_key": "hunter22hunter"}',
        "AUTH_TOKEN = hunter22",
        "AC0123456789abcdef0123456789abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "ya29.a0AfH6SMBx-abcdefgh",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----",
        "$2b$12$abcdefghijklmnopqrstuuM3H9tK2tKm2Q0bqvY7b5q5q5q5q5q5q",
    ],
)
def test_shapes_of_tokens(text: str) -> None:
    masked = Masker().mask(f"before {text} after")
    assert HIDDEN in masked
    for part in ("abcdefgh", "hunter22", "dXNlcjpwYXNz", "p%40ss", "0123456789abcdef", "MIIEvQ", "def-ghi", "eyJzdWI"):
        assert part not in masked
    assert masked.startswith("before ")
    assert masked.endswith(" after")


@pytest.mark.parametrize(
    "number",
    [
        "+491701234567",
        "whatsapp:+491701234567",
        "+49 170 123 45 67",
        "+1 (415) 523-8886",
        "0049 170 1234567",
        "0170 1234567",
        "(415) 523-8886",
        "491701234567",
        "+44\u00a07700\u202f900123",
    ],
)
def test_phone_numbers(number: str) -> None:
    masked = Masker().mask(f"from {number}: hello")
    assert "[phone …" in masked
    digits = "".join(filter(str.isdigit, number))
    assert digits[:6] not in "".join(filter(str.isdigit, masked))
    assert masked.endswith(": hello")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 03:37:40 synced 1000 files in 1.25 s",
        "port 8001, 127.0.0.1:8501, pid 12345",
        "revision 1732333333123456789-1024-77",
        "0fc6f32 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "passages 100000 of 250000",
        "the tokenizer wants 256 tokens",
        "https://example.org/a?page=3",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert Masker(["ab"]).mask(text) == text


@given(st.text(), st.text(min_size=4), st.text())
def test_a_known_secret_never_comes_through(before: str, secret: str, after: str) -> None:
    masked = Masker([secret]).mask(before + secret + after)
    assert secret not in masked.replace(HIDDEN, "\ue000\ue001")


@given(st.text())
def test_masking_takes_any_text(text: str) -> None:
    assert isinstance(Masker(["secret-value"]).mask(text), str)
