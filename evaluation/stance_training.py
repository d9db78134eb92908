"""Learn the stances: among the margin questions of one article, those with the same answer come near, the others part.

Neighbourhood components analysis (Goldberger et al., 2004) over the questions of each article, on a low-rank correction
(Hu et al., 2021) of the last layers of the embedding model. Nothing here reads the evaluation questions. Counts an hour
and a half on two cores, half an hour for one pass more; the seed is fixed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import one_hot

from assistant.retrieval.index.low_rank import STANCE_WEIGHTS
from corpus.reading_files import VERDICTS, Reading
from evaluation.low_rank_model import Model, States, misspelt_states, states_of

# From the beginning, or once more over every question with the weights already learnt. One more pass over eighty-seven thousand
# made 0.756 right of 0.730, for a thousand questions in words that no margin holds, their article known.
_EPOCHS_ANEW = 2
_EPOCHS_MORE = 1
_BATCH = 600
_MOST_ASKS = 120
_LEAST_ASKS = 4
_MISSPELT_KEPT = 3
_MISSPELT = 0.8
_RATE_ANEW = 1e-3
_RATE_MORE = 7e-4
_WARM_UP = 40
# What is shipped has this size, along the directions of one question in so many.
_DIMENSION = 192
_EVERY = 5
_SEED = 20261128
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """Closed questions with their article and verdict, and their states below the trained layers, some misspelt too."""

    written: States
    misspelt: dict[int, torch.Tensor]
    article: torch.Tensor
    verdict: torch.Tensor

    def groups(self) -> list[NDArray[np.int64]]:
        """The questions of each article that has enough of them."""
        found = [np.flatnonzero(self.article.numpy() == number) for number in range(int(self.article.max()) + 1)]
        return [group for group in found if len(group) >= _LEAST_ASKS]


def train(
    readings: tuple[Reading, ...],
    path: Path = STANCE_WEIGHTS,
    progress: Progress = lambda _: None,
    start: Path | None = None,
) -> float:
    """Write the weights learnt from the readings, going on from those of ``start``; returns the loss of the last epoch."""
    torch.manual_seed(_SEED)
    model = Model()
    lessons = _lessons(readings)
    if start is not None:
        model.resume(start)
        loss = _fit(model, lessons, _EPOCHS_MORE, _RATE_MORE, progress)
    else:
        with torch.no_grad():
            model.centre += model.vectors(lessons.written[::20]).mean(dim=0)
        loss = _fit(model, lessons, _EPOCHS_ANEW, _RATE_ANEW, progress)
    model.reduce(lessons.written[::_EVERY], _DIMENSION)
    model.write(path)
    return loss


def _lessons(readings: tuple[Reading, ...]) -> Lessons:
    # A question whose verdict turns on a figure says nothing of the others of its article.
    asks = [(r.ref, ask) for r in readings for ask in r.asks if ask.verdict and ask.within is None]
    refs = {ref: number for number, ref in enumerate(dict.fromkeys(ref for ref, _ in asks))}
    questions = [ask.question for _, ask in asks]
    return Lessons(
        written=states_of(questions),
        misspelt=misspelt_states(questions, _MISSPELT_KEPT, random.Random(_SEED)),
        article=torch.tensor([refs[ref] for ref, _ in asks]),
        verdict=torch.tensor([VERDICTS.index(ask.verdict or "") for _, ask in asks]),
    )


def _fit(model: Model, lessons: Lessons, epochs: int, rate: float, progress: Progress) -> float:
    low_rank, head = model.low_rank(), model.head()
    optimizer = torch.optim.AdamW(
        [{"params": low_rank, "weight_decay": 0.01}, {"params": head, "weight_decay": 0.0}], lr=rate
    )
    groups = lessons.groups()
    steps = sum(1 for epoch in range(epochs) for _ in _batches(groups, epoch))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - step / steps)
    )
    total = 0.0
    for epoch in range(epochs):
        losses = []
        for chosen, misspelled in _batches(groups, epoch):
            states = [
                lessons.misspelt[i] if m and i in lessons.misspelt else lessons.written[i]
                for i, m in zip(chosen.tolist(), misspelled, strict=True)
            ]
            loss = _loss(model, model.vectors(states), lessons.article[chosen], lessons.verdict[chosen])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(low_rank, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        total = float(np.mean(losses))
        progress(f"passage {epoch + 1} sur {epochs}, perte {total:.3f}")
    return total


def _batches(groups: list[NDArray[np.int64]], epoch: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    """Every question once, with others of its article: those of a large article in parts drawn anew at each pass."""
    chance = np.random.default_rng([_SEED, epoch])
    parts = [
        part
        for group in groups
        for part in np.array_split(chance.permutation(group), -(-len(group) // _MOST_ASKS))
    ]
    batch: list[NDArray[np.int64]] = []
    for place in chance.permutation(len(parts)).tolist():
        batch.append(parts[place])
        if sum(map(len, batch)) >= _BATCH:
            yield _misspelling(batch, chance)
            batch = []
    if batch:
        yield _misspelling(batch, chance)


def _misspelling(
    parts: list[NDArray[np.int64]], chance: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    chosen = np.concatenate(parts)
    return chosen, chance.random(len(chosen)) < _MISSPELT


def _loss(model: Model, vectors: torch.Tensor, article: torch.Tensor, verdict: torch.Tensor) -> torch.Tensor:
    """Minus the log of the weight that the other questions of the article give to the right verdict."""
    alike = article[:, None] == article[None, :]
    alike &= ~torch.eye(len(vectors), dtype=torch.bool)
    weights = (vectors @ vectors.T * model.log_sharpness.exp()).masked_fill(~alike, -1e9).softmax(dim=1)
    given = (weights @ one_hot(verdict, len(VERDICTS)).float()).gather(1, verdict[:, None]).squeeze(1)
    # A verdict that no other question of the article has cannot be learnt from it.
    learnable = (alike & (verdict[:, None] == verdict[None, :])).any(dim=1)
    return -(given[learnable] + 1e-5).log().mean() + model.shrinkage()
