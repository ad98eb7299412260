"""Work taken on in talk: "I'll send it by Friday", "Can you call them, Peter?" and "will do"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import core.documents.facts.commitment_words as words
from core.documents.facts.cues import ACCEPTS, REFUSES, SUPPOSED, TAKES_ON
from core.documents.facts.names import is_common, looks_like_name, without_titles
from core.documents.facts.roster import Roster
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_signs import TOLD_TO, doing, told_all

_IFS = re.compile(
    r"\bif (?!i can|possible|needed|you (?:like|want)|that's ok|they|we|there|the|it|he|she|anyone|somebody|"
    r"someone)"
)
_ASKING_IF = re.compile(r"\b(?:see|ask|check|find out|know|wonder) if\b|\bif\b(?=.*\b(?:free|available|possible)\b)")
_PAST = re.compile(r"\b(?:would(?!n't mind| be happy)|wouldn't(?! mind)|used to|last (?:week|month|year)|yesterday)\b")
_HABIT = re.compile(r"\b(?:every (?:time|week|month|year)|usually|always|as usual)\b")
_MEETING = frozenset("mov see meet visit leav go com speak talk work attend start look".split())
_COURTESY = re.compile(r"(?<=\w) (?:ji|sir|madam|ma'am|bhai|uncle|auntie|didi|dear|pastor|mzee)$", re.IGNORECASE)
_GOING = frozenset(
    "be say think know see hope leave go come work finish get arrive travel fly return sleep start".split()
)
_PLEASED = re.compile(
    r"^\W*(?:(?:oh|yes|yeah|ok|okay|great|good|perfect|lovely|brilliant)[\s,.!]+)*(?:please\b|yes please|"
    r"do that|please do|go ahead|yes,? do\b(?! not| you)|do (?:ask|call|ring|send|write|try)"
    r"|that would be (?:great|good|lovely|super|helpful|perfect|amazing|fantastic)|that'd be \w+|would you|"
    r"you're a star|thank you|thanks|if you (?:would|could))"
)
_UNADDRESSED = (words.TAGGED, words.THIRD, TOLD_TO)
_FORMS = (words.NAMED_FIRST, words.NAMED_LAST, words.LEAVES, words.TOLD, *_UNADDRESSED)
_ADDRESSED = re.compile(r"\b(?:you|u|ya|please|kindly|pls|plz)\b|\bd'you|y'all")
_YES = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|sure|ok(?:ay)?|of course|course)\W*(?:$|i (?:can|will|shall)|i'll|this|today|tomorrow|by|"
    r"on|will do)"
    r"|i'll (?:do|see|ask|tell|ring|call|send|take|get|sort)\b|will do|leave it with me)"
)
_NO_NEED = re.compile(r"\b(?:no need|don't|do not|leave it|not necessary|it's fine|i've got it|no thanks)\b")


@dataclass(slots=True)
class Taken:
    """A task taken on in talk: the sentence that names it, the owner, the sentence of the answer (for its date)."""

    at: int
    owner: str | None
    answer: int | None = None


class Commitments:
    """Finds who took on what in the turns of one conversation.

    Args:
        roster: the people of the document.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def find(self, sentences: Sequence[Sentence]) -> list[Taken]:
        """The tasks in order. An acceptance is not a second task."""
        found: list[Taken] = []
        answered: set[int] = set()
        for i, sentence in enumerate(sentences):
            if not sentence.spoken or " " not in sentence.low or i in answered or sentence.struck:
                continue  # nobody takes on a task in a word
            taken = self._request(sentences, i) or self._offer(sentences, i) or self._own(sentences, i, found)
            if taken:
                found.append(taken)
                if taken.answer is not None:
                    answered |= _same_turn_tasks(sentences, taken.answer)
        return found

    def _request(self, sentences: Sequence[Sentence], i: int) -> Taken | None:
        sentence = sentences[i]
        text = sentence.body.replace("’", "'")
        if SUPPOSED.match(sentence.low) and not re.search(r"\bplease\b", sentence.low):
            return None
        if words.EVERYONE.search(text) and (taken := self._of_all(sentences, i, text)):
            return taken
        named = self._named(text, sentence)
        if named:
            owner, firm = named
            answer, agreed = self._answer(sentences, i, owner)
            return Taken(i, owner, answer) if agreed or (agreed is None and firm) else None
        if (sentence.asks and words.WHO_WILL.search(sentence.low)) or words.SOMEONE.search(text):
            return self._volunteer(sentences, i)
        match = words.UNNAMED.search(text)
        soft = match and re.match(r"you\b(?!'re going| are going)", match["ask"], re.IGNORECASE)
        if not match or soft or re.search(r"\b(?:someone|somebody|anyone)\b", sentence.low):
            return None
        answer, agreed = self._answer(sentences, i, None)
        return Taken(i, self._speaker(sentences[answer]), answer) if agreed and answer is not None else None

    def _of_all(self, sentences: Sequence[Sentence], i: int, text: str) -> Taken | None:
        """ "Everyone please send me your dates by Friday." """
        asked = re.search(
            r"\b(?:please|kindly|pls|plz)\b|^\W*(?:can|could|will|would) (?:everyone|everybody|you all|all of you|"
            r"y'all|we all)\b",
            text,
            re.I,
        )
        together = words.TOGETHER.search(text) and not sentences[i].asks
        if told_all(sentences[i].low):
            return Taken(i, None)
        return Taken(i, None) if (asked or together) and words.WHEN.search(sentences[i].low) else None

    def _named(self, text: str, sentence: Sentence) -> tuple[str, bool] | None:
        """Who is asked by name, and whether silence is consent."""
        speaker = self._speaker(sentence)
        for form in _FORMS if _ADDRESSED.search(sentence.low) else _UNADDRESSED:
            for match in form.finditer(text):
                owner = self._person(match["who"])
                if owner is None or owner == speaker:
                    continue
                ask = (match.groupdict().get("ask") or "").lower()
                firm = bool(re.search(r"\b(?:please|pls|plz|kindly)\b", text, re.I)) or text.lstrip().startswith("@")
                firm |= (
                    not sentence.asks
                    and form is not words.LEAVES
                    and not ask.startswith(("you could", "you can", "you might", "you should"))
                )
                return owner, firm
        return self._spoken_of(text, sentence, speaker)

    def _spoken_of(self, text: str, sentence: Sentence, speaker: str | None) -> tuple[str, bool] | None:
        """ "Emeka makes the advertisement until the 19th, yes?" """
        match = words.THIRD_DOES.match(text)
        owner = self._person(match["who"]) if match else None
        if match is None or owner is None or owner == speaker:
            return None
        asks = sentence.asks or re.search(r"\b(?:then|yes|right|ok)\W*$", text, re.I)
        return (owner, False) if asks else None

    def _person(self, who: str) -> str | None:
        """The person a form of address names; somebody unknown counts where the word can only be a name."""
        bare = _COURTESY.sub("", who.lstrip("@").strip(" .,"))
        known = self._roster.resolve(bare) or (self._roster.resolve(bare.title()) if bare.islower() else None)
        if known or bare.islower() or is_common(bare.split()[0]):
            return known
        name = without_titles(bare)
        return name if looks_like_name(name) and len(name) > 2 else None

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
            if words.ME.match(after.low) and not after.asks:
                return Taken(i, self._speaker(after), after.index)
            if words.COMMITS.search(after.low):
                return None
        return None

    def _answer(self, sentences: Sequence[Sentence], i: int, owner: str | None) -> tuple[int | None, bool | None]:
        """The index of the answering sentence, and whether the task was accepted (None: no answer of theirs)."""
        turns: list[int] = []
        own = sentences[i].block
        asker = self._speaker(sentences[i])
        for after in sentences[i + 1 : i + 16]:
            if not after.spoken or after.block.turn == own.turn:
                continue
            first = after.block.turn not in turns
            if first:
                turns.append(after.block.turn)
            if len(turns) > (4 if owner else 2):
                break
            speaker = self._speaker(after)
            if speaker == asker or (owner and speaker != owner) or not first:
                continue
            if REFUSES.match(after.low) and not TAKES_ON.match(after.low):
                return after.index, False
            if TAKES_ON.match(after.low) or words.COMMITS.search(after.low) or (owner and ACCEPTS.match(after.low)):
                return after.index, True
            if owner and re.search(r"\b(?:yes|yeah|sure|ok|okay|i do that|will do)\W*$", after.low) and not after.asks:
                return after.index, True
            later = self._yes_later(sentences, after.index)
            if later is not None:
                return later, True
            if owner is None or not after.asks:
                return None, None
        return None, None

    @staticmethod
    def _yes_later(sentences: Sequence[Sentence], first: int) -> int | None:
        """Where an answer says yes in its second or third sentence ("It is three months only. Yes, I can.")."""
        for after in sentences[first + 1 : first + 3]:
            if after.block.turn != sentences[first].block.turn or after.asks or REFUSES.match(after.low):
                return None
            if _YES.match(after.low):
                return after.index
        return None

    def _offer(self, sentences: Sequence[Sentence], i: int) -> Taken | None:
        """ "Shall I draft it?" and somebody says yes; "I can do that" after "who can?"."""
        sentence = sentences[i]
        match = words.OFFERS.search(sentence.low)
        if not match or SUPPOSED.match(sentence.low):
            return None
        if re.match(rf"{words.NO_TASK}\b", match["task"]) and match["task"] not in ("start", "use"):
            return None
        reply = next((s for s in sentences[i + 1 : i + 6] if s.spoken and s.block.turn != sentence.block.turn), None)
        pleased = reply is not None and _PLEASED.match(reply.low) and not _NO_NEED.search(reply.low)
        if sentence.asks and re.search(r"do you want me|would you like me|want me|shall i|should i", match.group()):
            if re.search(r"\bget you\b|\bstart\b|\bmove on\b", sentence.low):
                return None
            _, agreed = self._answer(sentences, i, None)
            refused = reply is not None and (_NO_NEED.search(reply.low) or re.match(r"\W*no\b", reply.low))
            return Taken(i, self._speaker(sentence)) if (agreed or pleased) and not refused else None
        before = [s for s in sentences[max(0, i - 6) : i] if s.spoken and s.block.turn != sentence.block.turn]
        asked = any(words.WHO.search(s.low) for s in before[-3:]) and re.search(r"\bi (?:can|could)\b", match.group())
        return Taken(i, self._speaker(sentence)) if not sentence.asks and (pleased or asked) else None

    def _own(self, sentences: Sequence[Sentence], i: int, found: list[Taken]) -> Taken | None:
        """ "I'll ..." of the speaker; with a date also "I can ..." and "I send ..."."""
        sentence = sentences[i]
        low = sentence.low
        conditional = _IFS.search(low) and not _ASKING_IF.search(low)
        if sentence.asks or SUPPOSED.match(low) or conditional:
            return None
        match = words.COMMITS.search(low) or _dated(low) or words.FREELY.search(low)
        if (
            match is None
            or _PAST.search(low[: match.end()])
            or re.search(r"^\W*if\b|\bif (?:nobody|no one|they|we|you|he|she|it)\b", low)
        ):
            return None
        if match.groupdict().get("ing") and not words.WHEN.search(low):
            return None
        if _HABIT.search(low) and not words.WHEN.search(low):
            return None
        speaker = self._speaker(sentence)
        for taken in found[-3:]:
            echoes = taken.owner == speaker and taken.answer is None and sentence.index - taken.at <= 12
            apart = taken.at != i and sentences[taken.at].block.turn != sentence.block.turn
            if echoes and apart and len(low.split()) <= 8 and words.THEM.search(low):
                return None
        return Taken(i, speaker)

    def _speaker(self, sentence: Sentence) -> str | None:
        speaker = sentence.block.speaker
        return (self._roster.resolve(speaker) or speaker) if speaker else None


def _dated(low: str) -> re.Match[str] | None:
    """ "I can write it by Friday", "will call them tomorrow": a task because it has a date."""
    soon = words.I_AM_DOING.search(low)
    if soon and doing(soon["task"]) and soon["task"] not in _MEETING and words.WHEN.search(low, soon.end()):
        return soon
    match = words.DATED.search(low) or words.SUBJECTLESS.match(low)
    return match if match and match["task"] not in _GOING and words.WHEN.search(low, match.end()) else None


def _same_turn_tasks(sentences: Sequence[Sentence], answer: int) -> set[int]:
    """The sentences of an accepting turn that only repeat the task: its first two, if they are short."""
    turn = sentences[answer].block.turn
    same = [s for s in sentences[answer : answer + 4] if s.block.turn == turn]
    return {answer} | {s.index for s in same[:2] if len(s.low.split()) <= 8 and words.THEM.search(s.low)}
