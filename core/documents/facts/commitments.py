"""Work taken on in talk: "I'll send it by Friday", "Can you call them, Peter?" and "will do"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.documents.facts.cues import ACCEPTS, REFUSES, SUPPOSED, TAKES_ON
from core.documents.facts.names import TITLE
from core.documents.facts.roster import Roster
from core.documents.facts.sentences import Sentence

_NO_TASK = (
    r"(?:be(?! (?:sending|contacting|calling|writing|in touch|drafting|doing|preparing|bringing|picking|"
    r"taking care|responsible|on it))|say|admit|tell you (?:what|why|how|something|the truth|honestly|that)|"
    r"explain|just say|go (?:first|next|quick|on|back|ahead|with)|"
    r"come back to|get to (?:that|it|this)|get (?:started|going|back to that|into)|move (?:on|to)|"
    r"hand (?:over|it over|back)|pass\b(?! (?:it|this|that|the|on))|have to (?:leave|go|run|drop|say|admit)|"
    r"have (?:the|a|an|to)\b(?! (?:list|draft|version|report|plan|quote|figures|numbers|document|answer|look|"
    r"word|chat))|miss|never|not|probably|maybe|"
    r"try not|see (?:you|how|what happens)|let you (?:go|get|continue|finish|speak|decide)|keep (?:it|this|"
    r"that) (?:short|brief|quick)|read (?:it|this|that) out|share my (?:screen|view|thoughts|opinion)|second|"
    r"vote|bet|give you (?:an example|a minute|one|that)|stop|shut|leave (?:it|that|this) (?:there|at that|"
    r"here)|"
    r"leave (?:you|at|in|early|now|the)|wait|believe|know|remember|skip|repeat|add (?:that|to that|one|just)|"
    r"mention|note|summari[sz]e(?! (?:it|this|the|and))|speak to that|talk (?:about|you through)|show you|"
    r"walk you|pause|mute|unmute|jump|turn|rephrase|ask (?:again|the obvious|a question|you)|play|"
    r"take (?:that|it|this) as|"
    r"take (?:a|questions)|put my|assume|guess|quote|live|survive|manage|eat|drink|die|cry|agree|disagree|"
    r"support|go along|accept|regret|forget|need|want|like|love|hate|think|feel|start(?! (?:the|drafting|"
    r"on the|writing|collecting))|begin|always|still|only|definitely be|wrap|close (?:the meeting|here|us)|"
    r"do anything|do my best|throw|just (?:say|add|jump|quickly|be|read|go|share|wait|mute|mention|note)|"
    r"continue|step|"
    r"stay|sit|hold|hop|head|listen|hear|understand|look forward|lose|win|retire|step down|raise(?! (?:it|"
    r"this|that) with)|argue|defend|insist|propose|suggest|move that|abstain|withdraw|pay for it later|"
    r"hear it|interrupt|echo|defer|use|translate|spare|sum)"
)
_OPEN = (
    r"(?:(?:^\W*|[.!,;:–—-]\s*|\b(?:and|so|then|ok(?:ay)?|yes|yeah|sure|right|well|but|great|fine|no problem|"
    r"also|good|perfect|alright|oh|please)\b[\s,.!]*))"
)
_COMMITS = re.compile(
    rf"{_OPEN}(?:i(?:'ll| will| shall|'m going to| am going to|'m gonna| gonna|'ma| promise to| commit to|"
    rf" undertake to| intend to| plan to| volunteer to| offer to|'m happy to| am happy to|'d be happy to|"
    rf"'m willing to)(?: also| then| just| definitely| personally| gladly| go and| try to| make sure to|"
    rf" have to| quickly| simply| actually| certainly| happily)*\s+(?!{_NO_TASK}\b)(?P<task>[a-z]+)"
    r"|let me (?!know|be|just|think|say|see(?! (?:if|whether|what) i can)|start|finish|ask|tell|"
    r"check(?! (?:with|and|the \w+ and))|explain|add|share|get this|read|put it|give|show|remind|clarify|go|"
    r"jump|interrupt|summari[sz]e|repeat|rephrase|stop|try to|guess|quickly|begin|open|look at|finish|"
    r"understand|play|introduce|help you)(?P<let>[a-z]+)"
    r"|i(?:'m| am) (?:on (?!leave|holiday|vacation|mute|the (?:train|bus|phone|road|call|board|committee)|my|"
    r"a|call|it|board|track|time|maternity|annual)(?P<on>\w+)|taking (?:care of|on|over|charge of|that|this|"
    r"the)|handling|sorting (?:out )?|responsible for|in charge of|doing the|organi[sz]ing the|drafting|"
    r"writing up|bringing)"
    r"|leave (?:it|that|this|the [\w ]{2,30}|them|those) (?:with|to) me|i(?:'ve| have)? got (?:that one|"
    r"this one|that covered|this covered)|count on me (?:for|to)|put me down for|(?:that|this) one(?:'s|"
    r" is) (?:mine|on me)|i(?:'ll| will) take (?:it|that|this|the [\w ]+|on \w+))"
)
_DATED = re.compile(
    rf"{_OPEN}i (?:can|could|must|need to|have to|should|(?!{_NO_TASK}\b)(?!am\b|was\b|had\b|have\b|did\b|"
    rf"do(?:n't)?\b(?! it)|know\b|got\b|said\b|saw\b|went\b|think\b|would\b|might\b|may\b|will\b|\w+ed\b|"
    rf"wrote\b|spoke\b|told\b|came\b|heard\b|found\b|left\b|met\b|made\b|thought\b|took\b|gave\b|sent\b|"
    rf"bought\b|brought\b|kept\b|can't\b|won't\b|couldn't\b|didn't\b|wasn't\b|'))"
    r"\s*(?P<task>[a-z]+)\b"
)
_WHEN = re.compile(
    r"\b(?:by|before|until|till|on|for|at|within|in|this|next|tomorrow|today|tonight)\b.{0,25}\b(?:today|"
    r"tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:st|nd|rd|th)?|week|weekend|month|"
    r"days?|hours?|noon|lunch|evening|morning|afternoon|end of|(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|\w+teenth|twentieth|\w+-\w+(?:st|nd|rd|th))|january|"
    r"february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:tomorrow|tonight|"
    r"today|this (?:evening|afternoon|week))\b"
)
_SUBJECTLESS = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|yeah|sure|and|then|also|fine|great|cool|right|np|no problem)?[\s,.!]*(?:will|gonna|"
    r"going to|can|shall) (?!be\b|have\b|you\b|we\b|they\b|it\b|the\b|he\b|she\b|i\b|do\b(?! (?:it|the|that))|"
    r"see\b|miss\b|not\b|anyone\b|someone\b)(?P<task>[a-z]+)"
)
_ASK = (
    r"(?:(?:can|could|will|would|can't|couldn't|won't) you|would you mind|(?:are|would) you (?:able|willing|"
    r"happy|ok|okay) to|do you mind|may i ask you to|i need you to|i'd like you to|i would like you to|"
    r"i want you to|i'll ask you to|i ask you to|you(?:'ll| will)|please|kindly|pls|plz)"
)
_NO_REQUEST = (
    r"(?:hear|see|repeat|say (?:that|it) again|explain|tell (?:us|me) (?:why|how|what|more|about|where)|"
    r"imagine|pass me|give (?:us|me) (?:an update|a minute|a second|a sense|an idea|a moment)|remind (?:me|"
    r"us) (?:what|why|how|who|when)|speak up|mute|unmute|believe|elaborate|clarify|just (?:say|repeat|explain|"
    r"clarify)|hold on|wait|stop|note(?! down)|"
    r"find (?:attached|below|enclosed|the attached)|revert|feel|don't (?!forget)|do not (?!forget)|"
    r"remember (?!to)|bear|be|continue|go (?:on|ahead)|keep|join|sit|excuse|forgive|ignore|stand|"
    r"look at (?:the|page|slide|this)|turn to|scroll|see|let me know if|come (?:in|to the)|god|everyone|no|"
    r"yes|tell me|help me understand|walk (?:us|me)|talk (?:us|me)|share your screen|start|begin|move on|"
    r"live with|guess|really|even|possibly imagine|hang on|read|take a seat|enjoy|welcome|do\W*$|yes\b|god\b)"
)
_OFFERS = re.compile(
    r"\b(?:do you want me to|would you like me to|want me to|shall i|should i|i could|i can|happy to|"
    r"i don't mind)\b\s*(?P<task>[a-z]+)"
)
_WHO = re.compile(
    r"\bwho(?:'s| is| will| can| could| would| wants to| would like to|'ll| is going to)\b|"
    r"\b(?:any volunteers|can (?:someone|anyone|somebody|anybody)|could (?:someone|anyone|somebody)|"
    r"volunteers?\?)"
)
_WHO_WILL = re.compile(
    r"\b(?:who(?:'s| is| will| can| could| wants to| would like to|'ll| is going to|'s going to|"
    r" volunteers to| takes| does| brings| makes| writes)|(?:any volunteers|volunteers) (?:to|for)|(?:can|"
    r"could|will|would) (?:someone|anyone|somebody|anybody|one of you))\b (?!(?:was|did|said|knows?|here|"
    r"there|has|had|with|against|in favou?r|for it|the (?:chair|boss)|coming|in\b|free|missing|late|"
    r"on the call)\b)"
)
_ME = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|oh|sure|yes|yeah|well|fine|alright|go on then)[\s,.!]+)*(?:me\b(?! (?:too|neither))|"
    r"i'm in\b|count me in|i can help|i (?:can|could|will|do|shall)(?: do (?:it|that|this))?\W*$|i(?:'ll|"
    r" will| can| could) (?:do|take|handle|sort) (?:it|that|this|them)(?: \w+){0,3}\W*$|"
    r"i can\b(?: \w+){0,2}\W*$|i(?:'m| am) happy to\W*$|i volunteer|mine\b|on it|i got (?:it|this|that)|"
    r"i've got (?:it|this|that)|happy to\W*$|leave (?:it|that) (?:to|with) me)"
)
_OTHERS_TASK = re.compile(r"\b(?:will do|on it|of course|yes please|no problem|sure)\b")
_THEM = re.compile(r"\b(?:it|that|this|them|him|her|those|one|to them|so)\b")


@dataclass(slots=True)
class Taken:
    """A task taken on in talk: the sentence that names it, the owner, the sentence of the answer (for its date)."""

    at: int
    owner: str | None
    answer: int | None = None


class Commitments:
    """Finds who took on what in the turns of one conversation."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        forms = "|".join(
            re.escape(form.lower()) for form in roster.forms() if form[:1].isalpha() or form.startswith("@")
        )
        self._name = (
            rf"(?:@?(?:{TITLE.lower()}\s+)*(?:{forms}))(?:\s+(?:ji|madam|sir|bhai|didi))?" if forms else r"(?!x)x"
        )
        ask = (
            rf"{_ASK}\s+(?:please |kindly |maybe |possibly |also |just |then |perhaps |"
            rf"to )*(?!{_NO_REQUEST}\b)(?P<verb>[a-z]+)"
        )
        self._named_first = re.compile(
            rf"(?:^|[.!,;–—-]\s*|\b(?:and|so|then|ok(?:ay)?|thanks|right|great|hi|hey|well|also|but|"
            rf"now)\b[\s,]*)(?P<who>{self._name})[\s,:;–—-]*(?:and you[, ]+)?{ask}"
        )
        self._named_last = re.compile(rf"{ask}[^?.!]*?,\s*(?P<who>{self._name})\W*(?:$|please)")
        self._told = re.compile(
            rf"(?:^|[.!]\s*|\b(?:and|so|then|ok(?:ay)?)\b[\s,]*)(?P<who>{self._name})(?:,|:|"
            rf"\s+[–—-])?\s+you\s+(?!(?:are|were|have|had|said|know|think|want|were|did|do|don't|mentioned|told|can|"
            rf"could|would|should|'|look|always|never|need|see|mean|got|get|must|might|wanted|went|gave|made|took|"
            rf"wrote|all)\b)(?P<verb>[a-z]+)"
        )
        self._tagged = re.compile(
            rf"^@(?P<who>{self._name.replace('@?', '')})[\s,:–-]+(?:you )?(?!(?:is|are|has|have|was|said|what|when|"
            rf"where|how|why|who|do|did|does|yes|no|ok|thanks|thank|i|we|your|the|good|great|happy|congrat\w*|welcome|"
            rf"sorry|any|it|that|this)\b)(?P<verb>[a-z]+)"
        )
        self._third = re.compile(
            rf"^\W*(?:and |so |then |ok(?:ay)? |maybe |or |well |right,? )*(?:(?:can|could|will|"
            rf"would) (?P<who>{self._name}) (?:please |also |then |maybe )?(?!be\b|have\b|see\b|"
            rf"hear\b)(?P<verb>[a-z]+)[^.]*\?)".replace("(?P<who>", "(?P<who>")
            + rf"|^\W*(?:and |so |then |ok(?:ay)? |well )*(?P<who2>{self._name}),? (?:gonna \w+|going to \w+|to \w+|"
            rf"up for \w+|ok to \w+|happy to \w+|able to \w+|makes|does|takes|writes|sends|calls|brings|prepares|"
            rf"organi[sz]es|asks|checks|gets|does|will \w+|is going to \w+)\b[^.]*\?"
        )
        self._unnamed = re.compile(rf"(?:^|[.!,;–—-]\s*|\b(?:and|so|then|ok(?:ay)?|but|well)\b[\s,]*){ask}")

    def find(self, sentences: Sequence[Sentence]) -> list[Taken]:
        """The tasks in order. An acceptance is not a second task."""
        found: list[Taken] = []
        answered: set[int] = set()
        for i, sentence in enumerate(sentences):
            if not sentence.spoken or i in answered or sentence.struck:
                continue
            taken = self._request(sentences, i) or self._offer(sentences, i) or self._own(sentences, i, found)
            if taken:
                found.append(taken)
                if taken.answer is not None:
                    answered |= _same_turn_tasks(sentences, taken.answer)
        return found

    def _request(self, sentences: Sequence[Sentence], i: int) -> Taken | None:
        sentence = sentences[i]
        low = sentence.low
        if SUPPOSED.match(low) and not re.search(r"\bplease\b", low):
            return None
        match = (
            self._named_first.search(low)
            or self._named_last.search(low)
            or self._told.search(low)
            or self._tagged.search(low)
        )
        if match:
            owner = self._roster.resolve(match["who"].lstrip("@")) or self._roster.resolve(match["who"].title())
            if owner == self._roster.resolve(sentence.block.speaker or ""):
                return None
            answer, agreed = self._answer(sentences, i, owner)
            firm = "please" in low or low.startswith("@") or "pls" in low or not sentence.asks
            return Taken(i, owner, answer) if agreed or (agreed is None and firm) else None
        match = self._third.search(low)
        if match:
            who = match["who"] or match["who2"]
            owner = self._roster.resolve(who) or self._roster.resolve(who.title())
            answer, agreed = self._answer(sentences, i, owner)
            return Taken(i, owner, answer) if agreed and owner != self._speaker(sentence) else None
        match = _WHO_WILL.search(low)
        if match and sentence.asks:
            return self._volunteer(sentences, i)
        match = self._unnamed.search(low)
        if not match or re.match(r"(?:^|.*\b)you(?:'ll| will)\b", match.group()):
            return None
        answer, agreed = self._answer(sentences, i, None)
        if agreed and answer is not None and not re.search(r"\b(?:someone|somebody|anyone)\b", low):
            return Taken(i, self._speaker(sentences[answer]), answer)
        everyone = re.search(r"\b(?:everyone|everybody|all|team|folks|all of you|guys)\b", low)
        if agreed is None and re.search(r"\bplease|kindly|pls\b", low) and everyone and (_WHEN.search(low)):
            return Taken(i, None)
        return None

    def _volunteer(self, sentences: Sequence[Sentence], i: int) -> Taken | None:
        """ "Who can bring the cups?" and "Me": the question names the task, unless the answer does."""
        turns: list[int] = []
        for after in sentences[i + 1 : i + 10]:
            if not after.spoken or after.block.turn == sentences[i].block.turn:
                continue
            if after.block.turn not in turns:
                turns.append(after.block.turn)
            if len(turns) > 3:
                return None
            if _ME.match(after.low) and not after.asks:
                return Taken(i, self._speaker(after), after.index)
            if _COMMITS.search(after.low):
                return None
        return None

    def _answer(self, sentences: Sequence[Sentence], i: int, owner: str | None) -> tuple[int | None, bool | None]:
        """The index of the answering sentence, and whether the task was accepted (None: no answer of theirs)."""
        turns: list[int] = []
        own = sentences[i].block
        later = [s for s in sentences[i + 1 : i + 16] if s.spoken and s.block.turn != own.turn]
        for after in later:
            first = after.block.turn not in turns
            if first:
                turns.append(after.block.turn)
            if len(turns) > (4 if owner else 2):
                break
            speaker = self._speaker(after)
            if speaker == self._roster.resolve(own.speaker or "") or (owner and speaker != owner):
                continue
            if not first:
                continue
            if REFUSES.match(after.low) and not TAKES_ON.match(after.low):
                return after.index, False
            if TAKES_ON.match(after.low) or _COMMITS.search(after.low) or (owner and ACCEPTS.match(after.low)):
                return after.index, True
            if owner is None:
                return None, None
            if not after.asks:
                return None, None
        return None, None

    def _offer(self, sentences: Sequence[Sentence], i: int) -> Taken | None:
        """ "Shall I draft it?" and somebody says yes; "I can do that" after "who can?"."""
        sentence = sentences[i]
        match = _OFFERS.search(sentence.low)
        if (
            not match
            or (re.match(rf"{_NO_TASK}\b", match["task"]) and match["task"] not in ("start", "use"))
            or SUPPOSED.match(sentence.low)
        ):
            return None
        if sentence.asks and re.search(r"do you want me|would you like me|want me|shall i|should i", match.group()):
            _, agreed = self._answer(sentences, i, None)
            return Taken(i, self._speaker(sentence)) if agreed else None
        before = [s for s in sentences[max(0, i - 6) : i] if s.spoken and s.block.turn != sentence.block.turn]
        asked = any(_WHO.search(s.low) for s in before[-3:])
        if not sentence.asks and re.search(r"\b(?:i (?:can|could)|happy to|i don't mind)\b", match.group()):
            later = next(
                (s for s in sentences[i + 1 : i + 5] if s.spoken and s.block.turn != sentence.block.turn), None
            )
            if later and re.match(
                r"^\W*(?:(?:oh|yes|yeah|ok(?:ay)?|great|good|perfect|lovely|brilliant)[\s,.!]+)*(?:please\b|yes please|"
                r"do that|please do|go ahead|that would be (?:great|good|lovely|super|helpful|perfect)|would you|"
                r"you're a star|thank you|thanks)",
                later.low,
            ):
                return Taken(i, self._speaker(sentence))
        if asked and not sentence.asks and re.search(r"\bi (?:can|could)\b", match.group()):
            return Taken(i, self._speaker(sentence))
        return None

    def _own(self, sentences: Sequence[Sentence], i: int, found: list[Taken]) -> Taken | None:
        """ "I'll ..." of the speaker; with a date also "I can ..." and "I send ..."."""
        sentence = sentences[i]
        low = sentence.low
        if (
            sentence.asks
            or SUPPOSED.match(low)
            or re.search(r"\bif (?!i can|possible|needed|you (?:like|want)|that's ok|they|we|there)", low)
        ):
            return None
        match = _COMMITS.search(low) or _dated(low)
        if match is None or re.search(
            r"\b(?:would|wouldn't|used to|last (?:week|month|year)|yesterday)\b", low[: match.end()]
        ):
            return None
        if re.search(r"\b(?:every (?:time|week|month|year)|usually|always|as usual)\b", low) and not _WHEN.search(low):
            return None
        speaker = self._speaker(sentence)
        for taken in found[-3:]:
            echoes = taken.owner == speaker and taken.answer is None and sentence.index - taken.at <= 12
            if (
                echoes
                and taken.at != i
                and sentences[taken.at].block.turn != sentence.block.turn
                and len(low.split()) <= 8
                and _THEM.search(low)
            ):
                return None
        return Taken(i, speaker)

    def _speaker(self, sentence: Sentence) -> str | None:
        speaker = sentence.block.speaker
        return (self._roster.resolve(speaker) or speaker) if speaker else None


def _dated(low: str) -> re.Match[str] | None:
    """ "I can write it by Friday", "will call them tomorrow": a task because it has a date."""
    match = _DATED.search(low) or _SUBJECTLESS.match(low)
    return (
        match
        if match and match["task"] not in ("be", "say", "think", "know", "see") and _WHEN.search(low, match.end())
        else None
    )


def _same_turn_tasks(sentences: Sequence[Sentence], answer: int) -> set[int]:
    """The sentences of an accepting turn that only repeat the task: its first two, if they are short."""
    turn = sentences[answer].block.turn
    same = [s for s in sentences[answer : answer + 4] if s.block.turn == turn]
    return {answer} | {s.index for s in same[:2] if len(s.low.split()) <= 8 and _THEM.search(s.low)}
