"""Who a sentence speaks of and in what tense: minutes tell in the past what was said, and state what holds from now on.

No parser: the first finite verb among the first words, by its form, and the kind of the words before it.
"""

from collections.abc import Sequence

_FUTURE = frozenset("will shall won't 'll we'll i'll they'll he'll she'll it'll you'll".split())
_MAY = frozenset("may can can't cannot must".split())
_WOULD = frozenset("would could might should i'd we'd they'd he'd she'd wouldn't couldn't shouldn't".split())
_IS = frozenset("is are am isn't aren't i'm we're they're you're it's that's he's she's there's what's stands".split())
_WAS = frozenset("was were wasn't weren't had hadn't did didn't".split())
_HAS = frozenset("has have hasn't haven't i've we've they've".split())
_DOES = frozenset("does do doesn't don't".split())
_STAYS = frozenset(
    """stay stays remain remains continue continues keep keeps hold holds apply applies stand carry carries
    maintain maintains""".split()
)
_SAYS = frozenset(
    """thinks wants prefers says likes asks hopes feels believes proposes suggests wonders finds fears explains
    reports informs argues doubts worries insists wishes knows needs doubt mean think hope wish""".split()
)
_PAST_FORMS = frozenset(
    """said went took gave came got made found thought felt told wrote met left kept held brought sent chose ran spoke
    began knew saw put paid lost heard read won spent built drew led showed rang rose fell lay stood sat sold""".split()
)
_PRESENT = frozenset(
    """go take get start move pay become begin close open stop end meet buy sell rent use drop raise give make run
    leave accept decline join wait write try put change switch cancel set reserve need have do let admit""".split()
)
_SUBJECTS = {
    **dict.fromkeys("we we'll we're we've we'd us both".split(), "we"),
    **dict.fromkeys("i i'll i'm i've i'd".split(), "i"),
    **dict.fromkeys("you you'll you're".split(), "you"),
    **dict.fromkeys("he she they he's she's they're they've they'll he'll she'll they'd he'd she'd".split(), "they"),
    **dict.fromkeys("it it's it'll this that that's which these those".split(), "it"),
    **dict.fromkeys("there there's".split(), "there"),
    **dict.fromkeys("nobody none no neither nothing".split(), "no"),
    **dict.fromkeys("everyone everybody all each every anyone whoever only anybody".split(), "all"),
    **dict.fromkeys("some somebody someone several others one".split(), "some"),
    **dict.fromkeys("who what when where why how whether if".split(), "ask"),
}
_BODIES = frozenset(
    """board committee council meeting members trustees team group panel assembly executive everyone participants
    staff chair directors governors attendees""".split()
)
_OPENERS = frozenset("so then and but also therefore ok okay right , however now thus well good great".split())
_NOT = frozenset("not never n't no don't doesn't won't isn't aren't can't cannot didn't wasn't longer".split())
_DEPTH = 14


def grammar(tokens: Sequence[str]) -> tuple[str, str, bool]:
    """The kind of the subject, the tense of the first finite verb, whether it is denied; "" where neither shows."""
    start = next((i for i, token in enumerate(tokens) if token not in _OPENERS), len(tokens))
    subject = ""
    for i in range(start, min(len(tokens), start + _DEPTH)):
        token = tokens[i]
        tense = _tense(token, subject, i > start)
        if not subject or subject == "thing":
            subject = _subject(token) or subject or ("thing" if token[0].isalpha() else "")
        if tense:
            return subject, tense, not _NOT.isdisjoint(tokens[i : i + 3])
    return subject, "", not _NOT.isdisjoint(tokens[start : start + 2])


def _subject(token: str) -> str:
    if token in _BODIES:
        return "body"
    return "name" if token in ("<name>", "<cap>", "<init>") else _SUBJECTS.get(token, "")


def _tense(token: str, subject: str, later: bool) -> str:
    """The tense a word tells where it is a finite verb; a plain form counts only after a subject that takes one."""
    certain = _CERTAIN.get(token)
    if certain or not later:
        return certain or ""
    if token.endswith("ed") and len(token) > 4:
        return "past"
    if token in _STAYS:
        return "stays"
    if token in _SAYS:
        return "says"
    if token in _PRESENT and subject in ("we", "i", "you", "they", "all", "body", "some"):
        return "present"
    if token.endswith("s") and (token[:-1] in _PRESENT or token[:-2] in _PRESENT) and subject:
        return "present"
    return ""


_CERTAIN = {
    word: tense
    for words, tense in (
        (_DOES, "does"),
        (_HAS, "has"),
        (_WAS | _PAST_FORMS, "past"),
        (_IS, "is"),
        (_WOULD, "would"),
        (_MAY, "may"),
        (_FUTURE, "future"),
    )
    for word in words
}
