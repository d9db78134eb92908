"""A linear correction of question vectors, learnt from the readings: a question moves towards the texts that answer.

Only questions are corrected, so the vectors of the texts stay those of the model. The weights are made by
``python -m evaluation adapter`` and serve one embedding model; with any other, questions are left as they are.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("adapter.npz")


@dataclass(frozen=True, slots=True, eq=False)
class Adapter:
    """``vector + vector @ matrix``, brought back to unit length; ``matrix`` is ``None`` when nothing was learnt."""

    matrix: NDArray[np.float32] | None

    @classmethod
    def load(cls, model_id: str, path: Path = WEIGHTS) -> Adapter:
        """The correction learnt for an embedding model, or none."""
        if not path.exists():
            return cls(None)
        with np.load(path) as stored:
            if str(stored["model"]) != model_id:
                return cls(None)
            return cls(stored["left"].astype(np.float32) @ stored["right"].astype(np.float32))

    def apply(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """The corrected unit vectors, same shape."""
        if self.matrix is None or vectors.size == 0:
            return vectors
        # Not a matrix product, for the reason given at cosines_of.
        moved = vectors + np.einsum("qd,de->qe", vectors, self.matrix)
        corrected: NDArray[np.float32] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
        return corrected

    @property
    def mark(self) -> str:
        """What tells one correction from another, for the caches of a caller."""
        return "aucun" if self.matrix is None else hashlib.sha256(self.matrix.tobytes()).hexdigest()[:12]
