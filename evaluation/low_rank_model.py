"""The default embedding model with a low-rank correction of its last layers (Hu et al., 2021), being learnt."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import normalize

from assistant.retrieval.index.e5_model import PASSAGE_PROMPT, SHARED_LAYERS, e5_model
from assistant.retrieval.index.low_rank import MOST_TOKENS
from evaluation.corrected_layers import MATRICES, SCALE, CorrectedLayers, Corrections
from evaluation.misspelling import misspelt

_RANK = 16
_CHUNK = 64
_SHARPNESS = 18.0
States = list[torch.Tensor]


class Model:
    """What is learnt: the corrections, the projection, its centre and the sharpness."""

    def __init__(self) -> None:
        self.corrections: Corrections = {}
        layers = CorrectedLayers(e5_model().file, SHARED_LAYERS, self.corrections)
        width = e5_model().file.shape.width
        self._layers = layers
        for number, layer in layers.layers.items():
            for name in MATRICES:
                out, into = layer[name][0].shape
                down = (torch.randn(_RANK, into) / into**0.5).requires_grad_()
                self.corrections[number, name] = (torch.zeros(out, _RANK, requires_grad=True), down)
        self.projection = torch.eye(width).requires_grad_()
        self._start = torch.eye(width)
        self.centre = torch.zeros(width, requires_grad=True)
        self.log_sharpness = torch.tensor(float(np.log(_SHARPNESS)), requires_grad=True)

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
        x = self._layers.through(x, present)
        return normalize((x * present[..., None]).sum(1) / present.sum(1, keepdim=True), dim=-1)

    def resume(self, path: Path) -> None:
        """Go on from weights already learnt, as :meth:`write` left them."""
        with np.load(path) as stored:
            learnt = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files}
        with torch.no_grad():
            self.log_sharpness.copy_(learnt["sharpness"].log())
            self.centre.copy_(learnt["centre"])
            for (number, name), (up, down) in self.corrections.items():
                up.copy_(learnt[f"{number}.{name}.up"] / SCALE)
                down.copy_(learnt[f"{number}.{name}.down"])
        self.projection, self._start = learnt["projection"].clone().requires_grad_(), learnt["projection"]

    def shrinkage(self) -> torch.Tensor:
        """What is added to a loss so that the projection stays near the one it starts from."""
        return 1e-4 * ((self.projection - self._start) ** 2).sum()

    def reduce(self, states: States, dimension: int) -> None:
        """Keep the directions in which these questions differ most."""
        with torch.no_grad():
            directions = torch.linalg.svd(self.vectors(states), full_matrices=False).Vh[:dimension]
            self.projection = self.projection @ directions.T

    def write(self, path: Path) -> None:
        """Write the weights, float16."""
        stored = {"sharpness": np.array(float(self.log_sharpness.exp().detach()))}
        stored["projection"] = self.projection.detach().numpy().astype(np.float16)
        stored["centre"] = self.centre.detach().numpy()
        for (number, name), (up, down) in self.corrections.items():
            stored[f"{number}.{name}.up"] = (SCALE * up).detach().numpy().astype(np.float16)
            stored[f"{number}.{name}.down"] = down.detach().numpy().astype(np.float16)
        np.savez(path, **stored)  # type: ignore[arg-type]

    def low_rank(self) -> list[torch.Tensor]:
        """The parameters of the corrections."""
        return [part for pair in self.corrections.values() for part in pair]

    def head(self) -> list[torch.Tensor]:
        """The other parameters."""
        return [self.projection, self.centre, self.log_sharpness]


def states_of(questions: list[str]) -> States:
    """The states of questions below the trained layers; they never change."""
    e5 = e5_model()
    numbers = [e5.tokenizer.numbers(PASSAGE_PROMPT + question, MOST_TOKENS) for question in questions]
    # One block for all: a tensor a question, kept between the batches, would hold many times the memory it needs.
    ends = np.cumsum([len(line) for line in numbers]).tolist()
    kept = torch.empty(ends[-1], e5.file.shape.width, dtype=torch.half)
    states = [kept[end - len(line) : end] for end, line in zip(ends, numbers, strict=True)]
    order = sorted(range(len(numbers)), key=lambda place: len(numbers[place]))
    for start in range(0, len(order), 2 * _CHUNK):
        batch = order[start : start + 2 * _CHUNK]
        below, _ = e5.below(tuple(numbers[place] for place in batch))
        for row, place in enumerate(batch):
            states[place].copy_(torch.from_numpy(below[row, : len(numbers[place])]))
    return states


def misspelt_states(questions: list[str], one_in: int, chance: random.Random) -> dict[int, torch.Tensor]:
    """The states of one question in ``one_in``, misspelt, by their place among the questions."""
    chosen = sorted(chance.sample(range(len(questions)), len(questions) // one_in))
    states = states_of([misspelt(questions[place], chance) for place in chosen])
    return dict(zip(chosen, states, strict=True))
