"""What a person's name looks like, without a list of the world's names: titles, roles, and words that are no name."""

import re
from collections import defaultdict
from collections.abc import Iterable

from core.documents.facts.task_verbs import TASK_VERBS


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, tried in their order.

    Python tries alternatives one by one: a word that begins with another letter is passed over at its first.
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for word in words:
        rests[word[0]].append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


TITLE = (
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd|Fr|Father|Sr|Sister|Br|Bro|Brother|Hon|Cllrs?"
    r"|Councillors?|Nurse|Pastor|Imam|Rabbi|Engr?|Arch|Capt|Captain|Col|Gen|Sgt|Justice|Judge|Barr|Alhaji|Hajia"
    r"|Senator|Representative|Herr|Frau|Mme|Mlle|Señora?|Sra?|Shri|Sri|Smt|Shrimati|Kum|Kumari|Pst|Canon|Deacon|Elder"
    r"|Sheikh|Ustadh|Maulana|Ald|Alderman)\b\.?"
)
ROLES = (
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "vice chair",
    "vice-chair",
    "deputy chair",
    "president",
    "vice president",
    "vice-president",
    "treasurer",
    "deputy treasurer",
    "secretary",
    "general secretary",
    "company secretary",
    "clerk",
    "manager",
    "office manager",
    "project manager",
    "programme manager",
    "program manager",
    "finance manager",
    "operations manager",
    "centre manager",
    "practice manager",
    "hr manager",
    "director",
    "executive director",
    "managing director",
    "finance director",
    "programme director",
    "country director",
    "artistic director",
    "deputy director",
    "ceo",
    "cfo",
    "coo",
    "cto",
    "coordinator",
    "co-ordinator",
    "programme coordinator",
    "program coordinator",
    "volunteer coordinator",
    "project coordinator",
    "finance officer",
    "project officer",
    "programme officer",
    "field officer",
    "clinical officer",
    "logistics officer",
    "communications officer",
    "hr officer",
    "welfare officer",
    "safeguarding lead",
    "accountant",
    "bookkeeper",
    "administrator",
    "superintendent",
    "principal",
    "headteacher",
    "head teacher",
    "head",
    "caretaker",
    "warden",
    "librarian",
    "pharmacist",
    "receptionist",
    "lab tech",
    "lab technician",
    "facilitator",
    "moderator",
    "convenor",
    "convener",
    "minute taker",
    "minute-taker",
    "note taker",
    "note-taker",
    "notetaker",
    "scribe",
    "rapporteur",
    "team lead",
    "team leader",
    "acting chair",
    "acting director",
    "dean",
    "captain",
    "producer",
    "editor",
    "curator",
    "vicar",
    "churchwarden",
    "governor",
    "trustee",
    "intern",
    "advisor",
    "adviser",
    "consultant",
)
_FIELDS = tuple(
    r"""financial assistant organi[sz]ing publicity social membership fundraising events? welfare youth club senior
    junior hon\.? honorary deputy national regional branch site contracts? design quality safety communications? media
    marketing sales product engineering data research lab field parish town school business estates? facilities grants?
    campaigns? house head night duty ward store kitchen garden stage tour music choir team group chief interim acting
    co-""".split()
)
_FIELD = rf"(?:(?:{one_of(_FIELDS)})\s+)"
OFFICES = tuple(
    """officer manager director coordinator co-ordinator secretary leader lead captain convenor convener organiser
    organizer rep representative warden head editor engineer nurse assistant administrator master keeper treasurer
    chair trainer coach president steward supervisor""".split()
)
_NOT_PLAIN = tuple(
    """the then a an and also our his her their that so but new to of by former all for with from is was will on in at
    as or please if when each every ask asked told""".split()
)
_PLAIN = rf"(?!(?:{one_of(_NOT_PLAIN)})\b)[A-Za-z&'’-]+ "
_LONGEST_FIRST = [re.escape(role) for role in sorted(ROLES, key=len, reverse=True)]
ROLE = (
    rf"(?:(?:{_PLAIN}){{1,2}}(?:{one_of(OFFICES)})\b|"
    rf"{_FIELD}?(?:{one_of((*_LONGEST_FIRST, 'officer', 'leader', 'assistant', 'contracts manager'))}))"
)
OFFICE = (
    r"(?:(?:vice|deputy|hon\.?|honorary|acting|general|executive|managing|finance|programme|program|project|"
    r"office|financial|assistant|joint)[- ])*(?:chair(?:man|woman|person)?|president|treasurer|secretary|"
    r"clerk|manager|director|co-?ordinator|facilitator|administrator"
    r"|principal|head ?teacher|head|superintendent|ceo|cfo|coo|cto|accountant|bookkeeper|caretaker|warden|"
    r"librarian|officer|lead|leader|captain|convenor|convener|organi[sz]er)"
)
CHAIRS = frozenset("chair chairman chairwoman chairperson president acting-chair".split())
_NO_NAME = frozenset(
    """
    a about action actions after again agenda agreed ah all also although am an and annual another any anyone
    anything apologies april are as at august autumn back be because been before being board both but by bye
    call can chair chairman cheers clerk co college come coming committee company congratulations contact could
    council county date day dear december decision decisions did director discussion do does done due during
    each early easter education either email english even ever every everybody everyone everything excellent
    fantastic february fair few final finally finance fine first five following for four friday from full
    further general get go going good got great group had half happy hard has have having he health hello help
    her here hey hi his hold hopefully how however i if in income indeed instead is issue it item its january
    join july june just keep kind last late later leave let like look lots lovely make manager many march
    matters may maybe me meanwhile meeting member members might minute minutes monday money more morning most
    motion much must my name national nearly need never new next nice no nobody none nor north not note noted
    notes nothing november now october of off office ok okay old on once one only open or other others our out
    over parents part people perfect perhaps please point possibly present president previous probably project
    proposal proposed question questions quite quote rather really regarding regards remember report resolved
    right same saturday secretary see september seven several shall she should sick since six so some somebody
    someone something soon sorry south spring staff still summer sunday sure team ten thank thanks that the
    their them then there therefore these they thing things think this those though three through thursday thus
    time to today tomorrow tonight too total treasurer trustees tuesday two under unfortunately unless until up
    update us very wait was we wednesday week welcome well were west what when where whether which while who
    whole whose why will winter wish with within without wonderful work would year yep yes yesterday yet you
    young your action review budget summary background overview introduction conclusion option options east
    central world international ministry department university school hospital clinic trust foundation
    association society bank church village town city district region street road hall park house centre center
    station christmas ramadan eid diwali thanksgiving god lord god's amen sawa ordinary special extraordinary
    steering weekly monthly quarterly strategy policy plan programme program project projects community social
    media youth women children families volunteers volunteer students teachers members' residents tenants
    farmers donors partners partner suppliers contractor contractors landlord supplier government parliament
    europe africa asia america speaker speakers attendees participants transcript keywords page draft version
    approved confidential internal public everybody's whoever whatever absolutely agree exactly totally honestly
    actually basically alright cool awesome brilliant super excused absent quorum attending numbers interesting
    true false none n/a tbc tbd asap fyi ps pm am
    """.split()
)
_NO_NAME = _NO_NAME | (
    TASK_VERBS - frozenset("mark bill rob will pat sue drew grant carol faith may lance chase".split())
)
_PARTICLES = r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|bin|ibn|al|el|ben|ter|ten|zu|St)"
WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž](?:['’](?=[A-Z]))?(?:[\w-]|['’](?!s\b))*[\wà-öø-ÿ]|[A-Z]['’][A-Z]\w+)"
INITIAL = r"(?:[A-Z]\.(?:\s?-?[A-Z]\.)*)"
FULL = re.compile(rf"(?:{WORD}|{INITIAL})(?:[^\S\n]+(?:{_PARTICLES}[^\S\n]+){{0,2}}(?:{WORD}|{INITIAL})){{1,3}}")
_ONE = re.compile(rf"^(?:{INITIAL}\s*)?{WORD}(?:\s+(?:{_PARTICLES}\s+){{0,2}}{WORD}){{0,3}}(?:\s[A-Z]\.?)?$")
_TITLES = re.compile(rf"^(?:(?:the\s+)?{TITLE}\s+)+", re.IGNORECASE)
_ROLE_PREFIX = re.compile(rf"^(?:the\s+)?{ROLE}\b\s*[,:]?\s+(?=[A-Z@])", re.IGNORECASE)


def without_titles(name: str) -> str:
    """A name without Mr, Dr, Cllr and the like, and without a role put before it."""
    name = name.strip().lstrip("@").strip(" ,;:.*_")
    before = None
    while before != name:
        before = name
        name = _TITLES.sub("", name)
        name = _ROLE_PREFIX.sub("", name)
    return name.strip()


def is_common(word: str) -> bool:
    """True for a word that is written with a capital for another reason than being a name."""
    return word.lower().strip(".,'’") in _NO_NAME


def looks_like_name(name: str, strict: bool = False) -> bool:
    """True if this could be somebody's name: one to four capitalised words, none of them a common one.

    Args:
        strict: at least two words, as for names picked out of running text.
    """
    if not _ONE.match(name) or len(name) > 45 or any(c.isdigit() for c in name):
        return False
    words = [w for w in re.split(r"[\s]+", name) if w]
    if strict and len(words) < 2:
        return False
    plain = [w for w in words if not re.fullmatch(r"(?:[A-Z]\.?-?)+|" + _PARTICLES, w)]
    return bool(plain) and not any(is_common(w) for w in plain) and not all(w.isupper() and len(w) > 3 for w in plain)


_DEPARTMENTS = frozenset(
    """accounts finance admin administration hr it m&e programmes programs operations logistics communications comms
    marketing sales fundraising maintenance buildings catering kitchen safeguarding education health transport
    procurement legal welfare publicity membership events liturgy music outreach engineering design field""".split()
)


def is_role(phrase: str) -> bool:
    """True if a phrase is the name of an office ("Treasurer", "Executive Director") or department ("Accounts")."""
    words = re.sub(r"^the\s+", "", phrase.strip().lower())
    return words in _DEPARTMENTS or bool(
        re.fullmatch(
            rf"(?:{ROLE}|(?:[\w&-]+\s+){{0,3}}(?:officer|manager|director|coordinator|lead|secretary|chair))", words
        )
    )
