"""What the ending of a name promises, and what to do about files that Sybil does not read."""

ENDINGS = {
    "txt": "txt",
    "text": "txt",
    "log": "txt",
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "vtt": "vtt",
    "srt": "srt",
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "xltx": "xlsx",
    "pptx": "pptx",
    "pptm": "pptx",
    "ppsx": "pptx",
    "potx": "pptx",
    "pdf": "pdf",
    "zip": "zip",
}
"""Ending of a file's name (lower case, without the dot) to the format it is read as."""

_ADVICE = {
    "doc dot": "This is a Word file of the old kind (.doc). Open it in Word or LibreOffice and save it as DOCX.",
    "xls xlt xlsb": "This is an Excel file of a kind that is not read (.xls, .xlsb). Open it and save it as XLSX.",
    "ppt pps": "This is a PowerPoint file of the old kind (.ppt). Open it and save it as PPTX.",
    "odt ott fodt": "OpenDocument texts are not read. Open it and save it as DOCX.",
    "ods ots fods": "OpenDocument spreadsheets are not read. Open it and save it as XLSX.",
    "odp otp fodp": "OpenDocument presentations are not read. Open it and save it as PPTX.",
    "rtf": "RTF files are not read. Open it in Word or LibreOffice and save it as DOCX.",
    "pages": "Pages files are not read. Export it as DOCX or PDF.",
    "numbers": "Numbers files are not read. Export it as XLSX.",
    "key": "Keynote files are not read. Export it as PPTX or PDF.",
    "png jpg jpeg gif bmp tif tiff webp heic heif svg ico": "This is a picture, and pictures are not read. "
    "If it shows text, run text recognition (OCR) over it and add the result as PDF or TXT.",
    "mp3 m4a wav ogg oga opus aac flac wma amr": "This is a sound recording. "
    "Have it transcribed, and add the transcript as TXT, VTT or DOCX.",
    "mp4 mov avi mkv webm m4v 3gp wmv mpg mpeg": "This is a film. "
    "Have it transcribed, and add the transcript as TXT, VTT or DOCX.",
    "7z rar gz tgz tar bz2 xz": "This is an archive. Unpack it and add the files inside.",
    "eml msg mbox": "E-mail files are not read. Save the message as PDF or text.",
    "gdoc gsheet gslides gdraw": "This is only a link to a Google file. "
    "Download it as DOCX, XLSX or PPTX, or connect Google Drive.",
    "epub mobi": "E-books are not read. Convert it to PDF or DOCX.",
}

UNSUPPORTED = {ending: sentence for endings, sentence in _ADVICE.items() for ending in endings.split()}
"""Ending of a file's name to the sentence that tells what to do with such a file."""


def ending(name: str) -> str:
    """The ending of a file's name, lower case, without the dot; empty if it has none."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem.strip(".") and len(last) <= 10 else ""
