"""WhatsApp exports in the shapes that phones write, and back again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.reading import Limits, chat
from core.documents.reading.formats import parse
from tests.documents.reading.making import good_pdf, zipped

LRM, NNBSP, NBSP = "\u200e", "\u202f", "\u00a0"


@dataclass(frozen=True)
class Dialect:
    """How a phone writes a stamp: a strftime pattern, where ``%-`` means without a leading zero."""

    stamp: str
    seconds: bool
    tilde: str = ""
    marks: bool = False

    def line(self, at: datetime, name: str, text: str) -> str:
        half = "am" if at.hour < 12 else "pm"
        written = (
            self.stamp.replace("{h}", str(at.hour % 12 or 12))
            .replace("{d}", str(at.day))
            .replace("{m}", str(at.month))
            .replace("{ap}", half)
            .replace("{AP}", half.upper())
            .replace("{a.m.}", f"{half[0]}.{NBSP}m.")
        )
        return f"{LRM if self.marks else ''}{at.strftime(written)}{self.tilde}{name}: {text}"


DIALECTS = {
    "android, British": Dialect("%d/%m/%Y, %H:%M - ", False),
    "android, American": Dialect("{m}/{d}/%y, {h}:%M" + NNBSP + "{AP} - ", False),
    "android, Kenyan 12 hours": Dialect("%d/%m/%Y, {h}:%M {ap} - ", False),
    "android, German": Dialect("%d.%m.%y, %H:%M - ", False),
    "android, Swedish": Dialect("%Y-%m-%d %H:%M - ", False),
    "android, Spanish": Dialect("{d}/{m}/%y, {h}:%M" + NBSP + "{a.m.} - ", False),
    "android, Dutch": Dialect("%d-%m-%Y %H:%M - ", False),
    "android, Brazilian": Dialect("%d/%m/%Y %H:%M - ", False),
    "android, French": Dialect("%d/%m/%Y à %H:%M - ", False),
    "android, South African": Dialect("%Y/%m/%d, %H:%M - ", False, "~" + NNBSP),
    "ios, British": Dialect("[%d/%m/%Y, %H:%M:%S] ", True),
    "ios, American": Dialect("[{m}/{d}/%y, {h}:%M:%S" + NNBSP + "{AP}] ", True, "~ ", True),
    "ios, Indian": Dialect("[%d/%m/%y, {h}:%M:%S {AP}] ", True, "", True),
    "ios, German": Dialect("[%d.%m.%y, %H:%M:%S] ", True),
    "ios, Canadian": Dialect("[%Y-%m-%d, {h}:%M:%S" + NBSP + "{a.m.}] ", True),
}

NAMES = st.sampled_from(
    [
        "Amina Okafor",
        "Joseph",
        "Dr Prakash",
        "José Núñez",
        "Хасан",
        "حسن",
        "+254 712 345 678",
        "Mama Zuri 🌸",
        "李雷",
        "Josie (3F)",
    ]
)
WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs", "So"], exclude_characters="~<\u00a0\u202f"), min_size=1)
TEXTS = st.lists(WORDS.map(str.strip).filter(lambda word: word and word[0].isalpha()), min_size=1, max_size=3).map(
    "\n".join
)


@st.composite
def conversations(draw: st.DrawFn) -> list[tuple[datetime, str, str]]:
    at = datetime(2026, draw(st.integers(1, 12)), draw(st.integers(13, 28)), 9, 30, 15)
    found = []
    for name, text, minutes in draw(st.lists(st.tuples(NAMES, TEXTS, st.integers(0, 4000)), min_size=3, max_size=12)):
        at += timedelta(minutes=minutes)
        found.append((at, name, text))
    return found


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=25, deadline=None)
@given(conversation=conversations())
def test_what_a_phone_writes_is_read_back(dialect: str, conversation: list[tuple[datetime, str, str]]) -> None:
    shape = DIALECTS[dialect]
    text = "\n".join(shape.line(*message) for message in conversation)
    found = chat.find(text, "whatever.txt")
    assert found is not None
    turns = [segment for segment in found.segments if segment.kind == "turn"]
    read = [(segment.said_at, segment.speaker, found.text[segment.start : segment.end]) for segment in turns]
    exact = [(at if shape.seconds else at.replace(second=0), name, said) for at, name, said in conversation]
    assert read == exact
    assert found.written == conversation[-1][0].date()
    assert found.participants == tuple(dict.fromkeys(name for _, name, _ in conversation))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["03/04/2026", "04/04/2026", "13/04/2026"], (3, 4)),
        (["04/03/2026", "04/04/2026", "04/13/2026"], (4, 3)),
        (["01/02/2026", "02/02/2026", "03/02/2026"], (1, 2)),  # as months first this would be three months
        (["02/01/2026", "02/02/2026", "02/03/2026"], (2, 1)),  # days first: three months; months first: three days
        (["12/31/25", "01/02/26", "01/05/26"], (12, 31)),
        (["30/11/2026", "01/12/2026", "02/12/2026"], (30, 11)),
    ],
)
def test_day_and_month_are_told_apart_over_the_whole_file(days: list[str], expected: tuple[int, int]) -> None:
    text = "\n".join(f"{day}, 10:0{number} - Amina: message {number}" for number, day in enumerate(days))
    found = chat.find(text, "chat.txt")
    assert found is not None
    first = found.segments[0].said_at
    assert first is not None
    assert expected in ((first.day, first.month), (first.month, first.day))
    dates = [segment.said_at for segment in found.segments]
    assert dates == sorted(dates, key=str)
    span = dates[-1] - dates[0] if dates[0] and dates[-1] else timedelta()
    assert span < timedelta(days=40)


def test_what_cannot_be_told_is_read_day_first_unless_it_is_written_as_americans_do() -> None:
    for line, month in (
        ("03/04/2026, 10:00 - A: x", 4),
        ("3/4/26, 10:00\u202fAM - A: x", 3),
        ("03/04/26, 10:00 am - A: x", 4),
    ):
        found = chat.find(f"{line}\n{line}", "chat.txt")
        assert found is not None
        assert found.written is not None
        assert found.written.month == month


ANDROID = """15/04/2026, 18:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
15/04/2026, 18:02 - Wambui created group "Kibra: Youth"
15/04/2026, 18:03 - Wambui changed the subject from "Kibra: Youth" to "Kibra Team: all"
15/04/2026, 18:10 - Wambui: Hi team.
The hall is taken: all day.

Shall we meet at 10:30?
15/04/2026, 18:17 - Brian: <Media omitted>
15/04/2026, 18:18 - Brian: IMG-20260415-WA0001.jpg (file attached)
The new hall
15/04/2026, 18:19 - Halima: This message was deleted
15/04/2026, 18:20 - Halima: We take it then <This message was edited>
15/04/2026, 18:21 - Brian left
"""


def test_android_with_notices_media_and_edits() -> None:
    found = chat.find(ANDROID, "x.txt")
    assert found is not None
    turns = [(s.speaker, found.text[s.start : s.end]) for s in found.segments if s.kind == "turn"]
    assert turns == [
        ("Wambui", "Hi team.\nThe hall is taken: all day.\n\nShall we meet at 10:30?"),
        ("Brian", "The new hall"),
        ("Halima", "We take it then"),
    ]
    assert found.participants == ("Wambui", "Brian", "Halima")
    assert found.title == "Kibra Team: all"
    assert found.notes == ("2 pictures, recordings or files of the chat are not part of its text.",)
    assert sum(1 for s in found.segments if s.kind == "system") == 8
    assert all(segment.speaker is None for segment in found.segments if segment.kind == "system")


IOS = f"""[15/04/26, 6:02:33{NNBSP}PM] Kibra Team: {LRM}Messages and calls are end-to-end encrypted.
{LRM}[15/04/26, 6:02:40{NNBSP}PM] Kibra Team: {LRM}Wambui added Brian
[15/04/26, 6:03:00{NNBSP}PM] ~{NNBSP}Brian O: What of the grounds?
{LRM}[15/04/26, 6:03:10{NNBSP}PM] \u202a+254{NBSP}712{NBSP}345678\u202c: {LRM}image omitted
[15/04/26, 6:04:00{NNBSP}PM] \u202a+254{NBSP}712{NBSP}345678\u202c: It is free {LRM}<This message was edited>
[16/04/26, 12:00:00{NNBSP}AM] Wambui: {LRM}<attached: 00000012-PHOTO-2026-04-16.jpg>
[16/04/26, 12:00:01{NNBSP}PM] Wambui: {LRM}You deleted this message.
"""


def test_ios_with_its_invisible_marks() -> None:
    found = chat.find(IOS, "_chat.txt")
    assert found is not None
    turns = [(s.speaker, found.text[s.start : s.end], s.said_at) for s in found.segments if s.kind == "turn"]
    assert turns == [
        ("Brian O", "What of the grounds?", datetime(2026, 4, 15, 18, 3)),
        ("+254 712 345678", "It is free", datetime(2026, 4, 15, 18, 4)),
    ]
    noon = [s.said_at for s in found.segments][-2:]
    assert noon == [datetime(2026, 4, 16), datetime(2026, 4, 16, 12, 0, 1)]
    assert found.segments[2].locator == "15 Apr 2026, 18:03"


@pytest.mark.parametrize(
    "text",
    [
        "We met on 15/04/2026, 18:02 - all were there.\nAmina: fine.\nJoseph: fine.",
        "Agenda\n\n15/04/2026, 18:02 - Budget\n15/04/2026, 19:00 - Staff\nAnd much more that was said.\n"
        + "More.\n" * 50,
        "2026-04-15 10:00:00 - INFO: started\n" + "a line of a log\n" * 100,
        "",
        "[1] A footnote: see there\n[2] Another: too",
    ],
)
def test_other_texts_are_no_chats(text: str) -> None:
    assert chat.find(text, "notes.txt") is None


def test_the_zip_a_phone_makes_is_read_whatever_it_is_called() -> None:
    content = zipped(
        {"_chat.txt": IOS, "00000012-PHOTO.jpg": b"\xff\xd8", "../../outside.pdf": good_pdf(), "folder/v.opus": b"OggS"}
    )
    found = parse(content, "export.zip", Limits())
    assert (found.kind, found.text) == ("chat", IOS)
    assert any("3 pictures, recordings or files" in note for note in found.notes)
    assert parse(content, "WhatsApp Chat - Kibra Team.zip", Limits()).title == "Kibra Team"


def test_an_android_zip_takes_the_chats_name_from_the_file_inside() -> None:
    lines = "15/04/2026, 18:02 - Brian: The hall is free\n15/04/2026, 18:03 - Wambui: Then we take it"
    found = parse(zipped({"WhatsApp Chat with Brian.txt": lines}), "backup.zip", Limits())
    assert (found.kind, found.title, found.participants) == ("chat", "Brian", ("Brian", "Wambui"))
