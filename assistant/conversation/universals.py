"""« Tous nos marchés ? », « même pour une tondeuse ? »: what is asked of every case is so of none but where it is so of all."""

from __future__ import annotations

import re

from assistant.folding import folded

_OF_ALL = re.compile(
    r"\btou(?:s|tes) (?:(?:les|nos|mes|vos|leurs|ses|ces) )(?:\w+ )?"
    r"(?:marches|achats|contrats|consultations|commandes|procedures|mapa|acheteurs|communes|collectivites|mairies|lots)\b"
    r"|\b(?:tout|chaque) (?:marche|achat|contrat|acheteur)\b|\bn'?importe (?:quel\w*|qui)\b|\bquel\w* que soi\w+"
    r"|\bmeme (?:pour|si c'est pour|quand c'est) (?:l'achat d'|acheter )?(?:une?|des?|du|le|la|les|deux|trois|nos|mes)\b"
    r"|\bmeme (?:les|pour les) (?:petits|tout petits)\b|\b(?:systematiqu|automatiqu)\w+|\bdans tous les cas\b|\ba chaque fois\b"
)
# « Même pour le nettoyage à 300 000 € ? » asks of one contract.
_OF_A_SUM = re.compile(r"\d\s?(?:[km]?€|euros?\b|ke\b|k\b|millions?\b)")


def asks_of_all(message: str) -> bool:
    """Whether what is asked would hold of every contract, every buyer, or the least of them."""
    text = folded(message)
    return _OF_ALL.search(text) is not None and _OF_A_SUM.search(text) is None
