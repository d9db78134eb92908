"""One offer alone, a negotiation, variants, local firms: what is asked of each, and what like words ask of something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import cast

import pytest

from assistant.conversation.citing import Citer
from assistant.conversation.formalities import formality_in
from assistant.conversation.writers.desk import Desk
from assistant.conversation.writers.local_firms import asks_how_to_favour_local
from assistant.conversation.writers.offers_received import asks_of_one_offer, asks_to_negotiate
from assistant.conversation.writers.variants import asks_of_variants
from corpus.models import LegalArticle

_REFS = "L2152-1 R2123-4 R2123-5 L2124-2 L2151-2 L3 L2113-10 R2111-1 R2122-8 L2112-2".split()
_ARTICLES = {
    ref: LegalArticle(ref, "Code", (), date(2026, 1, 1), "Texte.", "https://example.org", "source")
    for ref in _REFS
}


@dataclass(frozen=True)
class LightDesk:
    """What is looked at on a desk: the words of this turn and of the one before, and the articles at hand."""

    said: str
    before: str = ""
    citer: Citer = field(default_factory=lambda: Citer(_ARTICLES, date(2026, 11, 22), 365))
    is_ordinary: bool = True

    @property
    def message(self) -> str:
        return f"{self.before}\n{self.said}".strip()


def asked(cue: Callable[[Desk], bool], said: str, before: str = "") -> bool:
    return cue(cast(Desk, LightDesk(said, before)))


@pytest.mark.parametrize(
    "message",
    [
        "nous n'avons reçu qu'une offre, peut-on la retenir ?",
        "Un seul candidat a répondu : faut-il relancer la consultation ?",
        "avec une seule réponse on peut signer ou pas",
    ],
)
def test_one_offer_alone(message: str) -> None:
    assert asked(asks_of_one_offer, message)


@pytest.mark.parametrize(
    "message",
    [
        "la seule offre reçue est irrégulière, peut-on la retenir ?",
        "une seule offre dépasse le budget, on peut l'accepter ?",
        "Peut-on présenter une seule offre pour tous les lots ?",
        "Combien d’offres faut-il au minimum ?",
    ],
)
def test_another_offer(message: str) -> None:
    assert not asked(asks_of_one_offer, message)


def test_a_negotiation_whose_procedure_is_not_told() -> None:
    assert asked(asks_to_negotiate, "on peut négocier avec les candidats ?")
    assert asked(
        asks_to_negotiate, "et négocier avec elle ?", "une seule entreprise a répondu, on peut attribuer ?"
    )
    assert not asked(asks_to_negotiate, "Puis-je négocier en appel d’offres ?")
    # Nobody answered: the procedure may be without publicity.
    assert not asked(asks_to_negotiate, "Zéro pli reçu, on peut négocier avec un artisan ?")
    assert not asked(asks_to_negotiate, "Personne n’a répondu, je peux négocier ?")
    assert not asked(asks_to_negotiate, "on peut négocier le prix de l'avenant ?")
    assert not asked(asks_to_negotiate, "Comment négocier avec les candidats ?")


def test_variants_asked_about() -> None:
    before = "Peut-on refuser les variantes en procédure adaptée ?"
    assert asked(asks_of_variants, before)
    assert asked(asks_of_variants, "et en appel d'offres ?", before)
    assert asked(asks_of_variants, "on n'a rien précisé", before)
    assert not asked(asks_of_variants, "et en appel d'offres ?", "Peut-on négocier ?")
    assert not asked(asks_of_variants, "Peut-on imposer une variante minimale ?")
    assert not asked(asks_of_variants, "comment sont notées les variantes ?")


def test_how_local_firms_may_be_favoured() -> None:
    assert asked(asks_how_to_favour_local, "Comment favoriser les entreprises locales dans nos marchés ?")
    assert asked(asks_how_to_favour_local, "qu'est-ce qu'on peut faire pour aider les artisans du coin ?")
    assert not asked(asks_how_to_favour_local, "Peut-on favoriser les entreprises landaises ?")
    assert not asked(asks_how_to_favour_local, "Comment joindre les entreprises locales ?")


def test_a_formality_beside_the_procedure() -> None:
    assert (
        formality_in("Doit-on publier les données essentielles d’un marché de 50 000 € ?")
        == "donnees essentielles"
    )
    assert formality_in("avis d'attribution obligatoire pour 70 000 € ?") == "avis d'attribution"
    assert formality_in("Faut-il publier un avis pour 70 000 € ?") is None
    assert formality_in("recensement des arbres de la commune") is None
