"""Words as search sees them: lower case, stemmed, without the words that carry nothing.

Stems are Snowball's for English (PyStemmer). One vocabulary serves search, decisions on one
matter, and the check whether a library knows what a question is about.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+")
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
    """Lower-case runs of letters and digits without their accents, in order, stop words included."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """The text in lower case and without accents: "Café Zoë" is found as "cafe zoe"."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()


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


ASKING_WORDS = frozenset(
    """summarise summarize summary summaries overview brief briefly outline recap discuss discusses discussed discussing
    discussion discussions talk talks talked talking conversation say says said saying tell tells told telling speak
    speaks spoke spoken speaking mention mentions mentioned mentioning think thinks thought thoughts thinking opinion
    opinions view views feel felt group groups team member members participant participants everyone people meeting
    meetings conclude concluded conclusion explain explains explained describe described elaborate elaborated
    introduce introduced ask asks asked question questions answer answers regard regarding concerning concern concerned
    respect relation related reflect reflecting topic topics matter anything something main mainly point points
    give find know want need please show list exactly go going towards toward way ways make makes made""".split()
)
"""Words that tell how a question asks, not what it is about."""
