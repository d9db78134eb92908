"""Learn the subjects: the questions of one article come near, those of its neighbours and those no article answers part.

Neighbourhood components analysis (Goldberger et al., 2004) over batches of questions taken for near ones, margin questions
and outside examples together, on a low-rank correction of the last layers. Nothing here reads the evaluation questions.
Counts three quarters of an hour on two cores; the seed is fixed.
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
from assistant.retrieval.index.build import CACHE, embedder_of
from assistant.retrieval.index.low_rank import SUBJECT_WEIGHTS
from assistant.retrieval.index.subjects import Subjects
from evaluation.corpora import EvaluatedCorpus
from evaluation.low_rank_model import Model, States, misspelt_states, states_of

_STEPS = 320
_BATCH = 400
_NEAREST = 40
_OWN = 5
_OTHERS = 12
_MISSPELT_KEPT = 4
_MISSPELT = 0.6
_RATE_ANEW = 1e-3
_RATE_MORE = 5e-4
_WARM_UP = 30
# What is shipped has this size: the cosines of whole vectors tell the article and the outside questions little better.
_DIMENSION = 128
_AT_ONCE = 2_000
_SEED = 20261129
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """Questions with the number of their article, the last number being that of no article.

    For each, ``own`` has the nearest of its article, however far: one in words that no other has is near none of them, and
    would teach nothing if only the nearest of all were taken. ``others`` has the nearest of the other articles.
    """

    questions: list[str]
    article: NDArray[np.int64]
    own: list[NDArray[np.int64]]
    others: NDArray[np.int64]


def train(
    corpus: EvaluatedCorpus,
    path: Path = SUBJECT_WEIGHTS,
    progress: Progress = lambda _: None,
    start: Path | None = None,
) -> float:
    """Write the weights learnt from the readings and the outside examples; returns the loss of the last steps.

    Goes on from the weights of ``start``, what is near being told by the vectors shipped; ``None``: by the default model.
    """
    torch.manual_seed(_SEED)
    article_of = _articles(corpus)
    questions = list(article_of)
    settings = corpus.settings
    encode = (
        embedder_of(settings).encode_passages if start is None else Subjects(settings.index_dir / CACHE).encode
    )
    lessons = _lessons(article_of, torch.from_numpy(encode(questions)))
    model = Model()
    written = states_of(questions)
    if start is not None:
        model.resume(start)
    else:
        with torch.no_grad():
            model.centre += model.vectors(written[::_NEAREST]).mean(dim=0)
    loss = _fit(model, lessons, written, _RATE_ANEW if start is None else _RATE_MORE, progress)
    model.reduce(written[::4], _DIMENSION)
    model.write(path)
    return loss


def _articles(corpus: EvaluatedCorpus) -> dict[str, int]:
    """The number of the article of each question."""
    refs: dict[str, int] = {}
    article_of = {
        ask.question: refs.setdefault(reading.ref, len(refs))
        for reading in corpus.readings
        for ask in reading.asks
    }
    outside = read_outside(corpus.settings.corpus_dir / "vocabulary" / "hors_sources.yaml")
    return article_of | {question: len(refs) for family in outside.values() for question in family}


def _lessons(article_of: dict[str, int], vectors: torch.Tensor) -> Lessons:
    """The questions with their neighbours; ``vectors`` holds one unit vector a question."""
    article = np.array(list(article_of.values()))
    own: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)] * len(article)
    for number in range(int(article.max()) + 1):
        group = np.flatnonzero(article == number)
        if len(group) < 2:
            continue
        near = (vectors[group] @ vectors[group].T).fill_diagonal_(-1.0)
        nearest = near.topk(min(_NEAREST, len(group) - 1)).indices.numpy()
        for place, row in enumerate(group.tolist()):
            own[row] = group[nearest[place]]
    others = []
    numbers = torch.from_numpy(article)
    for start in range(0, len(article), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        near = (vectors[part] @ vectors.T).masked_fill_(numbers[part, None] == numbers[None, :], -1.0)
        others.append(near.topk(_NEAREST).indices.numpy())
    return Lessons(list(article_of), article, own, np.concatenate(others))


def _fit(model: Model, lessons: Lessons, written: States, rate: float, progress: Progress) -> float:
    chance = np.random.default_rng(_SEED)
    misspelled = misspelt_states(lessons.questions, _MISSPELT_KEPT, random.Random(_SEED))
    optimizer = torch.optim.AdamW(
        [{"params": model.low_rank(), "weight_decay": 0.01}, {"params": model.head(), "weight_decay": 0.0}],
        lr=rate,
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
        for near, most in ((lessons.own[seed], _OWN), (lessons.others[seed], _OTHERS)):
            chosen.update(chance.choice(near, min(most, len(near)), replace=False).tolist())
        chosen.add(seed)
    return np.array(sorted(chosen))


def _loss(model: Model, vectors: torch.Tensor, article: torch.Tensor) -> torch.Tensor:
    """Minus the log of the weight that the questions of the batch give to the right article."""
    itself = torch.eye(len(vectors), dtype=torch.bool)
    same = (article[:, None] == article[None, :]) & ~itself
    shares = (vectors @ vectors.T * model.log_sharpness.exp()).masked_fill(itself, -1e9).softmax(dim=1)
    given = (shares * same).sum(dim=1)[same.any(dim=1)]
    return -(given * 0.98 + 0.01).log().mean() + model.shrinkage()
