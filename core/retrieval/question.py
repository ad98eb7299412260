"""What a question asks for: the words to look for, names, and hints on time, kind of document and person."""

import re
from dataclasses import dataclass
from datetime import date

from core.dates import period
from core.terms import ASKING_WORDS, STOP_WORDS, folded, stem, words

_KINDS = {
    "chat": r"whats ?app|chats?|group chat|messages?",
    "spreadsheet": r"spreadsheets?|trackers?|excel|workbooks?",
    "presentation": r"slides?|decks?|powerpoint|presentations?",
    "pdf": r"pdfs?",
    "transcript": r"transcripts?|recordings?|calls?",
    "notes": r"notes",
    "webpage": r"web ?pages?",
}
_WHERE = r"\b(?:in|on|from|per|according to|by) (?:the |our |that |this |last |a )?(?:[\w'-]+ ){0,3}?(?:%s)\b"
_KIND_PATTERNS = {kind: re.compile(_WHERE % nouns, re.IGNORECASE) for kind, nouns in _KINDS.items()}
_TELLING = (
    r"say|says|said|think|thinks|thought|feel|feels|felt|mention|mentions|mentioned|tell|told|suggest|suggested|propose|"
    r"proposed|argue|argued|believe|believed|recommend|recommended|explain|explained|report|reported|want|wanted|ask|"
    r"asked|raise|raised|promise|promised|write|wrote|comment|commented|object|objected|elaborate|elaborated|"
    r"disagree|disagreed|agree|agreed|learn|introduce|introduced|present|presented|react|reacted|respond|responded"
)
_SPEAKER_PATTERNS = (
    re.compile(rf"\b(?:did|does|has|had|do) (?:the |our )?(?P<who>[\w.' -]{{2,60}}?) (?:{_TELLING})\b", re.IGNORECASE),
    re.compile(rf"\b(?:what|why|how|when|where) (?:the |our )?(?P<who>[A-Z][\w.' -]{{1,60}}?) (?:{_TELLING})\b"),
    re.compile(
        r"\b(?P<who>[\w.' -]{2,60}?)(?:['’]s?)? (?:opinions?|views?|thoughts?|comments?|attitude|position|presentation|"
        r"introduction|reaction|response|concerns?|suggestions?|ideas?)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b[Aa]ccording to (?:the |our )?(?P<who>[\w.'-]+(?: [A-Z][\w.'-]*)*)"),
)
_SPAN = re.compile(r"[A-Z0-9][\w'’-]*(?:[ .,]*(?:(?:of|the|de|van|von|and|for) )?[A-Z0-9][\w'’-]*)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+)[\"'“‘(]*$")


@dataclass(frozen=True)
class Question:
    """A question as search sees it.

    ``stems``: what to look for, each once, in order; empty only when the question has no word. ``content``: the words
    behind them, in lower case. ``words``: every word, stop words included. ``names``: capitalised words and numbers
    that stand together, as typed. The rest are hints, which may be wrong: ``since`` and ``until`` a period, ``kinds``
    of document, ``people`` words of whoever is asked about as a speaker.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    content: tuple[str, ...]
    names: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def understand(question: str, today: date) -> Question:
    """What a question asks for; ``today`` is what "last month" is counted from."""
    asked = words(question)
    content = content_words(question)
    span = period(question, today)
    return Question(
        text=question,
        words=tuple(asked),
        stems=tuple(dict.fromkeys(stem(word) for word in content)),
        content=tuple(dict.fromkeys(content)),
        names=name_spans(question),
        since=span[0] if span else None,
        until=span[1] if span else None,
        kinds=tuple(kind for kind, pattern in _KIND_PATTERNS.items() if pattern.search(question)),
        people=_people(question),
    )


def content_words(question: str) -> list[str]:
    """Words that tell what a question is about, in order: no stop words, no words of asking, unless nothing is left."""
    asked = words(question)
    telling = [word for word in asked if word not in STOP_WORDS]
    return [word for word in telling if word not in ASKING_WORDS] or telling or asked


def name_spans(question: str) -> tuple[str, ...]:
    """Capitalised words and numbers of a question, those that stand together as one, each once.

    The first word of a sentence counts unless it is a stop word or a word of asking.
    """
    spans: list[str] = []
    for match in _SPAN.finditer(question):
        parts = [_POSSESSIVE.sub("", part) for part in re.split(r"[ .,]+", match.group())]
        first = bool(_SENTENCE_START.search(question[: match.start()]))
        while parts and (_empty(parts[0]) if first or len(parts) > 1 else folded(parts[0]) in STOP_WORDS):
            parts = parts[1:]
        if parts:
            spans.append(" ".join(parts))
    return tuple(dict.fromkeys(spans))


def _empty(word: str) -> bool:
    return folded(word) in STOP_WORDS or folded(word) in ASKING_WORDS


def _people(question: str) -> tuple[str, ...]:
    found: list[str] = []
    for pattern in _SPEAKER_PATTERNS:
        for match in pattern.finditer(question):
            found += [word for word in words(match["who"]) if word not in STOP_WORDS and word not in ASKING_WORDS]
    return tuple(dict.fromkeys(found))
