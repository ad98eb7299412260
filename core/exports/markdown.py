"""A conversation as Markdown in which nothing that a document or a model wrote is live.

No image, link, HTML, mention or formula can arise from text: every character that could begin one is escaped. Mail
addresses need more, since renderers look for them when the escapes are gone: a word joiner follows each ``@``.
"""

import re

from core.exports.cleaning import lines, one_line
from core.exports.talk import Talk, asked, bullet, source, sources

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|:(?=\S)|(?<=\w)\.(?=\w)")
_BEGINS = re.compile(r"^(?:[-+=!]|\d{1,9}(?=[.)]))")


def escaped(text: str) -> str:
    """One line of text that shows as it is, wherever it is put."""
    line = _SPECIAL.sub(lambda found: f"\\{found.group()}", one_line(text))
    line = line.replace("@", "\\@\u2060")
    begun = _BEGINS.match(line)
    if begun is None:
        return line
    first = begun.group()
    return f"{first}\\{line[len(first) :]}" if first[0].isdigit() else f"\\{line}"


def markdown(talk: Talk) -> bytes:
    """The whole file, UTF-8."""
    blocks = [f"# {escaped(talk.title)}", escaped(talk.heading)]
    for question, record in talk.turns:
        blocks.append(f"## {escaped(question)}")
        blocks.append(f"*{escaped(asked(record))}*")
        blocks += _paragraphs(record.answer.text)
        blocks += [f"**Note:** {escaped(warning)}" for warning in record.answer.warnings]
        blocks += [
            f"\\[{citation.n}\\] {escaped(source(citation))}\n\n{_quoted(citation.quote)}"
            for citation in sources(record.answer)
        ]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _paragraphs(text: str) -> list[str]:
    """Each line a paragraph of its own, items of a list together."""
    blocks: list[str] = []
    listing = False
    for line in lines(text):
        item = bullet(line)
        if item is not None and listing:
            blocks[-1] += f"\n- {escaped(item)}"
        else:
            blocks.append(escaped(line) if item is None else f"- {escaped(item)}")
        listing = item is not None
    return blocks


def _quoted(text: str) -> str:
    return "\n>\n".join(f"> {escaped(line)}" for line in lines(text)) or "> "
