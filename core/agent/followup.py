"""A follow-up ("why?", "and Kenya?", "who decided that?") as a question that stands alone."""

import re
import threading
from collections.abc import Sequence

from core.agent.gist import base, gist
from core.agent.question import Question
from core.errors import ModelError
from core.llm import ChatModel, Message
from core.models import Turn
from core.terms import STOP_WORDS, words

_AND = re.compile(
    r"^\W*(?:and|but|what about|how about|and what about|and how about|same for|and for|or)\s+(?P<rest>.+?)\W*$", re.I
)
_BARE = re.compile(
    r"^\W*(?:and |but |so |ok(?:ay)?,? )?(?P<word>why(?: not)?|how come|how so|when|where|who|how|how much|"
    r"how many|since when|by when|by whom|"
    r"how long|which one|what else|anything else|tell me more|more|more details?|go on|since when|and then|"
    r"are you sure|really)\W*$", re.I
)  # fmt: skip
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|they|them|their|theirs|these|those|he|him|his|she|her|hers|there|then|the same|"
    r"the (?:first|second|last|other) one|"
    r"the (?:decision|plan|meeting|document|policy|reason|amount|proposal|change))\b", re.I
)  # fmt: skip
_OPENS = re.compile(
    r"^(?:what|when|where|who|whom|whose|which|why|how|is|are|was|were|do|does|did|can|could|should|will|would|has|have|had|tell|list|show|summari[sz]e)\b",
    re.I,
)
_PHRASE = re.compile(
    r"\b(?P<word>about|for|in|of|on|with|at|from|by|to)\s+(?P<object>(?:the |our |"
    r"a )?[\w’'-]+(?:\s+[\w’'-]+){0,3})\s*\W*$"
)
_LONGEST = 400
_TASK = """Rewrite the last question so that it can be understood without the conversation before it. Replace
words like "it",
"that" or "he" by what they stand for. Keep its meaning and its language. Reply with the question alone, on one line."""


def resolved(
    question: str, history: Sequence[Turn], model: ChatModel | None = None, stop: threading.Event | None = None
) -> str:
    """The question with what it takes from the conversation; itself when it stands alone.

    Args:
        history: oldest first.
        model: rewrites it where there is one; its text is used only when it adds no word of its own.
    """
    if not history:
        return question
    before = ""
    for turn in history[-5:]:
        before = _by_rule(turn.question, before)
    by_rule = _by_rule(question, before)
    if by_rule == question or model is None:
        return by_rule
    return _by_model(question, history, model, stop) or by_rule


def _by_rule(question: str, before: str) -> str:
    """What the question means after ``before``."""
    asked = " ".join(question.split())
    if not before or not asked:
        return asked
    bare = _BARE.match(asked)
    if bare:
        return f"{bare['word'].capitalize()}: {before}"
    also = _AND.match(asked)
    if also and not _OPENS.match(also["rest"]):
        return _swapped(before, also["rest"])
    rest = also["rest"] if also else asked
    told = [w for w in words(rest) if w not in STOP_WORDS]
    if _POINTS_BACK.search(rest) and len(told) <= 4 and not Question(rest).names:
        return f"{rest.rstrip(' ?.!')}: {before}"
    if also and len(told) <= 3:
        return f"{rest.rstrip(' ?.!')}: {before}"
    return asked


def _swapped(before: str, new: str) -> str:
    """``before`` asked of something else: a name for a name, else the last phrase for the new one."""
    core = re.sub(r"^(?:in|for|of|on|about|with|at)\s+", "", new, flags=re.I)
    names = Question(before).names
    if names and core[:1].isupper():
        return before.replace(names[-1], core)
    phrase = _PHRASE.search(before.rstrip(" ?.!"))
    if phrase:
        return f"{before[: phrase.start('object')]}{core}?"
    return f"{before.rstrip(' ?.!')}, {new}?"


def _by_model(question: str, history: Sequence[Turn], model: ChatModel, stop: threading.Event | None) -> str | None:
    """The model's rewriting, None when it failed or brought in words that nobody said."""
    said = [f"Q: {turn.question[:300]}\nA: {turn.answer.text[:500]}" for turn in history[-3:]]
    talk = "\n".join(said)
    asked = [Message("system", _TASK), Message("user", f"{talk}\nLast question: {question}")]
    text = ""
    try:
        for delta in model.chat(asked, (), stop):
            text += delta.text
            if len(text) > 2 * _LONGEST:
                return None
    except ModelError:
        return None
    line = text.strip().splitlines()[0].strip(' "“”') if text.strip() else ""
    known = set(gist(f"{question} {talk}")) | {base(word) for word in words(_TASK)}
    fits = bool(line) and len(line) <= _LONGEST and set(gist(line)) <= known
    return line if fits and set(gist(line)) - set(gist(question)) else None
