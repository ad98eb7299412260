"""Any OpenAI-compatible embeddings endpoint as an Embedder."""

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import openai

from core.embeddings import Embedder
from core.errors import EmbeddingError
from core.llm.failures import sentence


class OpenAIEmbedder(Embedder):
    """Embeddings of any compatible server. ``name`` is ``model/dimension``.

    The dimension is asked of the server once, when it is first needed, unless it is given.

    Args:
        base_url: the address up to and with ``/v1``; None for OpenAI's own.
        api_key: may be empty for a server that asks for none.
        model: the model's name at that server.
        timeout: seconds without a byte after which a request counts as failed.
        retries: how often the client itself tries again.
        batch: texts a request.
        dimension: the length of the vectors, where it is known.
    """

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        timeout: float = 60.0,
        retries: int = 2,
        batch: int = 64,
        dimension: int | None = None,
    ) -> None:
        self._model, self._batch, self._known = model, batch, dimension
        self._lock = threading.Lock()
        self._client = openai.OpenAI(
            base_url=base_url or None, api_key=api_key or "none", timeout=timeout, max_retries=retries
        )

    @property
    def dimension(self) -> int:  # type: ignore[override]
        """The length of the vectors. Raises EmbeddingError when the server has to be asked and does not answer."""
        with self._lock:
            if self._known is None:
                self._known = int(self._request(["dimension"]).shape[1])
            return self._known

    @property
    def name(self) -> str:  # type: ignore[override]
        """Model and dimension. Raises EmbeddingError as ``dimension`` does."""
        return f"{self._model}/{self.dimension}"

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See Embedder. An empty text gets the vector of a single space, since servers refuse nothing at all."""
        dimension = self.dimension
        if not texts:
            return np.zeros((0, dimension), np.float32)
        parts = [self._request(texts[at : at + self._batch]) for at in range(0, len(texts), self._batch)]
        vectors = np.vstack(parts)
        if vectors.shape != (len(texts), dimension):
            raise EmbeddingError("The embedding model changed the length of its vectors. Check its name and address.")
        return vectors

    def _request(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        sent = [text if text.strip() else " " for text in texts]
        try:
            reply = self._client.embeddings.create(model=self._model, input=sent, encoding_format="float")
            rows = sorted(reply.data, key=lambda row: row.index)
            vectors = np.array([row.embedding for row in rows], np.float32)
        except openai.OpenAIError as error:
            raise EmbeddingError(sentence(error).replace("language model", "embedding model")) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise EmbeddingError("The embedding model's server sent something that is no set of vectors.") from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise EmbeddingError("The embedding model's server sent something that is no set of vectors.")
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: npt.NDArray[np.float32] = vectors / np.maximum(norms, 1e-12)
        return unit.astype(np.float32)
