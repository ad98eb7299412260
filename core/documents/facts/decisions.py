"""The decisions of one document, from its sentences."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.documents.facts import plain, signs
from core.documents.facts.assignments import Assignments
from core.documents.facts.cues import (
    ACCEPTS,
    EMPTY,
    HEDGED,
    HISTORY,
    OUTSIDE,
    POSTPONED,
    PROCEDURAL,
    REFUSES,
    REJECTED,
    SUPPOSED,
    WISH,
)
from core.documents.facts.motions import carried, motion_at, outcome
from core.documents.facts.sentences import Sentence
from core.documents.facts.verdicts import Verdicts
from core.documents.facts.task_items import TaskItems
from core.documents.facts.task_verbs import TASK_PARTICIPLES, TASK_VERBS
from core.terms import terms

_OPENING = 6
_DECLINES = re.compile(
    r"\b(?:offer|invitation|approach|quotation)\b.*\b(?:declined|turned down|refused)\b|\b(?:declined|"
    r"turned down) (?:the|an?|their) [\w ]{0,30}?(?:offer|invitation|approach)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|'s|'re|will|'ll|go|goes|get|gets|stay|stays|pay|pays|take|takes|keep|keeps|start|starts|"
    r"move|moves|all|everyone|everybody|each)\b"
)
_YES_NO = re.compile(
    r"^\W*(?:yes|agreed|approved|no\b(?! (?:idea|one|body|conclusion|decision|answer|view|figure|clear|reply|"
    r"objection|consensus))|decided|ok\b|okay|all (?:agreed|in favou?r|for)|everyone (?:agreed|in favou?r)|"
    r"unanimous|carried|answer: (?:yes|no))\b"
)
_TAGGED = re.compile(
    r"(?:[(\[]\s*(?:all |unanimously |vote: )?(?:agreed|approved|carried|decided|passed|unanimous|adopted|"
    r"resolved)(?: by all| unanimously| nem\.? con\.?|,? \d.{0,12})?\s*[)\]]|"
    r"\s[–—-]{1,2}\s*(?:all )?(?:agreed|approved|carried|decided|passed|adopted|yes)(?: by all| unanimously)?|"
    r":\s*(?:yes|approved|agreed|carried))\W*$"
)
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ne|ld|pt|id|ut|ght|et|un|ung|ade|told|lost|sent|built|cut|run|set|known|free)$")
_OTHERS_DID = re.compile(
    rf"\b(?:they|he|she|their \w+|his \w+|the other \w+|{OUTSIDE})\b(?: \w+){{0,3}}? (?:(?:has|have|had|'ve|'s|just|already|also|"
    rf"now) )*(?:decided|decides|agreed|agrees|voted|approved|resolved|said|says|say|promised|confirmed|"
    rf"announced|wants?|changed|refused|told|asked|claims?|insists?)\b"
)
_GREETS = re.compile(
    r"^\W*(?:good (?:morning|afternoon|evening|day|night)|hi\b|hello|hey|dear|thanks|thank you|welcome|"
    r"see you|bye|happy \w+|congratulations|sorry\W*(?:\w+\W*){0,4}$)"
)
_LIKE_LAST = re.compile(r"\b(?:like|as|same as|than|as in) (?:we did )?last \w+\b|\b(?:who|that|which|whoever|anybody|anyone|those|instead of) (?:\w+ ){0,5}?last \w+\b")
_ASKED_AND_AGREED = re.compile(r"\b(?:was|were) (?:asked|requested|invited) to\b.*\band (?:he |she |they |kindly )*(?:agreed|accepted)\b")
_OPINION = re.compile(r"^\W*(?:we |they |all |everyone |everybody )+(?:all )?(?:agreed|agree)(?: that)? (?:it's|it is|it was|this is|this was|that's)\b(?! (?:be |to be )?(?:time|best|better) to)")
_NAMES_MOVER = re.compile(r"^\W*(?:proposed|moved|proposer|mover|motion)(?: by)?\s*:?\s*(?:[\w.']+ ?){1,5}\W*$")
_VOTED = re.compile(
    r"\b(?:votes? (?:are in|was|is|were)|in favou?r\b|hands? (?:up|for|are)|against\?|majority|(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:to|[-–]) (?:\d+|nil|none|one|two|three|four|five)\b|"
    r"hearing a yes|everybody says|we all agree|all of one mind)"
)
_AGREES = re.compile(r"\bagreed\b|\blet's do (?:it|that)|\bdeal\b|that's settled|\bi agree\b|\bi support\b|\bworks for me\b")
_AGAINST = re.compile(r"\b(?:objections?|against|opposed|problems?|issues?|concerns?|mind|disagree\w*|object)\b")
_NONE = re.compile(r"^\W*(?:no+|none|nope|nah|not (?:me|from me|at all|here)|nobody|nothing)\b[^.]{0,25}\W*$")
_TO_BE = re.compile(
    r"^(?!.*\b(?:have|has|had|needs?|ought|going|wants?|hope[sd]?|like|likely|supposed|expected|seems?|asked|"
    r"refused|due|used|said|begin|nothing|something|anything|much|lot|work|able|hoping|meant|"
    r"remains?) to be\b)[\w'’£$€&,/()\" –-]{3,90}?\s(?:is |are )?to (?:now |only |"
    r"always )?be (?:\w+ly )?(?P<done>[a-z]+)\b"
)


@dataclass(slots=True)
class Finding:
    """A decision as sentences ``first`` to ``last``; ``said`` is the one that states it."""

    first: int
    last: int
    said: int
    proposed: bool = False
    strength: float = 0.0
    deciders: list[str] = field(default_factory=list)


class DecisionFinder:
    """Finds decisions.

    Args:
        verdicts: tells this group's decisions from others'.
        assignments: tells "agreed that Peter will call" (a task) from a decision.
        items: tells notes of tasks.
        meeting: whether the document tells of a meeting; a policy's "we shall not" is no decision.
        recap: whether it sets out to tell what was settled, so that plain statements weigh more.
    """

    def __init__(
        self, verdicts: Verdicts, assignments: Assignments, items: TaskItems, meeting: bool = True, recap: bool = False
    ) -> None:
        self._items = items
        self._meeting = meeting
        self._recap = recap
        self._verdicts = verdicts
        self._assignments = assignments

    def find(self, sentences: Sequence[Sentence]) -> list[Finding]:
        """The decisions in order, without overlap."""
        found: list[Finding] = []
        i = 0
        while i < len(sentences):
            finding = self._at(sentences, i, found)
            if finding is None:
                i += 1
                continue
            if finding.last >= i and finding.said >= 0:
                found = [f for f in found if f.last < finding.first] + [finding]
            i = max(i, finding.last) + 1
        return _without_echoes(found, sentences)

    def _at(self, sentences: Sequence[Sentence], i: int, found: list[Finding]) -> Finding | None:
        sentence = sentences[i]
        if sentence.block.kind in ("heading", "row", "header") or not sentence.low or sentence.struck:
            return None
        if sentence.label == "decision" or (sentence.block.under in ("decisions", "both") and sentence.label == ""):
            listed = self._listed(sentence, i)
            if listed is not None or sentence.label == "decision":
                return listed
        if sentence.label not in ("", "decision", "proposal") or sentence.block.under in ("actions", "done", "open"):
            return None
        if sentence.label == "proposal":
            return self._labelled_proposal(sentences, i)
        motion = motion_at(sentences, i)
        if motion and found and found[-1].last == i - 1 and _NAMES_MOVER.match(low := sentence.low):
            return Finding(i, motion[1], -1)
        if motion:
            carried, last = motion
            better = next(
                (j for j in range(i + 1, last + 1) if self._says(sentences[j]) and not outcome(sentences[j])), None
            )
            if carried and better is not None:
                return None
            return Finding(i, last, i if carried else -1, strength=3)
        if sentence.asks and not sentence.spoken:
            return self._answered(sentences, i)
        if outcome(sentence) and not sentence.spoken:
            bare = self._bare_outcome(sentences, i, found)
            if bare:
                return bare
        if self._says(sentence):
            return Finding(i, i, i, strength=3)
        return self._plain(sentences, i, found)

    def _says(self, sentence: Sentence) -> bool:
        """A verb of deciding, with this group as its subject, and no veto."""
        low = sentence.low
        declined = not sentence.spoken and _DECLINES.search(low)
        if (
            sentence.asks
            or PROCEDURAL.search(low)
            or (_leaves_open(low) and not declined)
            or _ASKED_AND_AGREED.search(low)
            or _OPINION.match(low)
            or (low.endswith(":") and len(low.split()) < 5)
        ):
            return False
        match = self._verdicts.decided(low, sentence.spoken)
        if match is None or (sentence.spoken and plain.closes(low)):
            return False
        return not self._assignments.of_decision(sentence)

    def _listed(self, sentence: Sentence, i: int) -> Finding | None:
        """An item that a label or heading calls a decision."""
        low = sentence.low
        if EMPTY.match(low) or len(low) < 4 or sentence.asks or low.endswith(":"):
            return None
        if sentence.label == "" and sentence.block.kind == "prose" and not sentence.opens:
            return None
        if (
            PROCEDURAL.search(low)
            or _leaves_open(low)
            or HISTORY.search(low)
            or re.match(r"\W*(?:not|no) (?:approved|agreed|accepted)", low)
        ):
            return None
        raw_label = sentence.label == "decision"
        if not sentence.opens and not raw_label and (plain.past(low) or signs.no_outcome(low)):
            return None
        if self._assignments.at_start(sentence) and not (raw_label and "to be " in low):
            return None
        return Finding(i, i, i, strength=4)

    def _labelled_proposal(self, sentences: Sequence[Sentence], i: int) -> Finding | None:
        """ "Proposal: ..." on its own: proposed, unless its fate is told."""
        sentence = sentences[i]
        near = " ".join(s.low for s in sentences[i + 1 : i + 3] if s.block.paragraph == sentence.block.paragraph)
        if (
            sentence.spoken
            or len(sentence.low.split()) < 4
            or REJECTED.search(f"{sentence.low} {near}")
            or POSTPONED.search(f"{sentence.low} {near}")
        ):
            return None
        if carried(sentence.low):
            return Finding(i, i, i, strength=3)
        if i + 1 < len(sentences) and outcome(sentences[i + 1]):
            return Finding(i, i + 1, i, strength=3)
        if re.search(r"\bsecond(?:ed|er)?\b", f"{sentence.low} {near}") or sentence.asks:
            return None
        return Finding(i, i, i, proposed=True, strength=2)

    def _answered(self, sentences: Sequence[Sentence], i: int) -> Finding | None:
        """ "Move to Thursdays? Yes, from May." in notes."""
        if (
            not self._meeting
            or i + 1 == len(sentences)
            or sentences[i + 1].block.paragraph != sentences[i].block.paragraph
        ):
            return None
        after, words = sentences[i + 1].low, len(sentences[i].low.split())
        verdict = _YES_NO.match(after) and len(after.split()) <= 14 and not sentences[i + 1].asks
        if (
            not verdict
            or words < 3
            or _leaves_open(after)
            or HEDGED.search(after)
            or re.search(r"\b(?:who|what|when|why|how|does anyone|did)\b", sentences[i].low)
        ):
            return None
        return Finding(i, i + 1, i, strength=3)

    def _bare_outcome(self, sentences: Sequence[Sentence], i: int, found: list[Finding]) -> Finding | None:
        """ "Agreed." after the sentence that says what."""
        if i == 0 or (found and found[-1].last == i - 1):
            return None
        before = sentences[i - 1]
        if before.block.paragraph != sentences[i].block.paragraph or before.block.kind == "heading" or before.asks:
            return None
        low = before.low
        if (
            PROCEDURAL.search(low)
            or _leaves_open(low)
            or len(low.split()) < 4
            or HISTORY.search(low)
            or self._assignments.at_start(before)
        ):
            return None
        if PROCEDURAL.search(sentences[i].low) or not re.search(
            r"\b(?:propos|suggest|recommend|mov(?:ed|e)\b|request|motion|to \w+|be \w+|should|would|will)", low
        ):
            return None
        return Finding(i - 1, i, i - 1, strength=3)

    def _plain(self, sentences: Sequence[Sentence], i: int, found: list[Finding]) -> Finding | None:
        sentence = sentences[i]
        low = sentence.low
        if (
            _leaves_open(low)
            or PROCEDURAL.search(low)
            or SUPPOSED.match(low)
            or WISH.search(low)
            or HISTORY.search(_LIKE_LAST.sub(" ", low))
        ):
            return None
        if (
            re.match(rf"(?:\W|so |and |but )*(?:they|he|she|you|(?:the|their|our) (?:{OUTSIDE}))\b", low)
            or self._assignments.at_start(sentence)
            or self._assignments.noted(sentence)
            or self._assignments.present(sentence)
            or self._items.noted(sentence)
        ):
            return None
        if (
            plain.closes(low)
            or low.endswith(":")
            or len(low.split()) < 2
            or _OTHERS_DID.search(low)
            or signs.no_outcome(low)
            or signs.of_others(low)
            or self._items.somebody_does(sentence)
            or _GREETS.match(low)
        ):
            return None
        answers = _answers(sentences, i)
        if sentence.spoken and plain.proposes(low) and not plain.past(low):
            proposed = self._proposal(low, sentence.asks, answers, i)
            if proposed or sentence.asks:
                return proposed
        if sentence.asks or (HEDGED.search(low) and "final" not in low):
            return None
        if not sentence.spoken and _TAGGED.search(low) and len(low.split()) >= 3:
            return Finding(i, i, i, strength=3)
        core, support = plain.weights(low, noted=not sentence.spoken or _led_to(sentences, i, answers))
        if re.search(r"\bif\b", low) and core < plain.ENOUGH and not sentence.block.arrow:
            return None
        if sentence.spoken:
            support += self._in_talk(sentences, i, answers)
            if core < 1.0 and answers.explicit and plain.opens(low, 12) and not plain.vague(low):
                core = 1.5
            if (
                core < 1.0
                and answers.yes >= 1
                and _recaps(sentences, i, 3)
                and _concludes(sentences, i)
                and _VERB.search(low)
            ):
                core = 1.0
        else:
            if not self._meeting:
                return None
            support += self._in_notes(sentences, i)
            core = max(core, self._laid_down(sentence))
        return (
            Finding(i, i, i, strength=core + support, deciders=answers.names) if plain.enough(core, support) else None
        )

    def _laid_down(self, sentence: Sentence) -> float:
        """ "Bonfires to be allowed in May only" in minutes, and what an arrow in notes leads to."""
        to_be = _TO_BE.match(sentence.low)
        if (
            to_be
            and to_be["done"] not in TASK_PARTICIPLES
            and _PARTICIPLE.search(to_be["done"])
            and not sentence.spoken
        ):
            return plain.ENOUGH
        first = re.split(r"\W+", sentence.low.lstrip(), maxsplit=1)[0]
        return 1.5 if sentence.block.arrow and first not in TASK_VERBS else 0.0

    @staticmethod
    def _proposal(low: str, asks: bool, answers: "_Answers", i: int) -> Finding | None:
        """A proposal that the others agree to in so many words is what was decided."""
        core, support = plain.weights(low)
        weight = (
            min(core, 2.0)
            + 0.5 * (support > 0)
            + (0.0 if asks else 0.5)
            + 1.5 * min(answers.explicit + (answers.yes >= 2), 1.0)
            + min(1.0, 0.5 * answers.yes)
        )
        if (asks or HEDGED.search(low)) and not answers.explicit and answers.yes < 2:
            return None
        return (
            Finding(i, i, i, strength=weight - 1.0 * asks, deciders=answers.names)
            if weight >= plain.ENOUGH and answers.yes >= 0
            else None
        )

    @staticmethod
    def _in_talk(sentences: Sequence[Sentence], i: int, answers: "_Answers") -> float:
        """What the talk around a sentence lends to it."""
        before = _lead_in(sentences, i)
        lead = sentences[i].block.speaker is not None and sentences[i].block.speaker == _leader(sentences, i)
        weight = (
            0.5 * lead + 1.0 * _resolves(sentences, i) + min(1.5, answers.yes + 0.5 * answers.explicit)
            if answers.yes > -1
            else -1.5
        )
        if before and not plain.weights(sentences[i].low)[1] >= 2:
            weight += 1.0
        return weight + 1.0 * _recaps(sentences, i)

    def _in_notes(self, sentences: Sequence[Sentence], i: int) -> float:
        """What the form of written notes lends to a sentence."""
        sentence = sentences[i]
        before = sentences[i - 1] if i else None
        weight = (
            1.0
            + 0.5 * (sentence.block.kind == "item")
            + 1.0 * sentence.block.arrow
            + 0.5 * (not sentence.body[:1].isupper())
        )
        weight += 1.0 * (len(sentence.low.split()) <= 6 and sentence.low.startswith("we ")) + 1.0 * self._recap
        if before and before.block.paragraph == sentence.block.paragraph and plain.announces(before.low):
            weight += 2.0
        return weight


def _lead_in(sentences: Sequence[Sentence], i: int) -> Sentence | None:
    """What in the same turn leads to a conclusion right before it: "Good.", "Agreed then.", "Anyone against? No?"."""
    for before in reversed(sentences[max(0, i - 2) : i]):
        if before.block.speaker != sentences[i].block.speaker or not before.spoken:
            return None
        if plain.opens(before.low) or plain.closes(before.low) or plain.asks_all(before.low) or _VOTED.search(before.low):
            return before
        if len(before.low.split()) > 2:
            return None
    return None


def _led_to(sentences: Sequence[Sentence], i: int, answers: "_Answers") -> bool:
    """True if talk leads to a sentence or agrees to it, so that it may be a rule without words of conclusion."""
    lead = _lead_in(sentences, i)
    voted = lead is not None and bool(_VOTED.search(lead.low))
    return answers.explicit > 0 or answers.asked or voted or (answers.yes > 0 and lead is not None)


def _leader(sentences: Sequence[Sentence], i: int) -> str | None:
    """Who leads this stretch of talk: whoever spoke most turns around it."""
    turns = {s.block.turn: s.block.speaker for s in sentences[max(0, i - 60) : i + 40] if s.spoken and s.block.speaker}
    if len(turns) < 6:
        return None
    return Counter(turns.values()).most_common(1)[0][0]


def _resolves(sentences: Sequence[Sentence], i: int) -> bool:
    """True if somebody asked "this or that?" shortly before, and the sentence names one of the two."""
    mine = set(terms(sentences[i].body))
    for before in reversed(sentences[max(0, i - 14) : i]):
        if before.asks and before.spoken and re.search(r"\bor\b", before.low) and mine & set(terms(before.body)):
            return True
    return False


def _concludes(sentences: Sequence[Sentence], i: int) -> bool:
    """True if a sentence of talk opens like a conclusion, by itself or by the "Good." before it."""
    before = sentences[i - 1] if i and sentences[i - 1].block.turn == sentences[i].block.turn else None
    return not plain.vague(sentences[i].low) and (
        plain.opens(sentences[i].low, 99) or bool(before and plain.opens(before.low))
    )


def _recaps(sentences: Sequence[Sentence], i: int, least: int = 2) -> bool:
    """True if a sentence of talk says again, to sum up, what others said just before."""
    mine = set(terms(sentences[i].body))
    others: set[str] = set()
    turns: set[int] = set()
    for before in reversed(sentences[max(0, i - 14) : i]):
        if not before.spoken or len(turns) > 5:
            break
        if before.block.turn != sentences[i].block.turn and before.block.speaker != sentences[i].block.speaker:
            turns.add(before.block.turn)
            others |= set(terms(before.body))
    return len(mine) >= least and len(mine & others) >= 2 and len(mine & others) >= 0.5 * len(mine)


@dataclass(slots=True)
class _Answers:
    yes: float = 0.0
    explicit: float = 0.0
    asked: bool = False
    names: list[str] = field(default_factory=list)


def _answers(sentences: Sequence[Sentence], i: int) -> _Answers:
    """What is said to a sentence of talk: later in the same turn, and in the next three turns of others."""
    result, own = _Answers(), sentences[i]
    if not own.spoken:
        return result
    turns: list[int] = []
    asked, against = 0, False
    for after in sentences[i + 1 : i + 1 + _OPENING * 3]:
        if not after.spoken:
            break
        if after.block.turn == own.block.turn:
            result.explicit += plain.closes(after.low)
            if plain.asks_all(after.low):
                result.yes, asked, result.asked = result.yes + 0.5, 1, True
                against = bool(_AGAINST.search(after.low))
            continue
        first = after.block.turn not in turns
        if first:
            turns.append(after.block.turn)
        if len(turns) > 3 + asked:
            break
        if after.block.speaker == own.block.speaker:
            result.explicit += plain.closes(after.low)
            if not plain.closes(after.low) and not ACCEPTS.match(after.low) and len(after.low.split()) > 6:
                break
            continue
        if not first:
            continue
        if against and _NONE.match(after.low):
            result.yes, result.explicit = result.yes + 1.0, result.explicit + 0.5
        elif REFUSES.match(after.low) and not ACCEPTS.match(after.low):
            result.yes -= 1.0
        elif ACCEPTS.match(after.low) or plain.closes(after.low) or _repeats(after, own):
            result.yes += 1.0
            result.explicit += plain.closes(after.low) or bool(_AGREES.search(after.low))
            if after.block.speaker:
                result.names.append(after.block.speaker)
        elif plain.asks_all(after.low):
            asked, against = 2, bool(_AGAINST.search(after.low))
        elif after.asks:
            break
    return result


def _repeats(answer: Sentence, own: Sentence) -> bool:
    """True for a short answer in the same words: "Four would do." and "Four's good."."""
    return not answer.asks and plain.scrap(answer.low) and plain.restates(answer.body, own.body)


def _leaves_open(low: str) -> bool:
    return bool(POSTPONED.search(low) or REJECTED.search(low))


def _without_echoes(found: list[Finding], sentences: Sequence[Sentence]) -> list[Finding]:
    """One decision where two sentences near each other in talk say the same: the clearer, or the later."""
    kept: list[Finding] = []
    for finding in found:
        for other in reversed(kept[-3:]):
            if _echoes(sentences, other, finding):
                before = sentences[other.said]
                firm = not (before.asks or HEDGED.search(before.low))
                if not (firm and plain.scrap(sentences[finding.said].low)) and (
                    finding.strength >= other.strength or not sentences[finding.said].spoken
                ):
                    kept.remove(other)
                    kept.append(finding)
                break
        else:
            kept.append(finding)
    return sorted(kept, key=lambda f: f.first)


def _echoes(sentences: Sequence[Sentence], one: Finding, two: Finding) -> bool:
    """True if two findings near each other are one decision: in the same words, or the second a scrap of the first."""
    first, second = sentences[one.said], sentences[two.said]
    spoken, gap = second.spoken, two.first - one.last
    if not spoken and min(one.strength, two.strength) >= 3:
        return False
    if spoken and first.block.turn == second.block.turn and gap == 1:
        return min(len(first.body.split()), len(second.body.split())) <= 5
    if spoken and gap <= 2 and plain.scrap(second.low) and plain.restates(second.body, first.body):
        return True
    mine, theirs = set(terms(second.body)), set(terms(first.body))
    return (
        gap <= (14 if spoken else 3) and bool(mine) and len(mine & theirs) >= max(2, 0.6 * min(len(mine), len(theirs)))
    )
