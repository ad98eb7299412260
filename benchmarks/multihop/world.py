"""An invented world of people, towns, organisations, works and buildings: one short paper each, and two-hop questions.

The first paper of a question is named in it; the second is about somebody or something that only the first names, and
shares with the question no more than the words that all papers of its sort share. Made from a seed: the same each time.
"""

import random
from dataclasses import dataclass

from benchmarks.multihop import names as n


@dataclass(frozen=True)
class Paper:
    """A title, which is also what the paper is about, and its text below it."""

    title: str
    text: str


@dataclass(frozen=True)
class Hop:
    """A question, the titles of the two papers that it needs, and its answer."""

    question: str
    papers: tuple[str, str]
    answer: str


@dataclass(frozen=True)
class World:
    """Papers in an order that tells nothing, and questions."""

    papers: tuple[Paper, ...]
    questions: tuple[Hop, ...]


def make(seed: int = 20) -> World:
    """About 200 papers and 90 questions."""
    return _Maker(random.Random(seed)).world()


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.papers: list[Paper] = []
        self.questions: list[Hop] = []
        self.towns = self._pick([a + b for a in n.TOWN_START for b in n.TOWN_END], 45)
        self.people = self._pick([f"{a} {b}" for a in n.FIRST for b in n.LAST], 75)
        self.rivers = {town: chance.choice(n.RIVER) for town in self.towns}
        self.crafts = {town: chance.choice(n.CRAFT) for town in self.towns}
        self.birth = {person: (chance.choice(self.towns), chance.randint(1820, 1960)) for person in self.people}
        self.prizes = {person: chance.choice(n.PRIZE) for person in self.people}
        self.spouses = dict(zip(self.people, self._pick(self.people, len(self.people)), strict=True))
        self.trades = {person: chance.choice(n.TRADE) for person in self.people}

    def _pick(self, things: list[str], count: int) -> list[str]:
        return self.chance.sample(things, count)

    def world(self) -> World:
        for town in self.towns:
            self._town(town)
        for person in self.people:
            self._person(person)
        self._organisations()
        self._works()
        self._buildings()
        self._births()
        self.chance.shuffle(self.papers)
        return World(tuple(self.papers), tuple(self.questions))

    def _someone(self) -> str:
        return self.chance.choice(self.people)

    def _town_name(self) -> str:
        return self.chance.choice(self.towns)

    def _write(self, title: str, facts: list[str]) -> None:
        sentences = [facts[0], *self._pick([*facts[1:], *self._pick(list(n.FILLER), 4)], len(facts) + 3)]
        self.papers.append(Paper(title, " ".join(sentences)))

    def _town(self, town: str) -> None:
        self._write(
            town,
            [
                f"{town} is a town of about {self.chance.randint(2, 90)} thousand people.",
                f"The river {self.rivers[town]} flows through {town} and freezes in most winters.",
                f"The town is known for {self.crafts[town]}.",
                f"On market days the people of {town} eat {self.chance.choice(n.DISH)}.",
            ],
        )

    def _person(self, person: str) -> None:
        town, year = self.birth[person]
        last = person.split()[-1]
        self._write(
            person,
            [
                f"{person} was a {self.trades[person]}.",
                f"{last} was born in {town} in {year}, the youngest of {self.chance.randint(3, 9)} children.",
                f"In {year + self.chance.randint(30, 60)} {last} was given the {self.prizes[person]}.",
                f"{last} was married to {self.spouses[person]}.",
                f"{last} studied in {self._town_name()} and was a friend of {self._someone()}.",
                f"{last} died in {self._town_name()}.",
            ],
        )

    def _organisations(self) -> None:
        for subject, person in zip(self._pick(list(n.SUBJECT), 20), self._pick(self.people, 20), strict=True):
            title = self.chance.choice(n.ORGANISATION).format(subject)
            year = self.chance.randint(1850, 1990)
            self._write(
                title,
                [
                    f"The {title} was founded by {person} in {year}.",
                    f"The {title} employs {self.chance.randint(12, 400)} people.",
                    "It publishes a yearly report and lends its rooms to schools.",
                    f"Its director is {self._someone()}, a portrait of {self._someone()} hangs in the hall.",
                    f"It has a branch in {self._town_name()}.",
                ],
            )
            self._ask(
                f"In which town was the founder of the {title} born?",
                title,
                person,
                self.birth[person][0],
                f"Which award was given to the founder of the {title}?",
                self.prizes[person],
            )

    def _works(self) -> None:
        titles = [form.format(noun, place) for form in n.WORK for noun in n.WORK_NOUN for place in n.WORK_OF]
        for title, person in zip(self._pick(titles, 30), self._pick(self.people, 30), strict=True):
            kind = self.chance.choice(("novel", "opera", "poem"))
            self._write(
                title,
                [
                    f"{title} is {'an' if kind == 'opera' else 'a'} {kind} by {person}.",
                    f"The {kind} was finished in {self.chance.randint(1850, 1990)} after two years of work.",
                    f"It was translated into {self.chance.randint(3, 30)} languages.",
                    f"It is dedicated to {self._someone()} and was praised by {self._someone()}.",
                    f"It is set in {self._town_name()}.",
                ],
            )
            self._ask(
                f"Who was the spouse of the person who wrote the {kind} {title}?",
                title,
                person,
                self.spouses[person],
                f"In what year was the author of {title} born?",
                str(self.birth[person][1]),
            )

    def _buildings(self) -> None:
        named = self._pick([f"{subject} {river}" for subject in n.SUBJECT for river in n.RIVER], 22)
        for name, town, person in zip(named, self._pick(self.towns, 22), self._pick(self.people, 22), strict=True):
            title = self.chance.choice(n.BUILT).format(name)
            self._write(
                title,
                [
                    f"The {title} was designed by {person} and stands in {town}.",
                    f"It took {self.chance.randint(2, 11)} years to build and cost more than was planned.",
                    f"It was opened by {self._someone()}, and its stone came from {self._town_name()}.",
                ],
            )
            self._ask(
                f"Which river flows through the town where the {title} stands?",
                title,
                town,
                self.rivers[town],
                f"What craft is the home of the {title} known for?",
                self.crafts[town],
            )

    def _births(self) -> None:
        for person in self._pick(self.people, 20):
            town = self.birth[person][0]
            self._ask(
                f"Which river flows through the birthplace of {person}?",
                person,
                town,
                self.rivers[town],
                f"What craft is known from the town where {person} was born?",
                self.crafts[town],
            )

    def _ask(self, one: str, first: str, second: str, answer: str, other: str, other_answer: str) -> None:
        """One of two questions over the same two papers."""
        asked = self.chance.choice([(one, answer), (other, other_answer)])
        self.questions.append(Hop(asked[0], (first, second), asked[1]))
