"""Work handed out in writing: "Peter to call ...", "the Clerk was asked to ...", items of an action list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.documents.facts import assignment_words as words
from core.documents.facts.cues import EMPTY, HISTORY, SUPPOSED
from core.documents.facts.names import ROLE, TITLE, WORD, looks_like_name, without_titles
from core.documents.facts.roster import Roster
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_verbs import TASK_PARTICIPLES, TASK_VERBS


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who is to do something, as names (None for all or nobody named), and where the task begins in the body."""

    owner: str | None
    task: str


class Assignments:
    """Recognises work handed out in the sentences of one document.

    Args:
        roster: its people. Where the document lists who was there, others need a stronger sign.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._listed = sum(person.listed for person in roster.people)
        self._lower = roster.lower_case()

    def _body(self, sentence: Sentence) -> str:
        """The body, with names that this document writes in lower case capitalised; the length stays the same."""
        if self._lower is None:
            return sentence.body
        return self._lower.sub(lambda m: m.group().capitalize(), sentence.body)

    def of_decision(self, sentence: Sentence) -> Assigned | None:
        """The work in "it was agreed that Peter will call the landlord"."""
        match = words.AGREED.search(self._body(sentence))
        if not match:
            return None
        rest = self._body(sentence)[match.end() :]
        found = words.START.match(rest) or words.START.match(re.sub(r"^to (?:ask|have|get) ", "", rest))
        if found is None:
            asked = re.match(r"to (?:ask|task|instruct|request|direct)\s+", rest)
            found = words.DELEGATED.match(rest[3:]) if asked else None
        if found is None:
            found = re.match(rf"(?P<who>{words.GROUP})\s+(?:would|should)\s+(?P<would>[a-z]+)", rest) or self._would(
                rest
            )
        return self._made(found, rest, sentence, strong=True) if found else None

    def _would(self, rest: str) -> re.Match[str] | None:
        match = words.WOULD.match(rest)
        return match if match and self._roster.resolve(match["who"]) else None

    def at_start(self, sentence: Sentence) -> Assigned | None:
        """The work that a sentence begins by handing to somebody."""
        match = words.START.match(self._body(sentence))
        return self._made(match, self._body(sentence), sentence) if match else None

    def in_sentence(self, sentence: Sentence) -> Assigned | None:
        """The work that a sentence hands out, anywhere in it; vetoes for questions, conditions, wishes and news."""
        low = sentence.low
        if not sentence.spoken and not SUPPOSED.match(low) and not sentence.block.under == "open":
            asked = self.requested(sentence)
            if asked:
                return asked
        if sentence.asks or SUPPOSED.match(low) or HISTORY.search(low):
            return None
        if re.search(r"\b(?:would|could|might) (?:love|like|prefer|be|need)\b|\bwas going to\b|\bwere going to\b", low):
            return None
        found = self.of_decision(sentence) or self.at_start(sentence) or self.present(sentence)
        if found is None and not words.IF.search(low):
            match = words.DELEGATED.search(self._body(sentence))
            before = sentence.low[: match.start()] if match else ""
            if (
                match
                and not re.search(
                    r"\b(?:not|n't|never|to|would|could|should|resident|parent|member of the public|donor|who)\s*$",
                    before,
                )
                and self._insider(match["who"], strict=False)
            ):
                found = self._made(match, self._body(sentence), sentence, strong=True)
        if found is None and not words.IF.search(low):
            match = words.INNER.search(self._body(sentence))
            if match and self._insider(
                match["who"],
                strict=self._listed >= 3
                or not (
                    match.groupdict().get("agreed")
                    or match.groupdict().get("promised")
                    or match.groupdict().get("verb")
                ),
            ):
                found = self._made(match, self._body(sentence), sentence)
        return found

    def listed(self, sentence: Sentence) -> Assigned | None:
        """The work of an item on an action list, or after the label "Action:": somebody's, or nobody's."""
        body = self._body(sentence).strip()
        if EMPTY.match(sentence.low) or len(body) < 3:
            return None
        match = words.START.match(body)
        if match:
            return Assigned(self.owner(match["who"]), body)
        match = words.COLON.match(body)
        if match and self._names(match["who"]):
            return Assigned(self.owner(match["who"]), match["task"])
        match = words.LEADING.match(body)
        if match and self._names(match["who"]):
            return Assigned(self.owner(match["who"]), match["task"])
        match = words.BY_FIRST.match(body)
        inner = match and (words.START.match(match["rest"]) or words.COLON.match(match["rest"]))
        if inner and self._names(inner["who"]):
            return Assigned(self.owner(inner["who"]), match["rest"] if match else body)
        own = re.match(r"^(?:me|myself|I)\b(?:\s+to\b|\s*[:–—-])\s*", body)
        if own:
            return Assigned(self._roster.author, body[own.end() :])
        tail = [m for m in words.TAIL.finditer(body) if self._names(m["who"])]
        if tail:
            return Assigned(self.owner(tail[-1]["who"]), body)
        bare = re.match(rf"^(?P<who>{WORD}(?:\s+{WORD})?)\s+(?=[a-z])", body)
        if bare and self._roster.resolve(bare["who"]):
            return Assigned(self._roster.resolve(bare["who"]), body[bare.end() :])
        return Assigned(None, body)

    def requested(self, sentence: Sentence) -> Assigned | None:
        """The work in a letter's "Dee, please send me the files", or "please send me your numbers by Friday"."""
        match = words.PLEASE.match(self._body(sentence))
        if match:
            who = match["who"] or match["who2"] or match["who3"]
            group = bool(re.fullmatch(words.GROUP, who.strip(), re.I))
            if group or self._names(who) or self._roster.resolve(who):
                return Assigned(None if group else self.owner(who), self._body(sentence))
        all_asked = re.match(
            rf"^\W*(?:(?:can|could|would|will) (?:you|everyone|everybody|all of you|you all|we all) (?:please|kindly|"
            rf"all)|please|kindly)\b,? (?:all |everyone |each )?(?:please )?(?!{words.NO_PLEASE})[a-z]+",
            sentence.low,
        )
        return Assigned(None, self._body(sentence)) if all_asked and words.DATED.search(sentence.low) else None

    def present(self, sentence: Sentence) -> Assigned | None:
        """The work in "Anneke calls Ivana tomorrow": somebody known, a verb of doing, a day to come."""
        match = words.DOES.match(self._body(sentence))
        if (
            not match
            or match["does"] in words.STATES
            or words.IF.search(sentence.low)
            or re.search(r"\b(?:usually|always|often|every|normally|sometimes|never|already)\b", sentence.low)
        ):
            return None
        if not words.DATED.search(sentence.low) and (
            sentence.spoken or _base(match["does"]) not in TASK_VERBS or _base(match["does"]) in _TELLING
        ):
            return None
        name = self._roster.resolve(match["who"])
        known = any(p.name == name and (p.listed or self._listed < 3) for p in self._roster.people)
        return Assigned(name, self._body(sentence)) if name and known and not HISTORY.search(sentence.low) else None

    def passive(self, sentence: Sentence) -> Assigned | None:
        """The work in "Letter to be sent to the council by Friday (Anna)": nobody's, unless it says whose."""
        match = re.match(
            r"^(?:[\w'’£$€&,/() -]{3,80}?)\s+(?:is |are |must |should )?(?:to )?be (?:\w+ly )?(?P<done>[a-z]+)\b",
            sentence.body,
        )
        if (
            not match
            or match["done"] not in TASK_PARTICIPLES
            or sentence.asks
            or words.IF.search(sentence.low)
            or " to be " not in match.group()
        ):
            return None
        by = re.search(rf"\bby\s+(?P<who>{words.ONE})", sentence.body)
        owner = self.owner(by["who"]) if by and self._names(by["who"]) else None
        tail = [m for m in words.TAIL.finditer(sentence.body) if self._names(m["who"])]
        return Assigned(owner or (self.owner(tail[-1]["who"]) if tail else None), sentence.body)

    def beside(self, sentence: Sentence) -> Assigned | None:
        """The work of "Geoff – float and cash tin" where the line before hands out work too."""
        match = words.COLON.match(self._body(sentence))
        if (
            not match
            or not self._somebody(match["who"])
            or re.match(r"\W*(?:\w+ed|was|were|is|has|had|did|said|thinks?|wants?|no|yes)\b", match["task"].lower())
        ):
            return None
        return Assigned(self.owner(match["who"]), match["task"])

    def noted(self, sentence: Sentence) -> Assigned | None:
        """The work in a note such as "Olu doing a sign", "me: ring the bank", "must email him back"."""
        body, low = self._body(sentence), sentence.low
        if sentence.asks or sentence.spoken:
            return None
        match = words.IS_DOING.match(body) or words.SAID_WOULD.match(body)
        if match and self._somebody(match["who"]) and self._known_here(match["who"]) and not words.IF.search(low):
            stem = match.groupdict().get("ing") or ""
            doing = {stem, stem + "e", stem[:-1]} & (TASK_VERBS - _TELLING) and not re.search(
                r"\b(?:already|currently|still|now|always|usually|again|busy)\b", low
            )
            if doing or not stem:
                return Assigned(self.owner(match["who"]), body)
        match = words.DOING.match(body)
        if match and words.ING.match(match["ing"]) and self._roster.resolve(match["who"]):
            return Assigned(self._roster.resolve(match["who"]), body)
        if re.match(r"^me\s*[:–—-]\s*\w|^me to [a-z]", low):
            return Assigned(self._roster.author, re.sub(r"^\w+\s*[:–—-]\s*|^me to ", "", body, flags=re.I))
        if (
            re.match(
                r"^(?:i )?(?:must|need to|have to|remember to|don't forget to|gotta) (?!be\b|have\b|say\b|admit\b|not\b|"
                r"know\b)[a-z]+",
                low,
            )
            and len(low.split()) >= 3
            and not words.NOT_DONE.search(low)
        ):
            return Assigned(self._roster.author, body)
        colon = words.COLON.match(body) or words.LEADING.match(body)
        first = re.split(r"\W+", colon["task"].lower().removeprefix("to "), maxsplit=1)[0] if colon else ""
        doing = first in TASK_VERBS and (self._somebody(colon["who"]) if colon else False)
        if colon and (doing or sentence.block.mark is not None) and self._names(colon["who"]):
            return Assigned(self.owner(colon["who"]), colon["task"])
        return None

    def owner(self, who: str) -> str | None:
        """The full names of those named, joined by "and"; None for a group."""
        if re.fullmatch(words.GROUP, who.strip()):
            return None
        pieces = [
            p for p in re.split(r"\s*(?:,\s*and\s+|,|\band\b|&|\+|/)\s*", re.sub(r"\([^)]*\)", "", who)) if p.strip()
        ]
        names: list[str] = []
        for piece in pieces:
            name = self._roster.resolve(piece)
            if name is None:
                bare = without_titles(piece)
                name = (
                    bare
                    if looks_like_name(bare) or re.fullmatch(r"[A-Z]{2,3}", bare)
                    else re.sub(r"^the\s+", "", piece.strip(" ,"), flags=re.I)
                )
            name = name[:1].upper() + name[1:]
            if name and name not in names:
                names.append(name)
        return " and ".join(names) or None

    def _names(self, who: str) -> bool:
        """True if these are people, or all of them: not the first words of a task."""
        if re.fullmatch(words.GROUP, who.strip()):
            return True
        pieces = [p for p in re.split(r"\s*(?:,|\band\b|&|\+|/)\s*", who) if p.strip()]
        return all(
            self._roster.resolve(p)
            or looks_like_name(without_titles(re.sub(r"\(.*?\)", "", p)))
            or re.fullmatch(rf"\W*(?i:the )?(?i:{ROLE})\W*|[A-Z]{{2,3}}", p.strip())
            for p in pieces
        )

    def _insider(self, who: str, strict: bool) -> bool:
        if re.fullmatch(words.GROUP, who.strip()):
            return not strict or "members" not in who.lower()
        pieces = re.split(r"\s*(?:,|\band\b|&|\+|/)\s*", who)
        return all(
            self._roster.resolve(p)
            or (not strict and looks_like_name(without_titles(p)))
            or re.fullmatch(rf"(?i:the )?(?i:{ROLE})", p.strip(" ,"))
            for p in pieces
            if p.strip()
        )

    def _made(self, match: re.Match[str], body: str, sentence: Sentence, strong: bool = False) -> Assigned | None:
        groups = match.groupdict()
        if (
            groups.get("would")
            and re.fullmatch(words.GROUP, match["who"].strip())
            or (strong and re.fullmatch(words.GROUP, match["who"].strip()) and not words.DATED.search(body.lower()))
        ):
            return None
        who, group = match["who"], bool(re.fullmatch(words.GROUP, match["who"].strip()))
        if not group and not self._names(who):
            return None
        low = body.lower()
        if not strong:
            weak = bool(groups.get("will") or groups.get("takes"))
            if words.IF.search(low) or (weak and words.NOT_DONE.search(low[match.start("who") : match.end()])):
                return None
            if group and not (
                groups.get("verb")
                or groups.get("isto")
                or (groups.get("will") and re.search(r"\bby\b|\bbefore\b|\d", low))
            ):
                return None
            if not group and weak and not self._known_here(who):
                return None
            if groups.get("takes") and sentence.spoken:
                return None
            if group and groups.get("should"):
                return None
            if (
                not group
                and not self._somebody(who)
                and (groups.get("verb") or groups.get("will") or groups.get("isto") or "") not in TASK_VERBS
            ):
                return None
            if groups.get("should") and (
                sentence.spoken or not (words.DATED.search(low) and (group or self._known_here(who)))
            ):
                return None
        return Assigned(self.owner(who), body[match.start("who") :])

    def _somebody(self, who: str) -> bool:
        """True if the document tells of these people elsewhere, or names an office."""
        pieces = [p for p in re.split(r"\s*(?:,|\band\b|&|\+|/)\s*", who) if p.strip()]
        return all(self._roster.resolve(p) or re.fullmatch(rf"(?i:the )?(?i:{ROLE})", p.strip(" ,")) for p in pieces)

    def _known_here(self, who: str) -> bool:
        """Somebody of this group, as far as the document tells."""
        pieces = [p for p in re.split(r"\s*(?:,|\band\b|&|\+|/)\s*", who) if p.strip()]
        if self._listed < 3:
            return True
        for piece in pieces:
            name = self._roster.resolve(piece)
            person = next((p for p in self._roster.people if p.name == name), None)
            if person is None and not re.fullmatch(rf"(?i:the )?(?i:{ROLE})", piece.strip(" ,")):
                return False
            if person is not None and not person.listed and not person.roles:
                return False
        return True


_TELLING = frozenset(
    "report explain present propose suggest ask note show thank raise say tell describe summarise summarize c"
    "onfirm point inform open close read welcome introduce update share discuss consider review list mention "
    "recommend"
    " request support agree offer move wonder think feel give set turn hand hold lead serve help sell carry u"
    "se run keep deal cost pay record".split()
)


def _base(verb: str) -> str:
    """ "asks" without its ending."""
    return (
        verb[:-3] + "y"
        if verb.endswith("ies")
        else verb[:-2]
        if verb.endswith(("sses", "shes", "ches", "xes", "oes"))
        else verb[:-1]
    )


def pronoun_task(sentence: Sentence) -> bool:
    """True for "He will also share the list": work of whoever was named before."""
    return (
        not sentence.asks
        and bool(
            re.match(
                rf"^(?:and |then |also )*(?:he|she) (?:(?:will|shall|is going to|'ll) (?:also |"
                rf"then )*{words.WILL_NOT}[a-z]+|(?:has )?(?:also )?(?:agreed|undertook|volunteered|promised|offered|is|"
                rf"was asked|was tasked) to (?!be\b)[a-z]+)",
                sentence.low,
            )
        )
        and not words.IF.search(sentence.low)
    )


def named_last(sentences: Sequence[Sentence], i: int, roster: Roster) -> str | None:
    """The person that "he" or "she" in sentence ``i`` stands for: the last one named before, in this paragraph."""
    for before in reversed(sentences[max(0, i - 2) : i]):
        if before.block.paragraph != sentences[i].block.paragraph:
            break
        names = [roster.resolve(m.group()) for m in re.finditer(rf"(?:{TITLE}\s+)?{WORD}(?:\s+{WORD})?", before.body)]
        known = [name for name in names if name]
        if known:
            return known[0]
    return None
