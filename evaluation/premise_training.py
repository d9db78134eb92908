"""Learn which figures of a question are held for the law's, from questions whose premises are marked.

A logistic regression under an L1 penalty (Tibshirani, 1996), on the words around each figure: those marked as a premise against the
others, and against the figures of the margin questions, which are asked or told. Nothing here reads the evaluation questions.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.conversation.held_figures import BIAS, WEIGHTS, features
from assistant.conversation.premises import figures_of
from assistant.conversation.wording import read_wording
from corpus.load import parse_yaml
from corpus.reading_files import Reading

PREMISES = Path(__file__).with_name("premises.yaml")
_PENALTY = 1.0
_NOTED = 3_500
_NOTED_WEIGHT = 0.3
_STORY = 140
_SEED = 20261129
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Premise:
    """A question, and the part of it that takes a rule for granted, empty when none does."""

    question: str
    stated: str


def read_premises(path: Path = PREMISES) -> tuple[Premise, ...]:
    """The marked questions of a file: a list of ``{q, stated}``.

    Raises:
        BrokenCorpusFile: the file is not YAML.
    """
    return tuple(
        Premise(str(record["q"]), str(record.get("stated") or ""))
        for record in parse_yaml(path, path.read_text(encoding="utf-8"))
    )


def train(readings: Iterable[Reading]) -> int:
    """Learn the weights and write them beside the module that reads them; returns how many are not null."""
    asked = [ask.question for reading in readings for ask in reading.asks]
    random.Random(_SEED).shuffle(asked)
    # The stories first: what a user tells of his market holds more figures, and more of the words around a rule's.
    asked.sort(key=lambda question: len(question) < _STORY)
    stories = [example for question in asked[:_NOTED] for example in _examples(Premise(question, ""))][
        : _NOTED // 2
    ]
    others = [example for question in asked[::-1] for example in _examples(Premise(question, ""))][: _NOTED // 2]
    noted = [*stories, *others]
    marked = [example for premise in read_premises() for example in _examples(premise)]
    vectoriser = DictVectorizer()
    matrix = vectoriser.fit_transform([found for found, _ in (*marked, *noted)])
    # liblinear reads 32-bit indices only.
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    held = np.array([is_rule for _, is_rule in (*marked, *noted)])
    weights = np.array([1.0] * len(marked) + [_NOTED_WEIGHT] * len(noted))
    model = LogisticRegression(C=_PENALTY, l1_ratio=1, solver="liblinear", max_iter=3_000, random_state=0)
    model.fit(matrix, held, sample_weight=weights)
    kept = {
        str(name): round(float(weight), _DIGITS)
        for name, weight in zip(vectoriser.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(weight) >= 10**-_DIGITS
    }
    learnt = {BIAS: round(float(model.intercept_[0]), _DIGITS), **kept}
    WEIGHTS.write_text(json.dumps(learnt, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return len(kept)


def _examples(premise: Premise) -> list[tuple[dict[str, float], bool]]:
    text = read_wording(premise.question).text
    stated = {figure.key for figure in figures_of(read_wording(premise.stated).text)}
    found = ((features(text, figure), figure.key in stated) for figure in figures_of(text))
    return [(around, is_rule) for around, is_rule in found if around]
