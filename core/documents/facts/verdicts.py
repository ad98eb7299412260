"""Sentences that say in so many words that something was decided, and by whom: by this group, or by others."""

import re

import core.documents.facts.verdict_words as words
from core.documents.facts.cues import BODIES, HISTORY, OUTSIDE, REVERSES, SUPPOSED
from core.documents.facts.own_group import OwnGroup
from core.documents.facts.roster import Roster

_ANYBODY = re.compile(r"(?:|it|i|we|both|nobody|consensus)$|(?:all|every|each)\b|every(?:one|body)$")
_MOVES = frozenset(
    ("moved", "changed", "switched", "put back", "brought forward", "raised", "reduced", "increased", "lowered", "cut",
     "extended")
)  # fmt: skip


class Verdicts:
    """Tells the decisions of one document's own group from what others decided.

    Args:
        title: the head of the document: the kind of body it names is its own.
        roster: its people; what one of them "agreed to do" is no decision.
    """

    def __init__(self, title: str, roster: Roster) -> None:
        self._group = OwnGroup(title, roster)

    def decided(self, low: str, spoken: bool) -> re.Match[str] | None:
        """The words of a lower-case sentence that say this group decided, None if nothing does."""
        if SUPPOSED.match(low):
            return None
        for match in words.VERB.finditer(low):
            if self._counts(low, match, spoken):
                return match
        for match in words.PASSIVE_ONLY.finditer(low):
            if self._passive(low, match):
                return match
        if not spoken:
            for match in words.DID.finditer(low):
                if self._active(low, match):
                    return match
            for match in words.WILL.finditer(low):
                if self._will(low, match):
                    return match
            for match in words.WAS_DONE.finditer(low):
                if self._passive(low, match) and not words.NEWS.search(low):
                    return match
        for match in words.SET.finditer(low):
            if self._passive(low, match) and self._subject(low[: match.start()]) != "it":
                return match
        bare = None if spoken else words.BARE.match(low)
        if bare and self._bare(bare, low):
            return bare
        declined = None if spoken else words.DECLINED.search(low)
        if (
            declined
            and not _told_or_past(low, declined.start(), low[declined.end() :])
            and not words.BY.match(low[declined.end() :])
        ):
            return declined
        operative = None if spoken else words.OPERATIVE.match(low)
        if operative and not words.POSTPONING.match(low[operative.end() :]):
            return operative
        objection = None if spoken else words.NO_OBJECTION.search(low)
        if objection and not _told_or_past(low, objection.start()):
            return objection
        noun = words.NOUN.search(low)
        if noun and not _told_or_past(low, noun.start()) and not words.SUBORDINATE.search(low[: noun.start()]):
            subject = low[: noun.start()]
            if not re.search(rf"\b(?:they|he|she|their|{OUTSIDE})\b[^,;]*$", subject) and not re.search(
                r"\b(?:no|without|lack of|need) (?:\w+ )?$", subject
            ):
                return noun
        return None

    def _counts(self, low: str, match: re.Match[str], spoken: bool) -> bool:
        before, after = low[: match.start()], low[match.end() :]
        if _told_or_past(low, match.start(), after) or words.SUBORDINATE.search(before):
            return False
        aux = words.AUX.search(before)
        helpers, rest = (aux.group(), before[: aux.start()]) if aux else ("", before)
        passive = bool(words.PASSIVE.search(helpers)) and not re.search(r"\b(?:has|have|had)\b(?!.*\bbeen\b)", helpers)
        if (
            words.FUTURE.search(before)
            or words.POSTPONING.match(after)
            or (not passive and not helpers and words.REFERENCE.search(before))
        ):
            return False
        subject = re.sub(r"^(?:(?:and|be it|further|also|hereby|it is)\s*)+$", "", self._subject(rest))
        if (
            spoken
            and re.search(r"\bwe$", subject)
            and not helpers
            and match.group() in ("decided", "agreed", "voted")
            and not words.CONCLUDES.match(low)
        ):
            return False
        if (
            not passive
            and re.search(r"\b(?:has|have)\b|'(?:s|ve)\b", helpers)
            and not self._group.reports_itself(subject)
        ):
            return False
        if passive:
            return self._passive_subject(subject, match, after)
        if match["choice"] and subject == "" and not rest.strip():
            return match.group() not in ("chosen", "picked", "hired") and bool(after.strip())
        if subject == "":
            return bool(re.match(r"\W*(?:\w|[£$€])", after)) and (
                not spoken or bool(re.match(r"\W*(?:to|that|on|not|we|unanimously)\b", after))
            )
        return self._group.holds(subject, spoken) and not (
            subject == "i" and (spoken or match.group().startswith("agree"))
        )

    def _active(self, low: str, match: re.Match[str]) -> bool:
        """A verb of acting, right after the name of this group."""
        before, after = low[: match.start()], low[match.end() :]
        if (
            _told_or_past(low, match.start(), after)
            or words.SUBORDINATE.search(before)
            or words.FUTURE.search(before)
            or words.POSTPONING.match(after)
        ):
            return False
        aux = words.AUX.search(before)
        if aux and (words.PASSIVE.search(aux.group()) or re.search(r"\bnot\b", aux.group())):
            return False
        subject = self._subject(before[: aux.start()] if aux else before)
        if match["verb"] in (
            "accepted",
            "released",
            "introduced",
            "prefer",
            "prefers",
            "preferred",
            "favoured",
            "favored",
            "withdrew",
        ) and not words.NOUNS.search(after):
            return False
        return subject not in ("", "it", "i", "all", "both", "everyone", "everybody") and self._group.holds(
            subject, spoken=False
        )

    def _will(self, low: str, match: re.Match[str]) -> bool:
        """ "The association will support the family with 50,000": its own group, and no condition."""
        before = low[: match.start()]
        if words.SUBORDINATE.search(before) or words.TOLD.search(before) or re.search(r"\bif\b|\bunless\b", low):
            return False
        subject = self._subject(before)
        return (
            bool(words.GROUP.match(subject))
            and not _ANYBODY.match(subject)
            and self._group.holds(subject, spoken=False)
        )

    def _bare(self, match: re.Match[str], low: str) -> bool:
        """ "Budget of 500 approved.": the matter, and a verb without helper."""
        what = match["what"].strip()
        if _told_or_past(low, match.end(), low[match.end() :]) or re.search(
            rf"\b(?:{OUTSIDE}|by|he|she|they|who|which|that|not|as|previously|we|if|when|once|until|is|was|are|were|"
            rf"has|have|had|be|been|to be|said|and {BODIES})\b",
            what,
        ):
            return False
        if (
            re.search(rf"\b(?:{BODIES})$", what)
            or (self._group.names_somebody(what))
            or what.endswith((",", "the", "an", "newly", "-"))
        ):
            return False
        if match["verb"] == "accepted" and not words.NOUNS.search(what):
            return False
        if match["verb"] in _MOVES and (
            words.NEWS.search(low)
            or words.COUNTED.search(what)
            or re.search(r"\bby (?:the|a|an|their) [a-z]", low[match.end() :])
        ):
            return False
        if match["verb"] in ("fixed", "set", "confirmed") and not (
            re.search(r"\b(?:date|time|venue|fee|price|target|budget|deadline|rate|limit|dates)s?\b", what)
            and re.match(r" (?:for|at|as)\b", low[match.end() :])
        ):
            return False
        return not words.BY.match(low[match.end() :]) and 1 <= len(what.split()) <= 14

    def _passive(self, low: str, match: re.Match[str]) -> bool:
        before, after = low[: match.start()], low[match.end() :]
        aux = words.AUX.search(before)
        if (
            not aux
            or not words.PASSIVE.search(aux.group())
            or re.search(r"\b(?:has|have|had|will)\b(?!.*\bbeen\b)", aux.group())
        ):
            return False
        if _told_or_past(low, match.start(), after) or words.SUBORDINATE.search(before) or words.FUTURE.search(before):
            return False
        subject = self._subject(before[: aux.start()])
        if match["verb"] == "accepted" and not words.NOUNS.search(subject):
            return False
        if match["verb"] in ("renewed", "appointed", "settled") and subject in ("", "it"):
            return False
        return subject not in ("", "it", "they", "he", "she") and self._passive_subject(subject, match, after)

    def _subject(self, rest: str) -> str:
        """What stands before the verb; where that is nothing ("met and agreed"), what the sentence begins with."""
        pieces = words.CLAUSE.split(rest)
        last = pieces[-1].strip(" \"'“”*_>-")
        if last or len(pieces) == 1:
            return last
        cut = list(words.CLAUSE.finditer(rest))[-1].group()
        if cut in ("and", ",", "but", "then", "so", ")", "(", "–", "—") and pieces[-2].strip():
            head = re.match(rf"\W*(?:(?:the|our|this)\s+)?(?:[\w-]+\s+){{0,3}}?(?:we|they|he|she|{BODIES})\b", rest)
            return (
                head.group().strip()
                if head and cut in ("and", ",", "but", "then", ")")
                else ("" if cut in ("–", "—", ",", "so", "then") else pieces[0].strip())
            )
        return ""

    def _passive_subject(self, subject: str, match: re.Match[str], after: str) -> bool:
        if words.BY.match(after) or words.BY_WHOM.match(after):
            return False
        if re.match(r"(?:nobody|no one|nothing|none|neither|no (?!smoking|dogs)|not\b|whatever|little|never)", subject):
            return False
        if subject in ("it", "", "this", "that"):
            return True
        if subject in ("they", "he", "she", "who", "which"):
            return bool(words.ELECTS.search(match.group()))
        if subject.startswith(("their ", "his ", "her ", "its ", "your ")) or (
            match.group() in ("agreed", "decided", "resolved") and subject.startswith("we ")
        ):
            return False
        return not re.match(
            r"(?:\w+'s (?!appointment|election|proposal|motion|resignation)|the (?:planning )?application)", subject
        )


def _told_or_past(low: str, at: int, after: str = "") -> bool:
    before = low[:at]
    if words.TOLD.search(before):
        return True
    if re.match(r"revers|overturn|rescind|revok", low[at:]):  # what is past is what it takes back
        return False
    past = HISTORY.search(low[: at + 12]) or (after and HISTORY.search(low[max(0, at) : at + 48]))
    if not past:
        return False
    return not (
        REVERSES.search(low) and past.start() > 0 and re.search(r"\b(?:now|instead|therefore|has been|have)\b", before)
    )
