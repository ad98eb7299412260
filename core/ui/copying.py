"""A button that puts a text on the clipboard; the text is handed over as data and is never read as HTML."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent


def button(text: str, key: str, label: str = "Copy") -> None:
    """Draw the button.

    Args:
        key: one of its own on the page.
    """
    component = st.components.v2.component(
        "sybil_copy",
        html='<button type="button" class="sybil-copy"></button>',
        css=(_HERE / "copying.css").read_text(encoding="utf-8"),
        js=(_HERE / "copying.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
    component(
        key=key, data={"text": text, "label": label, "done": "Copied", "failed": "Could not copy"}, width="content"
    )
