"""From bytes to characters, whatever the encoding. The only importer of charset_normalizer."""

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}) + b"\x7f"
_WESTERN = ("cp1252", "mac_roman", "cp850")
_CENTRAL = "cp1250"
_NOT_WESTERN = re.compile(r"[A-Za-zÀ-ÿ][¹²³¿¾¼][a-z]|[¿¯]ó|£[ao]\w")
_CENTRAL_LETTER = re.compile(r"(?<=[a-zA-ZŁłó ])[ąćęłńśźżčďěňřťůőűľĺŕăşţđŁŚŻŹĆČŘŤĎŇ]")
_LIKELY = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]*[à-öø-ÿœšž][a-zà-öø-ÿœšž]*|(?<![a-zß-ÿ])[ÀÁÂÄÅÆÇÈÉÊËÍÎÓÔÖØÚÜÑŠŽŒß](?=[A-Za-zß-ÿ\s.,:!?)\-’']|$)"
    r"|(?<=[a-zà-ÿ])[ß’](?=[a-z]|\W|$)|[‘’“”«»„‚…–—•·§©®°€£¥¡¿ºª\xa0](?![À-ÿ])"
)
_UNLIKELY = re.compile(
    r"[a-zß-ÿ][À-ÖØ-ÞŠŽŸ]|[^\W\dA-Za-z_]{3}|[A-Za-z][¡-©«-±´-¶¸»-¿×÷‚„†‡ˆ‰‹›˜¤¦¬¯¸-][a-z]|[\x80-\x9f]"
)
_SAMPLE = 200_000


@dataclass(frozen=True)
class Decoded:
    """Text as it is in the file, byte order mark dropped, line ends ``\\n``; ``encoding`` is what it was read as."""

    text: str
    encoding: str


def decode(content: bytes, declared: str | None = None) -> Decoded | None:
    """The text that these bytes hold, None if they hold none.

    Args:
        content: the whole file.
        declared: the encoding that the file itself names, tried after byte order marks and UTF-8.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            body = content[len(mark) :]
            return _decoded(_lossless(body, encoding) or body.decode(encoding, "ignore"), encoding)
    if (wide := _wide(content)) is not None:
        return wide
    if len(content.translate(None, _CONTROL)) < 0.995 * len(content):
        return None
    if (text := _utf8(content)) is not None:
        return _decoded(text, "utf-8")
    if declared and (text := _lossless(content, declared)) is not None:
        return _decoded(text, declared)
    return _legacy(content)


def _decoded(text: str, encoding: str) -> Decoded:
    text = text.removeprefix("\ufeff").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding)


def _lossless(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 without a mark, told by the zero bytes of its ASCII characters."""
    sample = content[:4096]
    if len(sample) < 4 or sample.count(0) < 0.2 * len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 4 * min(even, odd) + 2:
        return None
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    text = _lossless(content[: len(content) // 2 * 2], encoding)
    return _decoded(text, encoding) if text and text[:2000].replace("\x00", "") == text[:2000] else None


def _utf8(content: bytes) -> str | None:
    """UTF-8, also where its last character is cut off or a few pasted bytes are of another encoding."""
    pieces, rest, wrong = [], memoryview(content), 0
    while True:
        try:
            pieces.append(str(rest, "utf-8"))
            break
        except UnicodeDecodeError as exc:
            pieces.append(str(rest[: exc.start], "utf-8"))
            if exc.end == len(rest) and exc.reason == "unexpected end of data":
                break
            wrong += 1
            if wrong > 200:
                return None
            pieces.append(bytes(rest[exc.start : exc.end]).decode("cp1252", "ignore"))
            rest = rest[exc.end :]
    text = "".join(pieces)
    if wrong == 0 and not (len(pieces) > 1 and text.isascii()):
        return text
    right = sum(1 for character in text if ord(character) > 0x7F) - wrong
    return text if right > 10 * wrong > 0 else None


def _legacy(content: bytes) -> Decoded:
    """A single- or multi-byte encoding of the time before Unicode, by what reads like language."""
    scores = {encoding: _score(content, encoding) for encoding in _WESTERN}
    western = _lossless(content[:_SAMPLE], "cp1252") or ""
    if _central(western) and (central := _score(content, _CENTRAL)) > scores["cp1252"] - 0.2:
        scores = {_CENTRAL: central}
    best = max(scores, key=lambda encoding: scores[encoding])
    if best == "cp1252" and set(western) & set("þðÞÐ") and not set(western) & set("áéíúæø"):
        best = "cp1254"  # not Icelandic, so Turkish
        scores[best] = scores["cp1252"]
    if scores[best] > 0.7:
        return _decoded(content.decode(best, "ignore"), best)
    guess = charset_normalizer.from_bytes(content[:_SAMPLE]).best()
    text = _lossless(content, guess.encoding) if guess else None
    if text is None or guess is None:
        text, known = _lossless(content, "cp1252"), "cp1252"
        return _decoded(text, known) if text is not None else _decoded(content.decode("latin-1"), "latin-1")
    return _decoded(text, guess.encoding)


def _central(western: str) -> bool:
    """True if letters of Polish, Czech or Hungarian were misread as Western ones."""
    seen = set(western)
    czech = "ø" in seen and seen & set("ìè")
    hungarian = seen & set("õû") and seen & set("áéíóú") and not seen & set("ãçêâà")
    return bool(_NOT_WESTERN.search(western) or czech or hungarian)


def _score(content: bytes, encoding: str) -> float:
    """How well the characters beyond ASCII fit among their neighbours, from 0 to 1."""
    text = _lossless(content[:_SAMPLE], encoding)
    if text is None:
        return 0.0
    beyond = sum(1 for character in text if ord(character) > 0x7F)
    likely = sum(sum(1 for c in match.group() if ord(c) > 0x7F) for match in _LIKELY.finditer(text))
    if encoding == _CENTRAL:
        likely += len(_CENTRAL_LETTER.findall(text))
    unlikely = len(_UNLIKELY.findall(text))
    return max(0.0, min(1.0, (likely - 2 * unlikely) / beyond)) if beyond else 1.0
