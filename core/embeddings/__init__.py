"""Text to vectors of unit length."""

from core.embeddings.embedder import Embedder
from core.embeddings.local import LocalEmbedder

__all__ = ["Embedder", "LocalEmbedder"]
