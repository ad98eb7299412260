"""``python -m core.embeddings``: fetch the search model, as ``make install`` does."""

import sys

from core.embeddings.fetching import fetch
from core.errors import EmbeddingError


def main() -> int:
    """1, and a sentence, when it cannot be had: Sybil works with the smaller model then."""
    try:
        fetch()
    except EmbeddingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
