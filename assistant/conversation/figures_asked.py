"""The kind of figure a question asks for: an amount, a time, a share."""

from __future__ import annotations

import re

from assistant.folding import folded

_DURATIONS = frozenset({"jour", "semaine", "mois", "an", "h"})
_ASKED: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        re.compile(
            r"\b(combien|quel(le)?s?|le|un) (de |est le |est la |sont les )?(temps|jours?|mois|annees?|semaines?|delais?|durees?)\b"
            r"|\bsous combien\b"
        ),
        _DURATIONS,
    ),
    (
        re.compile(r"\b(quel|le|a quel|c'?est quoi le) (pourcentage|taux|quota)\b|\bquelle (part|proportion)\b"),
        frozenset({"%"}),
    ),
    (
        re.compile(
            r"\b(quel|a quel|c'?est quoi le) (est le )?(montant|seuil|plafond|prix)\b"
            r"|\b(jusqu'a|a partir de) (combien|quel (montant|seuil))\b"
            r"|\bcombien (d'euros|puis-je|peut-on|je peux|on peut)\b"
        ),
        frozenset({"€"}),
    ),
)


def asked_units(question: str) -> frozenset[str]:
    """The units of the figures that would answer, as :mod:`assistant.quantities` names them; empty when none is asked."""
    text = folded(question)
    return next((units for pattern, units in _ASKED if pattern.search(text)), frozenset())
