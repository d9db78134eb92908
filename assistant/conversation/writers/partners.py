"""Partner lookup: which structures to call, why, how far, and what is not known of them."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk
from assistant.conversation.writers.offer import structures_block
from assistant.tools import query_of


def write_partners(desk: Desk) -> Draft:
    """The structures that fit the need, best first."""
    query = replace(query_of(desk.facts, desk.message), limit=8)
    results = desk.toolbox.partners(query)
    blocks = structures_block(desk, results)
    # The directory is a source of its own; the law is recalled for what the structures are.
    for ref in ("L2113-12", "L2113-13"):
        desk.citer.cite(ref, used_for="structures qui peuvent répondre à un marché réservé")
    follow_ups = ["Ce marché peut-il être réservé ?", "Rédige la clause d’insertion"]
    if results.total > len(results.matches):
        follow_ups.insert(0, "Montre-moi seulement les ESAT et les entreprises adaptées")
    texts = [sentence.text for block in blocks for sentence in block.sentences]
    texts += [f"{m.distance_km} km {' '.join(m.reasons)} {' '.join(m.unknown)}" for m in results.matches]
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        structures=results.matches,
        follow_ups=tuple(follow_ups),
        partial=not results.matches,
        evidence=desk.evidence(texts),
    )
