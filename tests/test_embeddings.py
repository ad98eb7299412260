"""The local embedding model, as it comes with the packages."""

import threading
from pathlib import Path

import numpy as np
import pytest

from core.embeddings import LocalEmbedder, package_file
from core.errors import EmbeddingError


@pytest.fixture(scope="module")
def local() -> LocalEmbedder:
    return LocalEmbedder(threads=1)


def test_vectors_have_unit_length_and_mean_something(local: LocalEmbedder) -> None:
    vectors = local.embed(["The cat sat on the mat.", "A kitten is sitting on a rug.", "The quarterly budget deficit"])
    assert vectors.shape == (3, local.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert local.name == "all-MiniLM-L6-v2-int8/384"


def test_a_vector_does_not_depend_on_what_is_embedded_beside_it(local: LocalEmbedder) -> None:
    alone = local.embed(["We chose the reinforced filter."])[0]
    long = " ".join(["Everything else that was said that day."] * 40)
    among = local.embed([long, "We chose the reinforced filter.", ""])[1]
    assert np.array_equal(alone, among)


def test_texts_run_side_by_side_get_the_vectors_that_they_get_alone(local: LocalEmbedder) -> None:
    texts = [f"Note {n}: " + "the pump was tested. " * (n % 7) for n in range(12)]
    assert np.array_equal(LocalEmbedder(threads=2).embed(texts), np.concatenate([local.embed([one]) for one in texts]))


def test_nothing_and_empty_text_are_no_trouble(local: LocalEmbedder) -> None:
    assert local.embed([]).shape == (0, 384)
    assert np.isfinite(local.embed(["", "\ud800", "漢字" * 900])).all()


def test_many_threads_get_the_same_vectors(local: LocalEmbedder) -> None:
    found: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: found.append(local.embed(["borehole"])[0])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(np.array_equal(found[0], other) for other in found)


def test_a_damaged_model_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "model.onnx"
    broken.write_bytes(b"not a model")
    with pytest.raises(EmbeddingError, match="could not be loaded"):
        LocalEmbedder(model_file=broken).embed(["text"])
    with pytest.raises(EmbeddingError, match="could not be loaded"):
        LocalEmbedder(tokenizer_file=tmp_path / "missing.json").load()


def test_a_package_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(EmbeddingError, match="not installed"):
        package_file("no_such_package_here", "model.onnx")
