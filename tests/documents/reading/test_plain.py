"""Plain text: encodings, paragraphs, headings, and what is no transcript."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.parsed import ParsedDocument
from core.documents.reading import Limits
from core.documents.reading.encoding import decode
from core.documents.reading.formats import parse


def read(text: str | bytes, name: str = "notes.txt") -> ParsedDocument:
    return parse(text.encode() if isinstance(text, str) else text, name, Limits())


def pieces(parsed: ParsedDocument, kind: str = "paragraph") -> list[str]:
    return [parsed.text[s.start : s.end] for s in parsed.segments if s.kind == kind]


SENTENCES = {
    "English": "“We agreed,” she said – it’s £4,50 or 5 €… and that’s that.",
    "German": "Die Größe der Übung wäre für Jürgen schön; das heißt: Straße, Äpfel, Öl.",
    "French": "L’été dernier, à Genève, les élèves ont été reçus ; « ça va », dit Noël à sa sœur.",
    "Spanish": "¿Dónde está el niño? ¡Mañana! La reunión del año pasado terminó a las 9 ½.",
    "Portuguese": "A reunião não começou às três; o João e a Conceição estão à espera.",
    "Swedish": "Åke åker över ån på lördag, säger Örjan från Växjö.",
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("language", SENTENCES)
def test_every_encoding_of_western_text_is_told(language: str, encoding: str) -> None:
    assert read(SENTENCES[language].encode(encoding)).text == SENTENCES[language]


@pytest.mark.parametrize("language", ["German", "French", "Swedish"])
@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman", "cp850"])
def test_older_encodings_are_told(language: str, encoding: str) -> None:
    plain = SENTENCES[language].replace("’", "'").replace("œ", "oe").replace("«", '"').replace("»", '"')
    assert read(plain.encode(encoding)).text == plain


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "Мы решили купить новый автомобиль для поездок в деревню. "
            "Иван позвонит хозяину до пятницы, а Мария напишет письмо.",
        ),
        (
            "cp1250",
            "Zdecydowaliśmy się kupić nową ciężarówkę. "
            "Józef zadzwoni do właściciela, a Łucja napisze list do gminy w sprawie łąki.",
        ),
        (
            "shift_jis",
            "私たちは新しい車を買うことに決めました。田中さんは金曜日までに大家さんに電話します。会議は来週の月曜日です。",
        ),
        ("gb18030", "我们决定买一辆新车。李雷会在星期五之前给房东打电话。下次会议在下周一举行，请大家准时参加。"),
        (
            "cp1253",
            "Αποφασίσαμε να αγοράσουμε ένα καινούργιο αυτοκίνητο. "
            "Ο Γιάννης θα τηλεφωνήσει στον ιδιοκτήτη μέχρι την Παρασκευή.",
        ),
    ],
)
def test_other_scripts_in_old_encodings_are_told(encoding: str, text: str) -> None:
    assert read((text + "\n").encode(encoding) * 3).text == (text + "\n") * 3


def test_the_text_is_the_files_own_but_for_line_ends_and_mark() -> None:
    assert read(b"\xef\xbb\xbf  One\r\n\r\n\tTwo \rThree\n").text == "  One\n\n\tTwo \nThree\n"


def test_a_character_cut_off_at_the_end_and_a_pasted_byte_do_not_spoil_the_rest() -> None:
    long = "Der Beschluss über die Öffnungszeiten gilt für alle Bücher, Hefte und Schülerinnen. "
    assert read((long + "ö").encode()[:-1]).text == long
    assert read((long * 3).encode() + b"caf\xe9 " + long.encode()).text == long * 3 + "café " + long


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), min_size=1))
def test_what_was_written_in_utf_8_comes_back(text: str) -> None:
    found = decode(text.encode())
    if found is not None:
        assert found.text == text.replace("\r\n", "\n").replace("\r", "\n")


def test_paragraphs_headings_and_the_title() -> None:
    parsed = read(
        "Staff meeting\n6 November 2025\n\nDROP-IN\nThe hall was full. People stood.\nAgreed to open the back room.\n\n"
        "Next steps\n----------\n- Peter: call the landlord\n- all: read the paper\n"
    )
    assert (parsed.kind, parsed.title, parsed.participants) == ("notes", "Staff meeting", ())
    assert pieces(parsed, "heading") == ["Staff meeting", "DROP-IN", "Next steps"]
    assert pieces(parsed) == [
        "6 November 2025",
        "The hall was full. People stood.",
        "Agreed to open the back room.",
        "- Peter: call the landlord",
        "- all: read the paper",
    ]


def test_lines_that_a_program_wrapped_are_one_paragraph() -> None:
    words = (
        "The committee agreed after a long discussion that the hall will be opened on every second Saturday of the "
        "month and that Peter Mwangi looks after the keys until the annual general meeting has chosen somebody."
    )
    import textwrap

    wrapped = textwrap.fill(words, 72)
    parsed = read(f"{wrapped}\n\n{wrapped}\nDecision: the hall is opened.\n- one\n- two\n")
    assert [" ".join(piece.split()) for piece in pieces(parsed)] == [
        words,
        words,
        "Decision: the hall is opened.",
        "- one",
        "- two",
    ]


def test_an_e_mail_is_called_by_its_subject() -> None:
    parsed = read(
        "From: Sunita Rao\nTo: All\nDate: Tue, 20 Jan 2026\nSubject: Re: Recap of the call\n\nDear all,\n\nWe agreed.\n"
    )
    assert (parsed.kind, parsed.title) == ("notes", "Recap of the call")


NOT_TRANSCRIPTS = {
    "minutes with labels": "Minutes\n\nPresent: Amina, Joseph\nApologies: Ruth\n\n"
    "1. Budget\nDecision: We buy the van.\n"
    "Action: Peter to call."
    "\n\n2. Staff\nDecision: We hire a cook.\nAction: Amina to write.\nNote: nobody objected.\n",
    "only labels": "Decision: We buy the van.\nAction: I call them.\nDecision: We hire a cook.\n"
    "Action: You write to us.\n",
    "a form": "Name: Amina Okafor\nRole: Treasurer\nTown: Nairobi\nPhone: 123\n",
    "an agenda": "10:00 Welcome\n10:15 Budget\n11:00 Coffee\n11:15 Staff\n12:00 Lunch\n",
    "prose with a colon": "One thing is clear: we must save.\n\nAnother: we must talk.\n\n"
    "As Amina says: it is time.\n\n"
    "That is all.\n",
    "a glossary": "Baseline: the state before.\nEndline: the state after.\nCohort: a group.\nDropout: who left.\n",
    "initials with tasks": "AP: JW to move the mats\nAP: EF to ask\nAP: HB to pay\n"
    "All agreed and went home after the tea.\n",
    "questions and answers": "Q: What is it?\nA: A van.\nQ: Who pays?\nA: We do.\n",
}


@pytest.mark.parametrize("case", NOT_TRANSCRIPTS)
def test_what_only_looks_like_a_transcript_is_notes(case: str) -> None:
    parsed = read(NOT_TRANSCRIPTS[case])
    assert (parsed.kind, parsed.participants) == ("notes", ())


@pytest.mark.parametrize("make", [str.upper, str.lower, str.title])
def test_changing_the_letters_case_of_prose_never_breaks_reading(make: Callable[[str], str]) -> None:
    for text in NOT_TRANSCRIPTS.values():
        assert read(make(text)).text == make(text)
