"""People that running text names: by title, by office, or because a run of capitals does what people do."""

import re
from collections.abc import Iterator

from core.documents.facts.listed import Listed
from core.documents.facts.names import FULL, OFFICES, ROLE, ROLES, TITLE, is_common, looks_like_name, without_titles

_APPOSITION = re.compile(
    rf"\b(?P<role>{ROLE})\s*[,:]?\s+(?P<title>(?:{TITLE}\s+)+)?(?P<name>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’-]+){{0,2"
    rf"}})",
    re.I,
)
_TITLED = re.compile(rf"\b(?=[A-Z])(?:{TITLE})\s+(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{0,2}})")
_NAME_ROLE = re.compile(
    rf"(?P<name>(?-i:[A-Z])[\w'’-]+(?:[ \t]+(?-i:[A-Z])[\w'’.-]+){{1,2}})\s*(?:,\s*(?:the\s+|"
    rf"our\s+)?(?P<after>{ROLE})\b(?!\s+(?-i:[A-Z]))|\((?P<paren>{ROLE})\))",
    re.I,
)
_OFFICE_WORDS = frozenset(role.split()[-1] for role in ROLES) | {*OFFICES, "assistant"}
_IN_ALL_OFFICES = sorted(word for word in _OFFICE_WORDS if not any(o in word for o in _OFFICE_WORDS - {word}))
"""What a text with an office in it holds: "chairman" is left out, because "chair" is in it."""
_OFFICE_ENDS = frozenset(re.findall(r"\w+", word)[-1] for word in (*_OFFICE_WORDS, *ROLES))
_WORD = re.compile(r"\w+")
_THEN_CAPITAL = re.compile(rf"\s*[,:]?\s+(?:(?i:{TITLE})\s+)*[^\W\d_a-z]")
_SAME_LETTERS = str.maketrans("İıſ", "Iis")
"""Letters that a pattern without regard to case takes for others."""
_MOST_NAMES = 600


def people_in_text(text: str) -> Iterator[Listed]:
    """Everybody whom the prose of a document names clearly enough; a wrong person is worse than none."""
    for match in _NAME_ROLE.finditer(text):
        name = without_titles(match["name"])
        if looks_like_name(name, strict=True) and match["name"][0].isupper():
            yield Listed(name, ((match["after"] or match["paren"]).lower(),))
    for match in _appositions(text):
        name, sure = without_titles(match["name"]), match["title"] or " " in without_titles(match["name"])
        if match["role"][0].isupper() and match["name"][0].isupper() and looks_like_name(name) and sure:
            yield Listed(name, (match["role"].lower(),))
    for match in _TITLED.finditer(text):
        if looks_like_name(match["name"]):
            yield Listed(without_titles(match["name"]))
    for name in _runs(text):
        yield Listed(name)


_SINGLE = re.compile(
    r"(?:^|[.!?:;,(–—-] ?|\b(?:and|but|so|as|because|while|that) )(?P<name>[A-Z][\w'’-]{2,20}) (?:said|says|thought|"
    r"thinks|asked|"
    r"asks|explained|explains|suggested|suggests|proposed|proposes|reported|reports|showed|shows|presented|presents|"
    r"wants|"
    r"wanted|would|felt|feels|offered|prefers|preferred|argued|wondered|wonders|volunteered|finished|told|mentioned|"
    r"brought|"
    r"thanked|likes|liked|hopes|is going to|took|wrote|spoke|promised|agreed to|will (?:send|write|call|ask|check|"
    r"make|bring|"
    r"prepare|draft|look|talk|speak))\b",
    re.MULTILINE,
)


def acting(text: str) -> frozenset[str]:
    """Single names of whom a text tells, as the subject of a verb, that they said, wanted or did something."""
    found = {match["name"] for match in _SINGLE.finditer(text)}
    return frozenset(name for name in found if looks_like_name(name))


def _appositions(text: str) -> Iterator[re.Match[str]]:
    """Offices with names behind them, in the lines that hold an office and what is wrapped below them.

    The full pattern is slow, so that it is tried only where an office stands before a capital letter.
    """
    lines = text.split("\n")
    plain_lines = text.translate(_SAME_LETTERS).split("\n")
    for i, line in enumerate(plain_lines):
        low = line.lower()
        held = any(office in low for office in _IN_ALL_OFFICES)
        if held and _office_before_capital("\n".join(plain_lines[i : i + 2])):
            yield from _APPOSITION.finditer("\n".join(lines[i : i + 2]))


def _office_before_capital(near: str) -> bool:
    words = _WORD.finditer(near)
    return any(word.group().lower() in _OFFICE_ENDS and _THEN_CAPITAL.match(near, word.end()) for word in words)


def _runs(text: str) -> list[str]:
    """Runs of capitalised words that are somebody doing or saying something, not a heading or an organisation."""
    judged: dict[str, bool] = {}
    for match in FULL.finditer(text):
        words = match.group().split()
        while words and is_common(words[0]):
            words = words[1:]
        name = " ".join(words)
        if len(words) not in (2, 3) or judged.get(name) or not _acts(text, match):
            continue
        if name not in judged and len(judged) < _MOST_NAMES:
            judged[name] = looks_like_name(name, strict=True) and not _is_thing(text, name)
    return [without_titles(name) for name, person in judged.items() if person]


def _is_thing(text: str, name: str) -> bool:
    """True for a place, a firm or a programme: by its last word, or because it stands after "in", "at" or "the"."""
    if _THINGS.search(name):
        return True
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if _PLACED.search(text, max(0, at - 10), at) and not text[end : end + 1].isalnum():
            return True
        at = text.find(name, end)
    return False


_PLACED = re.compile(r"\b(?:in|at|near|the|after|towards) \Z")


_THINGS = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|LLP|PLC|GmbH|Trust|Foundation|Fund|Society|Association|Union|Alliance|Network|"
    r"Institute|University|College|Academy|School|Primary|Elementary|Secondary|High|Hospital|Clinic|Bank|"
    r"Council|Committee|Ministry|Department|Board|Centre|Center|Church|Club|Group|Partners|Associates|"
    r"Services|Solutions|"
    r"Systems|Holdings|Suppliers|Filters|Water|Energy|Motors|Transit|Depot|Traders|Builders|Mechanical|"
    r"Heating|Fencing|Electric|Plumbing|Roofing|Printing|Catering|Travel|Bay|Springs|County|District|Road|"
    r"Street|Avenue|Lane|Park|Bridge|River|Lake|Island|Hill|Hills|Valley|House|Hall|Court|Hotel|Farm|Market|"
    r"Village|Town|City|Beach|"
    r"Port|Airport|Station|Museum|Theatre|Library|Day|Week|Start|Watch|Dip|Project|Programme|Program|"
    r"Initiative|Campaign|Plan|Policy|Act|Report|Journal|Times|News|Agreement|Award|Cup|League|Festival|Fair|"
    r"Show|Committee|Works|Studio|Studios|Press|Media|Software|Cloud|App|Drive|Office|Team|Class|Insurance|"
    r"Africa|Kenya|Uganda|Rwanda)\b"
)
_ACTS = re.compile(
    r"\s*(?:,\s+(?:who|our|the)\b|\((?:chair|treasurer|secretary|director|manager)|(?:will|has|said|asked|"
    r"told|reported|explained|suggested|proposed|presented|agreed"
    r"|offered|volunteered|to (?!the\b)[a-z]{3,}|would|thinks?|felt|wants?|confirmed|joined|noted|added|"
    r"thanked|shared|gave|takes|took|writes"
    r"|wrote|calls?|sends?|moved|seconded|were|are|of the|from)\b|\s*and\s+(?:[A-Z]))"
)
_ACTED_ON = re.compile(
    r"(?:\b(?:by|with|from|ask|asked|thank|thanked|told|tell|elected|appointed|contact|contacted|interviewed|"
    r"met|hire|hired|copy|cc) |[(–—-]\s?)$"
)


def _acts(text: str, match: re.Match[str]) -> bool:
    return bool(_ACTS.match(text[match.end() : match.end() + 24])) or bool(
        _ACTED_ON.search(text[max(0, match.start() - 16) : match.start()])
    )
