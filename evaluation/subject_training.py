"""Learn the subjects: the questions of one article come near, those of its neighbours and those no article answers part.

Neighbourhood components analysis (Goldberger et al., 2004) over batches of questions that the default model takes for near
ones, margin questions and outside examples together, on a low-rank correction of the last layers. Nothing here reads the
evaluation questions. Counts three quarters of an hour on two cores; the seed is fixed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.conversation.outside import read_outside
from assistant.retrieval.index.build import embedder_of
from assistant.retrieval.index.low_rank import SUBJECT_WEIGHTS
from evaluation.corpora import EvaluatedCorpus
from evaluation.low_rank_model import Model, States, misspelt_states, states_of

_STEPS = 320
_BATCH = 400
_NEAREST = 40
_OWN = 5
_OTHERS = 12
_MISSPELT_KEPT = 4
_MISSPELT = 0.6
_LEARNING_RATE = 1e-3
_WARM_UP = 30
# What is shipped has this size: the cosines of whole vectors tell the article and the outside questions little better.
_DIMENSION = 128
_AT_ONCE = 2_000
_SEED = 20261129
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """Questions with the number of their article, the last number being that of no article, and their nearest neighbours."""

    questions: list[str]
    article: NDArray[np.int64]
    nearest: NDArray[np.int64]


def train(corpus: EvaluatedCorpus, path: Path = SUBJECT_WEIGHTS, progress: Progress = lambda _: None) -> float:
    """Write the weights learnt from the readings and the outside examples; returns the loss of the last steps."""
    torch.manual_seed(_SEED)
    lessons = _lessons(corpus)
    model = Model()
    written = states_of(lessons.questions, model)
    with torch.no_grad():
        model.centre += model.vectors(written[::_NEAREST]).mean(dim=0)
    loss = _fit(model, lessons, written, progress)
    model.reduce(written[::4], _DIMENSION)
    model.write(path)
    return loss


def _lessons(corpus: EvaluatedCorpus) -> Lessons:
    refs: dict[str, int] = {}
    article_of = {
        ask.question: refs.setdefault(reading.ref, len(refs))
        for reading in corpus.readings
        for ask in reading.asks
    }
    outside = read_outside(corpus.settings.corpus_dir / "vocabulary" / "hors_sources.yaml")
    article_of |= {question: len(refs) for family in outside.values() for question in family}
    questions = list(article_of)
    vectors = torch.from_numpy(embedder_of(corpus.settings).encode_passages(questions))
    nearest = []
    for start in range(0, len(questions), _AT_ONCE):
        near = vectors[start : start + _AT_ONCE] @ vectors.T
        rows = torch.arange(len(near))
        near[rows, start + rows] = -1.0
        nearest.append(near.topk(_NEAREST).indices.numpy())
    return Lessons(questions, np.array([article_of[question] for question in questions]), np.concatenate(nearest))


def _fit(model: Model, lessons: Lessons, written: States, progress: Progress) -> float:
    chance = np.random.default_rng(_SEED)
    misspelled = misspelt_states(lessons.questions, _MISSPELT_KEPT, random.Random(_SEED), model)
    optimizer = torch.optim.AdamW(
        [{"params": model.low_rank(), "weight_decay": 0.01}, {"params": model.head(), "weight_decay": 0.0}],
        lr=_LEARNING_RATE,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - step / _STEPS)
    )
    losses: list[float] = []
    for step in range(_STEPS):
        chosen = _batch(lessons, chance)
        seen = [
            misspelled[row] if row in misspelled and chance.random() < _MISSPELT else written[row]
            for row in chosen
        ]
        loss = _loss(model, model.vectors(seen), torch.from_numpy(lessons.article[chosen]))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.low_rank(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if (step + 1) % 10 == 0:
            progress(f"pas {step + 1} sur {_STEPS}, perte {np.mean(losses[-10:]):.3f}")
    return float(np.mean(losses[-10:]))


def _batch(lessons: Lessons, chance: np.random.Generator) -> NDArray[np.int64]:
    """Questions with near ones of their own article, and near ones of others."""
    chosen: set[int] = set()
    while len(chosen) < _BATCH:
        seed = int(chance.integers(len(lessons.questions)))
        near = lessons.nearest[seed]
        alike = lessons.article[near] == lessons.article[seed]
        for kept, most in ((near[alike], _OWN), (near[~alike], _OTHERS)):
            chosen.update(chance.choice(kept, min(most, len(kept)), replace=False).tolist())
        chosen.add(seed)
    return np.array(sorted(chosen))


def _loss(model: Model, vectors: torch.Tensor, article: torch.Tensor) -> torch.Tensor:
    """Minus the log of the weight that the questions of the batch give to the right article."""
    itself = torch.eye(len(vectors), dtype=torch.bool)
    same = (article[:, None] == article[None, :]) & ~itself
    shares = (vectors @ vectors.T * model.log_sharpness.exp()).masked_fill(itself, -1e9).softmax(dim=1)
    given = (shares * same).sum(dim=1)[same.any(dim=1)]
    return -(given * 0.98 + 0.01).log().mean() + model.shrinkage()
