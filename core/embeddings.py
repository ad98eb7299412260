"""Text to vectors of unit length."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


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
