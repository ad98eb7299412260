"""Words for comparing a question with a sentence: stems, irregular forms made regular, numbers as digits."""

import re
from functools import lru_cache

from core.terms import STOP_WORDS, stem, words

_IRREGULAR = {
    form: base
    for base, forms in {
        "become": "became", "begin": "began begun", "break": "broke broken", "bring": "brought", "build": "built",
        "buy": "bought", "catch": "caught", "choose": "chose chosen", "come": "came", "cut": "", "deal": "dealt",
        "do": "did done", "draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen",
        "feel": "felt", "find": "found", "fly": "flew flown", "get": "got gotten", "give": "gave given",
        "go": "went gone", "grow": "grew grown", "hear": "heard", "hold": "held", "keep": "kept", "know": "knew known",
        "lead": "led", "lend": "lent", "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "pay": "paid",
        "ride": "rode ridden", "rise": "rose risen", "run": "ran", "say": "said", "see": "saw seen", "sell": "sold",
        "send": "sent", "show": "shown", "shrink": "shrank shrunk", "sign": "signature", "sleep": "slept",
        "speak": "spoke spoken", "spend": "spent", "stand": "stood", "steal": "stole stolen",
        "sting": "stung", "dig": "dug", "sow": "sown", "bear": "born", "swim": "swam swum",
        "take": "took taken", "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown",
        "wear": "wore worn", "win": "won", "write": "wrote written", "child": "children", "woman": "women",
        "man": "men", "person": "people", "half": "halves", "percent": "percentage", "photo": "photograph photographs",
    }.items()
    for form in forms.split()
}  # fmt: skip
_SAME = {
    form: base
    for base, forms in {
        "target": "aim goal objective", "price": "cost fee charge tariff", "buy": "purchase procure",
        "start": "begin commence", "company": "firm business", "repair": "mend fix", "ban": "forbid prohibit",
        "laboratory": "lab", "telephone": "phone", "motorcycle": "motorbike", "picture": "photo", "salary": "wage",
        "help": "assist", "reduce": "lower decrease", "increase": "raise", "staff": "employee personnel",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Words that offices use for one another; each as one of them."""
_UNITS = dict(zip(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety".split(),
    [*range(2, 21), 30, 40, 50, 60, 70, 80, 90], strict=True,
))  # fmt: skip
_GROUPED = re.compile(r"(?<=\d)[,\u202f\u00a0](?=\d{3}\b)")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")


def gist(text: str) -> list[str]:
    """The words of a text that carry meaning, in order, as they are compared."""
    return [found for word in tokens(text) if word not in STOP_WORDS and (found := base(word))]


def tokens(text: str) -> list[str]:
    """Lower-case words, numbers without their grouping marks and endings (``1,400`` is ``1400``, ``3rd`` is ``3``)."""
    return words(_ORDINAL.sub(r"\1", _GROUPED.sub("", text)))


@lru_cache(maxsize=100_000)
def base(word: str) -> str:
    """One lower-case word as it is compared: a number word as digits, ``bought`` as ``buy``, ``goal`` as ``target``,
    else its stem."""
    if word in _UNITS:
        return str(_UNITS[word])
    if word.startswith("re") and word[2:] in _IRREGULAR:
        return stem("re" + _IRREGULAR[word[2:]])
    found = stem(_IRREGULAR.get(word, word))
    return _stemmed().get(found, found)


def is_irregular(word: str) -> bool:
    """True for a form like ``built`` or ``stung`` that no rule makes."""
    return word in _IRREGULAR


@lru_cache(maxsize=1)
def _stemmed() -> dict[str, str]:
    return {stem(form): stem(same) for form, same in _SAME.items()}
