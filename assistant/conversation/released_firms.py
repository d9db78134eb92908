"""« Dispenser le titulaire de sa clause »: asked of a contract under way, not of what the buyer must provide."""

from __future__ import annotations

import re

from assistant.folding import folded

_RELEASES = re.compile(
    r"\b(?:dispens|exoner|liber|decharg|exempt)\w+ (?:l'|(?:le|la|les|une?|mon|notre|cette|cet|ce|son|ses) )?(?:\w+ )?"
    r"(?:entreprise|titulaire|attributaire|sous[- ]traitant|artisan|pme|societe|boite|prestataire)"
)


def releases_a_firm(message: str) -> bool:
    """Whether a message speaks of releasing a firm from what its contract asks of it."""
    return _RELEASES.search(folded(message)) is not None
