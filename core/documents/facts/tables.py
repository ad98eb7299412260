"""Rows of tables and sheets as decisions and actions: ``Owner | Task | Due`` with the names of the columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from core.dates import find_dates
from core.documents.facts.cues import EMPTY, POSTPONED, REJECTED
from core.documents.facts.sentences import Sentence, sentences_in

_COLUMNS = tuple(
    (role, re.compile(rf"^(?:{words})$"))
    for role, words in (
        (
            "due",
            r"(?:due|deadline|target|completion|end|finish|delivery|due for completion)(?: ?(?:date|by|on))?|timing|"
            r"time ?scale|timings|when\?|by(?: ?when)?|when|due by|date due|needed by|timeline|timeframe|time ?frame|"
            r"complete by|eta",
        ),
        (
            "owner",
            r"(?:action |task )?owners?|who|responsible(?: (?:person|party|officer))?|responsibility|"
            r"person(?: responsible)?|assigned(?: to)?|assignee|lead|led by|by whom|name|whom|action by|"
            r"(?:to be )?done by|accountable|in charge|resp\.?|pic|initials|who\?|staff|member|assigned person|driver|"
            r"dri|raci|to whom|carried out by|person in charge|contact",
        ),
        ("status", r"status|state|done\??|progress|complete[d?]?|completed\?|closed\??|open/closed|✓|finished"),
        ("rationale", r"rationale|reasons?|why|reasoning|justification|because|grounds"),
        ("decider", r"(?:decided|agreed|made|approved|taken) by|decision[- ]makers?|deciders?|approver|proposed by"),
        (
            "outcome",
            r"(?:outcome|result|verdict|fate|votes?|voting|ruling|how it (?:ended|went)|disposition|"
            r"what (?:happened|came of it))(?: of (?:the )?(?:vote|meeting|discussion))?|status of decision",
        ),
        (
            "decision",
            r"(?:key |final )?decisions?(?: (?:made|taken|text|agreed))?|resolutions?|decided|agreed|what (?:we|"
            r"was) (?:decided|agreed)|agreement",
        ),
        (
            "task",
            r"(?:agreed |follow[- ]?up )?actions?(?: (?:items?|points?|required|agreed|needed|to be taken|"
            r"description))?|tasks?(?: description)?|to[- ]?dos?|what|next steps?|activity|activities|follow[- ]?up|"
            r"item of work|what needs (?:to be done|doing)|job|deliverable|assignment",
        ),
        (
            "said",
            r"what was (?:said|discussed)|discussions?(?: points?)?|notes of discussion|summary(?: of discussion)?|"
            r"comments?|"
            r"remarks?|key points|points(?: discussed)?|minutes?|proceedings|deliberations?",
        ),
        (
            "what",
            r"description|details?|item|subject|topic|matter|issue|notes?|title|proposals?|motions?|recommendations?|"
            r"suggestions?|request|application|question put|put to the vote",
        ),
        ("date", r"date|decided on|date (?:decided|agreed|of decision|raised|opened)|meeting|meeting date|on"),
    )
)
_DAY = re.compile(
    r"\d{1,2}[./-]\d{1,2}|\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2}|\b[A-Z][a-z]{2,8}\s+\d{1,2}\b|\b(?:mon|"
    r"tues|wednes|thurs|fri|satur|sun)day\b|\b(?:end of|next week|this week|tomorrow|asap)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?:^|;\s+)([^:;|]{1,60}):\s")
_DONE = re.compile(
    r"^\W*(?:done|complete[d]?|closed|finished|yes|y|x|✓|✔|☑|✅|100 ?%|achieved|delivered|actioned|resolved)\b|"
    r"^\W*[x✓✔☑✅]\W*$",
    re.I,
)
_DROPPED = re.compile(
    r"\b(?:cancel+ed|dropped|no longer needed|superseded|rejected|not (?:approved|agreed|adopted|accepted)|"
    r"withdrawn|deferred|postponed|pending|tabled|proposed|draft|under discussion|open)\b",
    re.I,
)


_PASSED = re.compile(
    r"^\W*(?:approved|agreed|adopted|accepted|carried|passed|yes|go ahead|ok|for(?=\W*$|,)|in favou?r|all (?:for|"
    r"in favou?r)|granted|"
    r"supported|endorsed|elected|unanimous|nem\.? con|won)\b"
)
_FELL = re.compile(
    r"^\W*(?:no\b|lost|fell|failed|against|defeated|refused|declined|not\b|left|parked|later|next|for info|noted|"
    r"received|to note)"
)


@dataclass(slots=True)
class Row:
    """One row: the values by what their column is for (``task``, ``owner``, ``due``, ``status``, ``decision`` ...)."""

    sentence: Sentence
    cells: dict[str, str]
    all_cells: list[str] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """True if its state says that it is done."""
        return bool(_DONE.match(self.cells.get("status", "")))


def rows_of(sentences: Sequence[Sentence]) -> list[Row]:
    """The rows of every table whose header tells what its columns are for, in order."""
    found: list[Row] = []
    header: list[str] | None = None
    last: Sentence | None = None
    for sentence in sentences:
        if sentence.block.kind not in ("row", "header"):
            if sentence.block.kind == "heading" or (last and sentence.block.paragraph != last.block.paragraph):
                header = None
            continue
        cells = _cells(sentence.body)
        pairs = _pairs(sentence.body)
        if sentence.block.kind == "header" or (not pairs and _is_header(cells) and (last is None or header is None)):
            header = [column(cell) for cell in cells]
            last = sentence
            continue
        last = sentence
        row = _row(sentence, cells, pairs, header)
        if row:
            found.append(row)
    return found


def column(name: str) -> str:
    """What a column of this name is for; an empty string where that is not known."""
    plain = re.sub(r"[*_#()\[\]:]+", " ", name.lower()).strip()
    plain = re.sub(r"\s+", " ", plain)
    for role, pattern in _COLUMNS:
        if pattern.match(plain):
            return role
    return ""


def _cells(body: str) -> list[str]:
    if "|" in body:
        return [cell.strip() for cell in body.strip().strip("|").split("|")]
    if "\t" in body:
        return [cell.strip() for cell in body.split("\t")]
    if body.count(" / ") >= 2:
        return [cell.strip() for cell in body.split(" / ")]
    return [cell.strip() for cell in body.split("; ")]


def _pairs(body: str) -> list[tuple[str, str]]:
    """``Task: Call; Owner: Peter`` as pairs; a colon or semicolon inside a value stays there."""
    marks = list(_PAIR.finditer(body))
    known = [m for m in marks if column(m[1]) or m.start() == 0]
    if not known or not any(column(m[1]) for m in known):
        return []
    # a name of a column that rules do not know ends a value too, if it is short and capitalised like the known ones
    ends = [m for m in marks if m in known or (m[1][:1].isupper() and len(m[1].split()) <= 4)]
    return [
        (m[1].strip(), body[m.end() : ends[i + 1].start() if i + 1 < len(ends) else len(body)].strip(" ;"))
        for i, m in enumerate(ends)
    ]


def _is_header(cells: Sequence[str]) -> bool:
    roles = [column(cell) for cell in cells]
    return len(cells) >= 2 and sum(bool(role) for role in roles) >= max(2, len(cells) // 2)


def _row(sentence: Sentence, cells: list[str], pairs: list[tuple[str, str]], header: list[str] | None) -> Row | None:
    if pairs:
        named = [(column(name), value) for name, value in pairs]
    elif header and len(cells) <= len(header) + 1:
        named = list(zip(header, cells, strict=False))
    elif sentence.block.under in ("actions", "done") and len(cells) >= 2:
        return Row(sentence, {}, cells)
    else:
        return None
    values: dict[str, str] = {}
    for role, value in named:
        if role and value and role not in values:
            values[role] = value
    return Row(sentence, values, cells) if values else None


def said_in(text: str, row: Row) -> list[Sentence]:
    """The sentences of a cell that tells a discussion, as prose; none where the row holds a task or a decision."""
    said = row.cells.get("said", "")
    if len(said.split()) < 5 or any(row.cells.get(role) for role in ("owner", "due", "task", "decision", "outcome")):
        return []
    at = text.find(said, row.sentence.start, row.sentence.end)
    if at < 0:
        return []
    block = replace(row.sentence.block, start=at, end=at + len(said), kind="prose", under="")
    return sentences_in(text, block, 0)


def is_decision(row: Row) -> bool:
    """True for a row that holds a decision, and not one that was turned down or is still to be taken."""
    text = row.cells.get("decision", "")
    if not text and row.sentence.block.under == "decisions" and row.cells.get("what"):
        text = row.cells["decision"] = row.cells["what"]
    if not text and row.cells.get("outcome"):
        text = _verdict(row)
    state = " ".join(row.cells.get(k, "") for k in ("status", "outcome"))
    if POSTPONED.search(text.lower()) or REJECTED.search(text.lower()) or text.rstrip().endswith("?"):
        return False
    return bool(text) and not EMPTY.match(text.lower()) and len(text.split()) >= 2 and not _DROPPED.search(state)


def _verdict(row: Row) -> str:
    """What an "Outcome" column settles, with the matter where it is only a word ("Approved")."""
    outcome = row.cells["outcome"]
    low = outcome.lower()
    if _DROPPED.search(low) or POSTPONED.search(low) or REJECTED.search(low) or EMPTY.match(low):
        return ""
    bare = _PASSED.match(low)
    if not bare and (len(low.split()) < 3 or _FELL.match(low)):
        return ""
    matter = row.cells.get("what") or row.cells.get("task") or ""
    row.cells["decision"] = f"{matter}: {outcome}" if bare and len(low.split()) <= 8 and matter else outcome
    return row.cells["decision"]


def is_action(row: Row) -> bool:
    """True for a row that holds a task for somebody or by some day."""
    cells = row.cells
    if row.all_cells and not cells:
        return True
    listed = row.sentence.block.under in ("actions", "done")
    if (
        "task" not in cells
        and cells.get("what")
        and (listed or ("owner" in cells and ("due" in cells or "status" in cells)))
    ):
        cells["task"] = cells["what"]
    if "task" not in cells and cells.get("said") and (cells.get("owner") or cells.get("due")):
        cells["task"] = cells["said"]
    text = cells.get("task", "")
    if not text or EMPTY.match(text.lower()):
        return False
    if "due" not in cells:
        cells["due"] = cells.get("date", "") or next(
            (c for c in row.all_cells if c not in cells.values() and _DAY.search(c) and len(c) <= 30), ""
        )
        if not cells["due"]:
            del cells["due"]
    return listed or "owner" in cells or "due" in cells or "status" in cells


def day_of(row: Row, otherwise: date | None) -> date | None:
    """The day on which a row's decision was taken: its own column, else the document's day."""
    stated = row.cells.get("date")
    found = find_dates(stated, otherwise or date(2000, 1, 1)) if stated else []
    full = bool(stated) and bool(re.search(r"(?:19|20)\d\d|[/.]\d\d\b", stated or ""))
    return found[0][2] if found and (full or otherwise) else otherwise
