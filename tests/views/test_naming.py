"""Names are found in a text as they are written, and a long text is cut to where they stand together."""

from core.models import Entity
from core.views.naming import excerpt, places

AMINA = Entity("1", "Amina Okafor", "person", ("A. Okafor",))
KENYA = Entity("2", "Kenya", "place", ("Republic of  Kenya",))


def marks(text: str, *entities: Entity) -> list[str]:
    return [text[start:end] for start, end, _ in places(text, entities)]


def test_every_spelling_is_found_and_no_part_of_a_word() -> None:
    text = "AMINA\nOKAFOR, A. Okafor, Amina and amina; Kenyan kenya in the republic of Kenya."
    assert marks(text, AMINA, KENYA) == [
        "AMINA\nOKAFOR", "A. Okafor", "Amina", "kenya", "republic of Kenya",
    ]  # fmt: skip
    assert [which for _, _, which in places(text, (AMINA, KENYA))] == [0, 0, 0, 1, 1]


def test_names_that_mean_something_elsewhere_are_only_letters() -> None:
    odd = Entity("3", "<img src=x> (a|b)* [", "topic")
    assert marks("See <img src=x> (a|b)* [ here", odd) == ["<img src=x> (a|b)* ["]
    assert marks("nothing", Entity("4", " ", "topic")) == []


def test_an_excerpt_holds_both_names_where_they_are_closest() -> None:
    filler = "word " * 200
    text = f"Amina Okafor {filler}then Amina went to Kenya by bus. {filler}"
    pieces = excerpt(text, places(text, (AMINA, KENYA)))
    said = "".join(piece for piece, _ in pieces)
    assert [piece for piece, is_name in pieces if is_name] == ["Amina", "Kenya"]
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(said) < 460


def test_names_far_apart_leave_a_gap_and_short_texts_are_whole() -> None:
    text = f"Amina {'word ' * 300}Kenya"
    pieces = excerpt(text, places(text, (AMINA, KENYA)))
    assert [piece for piece, is_name in pieces if is_name] == ["Amina", "Kenya"]
    assert "… " in [piece for piece, _ in pieces]
    assert (
        "".join(piece for piece, _ in excerpt("Amina in Kenya", places("Amina in Kenya", (AMINA,)))) == "Amina in Kenya"
    )
    assert excerpt("no name " * 100, [])[-1] == (" …", False)
