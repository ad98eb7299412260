"""Embedding models that run here: no network, no account. The only importer of onnxruntime and tokenizers."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from core.embeddings.embedder import Embedder
from core.embeddings.models import LocalModel, best_installed
from core.errors import EmbeddingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 256


class LocalEmbedder(Embedder):
    """A model of ``core.embeddings.models``. Safe to use from many threads. Mean pooling, as both were trained.

    One text a run: int8 activations are scaled over the whole batch, so that in a batch the vector of a text would
    depend on its neighbours; alone it is also faster (no padding) and takes a third of the memory of a batch of 8.
    Several texts are run side by side: the threads inside one run wait for each other so often that they leave a third
    of two cores idle.

    Args:
        threads: processor cores that one call may use.
        model: None for the best one that is installed.
    """

    calibrated = True

    def __init__(self, threads: int = 2, model: LocalModel | None = None) -> None:
        self.model = model or best_installed()
        self.name = f"{self.model.name}/{self.model.dimension}"
        self.dimension = self.model.dimension
        self._threads = max(1, threads)
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
            weights, tokenizer = self.model.weights(), self.model.tokenizer()
            try:
                self._tokenizer = _open_tokenizer(tokenizer)
                self._session = _open_session(weights, self._threads)
            except Exception as exc:  # tokenizers raises bare Exception, onnxruntime its own classes
                raise EmbeddingError(
                    "The local embedding model could not be loaded, so search goes by words only. "
                    "Run `make install` again."
                ) from exc

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of unit length, shape (texts, 384), float32. Text beyond 256 tokens is not seen.

        Raises:
            EmbeddingError: the model cannot be loaded, or fails.
        """
        return self._embedded([self.model.passage_prefix + text for text in texts])

    def embed_question(self, question: str) -> npt.NDArray[np.float32]:
        """The vector of a question, shape (384,), float32.

        Raises:
            EmbeddingError: the model cannot be loaded, or fails.
        """
        vector: npt.NDArray[np.float32] = self._embedded([self.model.question_prefix + question])[0]
        return vector

    def likeness(self, cosines: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
        """Cosines on the scale of all-MiniLM-L6-v2, on which the thresholds were measured."""
        return (cosines - self.model.unlike) * self.model.stretch

    def _embedded(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
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
