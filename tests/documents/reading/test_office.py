"""Word, Excel and PowerPoint files: what a reader sees, in the order of the page."""

import io
from datetime import date, datetime
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from openpyxl.styles import Font

from core.documents.parsed import ParsedDocument
from core.documents.reading import Limits
from core.documents.reading.cellformat import shown
from core.documents.reading.formats import parse
from core.errors import FileUnreadable
from tests.documents.reading.making import RELATIONS, WORD, body, raw_docx, relation, said


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(content: bytes, name: str) -> ParsedDocument:
    return parse(content, name, Limits())


def pieces(parsed: ParsedDocument, *kinds: str) -> list[tuple[str, str]]:
    return [(s.locator, parsed.text[s.start : s.end]) for s in parsed.segments if not kinds or s.kind in kinds]


def texts(parsed: ParsedDocument, *kinds: str) -> list[str]:
    return [text for _, text in pieces(parsed, *kinds)]


def test_word_headings_tables_headers_and_footers_in_order() -> None:
    document = docx.Document()
    document.core_properties.title = "untitled"
    document.core_properties.modified = datetime(2026, 3, 12)
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of the minutes"
    document.add_heading("Board minutes", 0)
    document.add_heading("1. Tasks", 1)
    document.add_paragraph("Before the table.")
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate(
        [("Task", "Owner", "Due"), ("Call the landlord", "Peter", "12 May"), ("Buy\nthe van", "Amina", "")]
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("After the table.")
    parsed = read(saved(document), "minutes.docx")
    assert (parsed.kind, parsed.title, parsed.written) == ("document", "Board minutes", date(2026, 3, 12))
    assert pieces(parsed) == [
        ("page header", "CONFIDENTIAL"),
        ("", "Board minutes"),
        ("section 1. Tasks", "1. Tasks"),
        ("section 1. Tasks", "Before the table."),
        ("section 1. Tasks, table 1, row 1", "Task; Owner; Due"),
        ("section 1. Tasks, table 1, row 2", "Task: Call the landlord; Owner: Peter; Due: 12 May"),
        ("section 1. Tasks, table 1, row 3", "Task: Buy / the van; Owner: Amina"),
        ("section 1. Tasks", "After the table."),
        ("page footer", "Page 1 of the minutes"),
    ]


def test_word_merged_cells_come_once_and_frames_are_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"Cell {'abc'[row]}{'xyz'[column]}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "wide"
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "A framed remark.\nWith two lines."
    parsed = read(saved(document), "a.docx")
    assert parsed.text.count("tall") == parsed.text.count("wide") == 1
    assert texts(parsed, "row") == ["Cell ax: tall; Cell ay: wide", "Cell ay: Cell cy; Cell az: Cell cz"]
    assert texts(parsed, "paragraph") == ["A framed remark.", "With two lines."]


TRACKED = (
    '<w:p><w:r><w:t xml:space="preserve">We buy </w:t></w:r>'
    '<w:del w:id="1"><w:r><w:delText>a bicycle</w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:t>the van</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>'
    '<w:moveFrom w:id="3"><w:r><w:t> moved away</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r>'
    '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:commentReference w:id="4"/></w:r></w:p>'
    '<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>'
    '<w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>' + said("sentence.")
)  # fmt: skip


def test_word_changes_notes_and_comments() -> None:
    note = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="7">{said("If the bank agrees.")}</w:footnote></w:footnotes>'
    )
    comment = (
        f'<w:comments xmlns:w="{WORD}"><w:comment w:id="4" w:author="Ruth">{said("Really?")}</w:comment></w:comments>'
    )
    content = raw_docx(
        body(TRACKED),
        {"word/footnotes.xml": note, "word/comments.xml": comment},
        relation(1, "footnotes", "footnotes.xml") + relation(2, "comments", "comments.xml"),
    )
    assert pieces(read(content, "a.docx")) == [
        ("", "We buy the van."),
        ("footnote 7", "If the bank agrees."),
        ("comment", "Comment by Ruth: Really?"),
        ("", "One sentence."),
    ]


def test_word_text_boxes_come_once() -> None:
    box = f"<w:txbxContent>{said('In the box.')}</w:txbxContent>"
    drawn = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Beside it.</w:t></w:r></w:p>"
    )
    assert texts(read(raw_docx(body(drawn)), "a.docx")) == ["Beside it.", "In the box."]


def test_word_of_the_strict_kind_is_read_too() -> None:
    strict = body(said("Strictly.")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/x"
    )
    assert texts(read(raw_docx(strict), "a.docx")) == ["Strictly."]


def test_a_word_file_of_turns_is_a_transcript() -> None:
    document = docx.Document()
    document.add_heading("Weekly call", 1)
    for name, words in [("Amina", "I will send it."), ("Joseph", "We take the second one."), ("Amina", "Agreed.")] * 2:
        document.add_paragraph(f"{name}: {words}")
    parsed = read(saved(document), "call.docx")
    assert (parsed.kind, parsed.title, parsed.participants) == ("transcript", "Weekly call", ("Amina", "Joseph"))


def test_a_missing_main_part_is_broken_and_not_a_crash() -> None:
    from tests.documents.reading.making import TYPES, zipped

    content = zipped({"[Content_Types].xml": TYPES, "word/a.xml": "", "_rels/.rels": RELATIONS.format("")})
    with pytest.raises(FileUnreadable) as caught:
        read(content, "a.docx")
    assert caught.value.code == "broken"


def workbook() -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Budget"
    sheet["A1"] = "Budget 2026, in pounds"
    for column, name in enumerate(("Item", "Cost", "Due", "Share", "Paid"), start=1):
        sheet.cell(3, column, name)
    for row, cells in enumerate(
        [("Laptops", 1200.5, date(2026, 4, 15), 0.25, True), ("Van; used", 30000, None, 0.5, False)], 4
    ):
        for column, value in enumerate(cells, start=1):
            sheet.cell(row, column, value)
        sheet.cell(row, 2).number_format = "£#,##0.00"
        sheet.cell(row, 4).number_format = "0%"
    sheet["C4"].number_format = "dd/mm/yyyy"
    return book


def test_excel_rows_are_understood_alone() -> None:
    book = workbook()
    hidden = book.create_sheet("Salaries")
    hidden.append(["Name", "Pay"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    parsed = read(saved(book), "budget.xlsx")
    assert parsed.kind == "spreadsheet"
    assert pieces(parsed) == [
        ("sheet Budget", "Budget"),
        ("sheet Budget, row 1", "Budget 2026, in pounds"),
        ("sheet Budget, row 3", "Item; Cost; Due; Share; Paid"),
        ("sheet Budget, row 4", "Item: Laptops; Cost: £1,200.50; Due: 2026-04-15; Share: 25%; Paid: TRUE"),
        ("sheet Budget, row 5", "Item: Van; used; Cost: £30,000.00; Share: 50%; Paid: FALSE"),
    ]
    assert parsed.notes == ("Hidden sheets were left out: Salaries.",)


def test_excel_formulas_show_stored_results_and_say_when_there_are_none() -> None:
    book = workbook()
    book["Budget"]["B6"] = "=SUM(B4:B5)"
    assert "1 formulas have no stored result" in read(saved(book), "b.xlsx").notes[0]


def test_excel_a_second_bold_header_after_a_gap_begins_a_new_table() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [("Task", "Owner"), ("Call", "Peter"), (), ("Risk", "Level"), ("Flood", "high")]:
        sheet.append(row)
    for cell in ("A1", "B1", "A4", "B4"):
        sheet[cell].font = Font(bold=True)
    assert texts(read(saved(book), "b.xlsx"), "row") == ["Task: Call; Owner: Peter", "Risk: Flood; Level: high"]


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1234567.891, "General", "1234567.891"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "General", "1e+21"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
        (-5, "0", "-5"),
        (0, '#,##0;-#,##0;"none"', "none"),
        (0.256, "0.0%", "25.6%"),
        (1500000, '#,##0.0,,"m"', "1.5m"),
        (42, '"KES" #,##0', "KES 42"),
        (42, "[$€-407] #,##0.00", "€ 42.00"),
        (7, "000", "007"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (46127, "d/m/yyyy", "2026-04-15"),
        (46127, "d mmmm yyyy", "15 April 2026"),
        (46127, "mmm-yy", "Apr 2026"),
        (46127.75, "dd/mm/yyyy hh:mm", "2026-04-15 18:00"),
        (0.75, "h:mm AM/PM", "18:00"),
        (1.5, "[h]:mm", "36:00"),
        (-3.5, "yyyy-mm-dd", "1899-12-26"),
        (12345, "0.00E+00", "1.23E+04"),
        (5, "", "5"),
    ],
)
def test_numbers_look_as_they_do_in_the_sheet(value: float, code: str, expected: str) -> None:
    assert shown(value, code) == expected


def test_dates_counted_from_1904() -> None:
    assert shown(44665, "yyyy-mm-dd", since_1904=True) == "2026-04-15"


def test_powerpoint_slides_tables_groups_and_notes() -> None:
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Strategy"
    first.placeholders[1].text = "First point\nSecond point"
    first.notes_slide.notes_text_frame.text = "Say hello"
    table = first.shapes.add_table(2, 2, 0, 0, 100, 100).table
    for row, cells in enumerate([("Goal", "Year"), ("Grow", "2027")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    group = first.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 10, 10).text_frame.text = "In a group"
    secret = deck.slides.add_slide(deck.slide_layouts[5])
    secret.shapes.title.text = "Hidden"
    secret._element.set("show", "0")
    parsed = read(saved(deck), "deck.pptx")
    assert (parsed.kind, parsed.title) == ("presentation", "Strategy")
    assert pieces(parsed) == [
        ("slide 1", "Strategy"),
        ("slide 1", "First point"),
        ("slide 1", "Second point"),
        ("slide 1, table row 1", "Goal; Year"),
        ("slide 1, table row 2", "Goal: Grow; Year: 2027"),
        ("slide 1", "In a group"),
        ("slide 1, notes", "Say hello"),
    ]
    assert parsed.notes == ("Hidden slides were left out: 2.",)


@pytest.mark.parametrize("name", ["deck.pdf", "deck.txt", "deck.docx", "deck"])
def test_what_is_inside_wins_over_the_ending(name: str) -> None:
    parsed = read(saved(workbook()), name)
    assert parsed.kind == "spreadsheet"
    assert parsed.notes == (
        ()
        if name == "deck"
        else (f"The name ends in .{name[5:]}, but inside is an Excel workbook; it was read as that.",)
    )
