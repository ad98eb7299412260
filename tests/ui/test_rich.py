"""The renderer of outside text: what Python hands to the browser."""

from hypothesis import given
from hypothesis import strategies as st

from core.ui import rich

KINDS = {"plain", "strong", "em", "strike", "code", "cite", "mark", "dim", "speaker"}
TAGS = {"p", "h", "li", "pre", "cell", "rule"}


def said(blocks: list[rich.Block]) -> str:
    return "\n".join("".join(run["text"] for run in block["runs"]) for block in blocks)


def test_lines_are_paragraphs_with_the_numbers_of_known_sources_apart() -> None:
    (first, second) = rich.lines("We move to Kisumu. [1]\n\nSee [7] and [2].", cites=(1, 2))
    assert first["runs"] == [{"text": "We move to Kisumu. ", "kind": "plain"}, {"text": "1", "kind": "cite"}]
    assert [run["text"] for run in second["runs"]] == ["See [7] and ", "2", "."]


def test_markdown_of_a_model_keeps_its_form_and_nothing_that_fetches() -> None:
    text = (
        "# Heading\n\nA **bold** claim [1].\n\n- one\n- two\n\n1. first\n\n"
        "![x](http://127.0.0.1/leak) <img src=x onerror=alert(1)> [link](javascript:alert(1)) <https://x.example>\n\n"
        "[ref]: http://127.0.0.1/leak2\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```"
    )
    blocks = rich.markdown(text, cites=(1,))
    assert [block["tag"] for block in blocks if block["tag"] in ("h", "li")] == ["h", "li", "li", "li"]
    assert [block["mark"] for block in blocks if block["tag"] == "li"] == ["•", "•", "1."]
    shown = said(blocks)
    assert "![x](http://127.0.0.1/leak) <img src=x onerror=alert(1)> [link](javascript:alert(1))" in shown
    assert {"text": "bold", "kind": "strong"} in [run for block in blocks for run in block["runs"]]
    assert "c" in shown
    assert "code" in shown


@given(st.text(max_size=300))
def test_any_text_becomes_runs_of_known_kinds(text: str) -> None:
    for blocks in (rich.lines(text, (1, 2)), rich.markdown(text, (1, 2))):
        for block in blocks:
            assert block["tag"] in TAGS
            assert all(run["kind"] in KINDS and isinstance(run["text"], str) for run in block["runs"])


@given(st.text(max_size=200).filter(lambda text: "[" not in text))
def test_lines_lose_no_word(text: str) -> None:
    assert said(rich.lines(text)).split() == text.split()


def test_a_quote_is_marked_within_its_surroundings() -> None:
    (block,) = rich.marked("before ", "the quote", "")
    assert block["runs"] == [{"text": "before ", "kind": "plain"}, {"text": "the quote", "kind": "mark"}]
