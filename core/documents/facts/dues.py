"""By when the work of a sentence is due, as the words in it and next to it tell."""

import re
from collections.abc import Sequence
from datetime import date

from core.dates import find_dates, resolve
from core.documents.facts.action_words import NO_DAY
from core.documents.facts.sentences import Sentence

_SHORT = re.compile(r"^(?:by|before|until|say|probably by|tomorrow|today|on)\b")
_BEHIND = re.compile(r"^(?:by|before|deadline|due|until|no later)\b")
_HAS_TO = re.compile(
    r"^(?:it |that |this |they |and )*(?:has|have|must|needs?|should|ought|wants)(?: to)? be (?:in|done|ready|there|"
    r"sent|out|with (?:me|us|them)|back|finished|submitted) (?:by|before|on|for)\b"
)


class Dues:
    """Reads due dates.

    Args:
        day: the day of the document, from which "Friday" counts; a message has its own.
        month_first: how the document writes ``3/4``.
    """

    def __init__(self, day: date | None, month_first: bool) -> None:
        self.day = day
        self.month_first = month_first

    def of_text(self, text: str, day: date | None) -> date | None:
        """The due date of a text; without the day of the document only one that names its year."""
        if day:
            return resolve(text, day, self.month_first)
        stated = [text[s:e] for s, e, _ in find_dates(text, NO_DAY, self.month_first)]
        full = any(re.search(r"(?:19|20)\d\d|[/.-]\d\d$", phrase) for phrase in stated)
        return resolve(text, NO_DAY, self.month_first) if full else None

    def in_writing(self, sentences: Sequence[Sentence], i: int) -> date | None:
        """The due date of a task in writing, also from "By 5 May." behind it."""
        sentence = sentences[i]
        day = sentence.day(self.day)
        due = self.of_text(sentence.body, day)
        if due is None and day and i + 1 < len(sentences) and sentences[i + 1].block.start == sentence.block.start:
            after = sentences[i + 1]
            if _BEHIND.match(after.low) and len(after.low.split()) <= 7:
                due = resolve(after.body, day, self.month_first)
        return due

    def in_talk(self, sentences: Sequence[Sentence], at: int, answer: int | None) -> date | None:
        """The due date of a task taken on in talk: what names it, else the answer, else a few words behind it."""
        day = sentences[at].day(self.day)
        if day is None:
            return None
        due = resolve(sentences[at].body, day, self.month_first)
        if due is None and answer is not None:
            due = self._answered(sentences, answer, day)
        return due or self._nearby(sentences, at, day)

    def _answered(self, sentences: Sequence[Sentence], answer: int, day: date) -> date | None:
        turn = sentences[answer].block.turn
        for sentence in sentences[answer : answer + 3]:
            if sentence.block.turn == turn and not sentence.asks:
                due = resolve(sentence.body, sentence.day(day) or day, self.month_first)
                if due:
                    return due
        return None

    def _nearby(self, sentences: Sequence[Sentence], at: int, day: date) -> date | None:
        """ "By Friday." or "It has to be in by Friday." right after the task, in the same turn."""
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        if after is None or after.block.turn != sentences[at].block.turn:
            return None
        short = len(after.low.split()) <= 6 and _SHORT.match(after.low)
        return resolve(after.body, day, self.month_first) if short or _HAS_TO.match(after.low) else None
