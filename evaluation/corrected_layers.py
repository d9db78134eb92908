"""The last layers of the default embedding model in torch, with low-rank corrections being learnt (Hu et al., 2021)."""

from __future__ import annotations

import torch
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

from assistant.retrieval.index.e5_file import E5File
from assistant.retrieval.index.e5_layers import stored_matrix

MATRICES = ("q", "k", "v", "ao", "fi", "fo")
SCALE = 2.0
Corrections = dict[tuple[int, str], tuple[torch.Tensor, torch.Tensor]]
Layer = dict[str, tuple[torch.Tensor, torch.Tensor]]


class CorrectedLayers:
    """The layers from ``first`` on; a correction is kept as its factors, so that the matrices need no gradient."""

    def __init__(self, file: E5File, first: int, learnt: Corrections) -> None:
        self._shape = file.shape
        self._learnt = learnt
        self.layers: dict[int, Layer] = {
            number: _layer(file, number) for number in range(first, file.shape.layers)
        }

    def through(self, x: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """The states after the layers, shape ``(texts, tokens, width)``; ``present`` marks what is not padding."""
        texts, tokens, width = x.shape
        heads, epsilon = self._shape.heads, self._shape.epsilon
        for number, layer in self.layers.items():
            q, k, v = (
                self._multiplied(x, number, name).view(texts, tokens, heads, -1).transpose(1, 2) for name in "qkv"
            )
            seen = scaled_dot_product_attention(q, k, v, attn_mask=present[:, None, None, :])
            seen = seen.transpose(1, 2).reshape(texts, tokens, width)
            x = layer_norm(x + self._multiplied(seen, number, "ao"), (width,), *layer["aln"], eps=epsilon)
            inner = self._multiplied(gelu(self._multiplied(x, number, "fi")), number, "fo")
            x = layer_norm(x + inner, (width,), *layer["oln"], eps=epsilon)
        return x

    def _multiplied(self, x: torch.Tensor, number: int, name: str) -> torch.Tensor:
        plain = linear(x, *self.layers[number][name])
        if (number, name) not in self._learnt:
            return plain
        up, down = self._learnt[number, name]
        return plain + linear(linear(x, down), SCALE * up)


def _layer(file: E5File, number: int) -> Layer:
    matrices = {
        name: (
            torch.from_numpy(stored_matrix(file, number, name)),
            torch.from_numpy(file.tensor(f"l{number}.{name}.b")),
        )
        for name in MATRICES
    }
    normals = {
        name: (
            torch.from_numpy(file.tensor(f"l{number}.{name}.w")),
            torch.from_numpy(file.tensor(f"l{number}.{name}.b")),
        )
        for name in ("aln", "oln")
    }
    return {**matrices, **normals}
