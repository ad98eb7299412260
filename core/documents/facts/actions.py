"""The action items of one document, from its sentences and rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import core.documents.facts.action_words as words
import core.documents.facts.tables as tables
import core.documents.facts.voice.heard as heard
import core.documents.facts.wording as wording
from core.dates import find_dates, resolve
from core.documents.facts.action_rows import ActionRows
from core.documents.facts.assignments import Assignments, named_last, pronoun_task
from core.documents.facts.commitments import Commitments, Taken
from core.documents.facts.cues import EMPTY, HISTORY, SUPPOSED
from core.documents.facts.dues import Dues
from core.documents.facts.owners import Assigned, Owners, several
from core.documents.facts.roster import Roster
from core.documents.facts.sentences import Sentence
from core.documents.facts.task_items import TaskItems
from core.documents.facts.task_signs import dated, not_needed
from core.documents.facts.task_verbs import TASK_VERBS
from core.documents.facts.unsettled import unsettled
from core.documents.facts.voice.scores import Score
from core.documents.facts.voice.whose import owner_of
from core.graph.contribution import ActionDraft


class ActionFinder:
    """Finds action items.

    Args:
        owners: reads the names before a task.
        assignments: recognises work handed out in writing.
        day: the day of the document, from which due dates count.
        month_first: how the document writes ``3/4``.
    """

    def __init__(self, owners: Owners, assignments: Assignments, day: date | None, month_first: bool) -> None:
        self._roster = owners.roster
        self._owners = owners
        self._items = TaskItems(owners)
        self._assignments = assignments
        self._day = day
        self._dues = Dues(day, month_first)

    def find(
        self, sentences: Sequence[Sentence], rows: Sequence[tables.Row], taken: set[int], scores: Mapping[int, Score]
    ) -> list[ActionDraft]:
        """The actions in order.

        Args:
            taken: indexes of sentences that are decisions already.
            scores: what the second voice thinks of the sentences; where it has no say, the rules alone decide.
        """
        found = self._by_rules(sentences, rows, taken)
        found = {i: a for i, a in found.items() if not heard.doubted_action(i, sentences[i], scores)}
        starts = {action.start for action in found.values()}
        for i in scores:
            if (
                i not in found
                and i not in taken
                and sentences[i].start not in starts
                and heard.sure_action(i, sentences, scores)
            ):
                owner = owner_of(sentences, i, self._owners)
                found[i] = self._draft(sentences, i, Assigned(owner, sentences[i].body), i)
        self._details(sentences, found)
        return [found[i] for i in sorted(found)]

    def _by_rules(
        self, sentences: Sequence[Sentence], rows: Sequence[tables.Row], taken: set[int]
    ) -> dict[int, ActionDraft]:
        found: dict[int, ActionDraft] = {}
        rows_of_actions = ActionRows(self._owners, self._dues)
        for row in rows:
            if tables.is_action(row):
                draft = rows_of_actions.draft(row)
                if draft:
                    found[row.sentence.index] = draft
        for commitment in Commitments(self._roster).find(sentences):
            if commitment.at not in taken:
                said = self._from_talk(sentences, commitment)
                if not wording.trifle(said.task):
                    found[commitment.at] = said
        last_owner: tuple[int, str | None] = (-9, None)
        for sentence in sentences:
            i = sentence.index
            if i in taken or i in found or sentence.block.kind in ("heading", "row", "header") or not sentence.low:
                continue
            if sentence.spoken and " " not in sentence.low:
                continue
            if words.OFFERED.search(sentence.low) and self._turned_down(sentences, i, taken):
                continue
            made = self._written(sentences, i, last_owner if i - last_owner[0] <= 2 else (-9, None))
            if made and not (sentence.label != "action" and self._fell_through(sentence)):
                assigned, start = made
                if start != i:
                    found.pop(start, None)
                found[i] = self._draft(sentences, i, assigned, start)
                last_owner = (i, assigned.owner)
        return found

    @staticmethod
    def _fell_through(sentence: Sentence) -> bool:
        """True for an offer with an objection behind it, and for what is still open."""
        return unsettled(sentence.low) or bool(words.OFFER_BUT.search(sentence.low))

    @staticmethod
    def _turned_down(sentences: Sequence[Sentence], i: int, taken: set[int]) -> bool:
        """True if the offer in sentence ``i`` was not taken up, by itself or by what follows in the paragraph."""
        after = sentences[i + 1] if i + 1 < len(sentences) else None
        near = after is not None and after.block.paragraph == sentences[i].block.paragraph
        return i + 1 in taken or not_needed(sentences[i].low) or (near and after is not None and not_needed(after.low))

    def _details(self, sentences: Sequence[Sentence], found: dict[int, ActionDraft]) -> None:
        """Owner, due date and state on lines of their own under a task ("Owner: Peter", "Due: 5 May")."""
        for i, draft in list(found.items()):
            for after in sentences[i + 1 : i + 6]:
                if after.label not in ("owner", "due", "status") or after.index in found:
                    break
                if after.label == "owner" and draft.owner is None:
                    owner = self._owners.owner(after.body)
                    draft = replace(draft, owner=owner, owners=several(owner))
                day = after.day(self._day)
                if after.label == "due" and draft.due is None:
                    draft = replace(draft, due=self._dues.of_text(after.body, day))
                if after.label == "status" and words.DONE.search(after.body):
                    draft = replace(draft, state="done")
            found[i] = draft

    def _written(
        self, sentences: Sequence[Sentence], i: int, last: tuple[int, str | None]
    ) -> tuple[Assigned, int] | None:
        """The work of a sentence in writing, and the index of the sentence its quote begins with."""
        sentence = sentences[i]
        under, label = sentence.block.under, sentence.label
        if label == "action" or (
            label == "" and sentence.opens and under in ("actions", "done", "both") and self._is_item(sentence)
        ):
            return self._from_list(sentences, i)
        if label not in ("", "decision"):
            return None
        if under == "open":
            told = self._assignments.at_start(sentence) if dated(sentence.low) and not sentence.asks else None
            return (told, i) if told and told.owner and self._owners.somebody(told.owner) else None
        assigned = self._items.of_the_day(sentence)
        if assigned:
            return assigned, i
        inline = None if sentence.spoken else words.INLINE.search(sentence.body)
        if inline:
            return Assigned(self._owners.owner(inline["who"]), sentence.body[: inline.start()]), i
        if not sentence.spoken:
            assigned = self._assignments.in_sentence(sentence) or self._items.beside_a_day(sentence)
        elif not sentence.asks:
            agreed = self._assignments.of_decision(sentence)
            assigned = (
                agreed
                if agreed and agreed.owner and self._roster.resolve(agreed.owner)
                else self._third_person(sentence)
            )
        if assigned is None and not sentence.spoken:
            assigned = self._assignments.noted(sentence) or self._items.noted(sentence) or self._first_person(sentence)
            if assigned is None and last[0] == i - 1 and sentence.opens:
                assigned = self._items.beside(sentence)
            if (
                assigned is None
                and sentence.block.arrow
                and re.split(r"\W+", sentence.low, maxsplit=1)[0] in TASK_VERBS
            ):
                assigned = Assigned(None, sentence.body)
            if assigned is None and pronoun_task(sentence):
                owner = (
                    last[1] if last[0] >= 0 and sentences[last[0]].block.paragraph == sentence.block.paragraph else None
                )
                owner = owner or named_last(sentences, i, self._roster)
                assigned = Assigned(owner, sentence.body) if owner else None
        return (assigned, i) if assigned else None

    def _third_person(self, sentence: Sentence) -> Assigned | None:
        """ "Deepa will share the list" and "Anneke calls Ivana tomorrow", said by another."""
        assigned = self._assignments.at_start(sentence) or self._assignments.present(sentence)
        if assigned is None or HISTORY.search(sentence.low) or SUPPOSED.match(sentence.low):
            return None
        known = assigned.owner and self._roster.resolve(assigned.owner)
        return assigned if known and find_dates(sentence.body, sentence.day(self._day) or words.NO_DAY) else None

    def _is_item(self, sentence: Sentence) -> bool:
        """A line of an action list: a list item, or a short line of its own."""
        if sentence.asks or EMPTY.match(sentence.low) or words.STILL_OPEN.match(sentence.low):
            return False
        if sentence.block.under == "both":
            return bool(self._assignments.at_start(sentence)) or sentence.block.mark is not None
        if sentence.block.kind == "item":
            return not (sentence.low.endswith(":") and len(sentence.low.split()) <= 4)
        return (
            sentence.block.kind == "prose"
            and bool(re.search(r"\s[–—-]\s|:\s|\bto [a-z]+|\(", sentence.body))
            and len(sentence.body.split()) <= 30
        )

    def _from_list(self, sentences: Sequence[Sentence], i: int) -> tuple[Assigned, int] | None:
        sentence = sentences[i]
        name = words.ONLY_NAME.match(sentence.body)
        if (
            sentence.label == "action"
            and name
            and (self._roster.resolve(name["who"]) or self._owners.group(name["who"]))
        ):
            before = sentences[i - 1] if i else None
            if before and before.block.paragraph == sentence.block.paragraph and before.block.kind != "heading":
                return Assigned(self._owners.owner(name["who"]), before.body), i - 1
            return None
        assigned = self._items.listed(sentence)
        if assigned and assigned.owner is None and sentence.block.person:
            assigned = Assigned(self._owners.owner(sentence.block.person), assigned.task)
        return (assigned, i) if assigned and len(sentence.body.split()) >= 2 else None

    def _first_person(self, sentence: Sentence) -> Assigned | None:
        low = sentence.low
        if sentence.asks or SUPPOSED.match(low) or re.search(r"\bif\b", low) or HISTORY.search(low):
            return None
        low = words.AND_I.sub("", low) if dated(low) else low
        yours = words.YOURS.match(low)
        if yours and self._roster.reader:
            return Assigned(self._roster.reader, sentence.body)
        doing, does = words.MY_DOING.match(low), words.I_DO.match(low)
        stem = doing["ing"] if doing else ""
        mine = bool(doing and {stem, stem + "e", stem[:-1]} & TASK_VERBS and stem not in ("look", "think", "writ"))
        day = sentence.day(self._day) or words.NO_DAY
        mine |= bool(does and does["verb"] in TASK_VERBS and resolve(sentence.body, day))
        if not mine and not words.FIRST_PERSON.match(low):
            return None
        told = words.I_NAMED.search(sentence.body)
        return Assigned((self._roster.resolve(told["who"]) if told else None) or self._roster.author, sentence.body)

    def _draft(self, sentences: Sequence[Sentence], i: int, assigned: Assigned, start: int) -> ActionDraft:
        sentence = sentences[i]
        due = self._dues.in_writing(sentences, i) or self._dues.in_writing(sentences, start)
        done = (
            sentence.block.mark == "x"
            or sentence.struck
            or sentence.block.under == "done"
            or bool(words.DONE.search(sentence.body))
        )
        task = wording.task(_without_owner(assigned, sentence), None)
        return ActionDraft(
            task,
            assigned.owner,
            due,
            "done" if done else "open",
            sentences[start].start,
            sentence.end,
            several(assigned.owner),
        )

    def _from_talk(self, sentences: Sequence[Sentence], taken: Taken) -> ActionDraft:
        sentence = sentences[taken.at]
        due = self._dues.in_talk(sentences, taken.at, taken.answer)
        return ActionDraft(
            wording.task(_address(sentence.body, self._roster)),
            taken.owner,
            due,
            "open",
            sentence.start,
            sentence.end,
            several(taken.owner),
        )


def _without_owner(assigned: Assigned, sentence: Sentence) -> str:
    """The task without the words that say whose it is, where they stand first."""
    text = assigned.task or sentence.body
    match = re.match(
        r"^(?:.{1,60}?)\b(?:to|will|shall|is going to|has promised|agreed to|undertook to|volunteered to|"
        r"tasked to|asked to|directed to|requested to|instructed to)\s+(?=[a-z])",
        text,
    )
    return text[match.end() :] if match and assigned.owner and len(text[match.end() :].split()) >= 2 else text


def _address(body: str, roster: Roster) -> str:
    """A request without the name of whom it is addressed to."""
    first = re.match(r"^@?([\w'’.-]+(?: [\w'’.-]+)?)[,:]?\s+", body)
    if first and roster.resolve(first[1]):
        body = body[first.end() :]
    last = re.search(r",\s*([\w'’.-]+(?: [\w'’.-]+)?)\s*\?$", body)
    return body[: last.start()] if last and roster.resolve(last[1]) else body
