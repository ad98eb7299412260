"""Sentences with their context: the block, the speaker, the label they begin with. What the cue tables look at."""

import re
from dataclasses import dataclass
from datetime import date

from core.documents.facts.blocks import Block, blocks_of
from core.documents.facts.sections import label_of
from core.documents.parsed import ParsedDocument

_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s)|\s(?=(?:->|→|=>)\s)")
_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof st sr jr fr rev hon gen col capt sen rep cllr cllrs vs eg ie e.g i.e cf approx no nos vol
    fig ed eds p pp ca al rs tel ext ref art sec dept est min max jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue tues wed thu thur thurs fri sat sun u.s u.k u.n ph.d incl excl resp messrs eng arch hrs inst smt shri sri
    kum pst bro ven ald engr col sgt barr""".split()
)
_CLOSING = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd co "
    "corp etc a.m p.m am pm plc llc bros dept est a.o.b".split()
)
_STARTERS = frozenset(
    """the a an this that these those it we he she they i you there then no all so and but members committee board
    agreed resolved approved decided action decision motion in on at after as since next for if""".split()
)
_LETS = re.compile(r"\blet us (?!know\b|have your\b)|\blets (?=\w)")
_ASKS = re.compile(r"\?[^\w]*$")
_ASIDE = re.compile(r"\w.*\([^()]{1,40}\?\)\W*$")
"""A doubt in brackets does not make a question: "thank the hosts (wine?)"."""
_INVERTED = re.compile(
    r"^(?:so |and |but |ok(?:ay)? |then |well |hey |hi |\w+,? )?(?:are|is|do|does|can|could|should|shall|"
    r"would|did|was|were|has|have"
    r"|what|when|who|where|why|how|which) (?:we|you|i|they|he|she|it|the|there|anyone|anybody|everyone|"
    r"somebody|someone)\b"
)
_LONGEST = 900  # of a sentence without end the rules read so much: time must not grow with its square
_LONGEST_ROW = 6_000
_BEFORE = re.compile(r"[\w.&]*$")
_YES_CODE = re.compile(
    r"(?<!\w):(?:\+1|thumbs_?up|ok_hand|white_check_mark|heavy_check_mark|ballot_box_with_check|100|raised_hands|"
    r"pray|heart|tada)"
    r"(?:::skin-tone-\d)?:"
)
_SHORTCODE = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]+:(?!\w)")
_MARKS = re.compile(r"[*~_`\[]")
_MARKUP = re.compile(r"\*{1,3}|~~|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|`|\[(?:\d{1,2}:)?\d{1,2}:\d{2}\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]`` in the document. ``body`` is it without label and markup, white space made single;
    ``low`` the body in lower case with plain apostrophes; ``asks`` if it is a question; ``struck`` if it is crossed
    out."""

    start: int
    end: int
    body: str
    low: str
    label: str
    block: Block
    index: int
    opens: bool
    asks: bool
    struck: bool

    @property
    def spoken(self) -> bool:
        """True for what somebody says or writes in a conversation."""
        return self.block.turn >= 0

    def day(self, otherwise: date | None) -> date | None:
        """The day it was said: a message's own, else the document's."""
        return self.block.said_at.date() if self.block.said_at else otherwise


def sentences_of(parsed: ParsedDocument) -> list[Sentence]:
    """All sentences of a document in order; a heading, a list item without full stop and a table row are one each."""
    found: list[Sentence] = []
    for block in blocks_of(parsed):
        found += sentences_in(parsed.text, block, len(found))
    return found


def sentences_in(text: str, block: Block, first: int) -> list[Sentence]:
    """The sentences of one block; the index of the first is ``first``."""
    found: list[Sentence] = []
    whole = block.kind in ("heading", "row", "header")
    spans = [(block.start, block.end)] if whole else split(text, block.start, block.end)
    for start, end in spans:
        raw = text[start:end]
        label, length = ("", 0) if whole else label_of(raw)
        most = _LONGEST_ROW if block.kind in ("row", "header") else _LONGEST
        raw_body = raw[length : length + most]
        body = " ".join((_MARKUP.sub("", raw_body) if _MARKS.search(raw_body) else raw_body).split())
        low = _low(body)
        asks, struck = _asks(low, spoken=block.turn >= 0), raw.startswith("~~")
        found.append(Sentence(start, end, body, low, label, block, first + len(found), not found, asks, struck))
    return found


def _low(body: str) -> str:
    """Lower case, plain apostrophes, "let us" and "lets" as "let's"."""
    low = body.lower().replace("’", "'").replace("‘", "'")
    if ":" in low:
        low = _SHORTCODE.sub(" ", _YES_CODE.sub("\U0001f44d", low)).strip()
    return _LETS.sub("let's ", low) if "let" in low else low


def _asks(low: str, spoken: bool) -> bool:
    """True for a question, also for one without its mark in talk."""
    if "?" in low and (low.endswith("?") or (_ASKS.search(low) and not _ASIDE.search(low))):
        return True
    return spoken and not low.endswith((".", "!")) and bool(_INVERTED.match(low))


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``. Unlike in clean prose a lower-case word may begin one."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if not match.group().strip():
            if len(text[begin : match.start()].split()) < 3:
                continue
            _append(spans, text, begin, match.end())
            begin = match.end()
        elif _ends(text, match, start, end):
            _append(spans, text, begin, match.end())
            begin = match.end()
    _append(spans, text, begin, end)
    return spans


def _ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match.group()
    if mark[0] != "." or mark.startswith(".."):
        return mark[0] in "!?" or text[match.end() : end].lstrip()[:1].isupper()
    found = _BEFORE.search(text[max(start, match.start() - 14) : match.start()])
    word = found.group().lower() if found else ""
    after = text[match.end() : min(end, match.end() + 24)].split(None, 1)
    following = re.split(r"[^\w]", after[0], maxsplit=1)[0] if after else ""
    if word in _CLOSING or re.fullmatch(r"(?:\w\.)+\w", word):
        return following[:1].isupper() and following.lower() in _STARTERS
    if word in _ABBREVIATIONS and not (word == "no" and following[:1].isalpha()):
        return False
    if len(word) == 1 and word.isalpha() and word != "i":
        return following.lower() in _STARTERS and following[:1].isupper()
    return not (word.isdigit() and match.start() - len(word) == start)  # "3. Budget"


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
