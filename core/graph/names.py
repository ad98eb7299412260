"""Names of people, organisations, places and topics: how they are written, compared and looked up. Pure functions."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from rapidfuzz.distance import OSA

from core.terms import terms

TYPES = ("person", "organisation", "place", "topic")

_TITLES = frozenset(
    """dr mr mrs ms miss mx prof professor sir madam mme mlle mgr rev reverend fr sr sra dame lord lady hon eng engr
    chief pastor bishop imam sheikh alhaji hajia ambassador amb capt captain col colonel gen general lt sgt herr
    frau""".split()
)
_AFTER_NAMES = frozenset("jr snr phd md mba msc bsc esq ii iii".split())
_LEGAL_FORMS = frozenset(
    """ltd limited inc incorporated llc llp plc gmbh ag ev co company corp corporation sa sarl sas bv nv cic cio ngo
    pty pvt ltda spa""".split()
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_JOINERS = re.compile(r"['’ʼ`´]")
_BREAKS = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_FUZZY_SURNAME = 6
_FUZZY_WORD = {"organisation": 6, "place": 7}


def clean(name: str) -> str:
    """One spelling for what only looks different: Unicode form, white space, quotation marks around it."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    return " ".join(name.split()).strip(' \t"“”„«»‘')


def node_id(type: str, name: str) -> str:
    """The opaque id of one written name of one type."""
    return blake2b(f"{type}\0{name}".encode("utf-8", "replace"), digest_size=12, person=b"sybil name").hexdigest()


def fold(text: str) -> list[str]:
    """Words without case, accents and punctuation."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = "".join(c for c in text if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return [word for word in _BREAKS.split(_JOINERS.sub("", plain)) if word]


@dataclass(frozen=True)
class Parsed:
    """A name taken apart.

    ``key``: equal for names that differ only in case, accents, punctuation, titles or order. ``full`` is False for
    what may stand for several fuller names (``Amina``, ``A. Okafor``, ``Amina O.``): those ``seek`` one block that
    fuller names ``offer``. ``near`` are blocks shared by names that may be one spelling of the same.
    """

    type: str
    key: str
    words: tuple[str, ...]
    full: bool
    near: frozenset[str]
    offers: frozenset[str] = frozenset()
    seeks: str | None = None


@lru_cache(maxsize=50_000)
def parse(type: str, name: str) -> Parsed:
    """Take a name of a type apart."""
    if type == "person":
        return _person(name)
    if type == "topic":
        key = " ".join(terms(name)) or " ".join(fold(name)) or name
        return Parsed(type, key, tuple(key.split()), True, frozenset({f"topic={key}"}))
    return _organisation_or_place(type, name)


def _person_words(name: str) -> tuple[str, ...]:
    before, comma, after = name.partition(",")
    family, given = fold(before), [word for word in fold(after) if word not in _AFTER_NAMES]
    words = given + family if comma and given and family else family + given
    parts = name.split()
    if not comma and len(parts) > 1 and len(parts[0]) > 2 and parts[0].isupper() and not name.isupper():
        words = words[1:] + words[:1]  # OKAFOR Amina
    kept = [w for w in words if w not in _TITLES and w not in _AFTER_NAMES]
    return tuple(kept or words or [name.casefold()])


def _person(name: str) -> Parsed:
    words = _person_words(name)
    key = " ".join(words)
    same = frozenset({f"person={key}"})
    first, last = words[0], words[-1]
    if len(words) == 1:
        return Parsed("person", key, words, False, same, seeks=f"person word {first}" if len(first) > 1 else None)
    if len(first) == 1 and len(last) == 1:
        return Parsed("person", key, words, False, same)
    if len(first) == 1:
        return Parsed("person", key, words, False, same, seeks=f"person initial {first} {last}")
    if len(last) == 1:
        return Parsed("person", key, words, False, same, seeks=f"person final {first} {last}")
    sound = given_sound(first)
    ends = {last} if len(last) < _FUZZY_SURNAME else {last[:3] + "*", "*" + last[-3:]}
    near = same | {f"person~{sound} {end}" for end in ends}
    offers = {
        f"person word {first}",
        f"person word {last}",
        f"person initial {first[0]} {last}",
        f"person final {first} {last[0]}",
    }
    return Parsed("person", key, words, True, near, frozenset(offers))


def given_sound(first: str) -> str:
    """A first name without the letters that are written or not without making another name: Sarah, Sara; Anna, Ana."""
    squeezed = _DOUBLED.sub(r"\1", first.replace("ph", "f"))
    return squeezed[:-1] if len(squeezed) > 3 and squeezed.endswith("h") else squeezed


def _organisation_or_place(type: str, name: str) -> Parsed:
    words = fold(name)
    kept = words[1:] if len(words) > 1 and words[0] == "the" else words
    while type == "organisation" and len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept = kept[:-1]
    kept = kept or [name.casefold()]
    key = " ".join(kept)
    near = {f"{type}={key}"}
    for at, word in enumerate(kept):
        if len(word) >= _FUZZY_WORD.get(type, 99):
            rest = " ".join([*kept[:at], "*", *kept[at + 1 :]])
            near |= {f"{type}~{rest} {word[:3]}*", f"{type}~{rest} *{word[-3:]}"}
    return Parsed(type, key, tuple(kept), True, frozenset(near))


def alike(a: Parsed, b: Parsed) -> bool:
    """True if two full names of one type may be two spellings of one.

    People: the same first name as it sounds, no contradicting middle name, and the same surname or, from six letters
    on, one letter heard wrongly. Organisations and places: one wrong letter in one long word. Topics: never.
    """
    if a.type != b.type or not (a.full and b.full):
        return False
    if a.type == "person":
        return (
            given_sound(a.words[0]) == given_sound(b.words[0])
            and _middles_agree(a.words[1:-1], b.words[1:-1])
            and _one_letter(a.words[-1], b.words[-1], _FUZZY_SURNAME)
        )
    if a.type == "topic" or len(a.words) != len(b.words):
        return False
    odd = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    return len(odd) == 1 and _one_letter(*odd[0], _FUZZY_WORD[a.type])


def middles_contradict(a: Parsed, b: Parsed) -> bool:
    """True if both people have middle names and these cannot be the same."""
    return not _middles_agree(a.words[1:-1], b.words[1:-1])


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=False))


def _one_letter(a: str, b: str, least: int) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < least or not (a.isalpha() and b.isalpha()):
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1


def stands_for(name: str, names: tuple[str, ...]) -> str | None:
    """The one person among ``names`` that ``name`` is a writing or a short form of; None if none or several."""
    mine = parse("person", clean(name))
    same = [other for other in names if parse("person", clean(other)).key == mine.key]
    if same:
        return min(same)
    fits = {other for other in names if mine.seeks and mine.seeks in parse("person", clean(other)).offers}
    return fits.pop() if len(fits) == 1 else None


def person_matches(query: str, name: str) -> bool:
    """True if every word of ``query`` is a word of the person's name, an initial standing for its word."""
    asked, words = list(_person_words(clean(query))), list(_person_words(clean(name)))
    if asked == words:
        return True
    return bool(asked) and all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in words) for word in asked
    )
