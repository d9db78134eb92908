"""Learn the correction of question vectors from the readings: each question towards the article it was noted on.

Nothing here reads the evaluation questions. The seed is fixed; two runs on the same texts give the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.retrieval.adapter import WEIGHTS
from assistant.retrieval.index.build import embedder_of
from assistant.retrieval.index.layout import KINDS, Layout, group_of, lay_out
from assistant.retrieval.passages import UnitKind
from evaluation.corpora import EvaluatedCorpus

RANK = 128
_EPOCHS = 10
_BATCH = 128
_LEARNING_RATE = 1e-3
_TEMPERATURE = 0.02
_SHRINKAGE = 0.03
_SEED = 20251024


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Questions with their article, and the vectors of the texts they are compared to.

    ``same_group`` says, for each question and article, whether both live under the same body of rules.
    """

    questions: torch.Tensor
    article: torch.Tensor
    texts: torch.Tensor
    text_article: torch.Tensor
    same_group: torch.Tensor


def train(corpus: EvaluatedCorpus, path: Path = WEIGHTS) -> float:
    """Write the weights for the embedding model of the settings; returns the loss of the last epoch."""
    layout = lay_out(corpus.articles, corpus.readings)
    embedder = embedder_of(corpus.settings)
    asks = np.flatnonzero(layout.kind == KINDS.index(UnitKind.READING))
    texts = np.flatnonzero(layout.kind != KINDS.index(UnitKind.READING))
    questions = embedder.encode_queries([layout.texts[row] for row in asks])
    passages = embedder.encode_passages([layout.texts[row] for row in texts])
    matrix, loss = _fit(_pairs(layout, asks, texts, questions, passages))
    left, values, right = np.linalg.svd(matrix)
    np.savez(
        path,
        model=np.array(embedder.model_id),
        left=(left[:, :RANK] * values[:RANK]).astype(np.float16),
        right=right[:RANK].astype(np.float16),
    )
    return loss


def _pairs(
    layout: Layout,
    asks: NDArray[np.int64],
    texts: NDArray[np.int64],
    questions: NDArray[np.float32],
    passages: NDArray[np.float32],
) -> Pairs:
    names = [group_of(article.regime) for article in layout.articles]
    groups = np.array([sorted(set(names)).index(name) for name in names])
    article = layout.owner[asks]
    return Pairs(
        questions=torch.from_numpy(questions),
        article=torch.from_numpy(article.astype(np.int64)),
        texts=torch.from_numpy(passages),
        text_article=torch.from_numpy(layout.owner[texts].astype(np.int64)),
        same_group=torch.from_numpy(groups[article][:, None] == groups[None, :]),
    )


def _fit(pairs: Pairs) -> tuple[NDArray[np.float32], float]:
    generator = torch.Generator().manual_seed(_SEED)
    size = pairs.questions.shape[1]
    matrix = torch.zeros(size, size, requires_grad=True)
    optimizer = torch.optim.Adam([matrix], lr=_LEARNING_RATE)
    total = 0.0
    for _ in range(_EPOCHS):
        total = 0.0
        order = torch.randperm(len(pairs.questions), generator=generator)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            moved = pairs.questions[batch] + pairs.questions[batch] @ matrix
            moved = moved / moved.norm(dim=1, keepdim=True)
            nearest = torch.full((len(batch), pairs.same_group.shape[1]), -1.0)
            nearest = nearest.scatter_reduce(
                1, pairs.text_article.expand(len(batch), -1), moved @ pairs.texts.T, "amax"
            )
            logits = (nearest / _TEMPERATURE).masked_fill(~pairs.same_group[batch], -1e4)
            loss = torch.nn.functional.cross_entropy(logits, pairs.article[batch])
            penalised = loss + _SHRINKAGE * (matrix**2).sum()
            optimizer.zero_grad()
            penalised.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            total += float(loss.detach()) * len(batch) / len(order)
    return matrix.detach().numpy(), total
