"""Whether the subject of a sentence is the group whose document it is, or a body outside it."""

import re

import core.documents.facts.verdict_words as words
from core.documents.facts.cues import BODIES, own_bodies
from core.documents.facts.roster import Roster


class OwnGroup:
    """The group that a document is of, as its head tells.

    Args:
        title: the head of the document: the kind of body it names is its own.
        roster: its people; what one of them does is not done by all.
    """

    def __init__(self, title: str, roster: Roster) -> None:
        self._own = own_bodies(title)
        self._title = title.lower()
        self._ranked = bool(re.search(r"\b(?:board|committee|council|panel|assembly|society|cabinet)\b", title.lower()))
        firsts = {form.lower() for form in roster.forms() if len(form) > 1}
        self._people = (
            re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(firsts, key=len, reverse=True))) + r")$")
            if firsts
            else None
        )

    def names_somebody(self, words_before: str) -> bool:
        """True if lower-case words end in the name of a person of the document."""
        return bool(self._people and self._people.search(words_before))

    def reports_itself(self, subject: str) -> bool:
        """Whether "X have decided" is this group's: in the perfect tense a body other than its own makes news."""
        if (
            re.search(r"\b(?:we|us|all|everyone|everybody|both|i|team|group|meeting|members)$", subject)
            or subject == ""
        ):
            return True
        return bool(self._own and self._own.search(subject))

    def holds(self, subject: str, spoken: bool) -> bool:
        """True if these words name this group, all of it, or "we"."""
        subject = re.sub(
            r"^(?:and|but|then|so|later|afterwards|today|tonight|finally|eventually|further) ", "", subject
        )
        if subject in words.ALL_OF_US:
            return True
        if re.search(rf"\b(?:{BODIES}) and i$", subject):
            return True
        if self.names_somebody(subject):
            return False
        if self._own and re.fullmatch(rf"(?:the |our |this )?(?:[\w'-]+ ){{1,3}}(?:{self._own.pattern})", subject):
            return not re.match(
                r".*'s\b|(?:the )?(?:\w+ )?(?:integrated|health|care|parent|central|city|county|"
                r"district|borough|town|national|regional|state)\b",
                subject,
            )
        if not words.GROUP.match(subject):
            tail = re.search(
                rf"\b(?:we|(?:the |our |all |this )(?:{BODIES})(?: present| members| of (?:directors|trustees|"
                rf"governors|"
                rf"education))?)$",
                subject,
            )
            if not tail:
                return False
            subject = tail.group()
        if re.search(r"\bwe$", subject):
            return True
        return self._own_kind(subject, spoken)

    def _own_kind(self, subject: str, spoken: bool) -> bool:
        """Whether a body of this name is the one whose document this is, as far as its head tells."""
        named = re.search(r"\b(?:board|committee|council|panel|assembly|society|cabinet)\b", subject)
        if re.search(r"\bcouncil$", subject) and not (self._own and self._own.search(subject)):
            return False
        firm = re.search(
            r"\b(?:association|trust|union|club|foundation|federation|network|company|charity|centre|center|school|"
            r"institute|partners|parents|corporation|management)$",
            subject,
        )
        if firm and not (self._own and self._own.search(subject)) and firm.group().rstrip("s") not in self._title:
            return False
        if self._own and named and not self._ranked:
            return not spoken
        if spoken and not (named and self._own and self._own.search(subject)):
            return bool(re.search(r"\b(?:we|team|group|all|everyone|everybody|meeting|members)\b", subject))
        return not (self._own and named and not self._own.search(subject))
