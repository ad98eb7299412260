"""Work handed out in sentences: "Peter to call ...", "the Clerk was asked to ...", "could Dee please send ..."."""

import re
from collections.abc import Sequence

import core.documents.facts.assignment_words as words
import core.documents.facts.task_signs as task_signs
from core.documents.facts.cues import HISTORY, SUPPOSED
from core.documents.facts.duties import Duties
from core.documents.facts.names import TITLE, WORD
from core.documents.facts.owners import Assigned, Owners
from core.documents.facts.roster import Roster
from core.documents.facts.rule_signs import LASTING
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_verbs import TASK_PARTICIPLES, TASK_VERBS

_WOULD_BE = re.compile(r"\b(?:would|could|might) (?:love|like|prefer|be|need|have to)\b|\b(?:was|were) going to\b")
_NO_DELEGATION = re.compile(
    r"\b(?:not|n't|never|to|would|could|should|resident|parent|member of the public|donor|who)\s*$"
)
_HABIT = re.compile(r"\b(?:usually|always|often|every|normally|sometimes|never|already)\b")
_NOT_NOW = re.compile(r"\b(?:already|currently|still|now|always|usually|again|busy)\b")
_PARTICIPLE = re.compile(r"(?:ed|ne|en|wn|ght|de|ld|nt|pt|ung|ut)$")
_BY = re.compile(rf"\bby\s+(?P<who>{words.ONE})")
_NAMED = re.compile(rf"(?:{TITLE}\s+)?{WORD}(?:\s+{WORD})?")
_ALL_ASKED = re.compile(
    r"^\W*(?:(?:can|could|would|will) (?:you|everyone|everybody|all of you|you all|we all) (?:please|kindly|all)"
    rf"|please|kindly)\b,? (?:all |everyone |each )?(?:please )?(?!{words.NO_PLEASE})[a-z]+"
)


class Assignments:
    """Recognises work handed out in the sentences of one document.

    Args:
        owners: reads the names before a task.
    """

    def __init__(self, owners: Owners) -> None:
        self._owners = owners
        self._duties = Duties(owners)
        self._starts: dict[tuple[int, int], Assigned | None] = {}
        self._presents: dict[tuple[int, int], Assigned | None] = {}

    def of_decision(self, sentence: Sentence) -> Assigned | None:
        """The work in "it was agreed that Peter will call the landlord"."""
        body = self._owners.cased(sentence.body)
        match = words.AGREED.search(body)
        if not match:
            return None
        rest = body[match.end() :]
        found = words.START.match(rest)
        if found is None and re.match(r"to (?:ask|task|instruct|request|direct|have|get)\s+", rest):
            found = words.DELEGATED.match(rest[3:])
        if found is None:
            does = words.DOES.match(rest)
            told = self._does(does, rest, spoken=False) if does and does["does"] not in words.STATES else None
            if told:
                return told
            found = words.WOULD.match(rest)
            if found and not self._owners.roster.resolve(found["who"]):
                return None
        return self._made(found, rest, strong=True) if found else None

    def in_agreement(self, sentence: Sentence) -> bool:
        """True if what was agreed in a written sentence is only who does what."""
        return not sentence.spoken and self.of_decision(sentence) is not None

    def at_start(self, sentence: Sentence) -> Assigned | None:
        """The work that a sentence begins by handing to somebody."""
        key = sentence.start, sentence.end
        if key not in self._starts:
            body = self._owners.cased(sentence.body)
            match = words.START.match(body)
            self._starts[key] = self._made(match, body) if match else None
        return self._starts[key]

    def in_sentence(self, sentence: Sentence) -> Assigned | None:
        """The work that a written sentence hands out; vetoes for questions, conditions, wishes and news."""
        low = sentence.low
        if not SUPPOSED.match(low) and sentence.block.under != "open":
            asked = self._requested(sentence)
            asked = asked or self._duties.in_sentence(sentence)
            if asked:
                return asked
        if sentence.asks or SUPPOSED.match(low) or HISTORY.search(low) or words.FELL_THROUGH.search(low):
            return None
        if _WOULD_BE.search(low):
            return None
        found = self.of_decision(sentence) or self.at_start(sentence) or self.present(sentence)
        if found or words.IF.search(low):
            return found
        return self._delegated(sentence) or self._further_in(sentence) or self.passive(sentence)

    def present(self, sentence: Sentence) -> Assigned | None:
        """The work in "Anneke calls Ivana tomorrow": somebody known, a verb of doing; in talk also a day to come."""
        key = sentence.start, sentence.end
        if key not in self._presents:
            self._presents[key] = self._present(sentence)
        return self._presents[key]

    def _present(self, sentence: Sentence) -> Assigned | None:
        match = words.DOES.match(self._owners.cased(sentence.body))
        low = sentence.low
        if not match or words.IF.search(low) or _HABIT.search(low) or HISTORY.search(low):
            return None
        if match["does"] in words.STATES and not words.AFTER_ALL.match(low, match.start("does")):
            return None
        return self._does(match, sentence.body, sentence.spoken)

    def _does(self, match: re.Match[str], body: str, spoken: bool) -> Assigned | None:
        verb, who = _base(match["does"]), match["who"]
        listed = verb in TASK_VERBS and (verb not in words.TELLING or words.UPDATES.match(match.group()))
        if not words.DATED.search(body.lower()) and (spoken or not listed):
            return None
        known = self._owners.roster.resolve(who) or (not spoken and self._owners.acts(who))
        return Assigned(self._owners.owner(who), body) if known and self._owners.insiders(who) else None

    def noted(self, sentence: Sentence) -> Assigned | None:
        """The work in "Olu doing a sign", "Olu is writing to them", "Olu said she would write"."""
        body, low = self._owners.cased(sentence.body), sentence.low
        if sentence.asks or sentence.spoken:
            return None
        match = words.IS_DOING.match(body) or words.SAID_WOULD.match(body)
        stem = (match.groupdict().get("ing") or "") if match else ""
        sure = task_signs.dated(low) and task_signs.doing(stem) and match and self._owners.people(match["who"])
        if match and (sure or (self._owners.somebody(match["who"]) and self._owners.insiders(match["who"]))):
            doing = {stem, stem + "e", stem[:-1]} & (TASK_VERBS - words.TELLING - {"go", "mov", "leav"})
            doing = doing or ({stem} if stem and task_signs.dated(low) and task_signs.doing(stem) else set())
            if not words.IF.search(low) and (not stem or (doing and not _NOT_NOW.search(low))):
                return Assigned(self._owners.owner(match["who"]), body)
        match = words.DOING.match(body)
        sure = match and task_signs.dated(low) and task_signs.doing(match["ing"].removesuffix("ing"))
        if match and (sure or words.ING.match(match["ing"])) and self._owners.somebody(match["who"]):
            return Assigned(self._owners.owner(match["who"]), body)
        return None

    def _requested(self, sentence: Sentence) -> Assigned | None:
        """The work in a letter's "Dee, please send me the files", or "please send me your numbers by Friday"."""
        match = words.PLEASE.match(self._owners.cased(sentence.body))
        if match:
            who = match["who"] or match["who2"] or match["who3"]
            if self._owners.people(who):
                return Assigned(self._owners.owner(who), sentence.body)
        asked = _ALL_ASKED.match(sentence.low) and words.DATED.search(sentence.low)
        return Assigned(None, sentence.body) if asked or task_signs.told_all(sentence.low) else None

    def _delegated(self, sentence: Sentence) -> Assigned | None:
        """The work in "the Chair asked Peter to ...", "it was left to Ann to ..."."""
        body = self._owners.cased(sentence.body)
        match = words.DELEGATED.search(body)
        if not match or _NO_DELEGATION.search(sentence.low[: match.start()]):
            return None
        return self._made(match, body, strong=True) if self._owners.people(match["who"]) else None

    def _further_in(self, sentence: Sentence) -> Assigned | None:
        """The work in "the venue is booked and Peter will pay", "Peter knows them and will ask"."""
        body = self._owners.cased(sentence.body)
        match = words.INNER.search(body)
        if match:
            groups = match.groupdict()
            told = groups.get("agreed") or groups.get("promised") or groups.get("verb")
            strict = self._owners.many_listed or not told
            if self._owners.somebody(match["who"]) or (not strict and self._owners.people(match["who"])):
                return self._made(match, body)
        match = words.AND_WILL.match(body)
        if match and self._owners.somebody(match["who"]) and self._owners.insiders(match["who"]):
            return Assigned(self._owners.owner(match["who"]), body)
        return None

    def passive(self, sentence: Sentence) -> Assigned | None:
        """The work in "Letter to be sent to the council by Friday (Anna)": nobody's, unless it says whose."""
        body = self._owners.cased(sentence.body)
        match = None if LASTING.search(sentence.low) else words.TO_BE_DONE.match(body)
        by = _BY.search(body)
        by_whom = by is not None and self._owners.somebody(by["who"]) and " to be " in f" {body}"
        if not match or (match["done"] not in TASK_PARTICIPLES and not (by_whom and _PARTICIPLE.search(match["done"]))):
            return None
        tail = [m for m in words.TAIL.finditer(body) if self._owners.people(m["who"])]
        who = by["who"] if by and self._owners.people(by["who"]) else tail[-1]["who"] if tail else None
        if " to be " not in f" {match.group()}" and (who is None or not self._owners.somebody(who)):
            return None
        if by and who is None and re.match(r"the\b", by["who"], re.IGNORECASE):
            return None
        return Assigned(self._owners.owner(who) if who else None, body)

    def _made(self, match: re.Match[str], body: str, strong: bool = False) -> Assigned | None:
        groups, low = match.groupdict(), body.lower()
        who, group = match["who"], self._owners.group(match["who"])
        if not group and not self._owners.people(who):
            return None
        dated = bool(words.DATED.search(low))
        asks_for = dated and groups.get("should") in TASK_VERBS and not re.search(r"\b(?:each|every)\b", low)
        if group and (groups.get("would") or (groups.get("should") and not asks_for) or (strong and not dated)):
            return None
        if not strong and not self._stands(groups, who, group, low, dated):
            return None
        return Assigned(self._owners.owner(who), body[match.start("who") :])

    def _stands(self, groups: dict[str, str], who: str, group: bool, low: str, dated: bool) -> bool:
        """Whether the words between the name and the task are strong enough for this name."""
        named = ("verb", "will", "isto", "would", "takes")
        verb = next((groups[name] for name in named if groups.get(name)), "")
        if words.IF.search(low) or (groups.get("would") and verb not in TASK_VERBS):
            return False
        if group:
            told = groups.get("verb") or groups.get("isto") or groups.get("should")
            return bool(told or ((groups.get("will") or groups.get("tasked")) and (dated or re.search(r"\d", low))))
        if groups.get("isto") and " are to " in low and self._owners.many_listed and not self._owners.insiders(who):
            return False
        if not self._owners.somebody(who) and verb not in TASK_VERBS and not groups.get("agreed"):
            return bool(groups.get("tasked") or groups.get("promised") or groups.get("taking") or verb.endswith("ing"))
        if groups.get("should") and not (dated and self._owners.insiders(who)):
            return False
        weak = groups.get("will") or groups.get("takes") or groups.get("would")
        denied = words.NOT_DONE.search(low[low.find(who.lower()) :][: len(who) + 30])
        reports = re.search(r"\b(?:let|send|give|tell|bring|email|with) (?:me|us)\b", low)
        return not weak or (not denied and (bool(reports and dated) or self._owners.insiders(who)))


def _base(verb: str) -> str:
    """ "asks" without its ending."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "oes")) else verb[:-1]


def pronoun_task(sentence: Sentence) -> bool:
    """True for "He will also share the list": work of whoever was named before."""
    return not sentence.asks and bool(words.PRONOUN.match(sentence.low)) and not words.IF.search(sentence.low)


def named_last(sentences: Sequence[Sentence], i: int, roster: Roster) -> str | None:
    """The person that "he" or "she" in sentence ``i`` stands for: the last one named before, in this paragraph."""
    for before in reversed(sentences[max(0, i - 4) : i]):
        if before.block.paragraph != sentences[i].block.paragraph:
            break
        names = [roster.resolve(m.group()) for m in _NAMED.finditer(before.body)]
        known = [name for name in names if name]
        if known:
            return known[0]
    return None
