"""Text that people typed, on its way into a store."""


def storable(text: str) -> str:
    """The text without what no database takes: lone surrogates and NUL."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
