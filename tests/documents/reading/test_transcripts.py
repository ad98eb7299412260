"""Transcripts in the shapes that Otter, Meet, Teams, Zoom and people write."""

import pytest

from core.documents.parsed import ParsedDocument
from core.documents.reading import Limits
from core.documents.reading.formats import parse


def read(text: str, name: str = "call.txt") -> ParsedDocument:
    return parse(text.encode(), name, Limits())


def turns(parsed: ParsedDocument) -> list[tuple[str | None, str, str]]:
    return [(s.speaker, s.locator, parsed.text[s.start : s.end]) for s in parsed.segments if s.kind == "turn"]


SAID = [
    ("Amina Okafor", "0:04", "Good morning. Shall we start?"),
    ("Joseph", "0:21", "Yes. We compared the two: the first is cheaper."),
    ("Amina Okafor", "1:02:03", "Then we take the first one. I'll send the contract by Friday."),
]

TIMED = {
    "Otter": "Weekly sync\nWed, Jan 14, 2026\n\n"
    "{0}  0:04\n{3}\n\n{1}  0:21\n{4}\n\n{0}  1:02:03\n{5}\n\nTranscribed by https://otter.ai\n",
    "one space": "{0} 0:04\n{3}\n\n{1} 0:21\n{4}\n\n{0} 1:02:03\n{5}\n",
    "brackets after": "{0} (00:00:04)\n{3}\n{1} (00:00:21)\n{4}\n{0} (01:02:03)\n{5}",
    "square brackets after": "**{0}** [00:00:04]\n{3}\n\n**{1}** [00:00:21]\n{4}\n\n**{0}** [01:02:03]\n{5}",
    "brackets before": "[00:00:04] {0}: {3}\n[00:00:21] {1}: {4}\n[01:02:03] {0}: {5}\n",
    "bare time before": "00:00:04 {0}: {3}\n00:00:21 {1}: {4}\n01:02:03 {0}: {5}\n00:00:00",
    "brackets and colon": "{0} (00:04): {3}\n\n{1} (00:21): {4}\n\n{0} (01:02:03): {5}\n",
    "Zoom captions": "[{0}] 00:00:04\n{3}\n\n[{1}] 00:00:21\n{4}\n\n[{0}] 01:02:03\n{5}\n",
    "Zoom chat": "00:00:04\t From {0} to Everyone:\n\t{3}\n00:00:21\t From {1} to Everyone:\n\t{4}\n"
    "01:02:03\t From {0} to {1} (Direct Message):\n\t{5}\n",
    "Meet": "Weekly sync\nAttendees\nAmina Okafor, Joseph\n\nTranscript\n\n00:00:04\n\n{0}: {3}\n\n"
    "00:00:21\n\n{1}: {4}\n\n"
    "01:02:03\n\n{0}: {5}\n\nMeeting ended after 01:02:09\n",
    "Teams document": "0:0:4.120 --> 0:0:20.0\n{0}\n{3}\n\n0:0:21.0 --> 0:0:40.5\n{1}\n{4}\n\n"
    "1:2:3.0 --> 1:2:9.0\n{0}\n{5}\n",
}


@pytest.mark.parametrize("shape", TIMED)
def test_speakers_times_and_words_are_found(shape: str) -> None:
    text = TIMED[shape].format(SAID[0][0], SAID[1][0], None, *(said for _, _, said in SAID))
    if shape == "bare time before":
        text = text.removesuffix("00:00:00") + "".join(f"01:0{n}:00 Joseph: Fine.\n" for n in range(3, 6))
    parsed = read(text)
    assert parsed.kind == "transcript"
    assert turns(parsed)[:3] == SAID
    assert parsed.participants == ("Amina Okafor", "Joseph")
    assert parsed.text == text


PLAIN = {
    "line by line": "{}: {}\n{}: {}\n{}: {}\n",
    "with empty lines": "{}: {}\n\n{}: {}\n\n{}: {}\n",
    "bold": "**{}:** {}\n\n**{}:** {}\n\n**{}:** {}\n",
    "name on its own line": "{}:\n{}\n\n{}:\n{}\n\n{}:\n{}\n",
    "with a title": "Weekly sync\n\n{}: {}\n{}: {}\n{}: {}\n",
}


@pytest.mark.parametrize("shape", PLAIN)
def test_names_and_colons_are_a_transcript(shape: str) -> None:
    parsed = read(PLAIN[shape].format(*(part for name, _, said in SAID for part in (name, said))))
    assert parsed.kind == "transcript"
    assert [(name, said) for name, _, said in turns(parsed)] == [(name, said) for name, _, said in SAID]


def test_two_people_who_speak_once_are_a_transcript_when_it_sounds_like_speech() -> None:
    parsed = read("Amina: We agreed to buy the van.\nJoseph: Good. I'll send the contract by Friday.\n")
    assert turns(parsed) == [
        ("Amina", "", "We agreed to buy the van."),
        ("Joseph", "", "Good. I'll send the contract by Friday."),
    ]


def test_titles_long_names_and_several_paragraphs() -> None:
    parsed = read(
        "Committee, 7 July 2026. Typed up.\n\nThe Chair (Hon. A. Rota (North, Lib.)): I call the meeting to order.\n\n"
        "Here is the agenda: one thing.\n\nMr. Paul Manly (South, GP): Thank you, Mr. Chair.\n\nNew business\n\n"
        "The Chair: Mr. Manly is the next one.\nMr. Paul Manly (South, GP): I am done.\nThe Chair: We are done.\n"
    )
    assert turns(parsed)[:2] == [
        (
            "The Chair (Hon. A. Rota (North, Lib.))",
            "",
            "I call the meeting to order.\n\nHere is the agenda: one thing.",
        ),
        ("Mr. Paul Manly (South, GP)", "", "Thank you, Mr. Chair."),
    ]
    headings = [parsed.text[s.start : s.end] for s in parsed.segments if s.kind == "heading"]
    assert headings == ["New business"]


def test_a_note_within_speech_is_no_speaker() -> None:
    parsed = read("Amina: Two things.\nNote: this was said twice.\nJoseph: Yes.\nAmina: We go on.\nJoseph: I agree.\n")
    assert parsed.participants == ("Amina", "Joseph")
    assert turns(parsed)[0][2] == "Two things.\nNote: this was said twice."


VTT = """WEBVTT - Weekly call

NOTE made by a machine

a8b3e2c4-1111-2222-3333-444455556666/13-0
00:00:04.120 --> 00:00:08.000 align:start
<v Amina Okafor>Good morning.
Shall we start?</v>

2
00:00:21.000 --> 00:00:24.000
<v Joseph>Yes.</v>
<v Amina Okafor>Good.</v>

00:01:00.000 --> 00:01:02.000
[music]
"""


def test_teams_captions_with_voices() -> None:
    parsed = read(VTT, "call.vtt")
    assert turns(parsed) == [
        ("Amina Okafor", "0:04", "Good morning.\nShall we start?"),
        ("Joseph", "0:21", "Yes."),
        ("Amina Okafor", "0:21", "Good."),
        (None, "1:00", "[music]"),
    ]
    assert (parsed.title, parsed.text) == ("Weekly call", VTT)


@pytest.mark.parametrize("name", ["call.vtt", "call.srt", "call.txt"])
def test_zoom_captions_with_names_in_front(name: str) -> None:
    comma, head = ("," if name.endswith("srt") else "."), "" if name.endswith("srt") else "WEBVTT\n\n"
    cues = [
        ("Amina Okafor: We start: now.", "0:01"),
        ("Joseph: Yes.", "0:05"),
        ("Amina Okafor: So we\ntake it.", "1:00:09"),
    ]
    text = head + "\n".join(
        f"{n}\n0{at if len(at) > 5 else '0:0' + at}{comma}000 --> 09:00:00{comma}000\n{said}\n"
        for n, (said, at) in enumerate(cues, start=1)
    )
    parsed = read(text, name)
    assert turns(parsed) == [
        ("Amina Okafor", "0:01", "We start: now."),
        ("Joseph", "0:05", "Yes."),
        ("Amina Okafor", "1:00:09", "So we\ntake it."),
    ]


def test_captions_where_names_mark_only_a_change() -> None:
    cues = ["Amina: We start.", "It is late.", "Joseph: Yes.", "I know.", "Amina: So."]
    text = "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{said}\n" for n, said in enumerate(cues, start=1))
    assert [name for name, _, _ in turns(read(text, "c.srt"))] == ["Amina", "Amina", "Joseph", "Joseph", "Amina"]


def test_captions_without_speech_are_empty() -> None:
    from core.errors import FileUnreadable

    with pytest.raises(FileUnreadable) as caught:
        read("WEBVTT\n\n", "c.vtt")
    assert caught.value.code == "empty"


def test_a_markdown_transcript_keeps_its_headings() -> None:
    parsed = read(
        "# Weekly call\n\n**Amina:** We start.\n\n**Joseph:** Yes.\n\n"
        "## Budget\n\n**Amina:** I pay.\n\n**Joseph:** Good.\n",
        "c.md",
    )
    assert (parsed.kind, parsed.title) == ("transcript", "Weekly call")
    assert [s.kind for s in parsed.segments] == ["heading", "turn", "turn", "heading", "turn", "turn"]
