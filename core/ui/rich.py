"""The one renderer for text that came from outside: documents, models, file names, profiles.

Python cuts the text into blocks of runs; the browser makes text nodes of them, never HTML. Nothing in the text can
become an element, an address or a style, whatever it holds. A model's Markdown is read by markdown-it with images,
links and HTML off; document text is shown as it is.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

Block = dict[str, Any]
"""``tag`` (p, h, li, pre, cell, rule, note, meta), ``runs`` (each ``text`` and ``kind``: plain, strong, em, mark, cite,
ref, strike, code, dim, speaker; ``title`` is shown on hover), and for lists and notes ``mark`` and ``depth``."""

_HERE = Path(__file__).parent
_CITE = re.compile(r"\[(\d{1,3})\]")
_KINDS = {"strong_open": "strong", "em_open": "em", "s_open": "strike"}


def _nothing() -> None:
    """The component wants a callback for each event; the value is read from what it returns."""


def show(blocks: Iterable[Block], key: str, style: str = "answer", label: str = "", reveal: str = "") -> int | None:
    """Draw blocks; the number of the source that was just clicked, else None.

    Args:
        key: one of its own on the page.
        style: ``answer``, ``source`` or ``document``.
        label: what a screen reader calls this part.
        reveal: scroll to this part once it is drawn: to its ``start``, its ``end``, or as little as shows it
            (``nearest``).
    """
    component = st.components.v2.component(
        "sybil_rich",
        html='<div class="sybil-rich"></div>',
        css=(_HERE / "rich.css").read_text(encoding="utf-8"),
        js=(_HERE / "rich.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
    data = {"blocks": list(blocks), "style": style, "label": label, "reveal": reveal}
    clicked = component(key=key, data=data, on_cite_change=_nothing).cite
    return int(clicked) if clicked else None


def run(text: str, kind: str = "plain") -> dict[str, str]:
    """One stretch of text in one style."""
    return {"text": text, "kind": kind}


def lines(text: str, cites: Iterable[int] = ()) -> list[Block]:
    """Text as it is, one paragraph a line; ``[n]`` of these numbers can be clicked."""
    known = frozenset(cites)
    return [{"tag": "p", "runs": _cited(line, "plain", known)} for line in text.split("\n") if line.strip()]


def marked(before: str, quote: str, after: str) -> list[Block]:
    """A quote, marked, within what stands around it."""
    runs = [run(before), run(quote, "mark"), run(after)]
    return [{"tag": "pre", "runs": [one for one in runs if one["text"]]}]


def markdown(text: str, cites: Iterable[int] = ()) -> list[Block]:
    """A model's Markdown without images, links, HTML and addresses; ``[n]`` of these numbers can be clicked."""
    known = frozenset(cites)
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    reader.disable(["image", "link", "autolink", "html_inline", "html_block", "reference"])
    blocks: list[Block] = []
    open_lists: list[list[int]] = []
    tag, mark = "p", ""
    for token in reader.parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            open_lists.append([int(token.attrGet("start") or 1) if token.type[0] == "o" else 0])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            open_lists.pop()
        elif token.type == "list_item_open":
            mark = f"{open_lists[-1][0]}." if open_lists[-1][0] else "•"
            open_lists[-1][0] += 1 if open_lists[-1][0] else 0
        elif token.type.endswith("_open"):
            tag = {"heading_open": "h", "th_open": "cell", "td_open": "cell"}.get(token.type, "p")
        elif token.type in ("fence", "code_block"):
            blocks.append({"tag": "pre", "runs": [run(token.content.rstrip("\n"), "code")]})
        elif token.type == "inline":
            block: Block = {"tag": tag, "runs": _inline(token.children or [], known)}
            if open_lists and tag == "p":
                block |= {"tag": "li", "mark": mark, "depth": len(open_lists)}
                mark = ""
            blocks.append(block)
    return blocks


def _inline(tokens: Iterable[Token], cites: frozenset[int]) -> list[dict[str, str]]:
    runs: list[dict[str, str]] = []
    kinds = ["plain"]
    for token in tokens:
        if token.type in _KINDS:
            kinds.append(_KINDS[token.type])
        elif token.type.endswith("_close"):
            kinds.pop()
        elif token.type == "code_inline":
            runs.append(run(token.content, "code"))
        elif token.type in ("softbreak", "hardbreak"):
            runs.append(run("\n"))
        else:
            runs += _cited(token.content, kinds[-1], cites)
    return runs


def _cited(text: str, kind: str, cites: frozenset[int]) -> list[dict[str, str]]:
    """Runs of the text, with the numbers of sources apart."""
    runs, at = [], 0
    for found in _CITE.finditer(text):
        if int(found[1]) in cites:
            runs += [run(text[at : found.start()], kind), run(found[1], "cite")]
            at = found.end()
    return [one for one in [*runs, run(text[at:], kind)] if one["text"]]
