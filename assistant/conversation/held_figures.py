"""Is a figure of a question said as the law's rule, or is it the user's own? What the words around it tell.

« Les 60 jours qu’ont les communes courent quand ? » holds a delay for the law's; « la facture a 60 jours » does not. A logistic
regression whose weights ``python -m evaluation premises`` learns from ``evaluation/premises.yaml``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from math import exp
from pathlib import Path

from assistant.folding import folded
from assistant.quantities import Quantity

WEIGHTS = Path(__file__).with_name("held_figures.json")
BIAS = "biais"
_TOKENS = re.compile(r"[a-z']+|[,;:.?!«»]|\d+")
_BEFORE, _AROUND_BEFORE, _AFTER, _AROUND_AFTER = 3, 7, 2, 6
_ASKING = re.compile(
    r"\b(comment|combien|quel\w*|qui|quand|ou|pourquoi|faut[- ]il|peut[- ]\w+|dois|doit[- ]\w+|puis|est[- ]ce|a partir)\b"
)
_CLAUSE_END = re.compile(
    r"[.?!;:]|, (?=(?:comment|combien|quel|qui|quand|ou|pourquoi|faut|peut|dois|doit|puis|est-ce))"
)
_SENTENCE_END = re.compile(r"[.?!]\s")
_OWN = re.compile(r"\b(mon|ma|mes|notre|nos|j'ai|on a|nous avons|je|nous)\b")
_JUST_BEFORE = 40
_SHORT_CLAUSE = 8


def features(text: str, figure: Quantity) -> dict[str, float]:
    """What surrounds a figure in a folded question, its numbers in digits; nothing when the figure is not in it."""
    before, said, after = text.partition(folded(figure.words))
    if not said:
        return {}
    # A story told in other sentences says nothing of this figure.
    left, right = _TOKENS.findall(_SENTENCE_END.split(before)[-1])[::-1], _TOKENS.findall(after)
    found = {f"unité {figure.unit}": 1.0}
    found.update({f"avant{place} {token}": 1.0 for place, token in enumerate(left[:_BEFORE])})
    found.update({f"près avant {token}": 1.0 for token in left[:_AROUND_BEFORE]})
    found.update({f"loin avant {token}": 0.5 for token in left[_AROUND_BEFORE:]})
    found.update({f"après{place} {token}": 1.0 for place, token in enumerate(right[:_AFTER])})
    found.update({f"près après {token}": 1.0 for token in right[:_AROUND_AFTER]})
    clause, *others = _CLAUSE_END.split(after, maxsplit=1)
    told = {
        "question avant": _ASKING.search(before),
        "question après": _ASKING.search(after),
        "sa phrase demande": "?" in after[: len(clause) + 1],
        "une autre suit": others and len(others[0]) > _SHORT_CLAUSE,
        "à soi": _OWN.search(before[-_JUST_BEFORE:]),
        "au début": len(left) <= _AROUND_BEFORE,
    }
    return found | {name: 1.0 for name, holds in told.items() if holds}


def chance_of_a_rule(text: str, figure: Quantity) -> float:
    """From 0 to 1, the chance that a figure of a folded question is held for the law's."""
    weights = _weights()
    total = weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in features(text, figure).items())
    return 1 / (1 + exp(-total))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    read: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return read
