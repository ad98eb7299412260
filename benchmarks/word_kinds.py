"""Words that mean nearly the same, for the second voice of the fact rules: core/documents/facts/voice/word_kinds.txt.

Run: python -m benchmarks.word_kinds
The commonest whole words of the vocabulary of e5-small-v2 (MIT), put into groups by k-means over the model's input
embeddings, made anew only when the model changes. The embeddings are read from the weights file itself: the format is
Protocol Buffers, of which a walk over three levels of fields is enough (onnx.proto: graph 7, initializer 5, name 8,
raw_data 9).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.embeddings.models import E5

TENSOR = "embeddings.word_embeddings.weight_quantized"
TARGET = Path(__file__).resolve().parents[1] / "core/documents/facts/voice/word_kinds.txt"
WORDS, KINDS, ROUNDS = 9_000, 450, 25
_FIRST_WORD = 1_990


def fields(data: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """Field numbers and values of one Protocol Buffers message."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        if key & 7 == 0:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        size, at = (_varint(data, at)) if key & 7 == 2 else ({1: 8, 5: 4}[key & 7], at)
        yield key >> 3, data[at : at + size]
        at += size


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at


def embeddings(model: Path) -> np.ndarray:
    """The input embeddings of the model, a row for each entry of its vocabulary."""
    for number, graph in fields(memoryview(model.read_bytes())):
        for part, tensor in fields(graph) if number == 7 and isinstance(graph, memoryview) else ():
            if part == 5 and isinstance(tensor, memoryview):
                values = dict(fields(tensor))
                name, raw = values.get(8), values.get(9)
                if isinstance(name, memoryview) and bytes(name).decode() == TENSOR and isinstance(raw, memoryview):
                    return np.frombuffer(raw, dtype=np.uint8).reshape(-1, 384).astype(np.float32)
    raise SystemExit(f"{model} holds no {TENSOR}.")


def groups(rows: np.ndarray, number: int) -> np.ndarray:
    """The group of each row: k-means on unit vectors, begun with evenly spaced rows, the same every time."""
    centres = rows[np.linspace(0, len(rows) - 1, number).astype(int)]
    nearest = np.zeros(len(rows), dtype=int)
    for _ in range(ROUNDS):
        nearest = (rows @ centres.T).argmax(axis=1)
        for k in range(number):
            if (nearest == k).any():
                mean = rows[nearest == k].mean(axis=0)
                centres[k] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return nearest


def main() -> int:
    """Write the file; 0 if it worked."""
    model, tokenizer = E5.weights(), E5.tokenizer()
    vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    whole = sorted((i, w) for w, i in vocabulary.items() if w.isalpha() and w.isascii() and len(w) > 1)
    chosen = [(i, w) for i, w in whole if i > _FIRST_WORD][:WORDS]
    rows = embeddings(model)[[i for i, _ in chosen]]
    rows -= rows.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    listed: dict[int, list[str]] = {}
    for (_, word), k in zip(chosen, groups(rows, KINDS), strict=True):
        listed.setdefault(int(k), []).append(word)
    lines = sorted(" ".join(words) for words in listed.values() if len(words) > 1)
    head = "# Words of one kind on a line, the commonest first. Made by python -m benchmarks.word_kinds\n"
    TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} kinds of {len(chosen)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
