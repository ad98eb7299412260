"""Words as search sees them: lower case, stemmed, without the words that carry nothing.

Stems are Snowball's for English (PyStemmer). One vocabulary serves search, decisions on one
matter, and the check whether a library knows what a question is about.
"""

import re
import threading
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-z0-9]+")
_local = threading.local()

STOP_WORDS = frozenset(
    """a about above after again against all am an and any are aren as at be because been before being below
    between both but by can cannot could couldn d did didn do does doesn doing don down during each few for from
    further had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn
    it its itself just ll m me might more most mustn my myself no nor not now o of off on once only or other our
    ours ourselves out over own re s same shan she should shouldn so some such t than that the their theirs them
    themselves then there these they this those through to too under until up ve very was wasn we were weren what
    when where which while who whom why will with won would wouldn you your yours yourself yourselves also yet
    us let get got may shall upon per via""".split()
)
"""Words left out of every search and comparison."""


def words(text: str) -> list[str]:
    """Lower-case runs of letters a-z and digits, in order, stop words included."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english", 0)
    return str(stemmer.stemWord(word))


def terms(text: str) -> list[str]:
    """Stems of the words of a text in order, without stop words."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]
