"""The local embedding models: the one that comes with the packages, and the better one that is fetched."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.embeddings import LocalEmbedder
from core.embeddings.models import E5, E5_WEIGHTS, MINILM, LocalModel, best_installed, fetched_folder, package_file
from core.errors import EmbeddingError


@pytest.fixture(scope="module", params=[MINILM, E5], ids=["minilm", "e5"])
def local(request: pytest.FixtureRequest) -> LocalEmbedder:
    model: LocalModel = request.param
    try:
        model.weights()
    except EmbeddingError:
        pytest.skip("the search model e5-small-v2 is not there; `make install` fetches it")
    return LocalEmbedder(threads=1, model=model)


def test_vectors_have_unit_length_and_mean_something(local: LocalEmbedder) -> None:
    vectors = local.embed(["The cat sat on the mat.", "A kitten is sitting on a rug.", "The quarterly budget deficit"])
    assert vectors.shape == (3, local.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    near, far = local.likeness(np.array([vectors[0] @ vectors[1], vectors[0] @ vectors[2]]))
    assert near > far + 0.2
    assert local.name == f"{local.model.name}/384"


def test_likeness_of_a_question_means_the_same_for_every_model(local: LocalEmbedder) -> None:
    texts = local.embed(["The borehole pump costs 4,200 dollars.", "The choir rehearses on Thursday evenings."])
    answered, foreign = local.likeness(texts @ local.embed_question("What does the borehole pump cost?"))
    assert answered > 0.6
    assert foreign < 0.25


def test_the_fetched_model_is_preferred_where_it_is(local: LocalEmbedder) -> None:
    there = (fetched_folder() / E5_WEIGHTS).is_file()
    assert LocalEmbedder().model is best_installed() is (E5 if there else MINILM)


def test_a_vector_does_not_depend_on_what_is_embedded_beside_it(local: LocalEmbedder) -> None:
    alone = local.embed(["We chose the reinforced filter."])[0]
    long = " ".join(["Everything else that was said that day."] * 40)
    among = local.embed([long, "We chose the reinforced filter.", ""])[1]
    assert np.array_equal(alone, among)


def test_texts_run_side_by_side_get_the_vectors_that_they_get_alone(local: LocalEmbedder) -> None:
    texts = [f"Note {n}: " + "the pump was tested. " * (n % 7) for n in range(12)]
    alone = np.concatenate([local.embed([one]) for one in texts])
    assert np.array_equal(LocalEmbedder(threads=2, model=local.model).embed(texts), alone)


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
        LocalEmbedder(model=replace(MINILM, weights=lambda: broken)).embed(["text"])
    with pytest.raises(EmbeddingError, match="could not be loaded"):
        LocalEmbedder(model=replace(MINILM, tokenizer=lambda: tmp_path / "missing.json")).load()


def test_a_package_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(EmbeddingError, match="not installed"):
        package_file("no_such_package_here", "model.onnx")
