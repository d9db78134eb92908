"""Vectors shipped with the texts of the repository: a first start embeds only what an installation added.

One byte a value: the cosine of a vector with its shipped form is above 0.9999. Written by ``python -m evaluation vectors``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PASSAGES = Path(__file__).with_name("known_passages.npz")
STANCES = Path(__file__).with_name("known_stances.npz")
SUBJECTS = Path(__file__).with_name("known_subjects.npz")
_KEY_BYTES = 8
_LARGEST = 127.0
Vectors = NDArray[np.float32]


class KnownVectors:
    """A file of vectors by content hash, for one model; read when a vector is first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, model_id: str, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors known among ``keys`` (sha256 of the texts); none when the file serves another model."""
        if self._model_id != model_id:
            return {}
        rows = {key: row for key in keys if (row := self._rows.get(key[:_KEY_BYTES])) is not None}
        return {
            key: self._values[row].astype(np.float32) * (self._scale[row] / _LARGEST) for key, row in rows.items()
        }

    @cached_property
    def _stored(self) -> dict[str, NDArray[np.generic]]:
        if not self._path.exists():
            return {}
        with np.load(self._path) as stored:
            return {name: stored[name] for name in stored.files}

    @property
    def _model_id(self) -> str:
        return str(self._stored.get("model", ""))

    @property
    def _values(self) -> NDArray[np.generic]:
        return self._stored["values"]

    @cached_property
    def _scale(self) -> Vectors:
        return self._stored["scale"].astype(np.float32)

    @cached_property
    def _rows(self) -> dict[bytes, int]:
        keys = self._stored["keys"]
        return {keys[row].tobytes(): row for row in range(len(keys))}


def write_known(path: Path, model_id: str, vectors: Mapping[bytes, Vectors]) -> None:
    """Write the vectors of a model by content hash, in the order of the hashes, beside then in place."""
    ordered = sorted(vectors)
    table = np.stack([vectors[key] for key in ordered])
    scale = np.abs(table).max(axis=1)
    beside = path.with_suffix(".part.npz")
    np.savez(
        beside,
        model=np.array(model_id),
        keys=np.stack([np.frombuffer(key[:_KEY_BYTES], dtype=np.uint8) for key in ordered]),
        values=np.rint(table / scale[:, None] * _LARGEST).astype(np.int8),
        scale=scale.astype(np.float16),
    )
    beside.replace(path)
