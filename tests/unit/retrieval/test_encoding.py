"""The vectors of a question are made once, ahead of those who ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from assistant.retrieval.encoding import Encoding
from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.index.learnt_vectors import LearntVectors


class Counting:
    """Stands for both kinds of models, and counts what each text costs."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.together = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.made += texts
        self.together = max(self.together, len(texts))
        return np.ones((len(texts), 2), dtype=np.float32)

    def of_question(self, question: str) -> Vectors:
        self.made.append(question)
        return np.ones(2, dtype=np.float32)


def test_question_and_its_parts_are_made_once() -> None:
    model, learnt = Counting(), Counting()
    encoding = Encoding(cast(Embedder, model), (cast(LearntVectors, learnt),))
    question = "Faut-il allotir ce marché ? Et qui peut répondre au lot réservé ?"
    encoding.ahead(question)()
    made = list(model.made)
    assert made[0] == question
    assert len(made) > 1
    assert encoding.meaning(made).shape == (len(made), 2)
    assert model.made == made
    assert learnt.made == [question]
    encoding.close()


def test_a_text_has_the_same_vector_whatever_is_asked_beside_it() -> None:
    model = Counting()
    encoding = Encoding(cast(Embedder, model), ())
    encoding.ahead("Faut-il allotir ce marché ? Et qui peut répondre au lot réservé ?")()
    encoding.meaning(["Faut-il allotir ?", "Qui peut répondre ?"])
    assert model.together == 1
    encoding.close()
