"""Work handed out in lists and notes: items of an action list, "Ann: ring the bank", "must email him back"."""

import re

import core.documents.facts.assignment_words as words
from core.documents.facts.cues import EMPTY
from core.documents.facts.names import WORD
from core.documents.facts.owners import Assigned, Owners
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_signs import dated
from core.documents.facts.task_signs import doing as doing_stem
from core.documents.facts.task_verbs import TASK_VERBS

_MINE = re.compile(r"^(?:(?:and|also)\s+)?(?:[Mm]e|[Mm]yself|I)\b(?:\s+to\b|\s*[:–—-])\s*", re.IGNORECASE)
_MUST = re.compile(
    r"^(?:(?:also|and|still|then) )*(?:i )?(?:also |still )?(?:must|need to|have to|remember to|don't forget to|gotta) "
    r"(?!be\b|have\b|say\b|admit\b|not\b|know\b)[a-z]+"
)
_STANDS = frozenset(
    "is was has becomes stays remains takes wins continues leads chairs joins leaves stands goes".split()
)
_ONE = rf"(?:{WORD}|[A-Z]{{2,3}})"
_TELLS = re.compile(rf"^(?P<who>{_ONE}(?:\s*(?:,|and|&|\+|/)\s*{_ONE})*)\s+(?:(?:to|2|and|also) )?(?P<verb>[a-z]+)\b")
_TODAY = re.compile(
    r"^(?:today|next(?: up)?|now|tomorrow|this week|plan(?:ned)?(?: for today)?|will do|doing|working on|to do|focus)"
    r"\s*(?::|\s[–—-])\s*(?P<task>\w.{3,})$",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:off|out|sick|on (?:leave|holiday)|nothing|none|no |n/?a|same|away|blocked|waiting|meetings?\W*$|\?)"
)
_THING = re.compile(
    rf"^(?P<task>[A-Z][\w'’ &/-]{{5,60}}?)\s*(?::|\s[–—-])\s+(?P<who>{words.ONE}(?:\s*(?:,|and|&|\+|/)\s*{words.ONE})*)"
    r"\s*[,;(–—-]\s*(?:by|before|on|due|until|end|asap|this|next|from|within|in|\d)\b.{0,40}$"
)
_LIKE_PAST = frozenset("put read cut set cost let hit shut spread quit bid".split())
_TOLD = re.compile(r"\W*(?:\w+ed|was|were|is|has|had|did|said|thinks?|wants?|no|yes)\b")
_DOES = re.compile(rf"^(?P<who>{WORD})\s+(?P<does>[a-z]+s)\b")


class TaskItems:
    """Reads tasks where the form tells that they are tasks.

    Args:
        owners: reads the names before or behind a task.
    """

    def __init__(self, owners: Owners) -> None:
        self._owners = owners

    def listed(self, sentence: Sentence) -> Assigned | None:
        """The work of an item on an action list, or after the label "Action:": somebody's, or nobody's."""
        body = self._owners.cased(sentence.body).strip()
        if EMPTY.match(sentence.low) or len(body) < 3:
            return None
        match = words.START.match(body)
        if match and self._owners.people(match["who"]):
            return Assigned(self._owners.owner(match["who"]), body)
        for form in (words.COLON, words.LEADING):
            match = form.match(body)
            if match and self._owners.people(match["who"]):
                return Assigned(self._owners.owner(match["who"]), match["task"])
        return self._dated_first(body) or self._mine(body) or self._behind(body) or Assigned(None, body)

    def _dated_first(self, body: str) -> Assigned | None:
        """ "By 5 May: Peter to call"."""
        match = words.BY_FIRST.match(body)
        inner = (words.START.match(match["rest"]) or words.COLON.match(match["rest"])) if match else None
        if match is None or inner is None or not self._owners.people(inner["who"]):
            return None
        return Assigned(self._owners.owner(inner["who"]), match["rest"])

    def _mine(self, body: str) -> Assigned | None:
        own = _MINE.match(body)
        return Assigned(self._owners.roster.author, body[own.end() :]) if own else None

    def _behind(self, body: str) -> Assigned | None:
        """ "Update the website (Anna)", "Anna update the website"."""
        tail = [m for m in words.TAIL.finditer(body) if self._owners.people(m["who"])]
        if tail:
            return Assigned(self._owners.owner(tail[-1]["who"]), body)
        bare = re.match(rf"^(?P<who>{WORD}(?:\s+{WORD})?)\s+(?=[a-z])", body)
        known = self._owners.roster.resolve(bare["who"]) if bare else None
        return Assigned(known, body[bare.end() :]) if bare and known else None

    def noted(self, sentence: Sentence) -> Assigned | None:
        """The work in a note outside any list: "Ann: ring the bank", "ring the bank (Ann)", "must email him back"."""
        if sentence.asks or sentence.spoken:
            return None
        body, low = self._owners.cased(sentence.body), sentence.low
        if re.match(r"^(?:(?:and|also) )?me(?:\s*[:–—-]\s*\w| to [a-z])", low):
            return self._mine(body)
        if _MUST.match(low) and len(low.split()) >= 3 and not words.NOT_DONE.search(low):
            return Assigned(self._owners.roster.author, body)
        for form in (words.COLON, words.LEADING, words.HANDLE):
            match = form.match(body)
            if match and self._owners.people(match["who"]):
                doing = _first(match["task"].lower().removeprefix("to ")) in TASK_VERBS | {"see"}
                if (
                    sentence.block.mark is not None
                    or (doing and self._owners.somebody(match["who"]))
                    or self._terse(match["who"], match["task"], body[: match.start("task")])
                ):
                    return Assigned(self._owners.owner(match["who"]), match["task"])
        told = _TELLS.match(body)
        sure = told and (told["verb"] not in _LIKE_PAST or dated(low))
        if told and sure and told["verb"] in TASK_VERBS and self._owners.somebody(told["who"]):
            return Assigned(self._owners.owner(told["who"]), body)
        first = _first(low)
        if first in TASK_VERBS or words.BARE_PASSIVE.match(body) or (first.endswith("ing") and doing_stem(first[:-3])):
            tail = [m for m in words.TAIL.finditer(body) if self._owners.somebody(m["who"])]
            if tail:
                return Assigned(self._owners.owner(tail[-1]["who"]), body)
        return None

    def of_the_day(self, sentence: Sentence) -> Assigned | None:
        """The work in "Today: docs for the endpoint" under somebody's name, as stand-ups are written."""
        if sentence.spoken or sentence.asks or not sentence.block.section:
            return None
        match = _TODAY.match(sentence.body)
        person = self._owners.roster.resolve(sentence.block.section)
        if match is None or person is None or _AWAY.match(match["task"].lower()):
            return None
        return Assigned(person, match["task"])

    def beside_a_day(self, sentence: Sentence) -> Assigned | None:
        """The work in "Letters to parents: Ann and Bob, before Easter": a thing, people of the document, a date."""
        match = _THING.match(self._owners.cased(sentence.body))
        if match is None or sentence.asks or not (dated(sentence.low) or words.DATED.search(sentence.low)):
            return None
        return (
            Assigned(self._owners.owner(match["who"]), match["task"]) if self._owners.somebody(match["who"]) else None
        )

    def _terse(self, who: str, task: str, before: str) -> bool:
        """ "AB - forms out to parents" and "All - renewals to Ruth by Friday": a dash after initials, or after all."""
        if not re.search(r"[–—-]\s*$", before) or _TOLD.match(task.lower()) or len(task.split()) > 16:
            return False
        if self._owners.group(who):
            return dated(task.lower())
        initials = re.fullmatch(r"[A-Z]{2,3}(?:\s*(?:,|and|&|\+|/)\s*[A-Z]{2,3})*", who.strip())
        return bool(initials) and self._owners.somebody(who) and not re.match(r"(?:i|we|you|it|they)\b", task.lower())

    def somebody_does(self, sentence: Sentence) -> bool:
        """True for "Shaz gets the tablet going" in notes: what one of these people does, not what all decided."""
        told = None if sentence.spoken else _DOES.match(sentence.body)
        if not told or told["does"] in _STANDS:
            return False
        return bool(self._owners.roster.resolve(told["who"]))

    def beside(self, sentence: Sentence) -> Assigned | None:
        """The work of "Geoff – float and cash tin" where the line before hands out work too."""
        match = words.COLON.match(self._owners.cased(sentence.body))
        if not match or not self._owners.somebody(match["who"]) or _TOLD.match(match["task"].lower()):
            return None
        return Assigned(self._owners.owner(match["who"]), match["task"])


def _first(low: str) -> str:
    return re.split(r"\W+", low.lstrip(), maxsplit=1)[0]
