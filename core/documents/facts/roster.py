"""The people of one document, and whom a name, first name, initials or office stands for in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from core.documents.facts.attendance import read_lists
from core.documents.facts.listed import Listed
from core.documents.facts.names import CHAIRS, is_common, is_role, looks_like_name, without_titles
from core.documents.facts.people_in_text import people_in_text
from core.documents.parsed import ParsedDocument

_MOST_LETTERS = 400_000


@dataclass(slots=True)
class Person:
    """One person: the fullest name the document gives, without title."""

    name: str
    roles: set[str] = field(default_factory=set)
    initials: str | None = None
    listed: bool = False
    present: bool = False


class Roster:
    """Everybody a document names, as far as rules can tell, and the names they go by in it."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.author: str | None = None
        self.reader: str | None = None
        self.lower: tuple[str, ...] = ()
        self._forms: dict[str, list[Person]] = defaultdict(list)
        self._resolved: dict[str, str | None] = {}
        self._offices: set[str] | None = None

    def add(self, listed: Listed, sure: bool = True) -> None:
        """Note a person; a shorter form of one already known adds only what it tells of offices and initials."""
        self._resolved.clear()
        self._offices = None
        known = self._find(listed.name) if self.people else None
        if known is None:
            known = self._grows(listed.name) or Person(listed.name)
            if known not in self.people:
                self.people.append(known)
            known.name = listed.name if len(listed.name) > len(known.name) else known.name
        known.roles |= {role for role in listed.roles if is_role(role)}
        known.initials = known.initials or listed.initials
        known.listed |= sure
        known.present |= sure and listed.present
        self._index(known)
        if listed.writes and (self.author is None or "from" in listed.roles):
            self.author = known.name

    def _grows(self, name: str) -> Person | None:
        """The one person known so far only by a part of this fuller name."""
        words = name.split()
        if len(words) < 2:
            return None
        parts = [p for p in self.people if " " not in p.name and p.name in (words[0], words[-1])]
        return parts[0] if len(parts) == 1 else None

    def _index(self, person: Person) -> None:
        for form in _forms_of(person):
            if not any(known is person for known in self._forms[form]):
                self._forms[form].append(person)

    def _find(self, phrase: str) -> Person | None:
        key = _key(phrase)
        found = self._forms.get(key, [])
        exact = [p for p in found if _key(p.name) == key]
        if len(exact) == 1:
            return exact[0]
        return found[0] if len(found) == 1 else None

    def resolve(self, phrase: str | None) -> str | None:
        """The full name that a phrase stands for ("Dr Mwangi", "the Treasurer", "LC", "Amina"), None if it fits
        nobody, or several."""
        if not phrase:
            return None
        if phrase not in self._resolved:
            self._resolved[phrase] = self._resolve(phrase)
        return self._resolved[phrase]

    def _resolve(self, phrase: str) -> str | None:
        bare = without_titles(re.sub(r"^(?:the|our)\s+", "", phrase.strip(), flags=re.I))
        found = self._find(bare) or self._find(phrase) or self._by_role(phrase)
        if found is None and len(bare) >= 5 and bare[:1].isupper():
            found = self._misspelt(bare)
        return found.name if found else None

    def _by_role(self, phrase: str) -> Person | None:
        role = re.sub(r"^the\s+", "", phrase.strip().lower())
        wanted = CHAIRS if role in CHAIRS else {role}
        ends = re.findall(r"[a-z]+", role)[-1:]
        if not ends or not (role in CHAIRS or self._held(ends[0])):
            return None
        holders = [p for p in self.people if p.roles & wanted]
        holders = holders or [p for p in self.people if any(_same_office(held, role) for held in p.roles)]
        return holders[0] if len(holders) == 1 else None

    def _held(self, last: str) -> bool:
        """True if somebody's office ends in this word: most phrases end in none, and are done with here."""
        if self._offices is None:
            words = (re.findall(r"[a-z]+", role)[-1:] for person in self.people for role in person.roles)
            self._offices = {word for found in words for word in found}
        return last in self._offices

    def _misspelt(self, name: str) -> Person | None:
        """The only person whose name (or first name or surname) is one slip of the pen away."""
        close = []
        for person in self.people:
            for form in {person.name, *person.name.split()}:
                allowed = 1 if len(form) < 8 else 2
                if (
                    len(form) >= 5
                    and form[0] == name[0]
                    and DamerauLevenshtein.distance(form, name, score_cutoff=allowed) <= allowed
                ):
                    close.append(person)
                    break
        return close[0] if len(close) == 1 else None

    def lower_case(self) -> re.Pattern[str] | None:
        """Names that the document itself writes in lower case, None if it does not."""
        return re.compile(r"(?<![\w@])(?:" + "|".join(map(re.escape, self.lower)) + r")(?!\w)") if self.lower else None

    def forms(self) -> list[str]:
        """Every form under which somebody of the document may be named, longest first; offices left out."""
        forms = {form for person in self.people for form in _written_forms(person)}
        return sorted(forms, key=lambda f: (-len(f), f))


def _same_office(held: str, named: str) -> bool:
    """ "Hon. Treasurer" is the treasurer, "the project lead" the lead."""
    first, second = re.findall(r"[a-z]+", held), re.findall(r"[a-z]+", named)
    return (
        bool(first and second)
        and first[-1] == second[-1]
        and (set(first) <= set(second) or set(second) <= set(first))
        and "vice" not in first + second
        and "deputy" not in first + second
    )


def _key(phrase: str) -> str:
    return " ".join(re.sub(r"[.,]", " ", phrase.replace("’", "'")).lower().split())


def _written_forms(person: Person) -> set[str]:
    words = re.sub(r"\s*\(.*?\)", "", person.name).split() or [person.name]
    last = words[-1] if len(words[-1].rstrip(".")) > 1 else words[0]
    forms = {person.name, " ".join(words), words[0], last}
    if len(words) > 1:
        forms |= {f"{words[0][0]}. {words[-1]}", f"{words[0]} {words[-1]}", f"{words[0]} {words[-1][0]}."}
    if len(words) > 2:
        forms.add(" ".join(words[:2]))
    if person.initials:
        forms.add(person.initials)
    return {form for form in forms if len(form.rstrip(".")) > 1}


def _forms_of(person: Person) -> set[str]:
    forms = {_key(form) for form in _written_forms(person)}
    words = person.name.split()
    if len(words) > 1:
        forms |= {_key(f"{words[0][0]} {words[-1]}"), "".join(w[0] for w in words if w[0].isalpha()).lower()}
    return forms


def roster_of(parsed: ParsedDocument) -> Roster:
    """The people of a document: from its lists, its speakers, titles before names, and full names in running text."""
    roster, text = Roster(), parsed.text[:_MOST_LETTERS]
    speakers = dict.fromkeys(s.speaker for s in parsed.segments if s.speaker)
    for listed in _longest_first([*read_lists(_without_rows(parsed, text)), *_from_rows(parsed)]):
        roster.add(listed)
    for name in [*speakers, *parsed.participants]:
        cleaned = without_titles(name)
        if cleaned and not re.fullmatch(r"(?:speaker|unknown|participant|user)\s*\w{0,3}|[+\d\s()-]+", cleaned, re.I):
            roster.add(Listed(cleaned))
    for named in people_in_text(text):
        roster.add(named, sure=False)
    roster.reader = _reader(roster, text[:1500])
    roster.lower = _written_small(roster, text)
    return roster


def _reader(roster: Roster, head: str) -> str | None:
    """Whom a letter is to, if it is to one person."""
    for pattern in (r"^to:\s*([^\n]{2,60})$", r"^(?:dear|hi|hello|hey)\s+([^\n,!]{2,30})[,!]?\s*$"):
        match = re.search(pattern, head, re.IGNORECASE | re.MULTILINE)
        name = without_titles(match[1]) if match else ""
        if looks_like_name(name):
            return roster.resolve(name) or name
    return None


def _without_rows(parsed: ParsedDocument, text: str) -> str:
    """The text with its table rows blanked out: a column "Present" lists nobody."""
    kept, at = [], 0
    for segment in parsed.segments:
        if segment.kind in ("row", "header") and segment.end <= len(text):
            kept.append(text[at : segment.start])
            at = segment.end
    return "".join([*kept, text[at:]])


def _from_rows(parsed: ParsedDocument) -> list[Listed]:
    """People of an attendance table: rows with a name and an office, or a mark that they were there."""
    found: list[Listed] = []
    for segment in parsed.segments[:400]:
        line = parsed.text[segment.start : segment.end]
        pairs = dict(re.findall(r"(?:^|;\s)([A-Z][\w ]{2,20}):\s*([^;]*)", line)) if segment.kind == "row" else {}
        values = {name.strip().lower(): value.strip() for name, value in pairs.items()}
        named = values.get("name") or values.get("attendee") or values.get("member") or values.get("participant")
        if not named or not any(
            key in values
            for key in ("role", "present", "position", "title", "organisation", "attendance", "initials", "apologies")
        ):
            continue
        name = without_titles(named)
        role = (values.get("role") or values.get("position") or values.get("title") or "").split(",")[0].strip().lower()
        away = re.match(r"no\b|apolog|absent|✗|x$", (values.get("present") or values.get("attendance") or "").lower())
        if looks_like_name(name):
            minutes = "minute" in " ".join(values.values()).lower()
            found.append(Listed(name, (role,) if is_role(role) else (), values.get("initials"), not away, minutes))
    return found


def _written_small(roster: Roster, text: str) -> tuple[str, ...]:
    """First names that stand in lower case more often than not."""
    words = Counter(re.findall(r"(?<![\w'’])[\w'’]{3,}", text))
    firsts = {p.name.split()[0] for p in roster.people if p.listed and p.name.split()}
    return tuple(sorted(f.lower() for f in firsts if words[f.lower()] > words[f] and not is_common(f) and f.isalpha()))


def _longest_first(listed: Iterable[Listed]) -> list[Listed]:
    return sorted(listed, key=lambda one: -len(one.name.split()))
