"""Organisations and places named in a text: told by their last words, by what stands before them, by their acronyms."""

import re
from collections.abc import Iterator

from core.graph.contribution import Mention

_W = r"[A-ZÀ-Þ][\w’'&.-]*[\w]|[A-Z]"
_LINK = r"(?:of|for|and|of the|for the|de|du|des|la|del|&)"
_SUFFIX = (
    r"Ltd|Limited|Inc|Incorporated|LLC|LLP|PLC|plc|GmbH|AG|SA|NV|BV|Pty|Corp|Corporation|Co-?operative|Co-?op|"
    r"Company|Trust|Foundation|Fund|Charity|Society|Association|Federation|Union|Alliance|Network|Consortium|"
    r"Coalition|Institute|Institution|University|College|Academy|School|Hospital|Clinic|Bank|Council"
    r"|Commission|Authority|Agency|Ministry|Bureau|Centre|Center|Church|Mosque|Parish|Club|Group|Partners|"
    r"Partnership|Associates|Consultants|Consulting|Solutions|Holdings|Enterprises|Industries|Suppliers|Sacco|"
    r"SACCO|NGO|CBO|Library|Museum|Theatre|Press|Insurance"
    r"|Airlines|Motors|Transit|Depot|Distributors|Traders|Builders|Contractors|Bakery|Filters|Telecom|"
    r"Logistics|Technologies|Laboratory|Laboratories|Relief"
)
_LEGAL = r"Ltd|Limited|Inc|LLC|LLP|PLC|plc|GmbH|AG|SA|NV|BV|Pty Ltd|Corp|Corporation|Co"
_BY_SUFFIX = re.compile(
    rf"\b(?:(?:{_W})\s+(?:{_LINK}\s+)?){{1,5}}(?:{_SUFFIX})\b(?:\s+(?:{_LEGAL})\b\.?)?(?:\s+(?:of|"
    rf"for)\s+(?:the\s+)?(?:{_W})(?:\s+(?:{_W}|and)){{0,3}})?"
)
_BY_HEAD = re.compile(
    rf"\b(?:Ministry|Department|University|Bank|Institute|Council|Federation|Association|Society|Church|Office|"
    rf"Board|School|Friends|Treasury|Commission|Republic)\s+(?:of|"
    rf"for)\s+(?:the\s+)?(?:{_W})(?:\s+(?:{_LINK}\s+)?(?:{_W})){{0,4}}"
)
_ACRONYM = re.compile(
    rf"(?P<full>(?:{_W})(?:\s+(?:{_LINK}\s+)?(?:{_W})){{1,7}})\s+\((?:the\s+)?[\"“']?(?P<short>[A-Z][A-Za-z]?[A"
    rf"-Z]{{1,6}}s?)[\"”']?\)"
)
_AMPERSAND = re.compile(rf"\b(?:{_W})(?:,\s+(?:{_W}))?\s+&\s+(?:{_W})(?:\s+(?:{_SUFFIX}))?\b")
_START = frozenset(
    "The This That These Our Their Your His Her Its A An In At On For From To By With And But Or If When Whil"
    "e Since Dear Each Every All Some Any No Both Another New Next Last First Second Annual Monthly Weekly It"
    "'s Should Could Would Can Will Did Does Do Is Are Was Were Has Have Had Then So Now Please Thank Thanks "
    "Yes January February March April May June July August September October November December Monday Tuesday"
    " Wednesday Thursday Friday Saturday Sunday Dr Mr Mrs Ms Prof".split()
)
_GENERIC = re.compile(
    r"^(?:the |our |this |a |an )?(?:(?:management|steering|executive|finance|audit|programme|program|working|"
    r"general|annual|staff|board|main|village|town|head|field|sub|special|project|advisory|planning|parents|"
    r"members|school|national|local|private|primary|secondary|health|youth|community|women's|finance & audit|"
    r"finance and audit|first|second|next|new|old|public)\s*(?:&|and)?\s*)*"
    r"(?:committee|board|office|group|project|programme|development|services|water|centre|center|council|fund|"
    r"club|school|clinic|hospital|media|union|department|library|meeting|initiative|partners|trust|bank|"
    r"agency|authority|energy|society|company)$",
    re.IGNORECASE,
)
_DULL = re.compile(
    r"^(?:Operations|Finance|Fundraising|Grants|HR|Admin|Communications|Programmes?|Marketing|"
    r"Human Resources)\b|^(?:Health|Safety|Sales|Food|Terms|Questions) & ",
    re.IGNORECASE,
)
_COUNTRIES = (
    "Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bangladesh Belgium Ben"
    "in Bolivia Bosnia Botswana Brazil Bulgaria Burundi Cambodia Cameroon Canada Chile China Colombia Congo C"
    "roatia Cuba Cyprus Denmark Ecuador Egypt England Eritrea Estonia Ethiopia Finland France Gambia Germany "
    "Ghana Greece Guatemala Guinea Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel It"
    "aly Jamaica Japan Jordan Kazakhstan Kenya Kosovo Kuwait Laos Latvia Lebanon Lesotho Liberia Libya Lithua"
    "nia Luxembourg Madagascar Malawi Malaysia Mali Malta Mauritania Mauritius Mexico Moldova Mongolia "
    "Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Palest"
    "ine Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Russia Rwanda Scotland Senegal Serbia"
    " Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand "
    "Togo Tunisia Turkey Uganda Ukraine Uruguay Uzbekistan Venezuela Vietnam Wales Yemen Zambia Zimbabwe Euro"
    "pe Africa Asia"
).split()
_CITIES = (
    "Abuja Accra Addis_Ababa Algiers Amman Amsterdam Ankara Athens Baghdad Bamako Bangkok Beijing Beirut Belf"
    "ast Belgrade Berlin Bern Birmingham Bogotá Boston Bratislava Brighton Bristol Brussels Bucharest Budapes"
    "t Bujumbura Cairo Cambridge Cape_Town Cardiff Chennai Chicago Cologne Copenhagen Dakar Dar_es_Salaam Del"
    "hi Dhaka Dodoma "
    "Dublin Edinburgh Eldoret Entebbe Frankfurt Freetown Geneva Glasgow Hamburg Hanoi Harare Helsinki Jakarta"
    " Jerusalem Johannesburg Juba Kabul Kampala Karachi Kathmandu Khartoum Kigali Kinshasa Kisumu Kyiv Lagos "
    "Leeds Lilongwe Lima Lisbon Liverpool London Luanda Lusaka Lyon Madrid Manchester Manila Maputo Marseille"
    " Milan "
    "Mogadishu Mombasa Monrovia Montreal Moscow Mumbai Munich Nairobi Naples Nakuru New_Delhi New_York Oslo O"
    "ttawa Oxford Paris Prague Pretoria Pune Quito Rabat Riga Riyadh Rome Santiago Sarajevo Seoul Seville Sof"
    "ia Stockholm Sydney Tallinn Tbilisi Tehran Tokyo Toronto Trento Tripoli Tunis Valencia Vienna Vilnius Wa"
    "rsaw "
    "Washington Windhoek Yaoundé Zagreb Zurich"
).split()
_KNOWN = re.compile(r"\b(?=[A-Z])(?:" + "|".join(name.replace("_", " ") for name in _COUNTRIES + _CITIES) + r")\b")
_PLACE_AFTER = re.compile(
    rf"\b(?:at the|in the|from the|the)\s+(?P<name>(?:{_W})(?:\s+(?:{_W})){{0,2}})\s+(?:office|site|branch|"
    rf"district|county|region|warehouse|campus|camp|village|store)\b"
)
_PLACE_SUFFIX = re.compile(
    rf"\b(?P<name>(?:{_W})(?:[^\S\n]+(?:{_W})){{0,2}}[^\S\n]+(?:County|District|Province|Region|Village|Road|"
    rf"Street|Avenue|Lane|Square|Park|Bridge|Island|Valley|River|Lake|Airport|Harbour|Market|Bay))\b"
)
_PLACE_IN = re.compile(rf"\b(?:in|near|around|outside)[^\S\n]+(?P<name>(?:{_W})(?:[^\S\n]+(?:{_W}))?)(?=[\s,.;:)]|$)")


def organisations(text: str, persons: frozenset[str]) -> list[Mention]:
    """The organisations named in a text, each place where they are named.

    Args:
        persons: names that are people's, and so no organisation's.
    """
    found: dict[tuple[int, int], str] = {}
    shorts: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        start, name = _without_start(match.start("full"), match["full"])
        initials = "".join(w[0] for w in name.split() if w[:1].isupper())
        if (
            len(name.split()) >= 2
            and name not in persons
            and match["short"].rstrip("s")[0] == name[0]
            and _close(initials, match["short"].rstrip("s").upper())
        ):
            found[start, start + len(name)] = name
            shorts[match["short"]] = name
    for pattern in (_BY_HEAD, _BY_SUFFIX, _AMPERSAND):
        for match in pattern.finditer(text):
            start, name = _without_start(match.start(), match.group())
            start, name = _without_person(start, name, persons)
            joined = re.match(rf"^(.*\b(?:{_SUFFIX}))\s+and\s+", name)
            name = joined[1] if joined else name
            if (
                len(name.split()) >= 2
                and not _GENERIC.match(name)
                and not _DULL.search(name)
                and name not in persons
                and "\n" not in name
                and not _overlaps(found, start, start + len(name))
            ):
                found[start, start + len(name)] = name
    mentions = [Mention(name, "organisation", start, end) for (start, end), name in found.items()]
    for short, name in shorts.items():
        mentions += [
            Mention(name, "organisation", match.start(), match.end())
            for match in re.finditer(rf"\b{re.escape(short)}\b", text)
            if not _overlaps(found, match.start(), match.end())
        ]
    return sorted(mentions, key=lambda mention: mention.start)


def _close(initials: str, short: str) -> bool:
    return (
        initials.upper() == short
        or (len(short) >= 3 and short in initials.upper())
        or initials.upper().startswith(short)
    )


def _without_start(start: int, name: str) -> tuple[int, str]:
    """A name without the article or sentence opener before it."""
    while True:
        first = name.split(None, 1)
        if len(first) < 2 or first[0] not in _START:
            return start, name.rstrip(" ,;:")
        rest = name[len(first[0]) :].lstrip()
        start, name = start + len(name) - len(rest), rest


def _without_person(start: int, name: str, persons: frozenset[str]) -> tuple[int, str]:
    """ "Jane Doe of the Acme Fund" without Jane Doe."""
    for person in persons:
        if name.startswith(f"{person} "):
            rest = re.sub(r"^(?:of|for|and|from|the|at)\s+(?:the\s+)?", "", name[len(person) + 1 :])
            return start + len(name) - len(rest), rest
    return start, name


def _overlaps(found: dict[tuple[int, int], str], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in found if abs(s - start) < 400)


def places(text: str, taken: frozenset[str]) -> Iterator[Mention]:
    """The places named in a text: countries and cities that everybody knows, and what stands where a place stands.

    Args:
        taken: names of people and organisations.
    """
    seen: set[tuple[int, int]] = set()
    named = {m["name"] for m in _PLACE_AFTER.finditer(text)} | {m["name"] for m in _PLACE_SUFFIX.finditer(text)}
    named |= _often_after_in(text)
    named = {
        name
        for name in named
        if "\n" not in name
        and name not in taken
        and not any(name in t.split() for t in taken)
        and name.split()[0] not in _START
    }
    patterns = [_KNOWN]
    if named:
        patterns.insert(
            0, re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, named), key=len, reverse=True)) + r")\b")
        )
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match.group() not in taken and not any(s <= match.start() < e for s, e in seen):
                seen.add((match.start(), match.end()))
                yield Mention(match.group(), "place", match.start(), match.end())


def _often_after_in(text: str) -> set[str]:
    """Names that stand after "in", "to" or "from" twice or more, and hardly ever elsewhere."""
    counts: dict[str, int] = {}
    for match in _PLACE_IN.finditer(text):
        counts[match["name"]] = counts.get(match["name"], 0) + 1
    months = (
        "January February March April May June July August September October November December Monday Tuesday Wed"
        "nesday Thursday Friday Saturday Sunday Easter Christmas English French German Q1 Q2 Q3 Q4 AOB"
    ).split()
    kept = set()
    for name, count in counts.items():
        first = name.split()[0]
        if (
            count >= 2
            and first not in months
            and first not in _START
            and name not in months
            and not name.isupper()
            and len(name) > 2
            and count >= 0.5 * _times(name, text)
        ):
            kept.add(name)
    return kept


def _times(name: str, text: str) -> int:
    """How often a name stands in a text as words of their own. ``re`` is quick where a pattern begins with letters."""
    literal = re.escape(name)
    return len(re.findall(rf"{literal}(?<!\w{literal})\b", text))
