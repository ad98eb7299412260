"""Motions: who moved what, and whether it carried."""

import re
from collections.abc import Sequence

from core.documents.facts.cues import POSTPONED, PROCEDURAL, REJECTED
from core.documents.facts.holding import Holding
from core.documents.facts.sentences import Sentence

_MOVED = Holding(
    r"^(?:on |upon |a |the )*(?:motion|resolution|proposal|amendment)\b(?! (?:to adjourn|carried|passed|"
    r"failed|fell|died|was (?:carried|passed|lost|defeated|withdrawn)))[^.]{0,30}\b(?:by|to|that|of|for|made|"
    r"moved)\b"
    r"|^(?:it was )?(?:moved|proposed)(?: and seconded)?(?:,| by| that| to)\b|"
    r"\bmoved(?:,? (?:and \w+ )?seconded)?,? (?:to|that|for|approval|adoption|the adoption|we)\b"
    r"|\b(?:moved|proposed|suggested|recommended|made a motion|put forward a motion|put a motion|"
    r"proposed a motion)\b.{0,60}\b(?:to|that)\b|\bmotion (?:by|from|was made|made by|to)\b|"
    r"\bproposed by\b.{0,60}\bseconded\b|\bm/s/?c?\b",
    ("mov", "motion", "propos", "resolution", "amendment", "suggested", "recommended", "m/s"),
)
_CARRIED = re.compile(
    r"\b(?:carried|carries|(?:motion|it|vote|resolution|amendment|which|and|then|duly|was|is) (?:was |were |"
    r"is |has been |been |then |duly |unanimously )*(?:passed|passes|approved|adopted|agreed)|"
    r"passed (?:unanimously|by|with|\d)|approved (?:unanimously|by|\d)|adopted (?:unanimously|by|\d)"
    r"|all ayes|ayes have it|\d+ ayes|^(?:passed|approved|adopted|unanimous|agreed)|all in favou?r[.,]? (?!\?)|"
    r"in favou?r:? ?(?:all|\d+|"
    r"unanimous)|unanimous(?:ly)?|ayes:? ?\d|so ordered|m/s/c|vote:? ?\d+ ?[-–] ?0|(?:all|everyone|"
    r"everybody) (?:voted )?(?:in favou?r|aye|yes|for))\b"
)
_OUTCOME = re.compile(
    r"^\W*(?:(?:the |this |that |it |all |and |was |were |motion |proposal |resolution |vote |amendment |"
    r"proposal |recommendation |suggestion |has been |is |so |duly |then |unanimously |voted |in favou?r |"
    r"by all |nem con )*"
    r"(?:carried|passed|approved|agreed|adopted|resolved|accepted|granted|unanimous|in favou?r|"
    r"seconded and (?:carried|passed|approved)))\b(?!,? (?:to|that|on|not|in principle that|the|a|an|"
    r"by .{3,40} (?:to|that)|by the (?!board|committee|meeting|members|group|trustees))\b)[^.;]{0,60}[.!]*$"
)
_ALL_AGREE = re.compile(
    r"^\W*(?:all|everyone|everybody|members|trustees|directors|governors|they all|all present|the (?:board|"
    r"committee|meeting|council|group|house|team)) (?:present |then |all |both |unanimously |readily |"
    r"immediately )*(?:agreed?s?|approved?s?|concur(?:red|s)?|accept(?:ed|s)?|support(?:ed|s)?|nodded|"
    r"in favou?r|were in favou?r|consented|assented)"
    r"(?: (?:to )?(?:this|that|it|with this|the proposal|unanimously|in favou?r|and approved it))*\W*$|"
    r"^\W*(?:there (?:were|was) |with )?no (?:one|body)? ?object(?:ions?|ed)(?: (?:were|was) (?:raised|made|"
    r"heard))?\W*$|^\W*nobody objected\W*$|^\W*consensus\W*$"
)
_SECONDED = re.compile(
    r"^\W*(?:seconded?\b|second by|discussion\b|after discussion|vote\b|\w+ seconded|in favou?r|opposed|"
    r"against|abst|ayes|nays|proposed:|proposer|moved:|mover)"
)
_NEXT = re.compile(r"\b(?:agreed|resolved|decided)(?:,)? (?:to|that)\b")
_RESOLVED = re.compile(
    r"\b(?:it was|was it|we|(?:the )?(?:board|committee|council|meeting|members)) (?:resolved|agreed|decided)\b"
)
_ADJOURN = re.compile(r"\b(?:adjourn\w*|close the meeting|end the meeting)\b")


def motion_at(sentences: Sequence[Sentence], i: int) -> tuple[bool, int] | None:
    """The motion that sentence ``i`` puts, if it puts one.

    Returns:
        (carried, last): whether it carried, and the index of the last sentence that belongs to it; None where the
        sentence puts no motion, or its outcome is not told.
    """
    first = sentences[i]
    if first.asks or not _MOVED.search(first.low):
        return None
    if PROCEDURAL.search(first.low) or _ADJOURN.search(first.low):
        return False, _procedural_end(sentences, i)
    if REJECTED.search(first.low) or POSTPONED.search(first.low):
        return False, i
    if _RESOLVED.search(first.low):
        return None
    if _CARRIED.search(first.low):
        return True, i
    for j in range(i + 1, min(i + 5, len(sentences))):
        after = sentences[j]
        if after.block.paragraph != first.block.paragraph and after.block.section != first.block.section:
            break
        if _MOVED.search(after.low) and not _SECONDED.match(after.low):
            break
        if REJECTED.search(after.low):
            return False, j
        if POSTPONED.search(after.low):
            return False, _procedural_end(sentences, j)
        if _CARRIED.search(after.low) and not _NEXT.search(after.low):
            return True, j
        if not _SECONDED.match(after.low) and len(after.low.split()) > 14:
            break
    return None


def _procedural_end(sentences: Sequence[Sentence], i: int) -> int:
    j = i + 1
    while j < len(sentences) and (outcome(sentences[j]) or _SECONDED.match(sentences[j].low)):
        j += 1
    return j - 1


def carried(low: str) -> bool:
    """True if a sentence tells that what it is about was carried."""
    return bool(_CARRIED.search(low)) and not REJECTED.search(low)


def outcome(sentence: Sentence) -> bool:
    """True for a sentence that only tells that what stands before it was agreed ("Carried unanimously.")."""
    return (
        bool(_OUTCOME.match(sentence.low) or _ALL_AGREE.match(sentence.low))
        and not REJECTED.search(sentence.low)
        and not sentence.asks
    )
