"""What a document is about: its headings and agenda items, and the phrases it comes back to."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from core.documents.facts.sections import bare, section_kind
from core.documents.facts.sentences import Sentence
from core.graph.contribution import Mention
from core.terms import STOP_WORDS, stem

_MOST_HEADINGS = 25
_MOST_PHRASES = 12
_LEAST_TIMES = 3
_DULL_HEADING = re.compile(
    r"^(?:(?:agenda|minutes|notes?|present|attendance|attendees|participants|apologies.*|welcome.*|"
    r"introductions?|opening.*|closing.*|preliminaries|call to order|adjournment|aob|a\.o\.b\.?|"
    r"any other business|other business|miscellaneous|misc|matters arising.*|minutes of .*|"
    r".*previous minutes.*|date of next.*|next meeting.*"
    r"|summary.*|speakers|summary keywords|introduction|conclusion|background|contents|table of contents|"
    r"page \d+|date|chair|appendix.*|annex.*|others?|random|anything else|general|reports?|discussion|"
    r"new business|old business|consent agenda|public comment|declarations? of interest.*|correspondence|"
    r"quorum|roll call|overview|what happened|"
    r"confirmation of .*|reading (?:and|of) .*|who was there|matters not reached|updates?|news|dear .*|from|"
    r"to|subject|draft|final|approved|confidential|internal|restricted|public)|(?:item|section|part|chapter|"
    r"sheet|slide|page)?\s*[\d.ivx]+)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'-]*[A-Za-zÀ-ÿ]|\S")
_WEAK = frozenset(
    """
    good new old next last first second third other same many much more most less least few several own able
    sure great little big small long short high low whole full real right left thing things way ways lot lots
    bit time times day days week weeks month months year years people person one ones two three four five six
    seven eight nine ten today tomorrow yesterday morning evening meeting meetings minutes agenda item items
    point points question questions number numbers think know say said says going go get got make made take took
    want need like look see come came put give gave tell told ask asked asks let yeah yes okay ok um uh right
    well really just also back still already maybe perhaps around out much done doing work works working use
    used using start started end ends part parts kind sort page report reports email mail call calls monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december please thanks thank agreed decided action actions decision decisions mr
    mrs ms dr sir madam chair board committee member members everyone everybody somebody someone anybody nobody
    half quarter per cent percent pounds euros dollars thank hello hi dear regards best kind media omitted
    """.split()
)
_NO_TOPIC = STOP_WORDS | _WEAK


def topics(text: str, sentences: Sequence[Sentence], names: frozenset[str]) -> list[Mention]:
    """The document's topics, where it names them: useful ones only, capped.

    Args:
        names: names of people, organisations and places, which are no topics.
    """
    found = _from_headings(text, sentences, names)
    return sorted(found + _from_phrases(sentences, names, {m.name.lower() for m in found}), key=lambda m: m.start)


def _from_headings(text: str, sentences: Sequence[Sentence], names: frozenset[str]) -> list[Mention]:
    found: dict[str, Mention] = {}
    for sentence in sentences:
        if sentence.block.kind != "heading" or sentence.index == 0:
            continue
        heading = re.sub(r"^(?:MIN \S+|\d+/\d+)\s*", "", bare(text[sentence.start : sentence.end]))
        heading = bare(re.sub(r"^[A-Z]{2,4}\s\S*\d\S*:\s*", "", heading))
        words = [w for w in heading.split() if w.lower() not in STOP_WORDS]
        usable = (
            heading[:1].isupper()
            and 1 <= len(heading.split()) <= 7
            and words
            and len(heading) >= 4
            and not re.search(r"\d{2}[:/.]\d|\d{4}", heading)
        )
        if (
            not usable
            or _DULL_HEADING.match(heading)
            or section_kind(heading)
            or heading in names
            or heading.lower() in found
        ):
            continue
        at = text.find(heading, sentence.start, sentence.end)
        if at >= 0:
            name = heading.capitalize() if heading.isupper() else heading
            found[heading.lower()] = Mention(name, "topic", at, at + len(heading))
    return list(found.values())[:_MOST_HEADINGS]


def _from_phrases(sentences: Sequence[Sentence], names: frozenset[str], have: set[str]) -> list[Mention]:
    """Two words that stand side by side again and again, neither of them dull."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[Sentence, str]] = {}
    dull = _NO_TOPIC.union(word.lower() for name in names for word in name.split())
    stems: dict[str, str | None] = {}

    def telling(word: str) -> str | None:
        """Its stem; None for a word that makes no topic."""
        if word not in stems:
            low = word.lower()
            stems[word] = stem(low) if low.isalpha() and len(low) >= 4 and low not in dull else None
        return stems[word]

    for sentence in sentences:
        if sentence.block.kind == "heading":
            continue
        words = [(word, telling(word)) for word in _WORD.findall(sentence.body)]
        for (one, a), (two, b) in itertools.pairwise(words):
            if a is not None and b is not None:
                counts[a, b] += 1
                first.setdefault((a, b), (sentence, f"{one} {two}"))
    mentions: list[Mention] = []
    for key, times in counts.most_common(_MOST_PHRASES * 4):
        sentence, phrase = first[key]
        if times < _LEAST_TIMES or len(mentions) == _MOST_PHRASES or any(phrase.lower() in other for other in have):
            continue
        mentions.append(Mention(phrase.lower(), "topic", sentence.start, sentence.end))
    return mentions
