"""Work handed out in writing: "Peter to call ...", "the Clerk was asked to ...", items of an action list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.documents.facts.cues import EMPTY, HISTORY, SUPPOSED
from core.documents.facts.names import INITIAL, ROLE, TITLE, WORD, looks_like_name, without_titles
from core.documents.facts.roster import Roster
from core.documents.facts.sentences import Sentence

_DATED = re.compile(
    r"\b(?:by|before|until|till|on or before|no later than|not later than|latest|within|due|deadline|this week|next week|tomorrow|today|tonight|end of)\b.{0,40}?(?:\d|day\b|week|month|tomorrow|today|tonight|noon|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|easter|christmas|term|meeting)|\b(?:tomorrow|tonight|today)\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$"
)
ROLE_CASED = "ROLE_CASED"
_GROUP = (
    r"(?:(?:[Aa]ll|[Ee]veryone|[Ee]verybody|[Ee]ach|[Bb]oth|ALL)(?: of us| of you)?(?: (?!to\b|will\b|shall\b|are\b|is\b|must\b|should\b)[a-z]+){0,2}|(?:The |the )?(?:[Ss]taff|[Mm]embers|[Tt]rustees|[Dd]irectors|[Vv]olunteers|[Tt]eam(?: leads)?|"
    r"[Cc]ommittee(?: members)?|[Mm]anagement|[Ss]ecretariat|[Tt]eachers|[Pp]artners|[Ll]eads|[Cc]oordinators|[Gg]roup leaders|[Oo]ffice|[Ff]inance(?: team| committee)?|[Ww]orking group|[Pp]rogramme team|[Bb]oard members|TEAM|Team))"
)
_VERB = r"(?!(?:the|a|an|be|been|his|her|their|our|my|your|this|that|all|date|whom|which|what|where|us|me|you|them|him|it|have|see if it|say|come|learn)\b)(?P<verb>[a-z][a-z-]+)"
_WILL_NOT = (
    r"(?!(?:be(?! (?:contact|send|writ|call|draft|prepar|organi|arrang|collect|responsible|in charge|doing|taking|handling|leading|working|circulat|shar))|have|need|not|never|also be|probably|likely|become|remain|turn|retire|leave|arrive|join|miss|"
    r"benefit|receive|know|lose|cost|stay|want|like|love|only|no longer|happen|continue|always|still|hopefully|perhaps|maybe|feel|think|expect|recover|return|move|live|die|win|get|mean|require|depend|allow|affect|end|begin|come|visit|start|serve|help them|decide|consider)\b)"
)
_MODAL = (
    rf"(?:(?:will|shall|is going to|are going to|'ll)\s+(?:now |then |also |both |each |please |kindly )*{_WILL_NOT}(?P<will>[a-z]+)"
    r"|(?:should|must|needs to|has to|have to|need to)\s+(?:also |now |then |please |both )*(?!be\b|have\b|not\b|know\b|remember\b|feel\b|look at\b)(?P<should>[a-z]+)"
    rf"|(?:is|are)\s+(?:now |also )?to\s+{_VERB.replace('verb', 'isto')}"
    r"|(?:has |have |had |also |then |kindly |was |were |is |are |again |duly |again )*(?:agreed|agrees|undertook|undertaken|undertakes|volunteered|volunteers|promised|promises|offered(?=.* (?:to|and))|committed|pledged|happy|accepted|willing|due|took it upon (?:him|her|them)sel\w+)\s+"
    r"to\s+(?!be\b|have\b|disagree|the\b|a\b|an\b)(?P<agreed>[a-z]+)"
    r"|(?:has |have )?promised (?P<promised>(?:them|it|this|these|us|the|a|an)\b)"
    r"|(?:was|were|is|are|be|has been|have been|had been)\s+(?:also |then |again |duly |therefore |hereby )*(?:tasked|asked|requested|instructed|directed|mandated|assigned|charged|nominated|delegated|commissioned|detailed|deputed|given the (?:task|job)|given (?:an )?action|appointed|empowered)\s+"
    r"(?:to|with|of)\s+(?!be\b|leave\b)(?P<tasked>[a-z]+)"
    r"|(?:takes on|took on|takes over|took over|takes responsibility for|took responsibility for|is responsible for|are responsible for|will be responsible for|is in charge of|is taking care of|handles|looks after|leads on|takes care of|has the action to|took (?:an|the) action to|is on|"
    r"takes the|is doing|is handling|is organising|is organizing|is drafting|is preparing|is arranging|is sorting|is writing|is leading)\s+(?P<takes>[\w-]+)"
    r"|to\s+(?:also |then |kindly |please |jointly |be (?:responsible|in charge|the contact))?\s*" + _VERB.replace("(?P<verb>", "(?P<verb>") + ")"
)
_LEAD = (
    r"^\W*(?:(?:and|then|also|so|in the meantime|meanwhile|in addition|additionally|finally|lastly|ok|okay|next|separately|going forward|from now on|after discussion|afterwards|therefore|accordingly|"
    r"it was (?:also |further |therefore |then |finally )*(?:agreed|decided|resolved|noted|suggested and agreed)(?: that)?|(?:we|members|the \w+|all|board|committee) (?:also |then |further |all |unanimously )*(?:agreed|decided|resolved)(?: that)?|agreed(?: that)?|decided(?: that)?|resolved(?: that)?)[,:]?\s+)*"
)
_AGREED = re.compile(
    r"\b(?:agreed|decided|resolved|settled|approved|determined)\b(?:\s+(?:by all|unanimously|by consensus|in principle|after [\w ]{3,30}))?,?\s*(?::|that|–|-)?\s+", re.IGNORECASE
)
_DELEGATES = (
    r"\b(?:tasked|asked|asks|requested|requests|instructed|instructs|directed|directs|mandated|assigned|charged|delegated|deputed|urged|wants|nominated|authori[sz]ed and instructed|ask|request|instruct|task|get)\s+"
)
_IF = re.compile(r"(?<!ask )(?<!see )(?<!check )(?<!out )(?<!know )(?<!confirm )(?<!clarify )(?<!establish )(?<!us )(?<!me )(?<!them )(?<!him )(?<!her )\b(?:if|unless|provided|should (?:we|they|he|she|the|it))\b(?! (?:possible|necessary|needed|required|available|applicable|any|not|feasible|practicable))")
_NOT_DONE = re.compile(r"\b(?:not|n't|never|refused|declined|unable)\b")
_ING = re.compile(r"^(?!(?:be|hav|say|ask|want|go|com|com|morn|even|meet|build|train|noth|someth|everyth|anyth|dur|regard|includ|accord|follow|happ|feel|think|hop|miss|leav|mov|liv|runn?|work(?! on)|sitt|stay)ing\b)[a-z]{2,}ing$")
_NO_PLEASE = r"(?:note|see|find|revert|feel|don't hesitate|do not hesitate|let me know if|let us know if|contact me if|join us|be advised|be aware|accept|forgive|excuse|bear|ignore|disregard|remember that|refer|consider the)\b"
_STATES = frozenset(
    "is was has says thinks wants needs knows likes hopes feels sees asks goes comes gets seems looks leaves retires starts returns arrives joins lives works agrees believes expects turns moves"
    " prefers suggests proposes reports explains notes adds points remains stays does loves hates means wishes remembers becomes ends happens has was this its as".split()
)
_SEP = r"\s*(?:\((?:[^)]{1,30})\))?[)\]]?\s*(?::|\s[–—-]{1,2}|[–—]|\||→|->|=>)\s*"
_TAIL = re.compile(
    rf"(?:[(\[]|\s[–—-]{{1,2}}\s|[–—:|]\s*|\bowner:?\s*|\bresponsible:?\s*|\bassigned to:?\s*|\bby:\s*|@)\s*(?P<who>(?:@|(?:{TITLE}\s+)*)(?:{WORD}|{INITIAL}|[A-Z]{{2,3}})(?:\s+{WORD})?(?:\s*(?:,|and|&|\+|/)\s*{WORD}(?:\s+{WORD})?)?)\s*(?=$|[)\],;.–—|-])"
)


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
        known = "|".join(re.escape(form) for form in roster.forms()[:400])
        known = f"(?i:{known})|" if known else ""
        one = rf"(?:@?(?:(?:[Tt]he |our |Our )?{ROLE_CASED}(?:,?\s+(?:{TITLE}\s+)*(?:{known}{WORD}(?:\s+{WORD})?)\s*,?)?|(?:{TITLE}\s+)*(?:{known}(?:{INITIAL}\s*)?{WORD}(?:\s+{WORD}){{0,2}}|[A-Z]{{2,3}}))(?:\s*\([^)]{{1,25}}\))?)"
        one = one.replace(ROLE_CASED, rf"(?i:{ROLE})\b")
        who = rf"(?P<who>{_GROUP}|{one}(?:\s*(?:,|and|&|\+|/|,\s*and)\s+{one}|/{one}){{0,3}})"
        self._start = re.compile(rf"{_LEAD}{who},?\s*\b(?:both |each |jointly )?{_MODAL}", 0)
        self._colon = re.compile(rf"^\W*{who}{_SEP}(?P<task>\S.{{2,}})$", re.DOTALL)
        self._inner = re.compile(rf"(?:,|;|:|–|—|\band|\bwhile|\bso|\bbut|\)|\bwith)\s+{who}\s+{_MODAL}")
        self._delegated = re.compile(rf"{_DELEGATES}(?:for )?{who}\s+to\s+{_VERB}")
        self._does = re.compile(rf"^\W*(?:and |so |then |ok(?:ay)? )*(?P<who>{one}) (?:also |then )?(?P<does>[a-z]+(?:s|es))\b(?P<task>.+)$")
        self._please = re.compile(
            rf"^\W*(?:(?P<who>{_GROUP}|{one}),?\s+(?:please|kindly|could you|can you|would you|will you|pls)|(?:could|can|would|will) (?P<who2>{_GROUP}|{one}) (?:please|kindly)|(?:please|kindly|pls),? (?P<who3>{_GROUP}|{one}),?)\s+(?:please |kindly )?(?!{_NO_PLEASE})(?P<please>[a-z]+)",
            re.IGNORECASE,
        )
        self._doing = re.compile(rf"^\W*(?P<who>{one})\s+(?P<ing>[a-z]+ing)\b(?P<task>.+)$")

    def of_decision(self, sentence: Sentence) -> Assigned | None:
        """The work in "it was agreed that Peter will call the landlord"."""
        match = _AGREED.search(sentence.body)
        if not match:
            return None
        rest = sentence.body[match.end() :]
        found = self._start.match(rest) or self._start.match(re.sub(r"^to (?:ask|have|get) ", "", rest))
        if found is None:
            asked = re.match(r"to (?:ask|task|instruct|request|direct)\s+", rest)
            found = self._delegated.match(rest[3:]) if asked else None
        if found is None:
            found = re.match(rf"(?P<who>{_GROUP})\s+(?:would|should)\s+(?P<would>[a-z]+)", rest) or self._would(rest)
        return self._made(found, rest, sentence, strong=True) if found else None

    def _would(self, rest: str) -> re.Match[str] | None:
        match = re.match(rf"^(?P<who>(?:[Tt]he )?[\w.'’@ -]{{2,40}}?)\s+(?:would|should)\s+(?!be\b|have\b|need\b|not\b|like\b|remain\b|stay\b|continue\b|become\b)(?P<would>[a-z]+)", rest)
        return match if match and self._roster.resolve(match["who"]) else None

    def at_start(self, sentence: Sentence) -> Assigned | None:
        """The work that a sentence begins by handing to somebody."""
        match = self._start.match(sentence.body)
        return self._made(match, sentence.body, sentence) if match else None

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
        if found is None and not _IF.search(low):
            match = self._delegated.search(sentence.body)
            before = sentence.low[: match.start()] if match else ""
            if match and not re.search(r"\b(?:not|n't|never|to|would|could|should|resident|parent|member of the public|donor|who)\s*$", before) and self._insider(match["who"], strict=False):
                found = self._made(match, sentence.body, sentence, strong=True)
        if found is None and not _IF.search(low):
            match = self._inner.search(sentence.body)
            if match and self._insider(match["who"], strict=self._listed >= 3 or not (match.groupdict().get("agreed") or match.groupdict().get("promised") or match.groupdict().get("verb"))):
                found = self._made(match, sentence.body, sentence)
        return found

    def listed(self, sentence: Sentence) -> Assigned | None:
        """The work of an item on an action list, or after the label "Action:": somebody's, or nobody's."""
        body = sentence.body.strip()
        if EMPTY.match(sentence.low) or len(body) < 3:
            return None
        match = self._start.match(body)
        if match:
            return Assigned(self.owner(match["who"]), body)
        match = self._colon.match(body)
        if match and self._names(match["who"]):
            return Assigned(self.owner(match["who"]), match["task"])
        own = re.match(r"^(?:me|myself|I)\b(?:\s+to\b|\s*[:–—-])\s*", body)
        if own:
            return Assigned(self._roster.author, body[own.end() :])
        tail = [m for m in _TAIL.finditer(body) if self._names(m["who"])]
        if tail:
            return Assigned(self.owner(tail[-1]["who"]), body)
        bare = re.match(rf"^(?P<who>{WORD}(?:\s+{WORD})?)\s+(?=[a-z])", body)
        if bare and self._roster.resolve(bare["who"]):
            return Assigned(self._roster.resolve(bare["who"]), body[bare.end() :])
        return Assigned(None, body)

    def requested(self, sentence: Sentence) -> Assigned | None:
        """The work in a letter's "Dee, please send me the files", or "please send me your numbers by Friday"."""
        match = self._please.match(sentence.body)
        if match:
            who = match["who"] or match["who2"] or match["who3"]
            group = bool(re.fullmatch(_GROUP, who.strip(), re.I))
            if group or self._names(who) or self._roster.resolve(who):
                return Assigned(None if group else self.owner(who), sentence.body)
        all_asked = re.match(rf"^\W*(?:(?:can|could|would|will) (?:you|everyone|everybody|all of you|you all|we all) (?:please|kindly|all)|please|kindly)\b,? (?:all |everyone |each )?(?:please )?(?!{_NO_PLEASE})[a-z]+", sentence.low)
        return Assigned(None, sentence.body) if all_asked and _DATED.search(sentence.low) else None

    def present(self, sentence: Sentence) -> Assigned | None:
        """The work in "Anneke calls Ivana tomorrow": somebody known, a verb of doing, a day to come."""
        match = self._does.match(sentence.body)
        if not match or not _DATED.search(sentence.low) or match["does"] in _STATES or _IF.search(sentence.low):
            return None
        name = self._roster.resolve(match["who"])
        known = any(p.name == name and (p.listed or self._listed < 3) for p in self._roster.people)
        return Assigned(name, sentence.body) if name and known and not HISTORY.search(sentence.low) else None

    def noted(self, sentence: Sentence) -> Assigned | None:
        """The work in a note such as "Olu doing a sign", "me: ring the bank", "must email him back"."""
        body, low = sentence.body, sentence.low
        if sentence.asks or sentence.spoken:
            return None
        match = self._doing.match(body)
        if match and _ING.match(match["ing"]) and self._roster.resolve(match["who"]):
            return Assigned(self._roster.resolve(match["who"]), body)
        if re.match(r"^me\s*[:–—-]\s*\w|^me to [a-z]", low):
            return Assigned(self._roster.author, re.sub(r"^\w+\s*[:–—-]\s*|^me to ", "", body, flags=re.I))
        if re.match(r"^(?:i )?(?:must|need to|have to|remember to|don't forget to|gotta) (?!be\b|have\b|say\b|admit\b|not\b|know\b)[a-z]+", low) and len(low.split()) >= 3 and not _NOT_DONE.search(low):
            return Assigned(self._roster.author, body)
        colon = self._colon.match(body)
        if colon and sentence.block.mark is not None and self._names(colon["who"]):
            return Assigned(self.owner(colon["who"]), colon["task"])
        return None

    def owner(self, who: str) -> str | None:
        """The full names of those named, joined by "and"; None for a group."""
        if re.fullmatch(_GROUP, who.strip()):
            return None
        pieces = [p for p in re.split(r"\s*(?:,\s*and\s+|,|\band\b|&|\+|/)\s*", re.sub(r"\([^)]*\)", "", who)) if p.strip()]
        names: list[str] = []
        for piece in pieces:
            name = self._roster.resolve(piece)
            if name is None:
                bare = without_titles(piece)
                name = bare if looks_like_name(bare) or re.fullmatch(r"[A-Z]{2,3}", bare) else re.sub(r"^the\s+", "", piece.strip(" ,"), flags=re.I)
            name = name[:1].upper() + name[1:]
            if name and name not in names:
                names.append(name)
        return " and ".join(names) or None

    def _names(self, who: str) -> bool:
        """True if these are people, or all of them: not the first words of a task."""
        if re.fullmatch(_GROUP, who.strip()):
            return True
        pieces = [p for p in re.split(r"\s*(?:,|\band\b|&|\+|/)\s*", who) if p.strip()]
        return all(self._roster.resolve(p) or looks_like_name(without_titles(re.sub(r"\(.*?\)", "", p))) or re.fullmatch(rf"\W*(?i:the )?(?i:{ROLE})\W*|[A-Z]{{2,3}}", p.strip()) for p in pieces)

    def _insider(self, who: str, strict: bool) -> bool:
        if re.fullmatch(_GROUP, who.strip()):
            return not strict or "members" not in who.lower()
        pieces = re.split(r"\s*(?:,|\band\b|&|\+|/)\s*", who)
        return all(self._roster.resolve(p) or (not strict and looks_like_name(without_titles(p))) or re.fullmatch(rf"(?i:the )?(?i:{ROLE})", p.strip(" ,")) for p in pieces if p.strip())

    def _made(self, match: re.Match[str], body: str, sentence: Sentence, strong: bool = False) -> Assigned | None:
        groups = match.groupdict()
        who, group = match["who"], bool(re.fullmatch(_GROUP, match["who"].strip()))
        if not group and not self._names(who):
            return None
        low = body.lower()
        if not strong:
            weak = bool(groups.get("will") or groups.get("takes"))
            if _IF.search(low) or (weak and _NOT_DONE.search(low[match.start("who") : match.end()])):
                return None
            if group and not (groups.get("verb") or groups.get("isto") or (groups.get("will") and re.search(r"\bby\b|\bbefore\b|\d", low))):
                return None
            if not group and weak and not self._known_here(who):
                return None
            if groups.get("takes") and sentence.spoken:
                return None
            if groups.get("should") and (sentence.spoken or not (_DATED.search(low) and (group or self._known_here(who)))):
                return None
        return Assigned(self.owner(who), body[match.start("who") :])

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


def pronoun_task(sentence: Sentence) -> bool:
    """True for "He will also share the list": work of whoever was named before."""
    return not sentence.asks and bool(
        re.match(rf"^(?:and |then |also )*(?:he|she) (?:(?:will|shall|is going to|'ll) (?:also |then )*{_WILL_NOT}[a-z]+|(?:has )?(?:also )?(?:agreed|undertook|volunteered|promised|offered|is|was asked|was tasked) to (?!be\b)[a-z]+)", sentence.low)
    ) and not _IF.search(sentence.low)


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
