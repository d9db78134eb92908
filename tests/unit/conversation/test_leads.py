"""A contract that grows and a reservation for both kinds of structures lead to their article before any search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

import pytest

from assistant.conversation import leads
from assistant.conversation.citing import Citer
from assistant.conversation.leads import known_article, likely_article
from assistant.conversation.support import Support
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.desk import Desk
from assistant.market import ContractKind, Fact, MarketFacts
from corpus.models import LegalArticle

ON = date(2026, 11, 22)
BOTH = "Puis-je réserver un lot à la fois à une entreprise adaptée et à une entreprise d’insertion ?"
GROWS = "Marché de 400 000 € : puis-je signer un avenant de 30 000 € ?"


def article(ref: str) -> LegalArticle:
    return LegalArticle(ref, "Code", (), date(2026, 1, 1), "Texte.", "https://example.org", "source")


@dataclass(frozen=True)
class LightDesk:
    """What is looked at on a desk: the question, the facts, and the articles at hand."""

    message: str
    facts: MarketFacts
    citer: Citer
    previous_intent: Intent | None = None
    is_ordinary: bool = True


@dataclass(frozen=True)
class Missing:
    """Whether an article that is not installed answers."""

    is_missing: bool = False


@dataclass(frozen=True)
class Found:
    """The article the search found."""

    article: LegalArticle
    signals: Missing = Missing()


def lead(
    message: str,
    found: str = "L2113-12",
    facts: MarketFacts | None = None,
    known: tuple[str, ...] = ("L2113-14", "L3113-3", "R2194-8"),
) -> str | None:
    citer = Citer({ref: article(ref) for ref in known}, ON, 365)
    desk = LightDesk(message, facts or MarketFacts(), citer)
    return known_article(cast(Desk, desk), cast(Support, Found(article(found))))


@pytest.mark.parametrize(
    "message",
    [
        BOTH,
        "Un même lot peut-il être réservé en même temps aux ESAT et aux SIAE ?",
        "Réservation conjointement ouverte aux EA et aux structures d’insertion ?",
        "Peut-on cumuler la réservation au handicap et à l’insertion ?",
    ],
)
def test_a_reservation_for_both_kinds_of_structures(message: str) -> None:
    assert lead(message) == "L2113-14"


@pytest.mark.parametrize(
    "message",
    [
        "Puis-je réserver un lot à une entreprise adaptée ?",
        "Puis-je réserver un lot à une entreprise adaptée ou à une entreprise d’insertion ?",
        "Puis-je réserver un lot à la fois à un ESAT et à une entreprise adaptée ?",
        "Une entreprise d’insertion et un ESAT peuvent-ils répondre à la fois ?",
    ],
)
def test_a_reservation_for_one_kind_is_left_to_the_search(message: str) -> None:
    assert lead(message) is None


def test_a_concession_has_its_own_article() -> None:
    facts = MarketFacts(contract=Fact(value=ContractKind.CONCESSION, source="concession"))
    assert lead(BOTH, facts=facts) == "L3113-3"


def test_an_article_that_is_not_at_hand_leads_nowhere() -> None:
    facts = MarketFacts(contract=Fact(value=ContractKind.DEFENCE, source="défense"))
    assert lead(BOTH, facts=facts) is None
    assert lead(BOTH, known=()) is None
    assert lead(GROWS, known=("L2113-14",)) is None


@pytest.mark.parametrize(
    "message",
    [
        GROWS,
        "14 % de travaux supplémentaires, faut-il remettre en concurrence ?",
        "Une rallonge de 5 000 € pour un marché de 60 000 € ?",
    ],
)
def test_a_contract_that_grows_by_a_known_share(message: str) -> None:
    assert lead(message, found="L2113-10") == "R2194-8"


def test_the_amount_known_before_gives_the_share() -> None:
    facts = MarketFacts(amount_ht=Fact(value=Decimal(400_000), source="400 000 €"))
    assert lead("Puis-je signer un avenant de 30 000 € ?", found="L2113-10", facts=facts) == "R2194-8"
    assert lead("Puis-je signer un avenant de 30 000 € ?", found="L2113-10") is None


@pytest.mark.parametrize("found", ["L2194-1", "R2194-2"])
def test_a_change_whose_article_is_found_keeps_it(found: str) -> None:
    assert lead(GROWS, found=found) is None


@pytest.mark.parametrize("message", ["Puis-je signer un avenant ?", "Un marché de 400 000 € en plus de 2 lots ?"])
def test_a_change_without_its_figure_is_left_to_the_search(message: str) -> None:
    assert lead(message, found="L2113-10") is None


@pytest.mark.parametrize(
    "message",
    [
        "Le maire veut prendre son cousin pour la toiture, 38 000 €. On peut ?",
        "30 000 € de travaux : je peux choisir mon beau-frère sans mise en concurrence ?",
        "L’entreprise est celle de la femme du maire, 20 000 € HT. On peut la prendre directement ?",
    ],
)
def test_what_an_amount_allows_does_not_settle_a_tie_with_who_buys(message: str) -> None:
    assert lead(message, "R2122-8", known=("L2141-10", "L3")) == "L2141-10"
    assert lead(message, "R2122-8", known=("L3",)) == "L3"


def test_a_joint_group_is_no_tie() -> None:
    assert lead("Un groupement conjoint peut-il répondre à 30 000 € ?", "R2122-8", known=("L3",)) is None


@pytest.mark.parametrize(
    ("message", "known"),
    [
        ("Personne n’a répondu à la consultation, puis-je traiter de gré à gré ?", "R2122-2"),
        ("marché infructueux, on peut relancer sans publicité ?", "R2122-2"),
        ("La clause est infructueuse pour le quartier, que faire ?", None),
        ("Peut-on exonérer le titulaire de sa clause d’insertion ?", "CCAG-FCS 16.1"),
        ("aucune offre, où est le lien direct du profil ?", None),
        ("Peut-on dispenser le titulaire de fournir une attestation ?", None),
    ],
)
def test_no_offer_and_a_firm_released_lead_to_their_article(message: str, known: str | None) -> None:
    assert lead(message, found="L2112-2", known=("R2122-2", "CCAG-FCS 16.1")) == known


SPLIT_AND_UNACCEPTABLE = ("R2121-4", "L2152-3")


@pytest.mark.parametrize(
    ("message", "found", "led"),
    [
        ("je fais quatre commandes de 20 000 € au lieu d'une de 80 000, ça passe ?", "R2122-8", "R2121-4"),
        ("on scinde l'achat pour éviter la publicité ?", "R2123-1", "R2121-4"),
        ("on a doublé les prestations, du coup on peut passer sans publicité ?", "R2122-8", None),
        ("projet divisé en lots : le lot peinture peut-il échapper à la concurrence ?", "R2122-8", None),
        ("nous scindons pour rester sous le seuil", "R2121-6", None),
        ("la seule offre est plus chère que notre estimation", "L2152-6", "L2152-3"),
        ("une offre dépasse l'enveloppe de 15 %", "L2152-5", "L2152-3"),
        ("une offre très en dessous de l'estimation", "L2152-6", None),
        ("les offres dépassent le budget, puis-je négocier ?", "R2124-3", None),
        ("trois devis au lieu d'un, c'est mieux ?", "R2122-8", None),
        ("on sépare l'étude du chantier pour passer un appel d'offres", "R2123-1", None),
        ("coupe d'arbres : rester en procédure adaptée", "R2123-1", None),
        ("l'offre n'est pas plus élevée que l'estimation", "L2152-6", None),
        ("écarter une offre anormalement basse, les autres dépassent le budget", "L2152-6", None),
    ],
)
def test_a_split_purchase_and_an_offer_above_what_was_planned(message: str, found: str, led: str | None) -> None:
    assert lead(message, found, known=SPLIT_AND_UNACCEPTABLE) == led


@pytest.mark.parametrize(("above", "led"), [(True, "R2122-2"), (False, None)])
def test_no_offer_leads_nowhere_for_a_small_purchase(
    monkeypatch: pytest.MonkeyPatch, *, above: bool, led: str | None
) -> None:
    monkeypatch.setattr(leads, "_above_small_purchases", lambda _: above)
    facts = MarketFacts(amount_ht=Fact(value=Decimal(30_000), source="30 000 €"))
    assert lead("zéro pli : attribuer directement ?", "R2122-8", facts, ("R2122-2",)) == led


@pytest.mark.parametrize(
    ("message", "found", "likely"),
    [
        ("on peut proroger de trois mois notre contrat de ménage ?", "L5132-5 (travail)", "L2194-1"),
        ("Le marché d’entretien finit bientôt, puis-je le prolonger un peu ?", "R2122-2", "L2194-1"),
        ("Puis-je prolonger le marché de trois mois ?", "L2194-1", None),
        ("Le CDDI de mon salarié peut-il être prolongé pendant le marché ?", "L5132-5 (travail)", None),
        ("Peut-on prolonger le délai de remise des offres du marché ?", "R2122-2", None),
        ("Peut-on prolonger la concession, notre contrat de plage ?", "L3114-2", None),
    ],
)
def test_a_contract_made_longer_is_changed(message: str, found: str, likely: str | None) -> None:
    citer = Citer({ref: article(ref) for ref in ("L2194-1", found)}, ON, 365)
    desk = LightDesk(message, MarketFacts(), citer)
    assert likely_article(cast(Desk, desk), cast(Support, Found(article(found)))) == likely
