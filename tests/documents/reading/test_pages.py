"""PDF, HTML, Markdown, CSV; and that no bytes under any name do anything but parse or fail in words."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from core.documents.parsed import ParsedDocument
from core.documents.reading import ENDINGS, Limits
from core.documents.reading.formats import parse
from core.documents.reading.reasons import CODES
from core.errors import FileUnreadable
from tests.documents.reading.making import body, good_docx, good_pdf, raw_docx, raw_xlsx, said


def read(content: bytes | str, name: str) -> ParsedDocument:
    return parse(content.encode() if isinstance(content, str) else content, name, Limits())


def outcome(content: bytes, name: str) -> ParsedDocument | FileUnreadable:
    try:
        return read(content, name)
    except FileUnreadable as refused:
        return refused


def pieces(parsed: ParsedDocument, *kinds: str) -> list[tuple[str, str]]:
    return [(s.locator, parsed.text[s.start : s.end]) for s in parsed.segments if not kinds or s.kind in kinds]


TOPICS = ("wells and pumps", "the teachers", "money", "the new office in Kisumu")
FILLER = (
    "The partners met in the hall and spoke for a long time about {0}, "
    "and it was agreed to go on with {0} in the next year."
)


def _report() -> bytes:
    styles = getSampleStyleSheet()
    story: list[object] = []
    for number, topic in enumerate(TOPICS, start=1):
        story.append(Paragraph(f"{number}. About {topic}", styles["Heading1"]))
        story += [Paragraph(f"Part {part}. " + FILLER.format(topic), styles["Normal"]) for part in "abc"]
        story.append(PageBreak())

    def furnish(canvas: Canvas, _: object) -> None:
        canvas.drawString(100, 800, "Strategy of the Trust - CONFIDENTIAL")
        canvas.drawString(300, 30, f"Page {canvas.getPageNumber()} of 4")

    out = io.BytesIO()
    SimpleDocTemplate(out, title="Microsoft Word - Strategy.docx").build(
        story, onFirstPage=furnish, onLaterPages=furnish
    )
    return out.getvalue()


def test_pdf_paragraphs_headings_and_page_furniture() -> None:
    parsed = read(_report(), "strategy.pdf")
    assert (parsed.kind, parsed.title) == ("pdf", "Strategy")
    assert pieces(parsed, "heading") == [
        (f"page {n}", f"{n}. About {topic}") for n, topic in enumerate(TOPICS, start=1)
    ]
    assert [text for _, text in pieces(parsed, "paragraph")] == [
        f"Part {part}. " + FILLER.format(topic) for topic in TOPICS for part in "abc"
    ]
    system = pieces(parsed, "system")
    assert {text for _, text in system} == {
        "Strategy of the Trust - CONFIDENTIAL",
        *(f"Page {n} of 4" for n in range(1, 5)),
    }


def test_pdf_words_parted_at_the_end_of_a_line_are_whole_again() -> None:
    lines = (
        "The committee spoke at length about the long-term contri-",
        "butions of all members, and about long-",
        "term plans for the ﬁrst well and the small ofﬁces there.",
    )
    assert [text for _, text in pieces(read(good_pdf((*lines[:2], lines[2].replace("ﬁ", "fi"))), "a.pdf"))] == [
        "The committee spoke at length about the long-term contributions of all members, and about long-term plans for "
        "the first well and the small offices there."
    ]


def test_pdf_pages_without_text_are_noted() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(3):
        if number == 1:
            from reportlab.lib.utils import ImageReader

            picture = io.BytesIO(b"P6 2 2 255\n" + bytes(range(12)))
            canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
        else:
            canvas.drawString(72, 700, f"We agreed on page {number} to buy the van at once.")
        canvas.showPage()
    canvas.save()
    assert read(out.getvalue(), "a.pdf").notes == ("1 of 3 pages are pictures without text and were left out.",)


PAGE = """<!DOCTYPE html><html><head><title>The shelf &amp; the well</title><meta name="date" content="2026-04-30">
<style>p {color: red}</style></head><body><nav>Home | Give</nav><h1>The shelf</h1>
<p>It was <b>built</b> in a single
day.<br>By parents.</p><script>alert("no")</script><p hidden>no</p><div style="display: none">no</div>
<div aria-hidden="true">no</div><ul><li>soap<li>water</ul>
<table><tr><th>Item</th><th>Cost</th></tr><tr><td>Tap</td><td>4</td></tr><tr><td colspan=2>Total 4</td></tr></table>
<table><tr><td><p>Only a frame.</p></td></tr></table><!-- no --><template>no</template>Last &gt; words</body></html>"""


def test_html_is_what_is_seen() -> None:
    parsed = read(PAGE, "page.html")
    assert (parsed.kind, parsed.title, parsed.written) == ("webpage", "The shelf & the well", date(2026, 4, 30))
    assert [text for _, text in pieces(parsed)] == [
        "The shelf",
        "It was built in a single day.\nBy parents.",
        "- soap",
        "- water",
        "Item; Cost",
        "Item: Tap; Cost: 4",
        "Item: Total 4",
        "Only a frame.",
        "Last > words",
    ]


def test_html_in_an_old_encoding_that_it_names() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Мы решили.</p></body></html>'
    assert read(page.encode("cp1251"), "a.htm").text == "Мы решили."


def test_html_nested_beyond_reason_is_read_or_refused() -> None:
    deep = "<div>" * 100_000 + "core" + "</div>" * 100_000
    found = outcome(f"<html><body>{deep}</body></html>".encode(), "a.html")
    assert found.code in ("bomb", "empty") if isinstance(found, FileUnreadable) else "core" in found.text


MARKDOWN = """---
title: "Notes of May"
date: 2026-05-04
---

# First *things*

Some text that
was wrapped.
- [ ] item one
- [x] item two
  goes on

| Task | Owner |
|------|-------|
| Call | Peter |

Setext
------
```
# no heading
```

**Decisions**

Owner: Amina
"""


def test_markdown_points_into_the_file() -> None:
    parsed = read(MARKDOWN, "notes.md")
    assert (parsed.kind, parsed.title, parsed.written, parsed.text) == (
        "notes",
        "Notes of May",
        date(2026, 5, 4),
        MARKDOWN,
    )
    assert pieces(parsed, "heading") == [
        ("section First things", "First *things*"),
        ("section Setext", "Setext"),
        ("section Decisions", "Decisions"),
    ]
    assert pieces(parsed, "header", "row") == [
        ("section First things", "| Task | Owner |"),
        ("section First things", "| Call | Peter |"),
    ]
    assert [text for _, text in pieces(parsed, "paragraph")] == [
        "Some text that\nwas wrapped.",
        "- [ ] item one",
        "- [x] item two\n  goes on",
        "# no heading",
        "Owner: Amina",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_every_dialect(delimiter: str, encoding: str) -> None:
    rows = [
        ("Name", "Größe", "Ort"),
        ("Amina", "1.5", "Köln"),
        ("José", "2", f"Bad{delimiter} Ort"),
        ("Ruth", "", 'say "hi"'),
    ]
    quoted = "\r\n".join(
        delimiter.join(
            '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell for cell in row
        )
        for row in rows
    )
    parsed = read(quoted.encode(encoding), "a.csv")
    assert pieces(parsed) == [
        ("row 1", "Name; Größe; Ort"),
        ("row 2", "Name: Amina; Größe: 1.5; Ort: Köln"),
        ("row 3", f"Name: José; Größe: 2; Ort: Bad{delimiter if delimiter != chr(9) else ''} Ort"),
        ("row 4", 'Name: Ruth; Ort: say "hi"'),
    ]


def test_csv_with_excels_own_hint_and_without_a_header() -> None:
    assert pieces(read("sep=;\nA;B\n1;2\n", "a.csv")) == [("row 1", "A; B"), ("row 2", "A: 1; B: 2")]
    assert pieces(read("1,2\n3,4\n", "a.csv")) == [("row 1", "1; 2"), ("row 2", "3; 4")]


SEEDS = [
    good_docx(), good_pdf(), raw_docx(body(said("We agreed."))), raw_xlsx("<worksheet/>"), PAGE.encode(),
    MARKDOWN.encode(),
    b"15/04/2026, 18:02 - Amina: hi\n15/04/2026, 18:03 - Bo: ho", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>x</v>",
    b"Amina: I go.\nBo: You stay?\nAmina: Yes.", b"A;B\n1;2\n", b"\xff\xfeA\x00",
    b"Amina  0:12\nI said so.\n\nBo  0:14\nNo?\n",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with a stretch cut out, replaced or doubled."""
    seed = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(seed)))
    end = draw(st.integers(start, min(len(seed), start + draw(st.sampled_from([3, 60, 5000])))))
    return seed[:start] + draw(st.one_of(st.binary(max_size=40), st.just(seed[start:end] * 2))) + seed[end:]


WORDS = st.lists(
    st.sampled_from(
        ["Amina", ":", " ", "\n", "\n\n", "0:12", "  ", "Joseph", "- ", "# ", "|", "-->", "15/04/2026, 18:02 - ", "[",
         "]", "(", ")", "1.", "Decision: ",
         "We agreed.", "---", "\t", "\u200e", "<v ", ">", "é", "😀", "00:00:01.000", "\r",
         ";", '"', "NOTE", "**"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    content=st.one_of(
        damaged(), st.binary(max_size=200), WORDS.map(str.encode), WORDS.map(lambda t: t.encode("utf-16"))
    ),
    ending=st.sampled_from([*sorted(ENDINGS), "doc", "xyz"]),
)
def test_any_bytes_under_any_name_parse_or_fail_in_words(content: bytes, ending: str) -> None:
    parsed = outcome(content, f"file.{ending}")
    if isinstance(parsed, FileUnreadable):
        assert parsed.code in CODES
        assert parsed.reason.endswith(".")
        return
    last = 0
    for segment in parsed.segments:
        assert last <= segment.start < segment.end <= len(parsed.text)
        last = segment.end
    assert parsed.segments
    assert "\r" not in parsed.text
    assert "\x00" not in parsed.text
    parsed.text.encode()
    spoken = tuple(dict.fromkeys(s.speaker for s in parsed.segments if s.speaker))
    assert parsed.participants == spoken
