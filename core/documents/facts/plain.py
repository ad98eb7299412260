"""Decisions in plain words: "so we take the second one", "no free tier, that's final". Weighed, not matched.

One sign is seldom enough. The core signs say that a choice falls; the others (how the sentence opens, from when it
holds, that it sums up what others said) lend weight, and so does what is answered. The weights are steps of a
half, set by hand; ENOUGH of them make a decision.
"""

import re
from functools import lru_cache

from core.documents.facts.choice_signs import CHOICES
from core.documents.facts.choice_verbs import NOT_CHOSEN
from core.documents.facts.rule_signs import FIGURE, FROM_WHEN, IS, LASTING, OPENS, RULES, TURNS
from core.documents.facts.signs import only_refers, settles

ENOUGH = 2.5
_CORE_LEAST = 1.0
_NEAR = 512
"""A sentence of talk is looked at again from those around it."""


_PROPOSES = re.compile(
    rf"\b(?:let's (?!{NOT_CHOSEN})|how about|what about|i(?:'d)? (?:would |'d |also )?(?:propose|suggest|move|"
    rf"vote|recommend|say (?:we|let|go|yes|no))|shall we (?!{NOT_CHOSEN})|shall we say|should we just|why don't we|"
    rf"we should (?:just |all )?(?!{NOT_CHOSEN})|my (?:proposal|suggestion|vote) (?:is|would be|goes)"
    r"|can we (?:agree|settle|say)|are we (?:agreed|all agreed|ok|okay|good|happy|all happy|saying|going)|"
    r"do we agree|so we(?:'re| are| will|'ll)?|so it's|so that's|the proposal is|i'm proposing|could we just|"
    r"proposal:|then (?:we|let's)|we could (?:just )?(?!always|also)\w+|i think we (?:should|can|"
    r"could) (?:just )?|i'd (?:go|rather|prefer)|better (?:we|to)|i'm for|i am for|i(?:'m| am) (?:asking|"
    r"suggesting|recommending|saying) (?:that )?we|"
    r"i think we(?:'re| are|'ll| will)|would do(?=\W*$|,))\b|, (?:is |are )?(?:everyone|everybody|all|all of you|"
    r"anyone|that|you all)?\s*(?:ok(?:ay)?|agreed|happy|fine|against|yes|right|no|deal)(?: with (?:that|this|"
    r"it))?\?\W*$"
)
_CLOSER = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|then|great|good|well|yes|yeah|and|lovely|perfect|aye|cool|fine|alright|"
    r"all right|for me|from me|from my side)[\s,.!]+)*(?:that's |that is |it's |it is |then |all |so |"
    r"we're all |we are all |we're |we are |everyone |everybody |us |is )*"
    r"(?:agreed|settled|decided|final|done|resolved|sorted|carried|approved|passed|adopted|unanimous|that|"
    r"a deal|deal|the plan|in agreement|motion carried|motion passes|so moved|motion carries|so resolved|"
    r"clear|a yes)(?: then| by all| unanimously| that then|, everyone| upon)?\W*$"
)
_ASKS_ALL = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|good|and|all right|alright)[\s,.]+)*(?:(?:is |are |does |do )?(?:everyone|"
    r"everybody|all|anyone|any|anybody|we|we all|no one|nobody|you all|all of you)\b[^.]{0,40}\b(?:ok(?:ay)?|"
    r"happy|good|agreed?|fine|in favou?r|problems?|issues?|concerns?|with (?:that|this|it)|objections?|"
    r"against|opposed|mind|disagree\w*|else|on board)\b[^.]*\?|agreed\?|all agreed\?|objections\?|ok(?:ay)?\?|"
    r"yes\?|deal\?|happy\?|all in favou?r\W*)"
)
_ANNOUNCES = re.compile(
    r"\b(?:we|members|the (?:board|committee|group|meeting)|they all|all) (?:then |finally )?(?:took a vote|"
    r"voted|had a vote|held a vote)\b(?! (?:to|for|against|that|not|down))|\bput (?:it )?to (?:a|the) vote\b|"
    r"\bconsensus (?:was )?reached\b|\bafter (?:a|the) vote\b|\bshow of hands\b|\b(?:what|here is what|"
    r"here's what) (?:we|was) (?:decided|agreed)|\bthe vote was\b|\bwe reached (?:a decision|agreement|"
    r"consensus)|\bthe upshot\b|\bthat's settled\b|\bwe settled it\b"
)
_PAST = re.compile(
    r"^(?:\W|so |and |but |well |then |ok |okay )*(?:we|i|they|he|she|it|there|that|this|the \w+|"
    r"\w+) (?:\w+ly |also |all )?(?:was|were|had|did|went|got|said|came|used to|couldn't|didn't|wasn't|"
    r"weren't|tried|raised|spent|lost|made it|sold|charged|paid|ran|met|took|gave|asked|called|rang|told|"
    r"thought|compared|looked)\b(?! (?:yes|no) to)"
)
_VAGUE = re.compile(
    r"^(?:\W|so |and |but |well |then |ok(?:ay)?,? |right,? |good,? |great,? )*(?:that's|that is|it's|it is|"
    r"there's|there is|there are|this is|these are|those are|it was|that was|i\b|i'm|i've|let me\b|you|you're|"
    r"he|she|they|he's|she's|they're|they've|what(?! i'm| i am| we're)|how|who|which|where)\b"
)
_NARRATES = re.compile(
    r"^(?:\W|so |and |but |well |then |ok(?:ay)?,? |right,? )*(?:i|i'm|i've|i'd|he|she|they|they've|he's|"
    r"she's|you)\b(?! (?:propose|suggest|move|say we|vote)\b)(?!.*\b(?:final|that's (?:settled|agreed|"
    r"decided))\b)|.*\bdecided by (?:them|him|her|others)\b|.*\bhappy new year\b"
)
_IDIOM = re.compile(
    r"^\W*go on(?: then)?\W*$|\b(?:we'll see|we will see|here we go|there we go|we go again|we move on|we'll manage|"
    r"we'll get there|"
    r"we'll live|we're good|we're fine|there you go|let's go\b(?! (?:with|for|ahead|back))|let's see|"
    r"we take it from there|we're done here|that's it|that's that then)\b"
)


_ERRAND = re.compile(r"^(?:order|book|buy|take|tell)\b")
_I_THINK = re.compile(r"^(?:\W|so |ok(?:ay)?,? )*i think (?:that )?(?=we(?:'re| are|'ll| will)\b)")
_LITTLE = frozenset(
    "ok okay so then it is that s the a right yes good sure works do would then d nice and we ll "
    "agreed fine great well go with".split()
)
_STAYS = re.compile(r"^(?:\W|so |ok(?:ay)?,? |then )*it (?:stays|remains|all goes|goes|moves)\b")
_TURNS_OUT = re.compile(r",? (?:but no|but|so now|so|and now)[, ]+(?P<rest>(?:we|it|the|no)\b.{8,})$")
_DECLARES = re.compile(
    r"^(?:\W|so |and |ok(?:ay)?,? |right,? )*i(?:'m calling it|'m calling| am calling| hereby| declare|"
    r" think we(?:'ve| have) (?:decided|agreed|settled|got)| take it (?:we|that)|'ll take that as)\b"
)
_AS_IT_IS = re.compile(
    r"\b(?:at the moment|at present|currently|so far|as usual|these days|of late|lately|already|most (?:days|weeks|"
    r"years)|every year|each year|nowadays|in general|on average|tends? to|usually|normally|often|sometimes|"
    r"comes? to an end|"
    r"runs? out|expires?|falls? due|meets? "
    r"(?:on|every|in)|next on)\b"
)
_START_WITH_YOU = re.compile(
    r"\b(?:start|begin|kick off|open) with (?:you|the|that|this|a|an|bad|good|point|item|\w+'s)\b|\b(?:start|"
    r"begin) at (?:seven|eight|nine|\d)\w* already\b"
)


@lru_cache(maxsize=_NEAR)
def weights(low: str, noted: bool = False) -> tuple[float, float]:
    """How much a lower-case sentence sounds like the fall of a choice, and how much else in it lends weight.

    Args:
        noted: it stands in written notes, where a rule needs no word of conclusion before it.
    """
    if _IDIOM.search(low) or _AS_IT_IS.search(low):
        return 0.0, 0.0
    if _PAST.match(low):
        turn = _TURNS_OUT.search(low)
        return weights(turn["rest"], noted) if turn else (0.0, 0.0)
    low = _I_THINK.sub("", low)
    if _START_WITH_YOU.search(low) or (_NARRATES.match(low) and not _DECLARES.match(low)):
        return 0.0, 0.0
    core = sum(weight for sign, weight in CHOICES if sign.search(low)) + settles(low, noted)
    opens_it, turns = bool(OPENS.match(low)), bool(TURNS.search(low))
    begins, lasting = bool(FROM_WHEN.search(low)), bool(LASTING.search(low))
    support = 1.0 * opens_it + 1.0 * begins + 1.0 * turns + 1.5 * lasting + 0.5 * bool(FIGURE.search(low))
    if _VAGUE.match(low) and core < 1.5 and not _STAYS.match(low):
        return 0.0, 0.0
    concludes = opens_it or begins or turns or lasting
    signs = (RULES if concludes or noted else ()) + (IS if opens_it or turns else ())
    core += min(2.0, sum(weight for sign, weight in signs if sign.search(low)))
    if noted and _ERRAND.match(low):
        core -= 1.0
    if lasting:
        core += 1.0
    return core, support


@lru_cache(maxsize=_NEAR)
def opens(low: str, longest: int = 3) -> bool:
    """True for a sentence of so many words that begins like a conclusion: "Good.", "Okay then."."""
    return len(low.split()) <= longest and bool(OPENS.match(low))


def vague(low: str) -> bool:
    """True if the subject is "that", "it", "they", "you": what it says about cannot be told from the sentence."""
    return bool(_VAGUE.match(low) or _PAST.match(low))


def proposes(low: str) -> bool:
    """True for a sentence that puts something forward to be agreed to."""
    return bool(_PROPOSES.search(low))


@lru_cache(maxsize=_NEAR)
def closes(low: str) -> bool:
    """True for a sentence that only closes what was said before it: "Agreed.", "Right, that's settled then."."""
    return bool(_CLOSER.match(low)) or only_refers(low)


@lru_cache(maxsize=_NEAR)
def asks_all(low: str) -> bool:
    """True for "Everyone okay with that?"."""
    return bool(_ASKS_ALL.search(low))


def past(low: str) -> bool:
    """True for a sentence that tells of the past ("so we had it down for the 28th")."""
    return bool(_PAST.match(low))


def scrap(low: str) -> bool:
    """True for a sentence of so few words that it can only repeat a decision: "OK, 75 it is"."""
    return len(low.split()) <= 5


def restates(scrap_of: str, whole: str) -> bool:
    """True if every telling word of the first text stands in the second."""
    words = set(re.findall(r"\w+", scrap_of.lower())) - _LITTLE
    return bool(words) and words <= set(re.findall(r"\w+", whole.lower()))


def announces(low: str) -> bool:
    """True for a sentence after which the decision comes: "In the end we voted, 5 to 2."."""
    return bool(_ANNOUNCES.search(low)) and len(low.split()) <= 14


def enough(core: float, support: float) -> bool:
    """True if this makes a decision."""
    return core >= _CORE_LEAST and core + support >= ENOUGH
