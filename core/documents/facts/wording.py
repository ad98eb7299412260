"""Statements and tasks as a person would write them down: without filler and labels, facts and figures untouched."""

import re

_MARKUP = re.compile(r"\*{1,3}|~~|`|\[(?:\d{1,2}:)?\d{1,2}:\d{2}\]|^\s*(?:[-*•→]|->|\[[ xX]\])\s+")
_FILLER = re.compile(
    r"^(?:\W*(?:(?:ok(?:ay)?|so|right|well|yeah|yes|yep|yup|great|good|fine|alright|all right|um+|uh+|er+|"
    r"hmm*|lovely|perfect|cool|sawa|now|and|but|oh|ah|aye|true|done|thanks|basically|honestly|actually|listen|"
    r"look|you know|"
    r"i mean|anyway|anyways|i guess|like|then|agreed|that's settled|that's decided|it's settled|it's decided|"
    r"we're agreed|in that case|for me it is clear|no no no|tell her no|tell him no|"
    r"tell them no)(?=[\s,.:;!–—-]))[\s,.:;!–—-]+)+",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"^(?:(?:after (?:some |a |much |further |lengthy |long |brief )*(?:discussion|debate|deliberation|"
    r"vote)s?,?|accordingly,?|therefore,?|finally,?|in the end,?|by consensus,?)\s+)*"
    r"(?:(?:it (?:was|is|has been)|we(?:'ve| have)?|the (?:board|committee|meeting|council|team|group|"
    r"trustees|members)|members|all|everyone)\s+(?:also |then |further |therefore |unanimously |finally |"
    r"all )*)?"
    r"(?:(?:have |has )?(?:agreed|resolved|decided))(?: unanimously| by all| by consensus|"
    r" in principle)?,?\s*(?::|that|–|-|—)?\s+(?=(?:to )?\S)",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:,?\s+(?:then|final|sorry|lol|haha|period|point|full stop|end of story|okay\?|ok\?|yeah\?|right\?|"
    r"agreed))+[.! ]*$",
    re.I,
)
_LETS = re.compile(r"^let's\s+(?:just\s+)?", re.I)
_TASK_LEAD = re.compile(
    r"^(?:(?:please|kindly|pls|can you|could you|will you|would you|you|also|then|and|to|will|shall|'ll|is to|"
    r"are to|is going to|are going to|agreed to|has agreed to|undertook to|volunteered to|offered to|"
    r"promised to|was (?:asked|tasked|requested|instructed) to|were (?:asked|tasked) to|"
    r"is directed to|was directed to|has promised|am going to|need to|must|i(?:'ll| will| shall|'m going to|"
    r" can| need to| must| have to)?|we(?:'ll| will)?)\b[\s,:–-]*)+",
    re.IGNORECASE,
)

_ASKED = re.compile(
    r"^(?:(?:[\w'’]+[,:]? ){0,3}?(?:can|could|will|would) you (?:please |just )?(?=\w)|let me(?:, )?\s*(?=\w)|"
    r"(?:i\b)?\s*(?:['’]m|am|['’]ll)\s+(?:going to )?)",
    re.IGNORECASE,
)
_TRIFLE = re.compile(
    r"^(?:(?:i'll |let me )?(?:try|look|see|ask|think|finish|go on|go ahead|stop the recording|start)\W*$|"
    r"(?:who|what|when|where|why|how)(?:'s|’s| is| are)\b|do you\b|['’](?:m|re|ve)\b|"
    r"(?:on|in|at) the (?:line|phone)\b)",
    re.IGNORECASE,
)


def statement(text: str) -> str:
    """A decision in words for a list: "It was agreed that the fee rises." becomes "The fee rises."."""
    plain = _clean(text)
    for _ in range(2):
        shorter = _FILLER.sub("", plain)
        shorter = _VERDICT.sub("", shorter) if not re.match(r"\W*(?:to|that)\b", shorter) else shorter
        plain = shorter if len(shorter.split()) >= 2 else plain
    plain = _LETS.sub("", plain)
    shorter = _TRAIL.sub("", plain)
    plain = shorter if len(shorter.split()) >= 3 else plain
    plain = re.sub(r"^to (?=[a-z])", "", plain, flags=re.I) if len(plain.split()) > 2 else plain
    return _sentence(plain)


def task(text: str, who: str | None = None) -> str:
    """A task in words for a list: "Peter to call the landlord." becomes "Call the landlord."."""
    plain = _clean(text)
    if who and plain.lower().startswith(who.lower()):
        shorter = plain[len(who) :].lstrip(" ,:–—-")
        plain = shorter if len(shorter.split()) >= 2 else plain
    plain = _FILLER.sub("", plain) or plain
    for lead in (_ASKED, _TASK_LEAD):
        shorter = lead.sub("", plain)
        plain = shorter if len(shorter.split()) >= 2 else plain
    return _sentence(plain)


def trifle(task: str) -> bool:
    """True for what somebody says they will do and nobody writes down: "Let me try.", "Go on.", a question."""
    return bool(_TRIFLE.match(task))


def _clean(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split()).strip(" |-–—→")


def _sentence(text: str) -> str:
    text = text.strip().strip("|").strip()
    if text.endswith("?"):
        text = text[:-1].rstrip()
    if text and text[-1] not in ".!…)\"”'’":
        text += "."
    return text[:1].upper() + text[1:]
