"""Files for the tests, made on the spot: good ones of each format, and parts for bad ones."""

import io
import zipfile
from collections.abc import Mapping

import docx
from reportlab.pdfgen.canvas import Canvas

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relation(number: int, kind: str, target: str) -> str:
    """One entry of a relations part."""
    return f'<Relationship Id="rId{number}" Type="{OFFICE}{kind}" Target="{target}"/>'


def raw_docx(document: str | bytes, extra: Mapping[str, str | bytes] | None = None, relations: str = "") -> bytes:
    """A DOCX whose ``word/document.xml`` is exactly this."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(relation(1, "officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": RELATIONS.format(relations),
    }
    return zipped(parts | dict(extra or {}))


def body(inside: str) -> str:
    """A Word document part with this inside its body."""
    return f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'


def said(text: str, properties: str = "") -> str:
    """A Word paragraph."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def raw_xlsx(sheet: str | bytes) -> bytes:
    """An XLSX with one sheet whose part is exactly this."""
    book = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE[:-1]}"><sheets>'
        '<sheet name="Budget" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.format(relation(1, "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": RELATIONS.format(relation(1, "worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def good_docx() -> bytes:
    """A Word file of a heading and a sentence."""
    document = docx.Document()
    document.add_heading("Board minutes", 1)
    document.add_paragraph("We agreed to buy the van.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def good_pdf(lines: tuple[str, ...] = ("We agreed to buy the van and to sell the bicycle.",), pages: int = 1) -> bytes:
    """A PDF with these lines on every page."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def raw_pdf(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of these objects, number 1 being the catalogue, with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def old_office(name: str) -> bytes:
    """The head of an OLE file whose directory names this stream."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + name.encode("utf-16-le") + bytes(512)
