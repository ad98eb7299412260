"""What a transcript keeps or adds beside the words that were said."""

import re

_MARK = re.compile(r"\{[a-z_ ]{3,30}\}|<[a-z_ ]{3,30}>|\[[a-z_ ]{3,30}\]")
_FILLER = re.compile(r"\b(?:uh|um|uhm|erm|hmm|mm|mmm|mhm|mm-hmm|uh-huh)\b\s*,?\s*", re.IGNORECASE)
_SPACE_BEFORE = re.compile(r"\s+([.,!?;:])")
_SPACES = re.compile(r"[ \t]{2,}")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def spoken(text: str) -> str:
    """The text without what a transcript adds to or keeps of speech: marks such as {disfmarker}, [laughter] or
    <pause>, and fillers such as "uh". They fill a window without meaning anything. Any other text stays as it is."""
    bare = _bare(text)
    return _SPACES.sub(" ", _SPACE_BEFORE.sub(r"\1", bare)) if bare != text else text


def _bare(text: str) -> str:
    return _FILLER.sub("", _MARK.sub(" ", text))


def words_in(text: str) -> int:
    """Length in words that mean something: no marks, no fillers, no punctuation that stands alone. Never below a
    twelfth of the characters: text without spaces has a length too."""
    return max(len(_WORD.findall(_bare(text))), (len(text) + 11) // 12)
