"""Who was there, who took notes, who wrote: read from the lines that list people."""

import re

from core.documents.facts.listed import Listed
from core.documents.facts.names import TITLE, is_role, looks_like_name, without_titles
from core.documents.facts.signatures import names_alone, writers

_LIST = re.compile(
    r"""^\s*(?:\d+[.)]\s*)?[#*_>\s-]*(?:
      (?P<there>(?:(?:board|council|committee|staff|other|core|team|voting|non-voting)\s+)?(?:members?|directors?
      |trustees?
        |governors?|commissioners?|councillors?|partners?)?\s*(?:\(?(?:present|in\ attendance
        |attending)\)?)(?:\s*\((?:remote|online|by\ phone|zoom)\))?
        |attendees|attended\ by|attendance|participants?|participating|present\ were|those\ present|here
        |in\ the\ room|who\ was\ there|in|with|members
        |directors|trustees|staff|observers?|guests?|speakers|also\ present|remote|online|team|people
        |also\ attending|also\ there|pres|att|attnd|in\ att|on\ (?:the\ )?(?:call|line|zoom)
        |who|there|those\ (?:who\ (?:came|were\ there|attended)|in|there|here|attending)|board|committee|council
        |panel|crew|in\ the\ chair|around\ the\ table|all\ here|everyone|with\ us|circulation|roll\ call|attended)
     |(?P<away>(?:(?:board|council|committee)\s+)?(?:members?|directors?
     |trustees?)?\s*absent(?:\ with(?:out)?\ apolog(?:y|ies))?|apologies(?:\ for\ absence)?(?:\ (?:received\ )?from)?
        |excused|regrets|sick|out|away|apols?|sent\ apologies|not\ present|absent\ with\ apologies|sends?\ apologies)
     |(?P<one>(?:chair(?:man|woman|person|ed\ by|ing)?|vice[- ]chair|minutes?(?:\ (?:by|taken\ by|taker))?
     |notes?(?:\ (?:by|taken\ by))?|note[- ]?taker
        |minute[- ]?taker|facilitator|facilitated\ by|facilitation|scribe|recorder|secretary|clerk|treasurer
        |superintendent|host|moderator|author
        |from|to|cc|written\ by|prepared\ by|taken\ by|president|manager|director|coordinator
        |executive\ director|presenter|led\ by|rapporteur))
    )\s*(?:\(\d+\)|\d+)?\s*(?:\*\*|__)?\s*(?::|\s[–—-]\s)\s*(?:\*\*|__)?\s*(?P<names>\S.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST_TITLE = re.compile(
    r"^\s*(?:\d+[.)]\s*)?[#*_>\s]*(?:(?:(?:board|committee|council|staff|group|team|"
    r"executive)\s+)?(?:members?|directors?|trustees?|governors?|councillors?)?\s*(?:present|in attendance|"
    r"attending)|attendees|attendance|participants|those present|present were|who(?:['’]s| was| is)? (?:here|"
    r"there|present)|members|the team|speakers"
    r"|(?P<away>apologies(?: for absence| received(?: from)?)?|absent(?: with(?:out)? apolog(?:y|ies))?|"
    r"excused|regrets|not present))\s*(?:\(\d+\))?\s*[:*_\s]*$",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"\b(?P<role>Clerk|Chair(?:man|woman|person)?|Secretary|Treasurer|Superintendent|Manager|Director|"
    r"Coordinator|Facilitator"
    r"|Guests?|[Aa]lso (?:present|attending|there)|[Ll]ate|[Rr]emote|[Oo]nline|In the chair|Present|Observers?|Protocol"
    r"|Notes|Minutes|Staff|In attendance|Apologies|Sick|Out|Absent|From|To|Date)\s*:\s*\**\s*"
)
_WRITES = re.compile(
    r"^(?:minutes|notes?|note|minute|scribe|recorder|author|from|written|prepared|taken|rapporteur)", re.I
)
_PAREN = re.compile(r"\(([^)]{1,60})\)")
_SPLIT = re.compile(r"\s*[;,•|]\s*|\s+(?:and|&)\s+(?=[A-Z@])|\.\s+(?=[A-Z])|\s{3,}|\t")
_TOP = 15
_ANY_LABEL = re.compile(r"^\s*[(#*_>-]{0,3}\s*(?P<label>[A-Za-z][^:;.]{0,60}):\s*\**\s*(?P<names>[A-Z].{12,})$")
_NO_LIST = re.compile(
    r"(?:apolog|absent|regrets|cc\b|bcc|copy|distribution|agenda|re\b|subject|invit|candidates|"
    r"nominee|not )",
    re.I,
)
_WITHIN = re.compile(
    r"(?<=[.;,)] )(?:Also )?(?:[Pp]resent(?: were)?|[Tt]here|[Ii]n the room|[Aa]ttend(?:ed by|ing|ees)|[Ww]ith|[Hh]ere)"
    r":\s.*$"
)
_TOLD_LIST = re.compile(
    r"\b(?:[Ww]ith (?:him|her|them|us|me) (?:were|was|are)|[Ww]e were(?: \w+)?:|(?:[A-Z]\w+|\d+) of us(?: \w+){0,2}:|"
    r"[Tt]here were|[Tt]hose (?:there|present|attending) were|[Ii]n attendance were|[Aa]round the table(?: were)?:?|"
    r"[Jj]oined by)\s+(?P<names>(?=[A-Z][\w.]+ (?:[A-Z][\w'’-]+|\()).+)$"
)
"""A list told in a sentence: "With him were Ann Lee (chair) and Bob Ray."."""


def read_lists(text: str) -> list[Listed]:
    """Everybody named on the lists of a document ("Present:", "SPEAKERS", "Chair: ..."), in order."""
    found: list[Listed] = []
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if len(line) > 1500:
            continue
        within = _WITHIN.search(line)
        told = _TOLD_LIST.search(line)
        match = (
            _LIST.match(line)
            or (_LIST.match(within.group()) if within else None)
            or (_LIST.match(f"Present: {told['names']}") if told else None)
            or (_LIST.match(f"{line.strip()}: {_following(lines, i)}") if _is_title(line) else None)
        )
        if match:
            names = match["names"]
            names = f"{names} {_wrapped(lines, i)}" if line.rstrip().endswith(",") or _hangs(lines, i) else names
            word = match["one"]
            found += _listed(names, present=not match["away"], role=word.lower() if word else None)
        elif re.fullmatch(r"\s*(?:@\w[\w.]*[\s,]*)+", line) and "@" in line:
            found += [Listed(h.capitalize() if h.islower() else h) for h in re.findall(r"@(\w+)", line)]
    return found + _unlabelled(lines, found) + _listed_below(lines) + names_alone(lines) + writers(lines)


def _unlabelled(lines: list[str], known: list[Listed]) -> list[Listed]:
    """A list near the top under a label that rules do not know: "Sederunt: ...", "(on: ...", with full names."""
    names = {listed.name for listed in known}
    for line in lines[:_TOP]:
        match = _ANY_LABEL.match(line)
        if not match or _LIST.match(line) or _NO_LIST.match(match["label"]):
            continue
        entries = _entries(match["names"].rstrip(" )."), True, None)
        pieces = [piece for piece in re.split(r"[,;•]", _PAREN.sub("", match["names"])) if piece.strip()]
        full = [entry for entry in entries if " " in entry.name]
        if len(full) >= 3 and len(entries) >= 0.8 * len(pieces) and not {e.name for e in full} <= names:
            return entries
    return []


def _is_title(line: str) -> bool:
    """ "SPEAKERS" or "Attendees" on a line of its own."""
    return bool(
        re.fullmatch(
            r"[#*\s]*(?:speakers|attendees|participants|present|attendance|members present|in attendance)[:*\s]*",
            line,
            re.I,
        )
    )


def _following(lines: list[str], i: int) -> str:
    following = next((line.strip() for line in lines[i + 1 : i + 3] if line.strip()), "")
    return "" if re.match(r"[-*•]\s", following) else following


def _hangs(lines: list[str], i: int) -> bool:
    """The list runs on in the next line of a wrapped file: a line that is long and whose last name is not closed."""
    following = lines[i + 1] if i + 1 < len(lines) else ""
    return (
        bool(following.strip())
        and 45 <= len(lines[i].rstrip()) <= 130
        and not _LIST.match(following)
        and bool(
            re.match(
                rf"\s*(?:\(|and\b|(?:{TITLE}\s*)?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?\s*(?:[,;.(]|$|Superintendent|and\b))",
                following,
            )
        )
    )


def _wrapped(lines: list[str], i: int) -> str:
    more: list[str] = []
    for line in lines[i + 1 : i + 5]:
        if not line.strip() or _LIST.match(line):
            break
        more.append(line.strip())
        if line.rstrip().endswith("."):
            break
    return " ".join(more)


def _listed(names: str, present: bool, role: str | None) -> list[Listed]:
    found: list[Listed] = []
    pieces = _INNER.split(names)
    found += _entries(pieces[0], present, role)
    for inner, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        word = inner.lower()
        away = word in ("apologies", "sick", "out", "absent")
        office = word if is_role(word) or word in ("notes", "minutes", "protocol", "from") else None
        if word != "date":
            found += _entries(rest, not away, office)
    return found


def _entries(names: str, present: bool, role: str | None) -> list[Listed]:
    found: list[Listed] = []
    shielded = _PAREN.sub(lambda m: "(" + re.sub(r"[,;]", "\x00", m[1]) + ")", names)
    shielded = re.sub(r"\b([A-Z])\.\s(?=[A-Z])", "\\1.\x01", re.sub(rf"\b({TITLE})\s", "\\1\x01", shielded))
    for raw in _SPLIT.split(shielded):
        piece = raw.replace("\x01", " ").replace("\x00", ",").strip(" .*_-–")
        if found and is_role(piece):
            last = found.pop()
            found.append(Listed(last.name, (*last.roles, piece.lower()), last.initials, last.present, last.writes))
            continue
        entry = _entry(piece, present, role)
        if entry:
            found.append(entry)
    return found if role in (None, "to", "cc") or len(found) <= 2 else found[:1]


def _entry(piece: str, present: bool, role: str | None) -> Listed | None:
    inside = _PAREN.search(piece)
    outer = _PAREN.sub("", piece).strip(" .,*_")
    roles: tuple[str, ...] = (role,) if role else ()
    initials = None
    if inside:
        within = inside[1].strip()
        if re.fullmatch(r"[A-Z]{2,4}", outer) and looks_like_name(without_titles(within)):
            outer, initials = within, outer
        elif re.fullmatch(r"[A-Z]{2,4}", within):
            initials = within
        for part in re.split(r"\s*[,;/–—-]\s*", within):
            if is_role(part):
                roles += (part.lower(),)
            elif re.fullmatch(r"[A-Z]{2,4}", part):
                initials = initials or part
        if outer.lower() in ("me", "myself", "i") and looks_like_name(without_titles(within)):
            return Listed(without_titles(within), (), None, present, True)
    outer, *after = re.split(r"\s+[–—-]\s+", outer, maxsplit=1)
    outer = re.sub(r"^(?:(?:and|his|her|their|our|my|old|young|little|the) )+(?:[a-z]{3,12} ){0,2}(?=[A-Z])", "", outer)
    roles += tuple(part.strip().lower() for part in after if is_role(part))
    before = re.match(r"(?:the\s+)?([\w -]+?)\s+(?=[A-Z@])", outer)
    name = "" if ":" in outer else without_titles(re.sub(r"^Messrs\.?\s+|^Mesdames\s+", "", outer))
    if before and name != outer and is_role(before[1]):
        roles += (before[1].lower(),)
    if not looks_like_name(name):
        if not re.fullmatch(r"[a-z]{2,15}", name) or role in (None, "from", "to", "cc") or len(name) < 3:
            return None
        name = name.capitalize()
    return Listed(name, roles, initials, present, bool(role and _WRITES.match(role)))


def _listed_below(lines: list[str]) -> list[Listed]:
    """People one to a line under "Attendees" or "Members present", as bullets, numbered, or plain."""
    found: list[Listed] = []
    for i, line in enumerate(lines):
        title = _LIST_TITLE.match(line)
        if not title:
            continue
        misses = 0
        for item in lines[i + 1 : i + 60]:
            if not item.strip():
                misses += 1
                if misses > 1 or (found and len(found) > 40):
                    break
                continue
            entry = _line_entry(item, present=not title["away"])
            if entry is None:
                break
            found.append(entry)
            misses = 1
    return found


def _line_entry(line: str, present: bool) -> Listed | None:
    """ "1. Mary Njeri - Chairlady" or "* Dr Sato (remote)"."""
    text = re.sub(r"^\s*(?:[-*•–]|\(?\d{1,3}[.)]|[a-z][.)])\s+", "", line).strip()
    if len(text) > 90:
        return None
    pieces = re.split(r"\s+[–—-]+\s+|,\s+|\t+|\s{3,}|:\s+|\s*\|\s*", text.strip("| "), maxsplit=1)
    entry = _entry(pieces[0], present, None)
    if entry and len(pieces) > 1:
        role = re.split(r"[,;(|]", pieces[1])[0].strip().lower()
        if is_role(role):
            entry = Listed(entry.name, (*entry.roles, role), entry.initials, present, entry.writes)
        elif re.fullmatch(r"[A-Z]{2,4}", pieces[1].strip()):
            entry = Listed(entry.name, entry.roles, pieces[1].strip(), present, entry.writes)
    return entry
