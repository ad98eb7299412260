"""The kinds of answer a question can expect, and how each looks in a sentence."""

import re

from core.terms import words

_COUNTABLE = """budget amount number percentage percent share proportion rate size sum figure turnout score
population limit total target balance allowance capacity weight distance age""".split()  # fmt: skip
_COSTLY = """price cost costs fee fees rent salary deposit income spend spending quote quotation premium fine
grant donation budget allowance balance charge bill invoice wage pay""".split()  # fmt: skip
_PLACES = "place town city country village site room venue district office building".split()
_BEFORE = r"\b(?:what|which)(?:'s|’s| is| was| are| were| does| do| did| will| would)? (?:[\w'’-]+ ){0,4}?"


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(words) + ")"


WANTS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("reason", r"\bwhy\b|\bhow come\b|\bfor what reason\b|\breasons? (?:for|why|behind)\b"),
        (
            "money",
            rf"\bhow much (?:money|did|do|does|is|was|are|were|will|would|of|has|have|in)\b|{_BEFORE}{_any(_COSTLY)}\b|"
            r"\b(?:what|how much) (?:do|does|did|would|will) .{1,50}\b(?:cost|pay|charge|earn|owe|spend)\b|"
            r"\b(?:from|above|below|over|under) (?:what|which) amount\b",
        ),
        (
            "number",
            rf"\bhow (?:many|often|long|far|big|large|old|high|late|heavy|fast)\b|{_BEFORE}{_any(_COUNTABLE)}\b|"
            r"\b(?:limit|allowance|total|number of)\b",
        ),
        (
            "date",
            r"\bwhen\b|\b(?:what|which) (?:date|day|month|year|week|time|deadline)\b|\bhow soon\b|"
            r"\b(?:deadline|due date|closing date|date of)\b|\bsince when\b",
        ),
        (
            "deadline",
            r"\bby when\b|\bdeadlines?\b|\bclosing date\b|\bdue\b|\bwhen (?:must|should|do|does|"
            r"did) .{1,60}\b(?:have to|must|reach|be)\b",
        ),
        (
            "person",
            r"\b(?:who|whom|whose)\b(?!\s+(?:is|are|was|were)\s+\w+ing\b)|\bauthors?\b|"
            r"\b(?:which|what) (?:person|people|colleague|member|staff)\b|\bwho (?:is|are|was|were)\b",
        ),
        (
            "place",
            rf"\bwhere\b(?! (?:do|does|did) (?:things|matters|we|it) stand)|\b(?:which|what) {_any(_PLACES)}\b",
        ),
        (
            "yes_no",
            r"^\W*(?:and |but |so )?(?:is|are|was|were|do|does|did|can|could|should|will|would|has|have|had|may)\b",
        ),
    )
)
"""Kind of answer and the pattern of questions that expect it."""

_MONTHS = "January February March April May June July August September October November December".split()
_NUMBER_WORDS = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half
third quarter dozen once twice monthly weekly quarterly daily yearly""".split()  # fmt: skip
_CURRENCIES = """pounds? dollars? euros? shillings? francs? bob rupees? naira rand cedis? birr usd eur gbp kes ksh rwf
ugx tzs""".split()  # fmt: skip
_REASONS = "because since due reason reasons therefore otherwise owing".split()
_HOLDS = {
    "number": re.compile(rf"\d|\b{_any(_NUMBER_WORDS)}\b", re.IGNORECASE),
    "money": re.compile(
        r"[$£€₦₹]\s?\d|\b[A-Z]{3}\s?\d|\b\d{1,3}(?:,\d{3})+\b|"
        rf"\b\d[\d.,]*\s*(?:k|m|million|thousand)?\s*{_any(_CURRENCIES)}\b|"
        rf"\b{_any(_NUMBER_WORDS)} (?:hundred |thousand |million )?{_any(_CURRENCIES)}\b|: \d{{3,}}\b",
        re.IGNORECASE,
    ),
    "date": re.compile(
        rf"\b(?:{_any(_MONTHS)}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b|"
        r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}\b|"
        r"\b\d{1,2}(?:st|nd|rd|th)\b|"
        r"\b(?:today|tomorrow|tonight|yesterday|(?:next|this|last) (?:week|month|year|term))\b|"
        r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\bo'?clock\b"
    ),
    "deadline": re.compile(
        rf"\b(?:by|before|until|till|no later than|due|deadline|closes?|closing)\b[^.;]{{0,40}}?(?:\d|"
        rf"\b{_any(_MONTHS)}|day\b|week\b|end of)",
        re.IGNORECASE,
    ),
    "reason": re.compile(
        rf"\b{_any(_REASONS)}\b|"
        r"\bso that\b|\bthat's why\b|\bwhich is why\b|\bas a result\b|\bthe (?:problem|trouble)\b",
        re.IGNORECASE,
    ),
    "place": re.compile(
        r"\b(?:in|at|to|from|near|on|outside|behind)\s+(?:the\s+)?[A-Z]\w+|"
        r"\b(?:room|hall|street|road|store|shed)\b"
    ),
    "person": re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][a-z]{2,}(?:[- ][A-Z]\w+)?\b"),
}  # fmt: skip
_FULL = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z]\w+|(?<!^)\b[A-Z][a-z]+ [A-Z][a-z]+\b|Name: ")
_OWN = re.compile(r"\b(?:I'll|I’ll|I will|I've|I’ve|I'm|I’m|I)\b")


def holds(kind: str, text: str, people: frozenset[str] = frozenset()) -> bool:
    """True if a sentence holds the kind of thing that is asked for; always for kinds without a look of their own.

    Args:
        people: lower-case single words of names of people who are known to take part.
    """
    if kind == "person" and people:
        return any(word in people for word in words(text)) or bool(_OWN.search(text) or _FULL.search(text))
    pattern = _HOLDS.get(kind)
    return pattern is None or bool(pattern.search(text))
