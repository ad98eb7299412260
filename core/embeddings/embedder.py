"""What an embedding model is to the rest of Sybil."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class Embedder(ABC):
    """An embedding model. ``name`` identifies model and dimension: vectors of different names never mix.

    ``calibrated``: whether ``likeness`` is on the scale that the thresholds of "not found" were measured on.
    """

    name: str
    dimension: int
    calibrated: bool = False

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of what can be found: unit length, shape (texts, dimension).

        Raises:
            EmbeddingError: the model cannot be loaded or reached.
        """

    def embed_question(self, question: str) -> npt.NDArray[np.float32]:
        """The vector of a question, shape (dimension,): some models read questions in a way of their own.

        Raises:
            EmbeddingError: the model cannot be loaded or reached.
        """
        vector: npt.NDArray[np.float32] = self.embed([question])[0]
        return vector

    def likeness(self, cosines: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
        """Cosines of questions and texts as likeness that means the same for every calibrated model; of the same
        shape, nan where the cosine is."""
        return cosines
