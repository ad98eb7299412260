"""The index between starts: plain arrays in a folder, mapped into memory and shared by the processes that read them.

``index.json`` names the segments and is replaced in one step; segments are folders that never change. Every array is
checked by its checksum before it is used. Only numbers and JSON are read: nothing in these files is executed.
"""

import fcntl
import json
import logging
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from core.graph.results import Moment
from core.retrieval.arrays import Postings, Ragged
from core.retrieval.segment import DocumentInfo, Segment
from core.retrieval.snapshot import Snapshot
from core.retrieval.vocabulary import Vocabulary

log = logging.getLogger(__name__)

FORMAT = 3
_MANIFEST = "index.json"


def save_snapshot(snapshot: Snapshot, folder: Path, model: str | None) -> None:
    """Write the snapshot into ``folder``; does nothing while another process is writing there.

    Raises:
        OSError: the folder cannot be written; what was there is still whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder) as alone:
        if not alone:
            return
        names = [_write_segment(segment, folder) for segment in snapshot.segments]
        manifest = {
            "format": FORMAT,
            "model": model,
            "moment": [snapshot.moment.version, snapshot.moment.mark] if snapshot.moment else None,
            "segments": names,
            "gone": [[int(i) for i in np.flatnonzero(~flags)] for flags in snapshot.alive],
            "words": snapshot.vocabulary.words.entries,
            "names": snapshot.vocabulary.names.entries,
        }
        body = json.dumps(manifest)
        _replace(folder / _MANIFEST, json.dumps({"checksum": zlib.crc32(body.encode()), "body": body}))
        for other in folder.iterdir():
            if other.is_dir() and other.name not in names:
                shutil.rmtree(other, ignore_errors=True)


def load_snapshot(folder: Path, model: str | None) -> Snapshot | None:
    """The snapshot kept in ``folder``; None if there is none, it is damaged, or it is of another model or format."""
    try:
        outer = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if zlib.crc32(outer["body"].encode()) != outer["checksum"]:
            raise ValueError("checksum of the manifest")
        manifest = json.loads(outer["body"])
        if manifest["format"] != FORMAT or manifest["model"] != model:
            return None
        segments = [_read_segment(folder / Path(name).name) for name in manifest["segments"]]
        alive = [np.ones(len(segment.documents), dtype=np.bool_) for segment in segments]
        for flags, gone in zip(alive, manifest["gone"], strict=True):
            flags[gone] = False
        vocabulary = Vocabulary(manifest["words"], manifest["names"])
        version, mark = manifest["moment"]
        return Snapshot(Moment(int(version), str(mark)), segments, alive, vocabulary)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        log.warning("the search index on disk cannot be used and is built again: %s", error)
        return None


def _arrays(segment: Segment) -> dict[str, np.ndarray[Any, Any]]:
    return {
        "starts": segment.starts,
        "ids": segment.ids,
        "lengths": segment.lengths,
        "dates": segment.dates,
        "vectors": segment.vectors,
        "title_hashes": segment.title_hashes,
        "title_documents": segment.title_documents,
        **_ragged("speakers", segment.speakers),
        **_ragged("pairs", segment.pairs),
        **_ragged("tokens", segment.tokens),
        **_ragged("title_tokens", segment.title_tokens),
        **_postings("body", segment.body),
        **_postings("titles", segment.titles),
    }


def _ragged(name: str, rows: Ragged) -> dict[str, np.ndarray[Any, Any]]:
    return {f"{name}.values": rows.values, f"{name}.starts": rows.starts}


def _postings(name: str, held: Postings) -> dict[str, np.ndarray[Any, Any]]:
    return {
        f"{name}.terms": held.terms,
        f"{name}.starts": held.starts,
        f"{name}.rows": held.rows,
        f"{name}.counts": held.counts,
    }


def _write_segment(segment: Segment, folder: Path) -> str:
    arrays = _arrays(segment)
    sums = {name: _checksum(array) for name, array in arrays.items()}
    documents = [[d.id, d.title, d.kind, d.date, d.level, d.status, list(d.participants)] for d in segment.documents]
    body = json.dumps({"sums": sums, "documents": documents})
    name = f"{zlib.crc32(body.encode()):08x}-{segment.size}"
    if (folder / name).is_dir():
        return name
    partial = folder / f"{name}.{os.getpid()}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    for key, array in arrays.items():
        np.save(partial / f"{key}.npy", array, allow_pickle=False)
    (partial / "segment.json").write_text(body, encoding="utf-8")
    partial.rename(folder / name)
    return name


def _read_segment(path: Path) -> Segment:
    described = json.loads((path / "segment.json").read_text(encoding="utf-8"))
    arrays: dict[str, Any] = {}
    for name, checksum in described["sums"].items():
        mapped = np.load(path / f"{Path(name).name}.npy", mmap_mode="r", allow_pickle=False)
        arrays[name] = mapped.view(np.ndarray)
        if _checksum(arrays[name]) != checksum:
            raise ValueError(f"checksum of {name}")
    documents = tuple(_document(row) for row in described["documents"])
    fields: dict[str, Any] = {
        key: arrays[key] for key in ("starts", "ids", "lengths", "dates", "vectors", "title_hashes", "title_documents")
    }
    for key in ("speakers", "pairs", "tokens", "title_tokens"):
        fields[key] = Ragged(arrays[f"{key}.values"], arrays[f"{key}.starts"])
    for key in ("body", "titles"):
        fields[key] = Postings(*(arrays[f"{key}.{part}"] for part in ("terms", "starts", "rows", "counts")))
    return Segment(documents=documents, **fields)


def _document(row: list[Any]) -> DocumentInfo:
    identity, title, kind, day, level, status, participants = row
    return DocumentInfo(identity, title, kind, day, level, status, tuple(participants))


def _checksum(array: np.ndarray[Any, Any]) -> int:
    solid = np.ascontiguousarray(array)
    header = f"{solid.dtype.str}{solid.shape}".encode()
    return zlib.crc32(solid.reshape(-1).view(np.uint8).data, zlib.crc32(header))


def _replace(path: Path, text: str) -> None:
    partial = path.with_suffix(f".{os.getpid()}.partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
