"""Signs that a sentence hands out work, and that work offered was not needed; by family, for talk and for notes."""

import re

from core.documents.facts.task_verbs import TASK_VERBS

_NAME = r"(?P<who>@?[A-Z][\w'.-]+(?: [A-Z][\w'.-]+)?)"
_TELL = "|".join(sorted(TASK_VERBS - {"go", "do", "set", "look", "agree", "track", "mark", "line"} | {"grab", "see"}))
TOLD_TO = re.compile(
    rf"(?:^\W*|[.!;–—-]\s*|\b(?:and|so|then|ok|okay|right|great|thanks|well|also|but|now)\b[\s,]*){_NAME}\s*(?:,|:|"
    rf"\s[–—-])\s*"
    rf"(?:please |just |then |also |do |go and )*(?P<verb>{_TELL}|do|go|set|look)\b(?! (?:it|that|"
    rf"this)\W*$)(?<!tell)(?! (?:us|me) (?:about|how|what|why|more)\b)"
)
"""Talk: "Dennis, get me a quotation by the twentieth"."""
_ALL = (
    r"(?:everyone|everybody|all members|all of you|all volunteers|all staff|each of you|each member|you all|all|"
    r"folks|team|guys)"
)
_ALL_DO = re.compile(
    rf"^\W*(?:[\w' -]{{2,20}}[:–—-] ?)?(?:(?:ok|so|and|also|but|then|right)[\s,:]+)*{_ALL}\s*[,:–-]?\s+(?:please |"
    rf"pls |kindly |to |must |do )*(?P<verb>{_TELL}|do|have|make sure|be (?:at|in|on|there|ready|here))\b"
)
_ALL_PLEASE = re.compile(
    rf"^\W*(?:[\w' -]{{2,20}}[:–—-] ?)?(?:(?:ok|so|and|also|but|then|"
    rf"right)[\s,:]+)*(?:{_ALL})\s*[,:–-]+\s+.*\b(?:pls|please)\b"
)
_NOT_NEEDED = re.compile(
    r"\b(?:no need|not needed|let it drop|leave it|(?:has|have|'s|is) (?:got it|it) covered|already|says no|said "
    r"no|declined|"
    r"but (?:was|were|it|that|she|he|they|not)|for (?:me|her|him|them) to do|told (?:me|us|him|her) that|turned "
    r"(?:it|this) down|unless|no thanks|"
    r"doing (?:that|it) already|we have one|sorry,)\b"
)
_DAY = (
    r"(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|wed|thu|fri|sat|sun)\b|"
    r"\d{1,2}|next|this week|end(?: of)?|"
    r"then\b|halloween|christmas|easter|\w+teenth|twentieth|the weekend|midnight|noon)"
)
_BY_DAY = re.compile(
    rf"\b(?:by|before|until|till|on|not later than|no later than|latest|due)\b(?: the)? {_DAY}|"
    rf"\b(?:today|tonight|tomorrow|asap|eod|eow|eom|tmrw|w/e)\b"
)


def told_all(low: str) -> bool:
    """True for "All members bring your money by the 28th": work for all present."""
    return bool(_ALL_DO.match(low) and _BY_DAY.search(low)) or bool(_ALL_PLEASE.match(low) and _BY_DAY.search(low))


def not_needed(low: str) -> bool:
    """True if a sentence tells that an offer was not taken up."""
    return bool(_NOT_NEEDED.search(low))


def dated(low: str) -> bool:
    """True if a sentence says by when."""
    return bool(_BY_DAY.search(low))


def doing(stem: str) -> bool:
    """True if a verb without "ing" is one of doing: "call", "writ(e)", "plann"."""
    return bool({stem, stem + "e", stem[:-1]} & TASK_VERBS)
