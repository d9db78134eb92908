"""Which template a request in French calls for, and what no template covers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.drafting.clause import ClauseDrafter
from assistant.errors import NoTemplate
from assistant.market import ContractKind, Fact, MarketFacts, MarketNature, Trade

NOTHING = MarketFacts()


def _nature(nature: MarketNature) -> MarketFacts:
    return MarketFacts(nature=Fact(value=nature, source="dit"))


CLEANING = MarketFacts(
    trade=Fact(
        value=Trade(family="Hygiène et Propreté", sector="Nettoyage de locaux", key="proprete"), source="dit"
    )
)


@pytest.mark.parametrize(
    ("request_text", "facts", "expected"),
    [
        ("Rédige la clause d’insertion pour ce chantier", _nature(MarketNature.TRAVAUX), "execution-travaux"),
        ("Rédige la clause pour ce lot", _nature(MarketNature.TRAVAUX), "execution-travaux"),
        ("clause d'insertion", _nature(MarketNature.SERVICES), "execution-services-fournitures"),
        ("clause d'insertion", _nature(MarketNature.FOURNITURES), "execution-services-fournitures"),
        (
            "clause sociale",
            _nature(MarketNature.PRESTATIONS_INTELLECTUELLES),
            "execution-prestations-intellectuelles",
        ),
        ("clause d’insertion", CLEANING, "execution-nettoyage-reprise"),
        (
            "Rédige une clause sociale pour un marché de collecte de déchets",
            NOTHING,
            "execution-services-fournitures",
        ),
        ("Prépare un marché réservé pour la collecte des déchets", NOTHING, "reservation"),
        ("Peux-tu me préparer le texte pour réserver le lot 2 aux ESAT ?", NOTHING, "reservation"),
        ("réservation à l’économie sociale et solidaire", NOTHING, "reservation-ess"),
        ("un critère social avec sa grille de notation", NOTHING, "critere-social"),
        ("une part de sous-traitance à des SIAE", NOTHING, "part-confiee-structures-inclusives"),
        ("la note de motifs", NOTHING, "note-de-motifs"),
        ("je veux justifier l’absence de clause sociale", NOTHING, "note-de-motifs"),
        ("l’annexe à l’acte d’engagement", NOTHING, "annexe-engagement-heures"),
        ("le tableau de suivi des heures", NOTHING, "etat-trimestriel"),
        ("un courrier au titulaire", NOTHING, "courrier-entreprise"),
        ("réservation", NOTHING, "reservation"),
        ("rédigez ce qui va bien dans le CCAP", _nature(MarketNature.TRAVAUX), "execution-travaux"),
        ("redige la clause d'execution alors, soft", NOTHING, "execution-services-fournitures"),
        ("prépare le bilan des heures", NOTHING, "etat-trimestriel"),
        ("la mention à mettre dans l’avis", NOTHING, "reservation"),
        (
            "Rédige la clause sociale d’insertion et ses critères d’éligibilité du public",
            _nature(MarketNature.TRAVAUX),
            "execution-travaux",
        ),
        ("la clause d’insertion avec les critères du public", NOTHING, "execution-services-fournitures"),
        ("Rédige les critères d’attribution sociaux", NOTHING, "critere-social"),
        ("Pas de critère cette fois, rédige la clause", NOTHING, "execution-services-fournitures"),
        ("execution-travaux", NOTHING, "execution-travaux"),
        (None, NOTHING, "execution-services-fournitures"),
    ],
)
def test_request_finds_its_template(
    drafter: ClauseDrafter, request_text: str | None, facts: MarketFacts, expected: str
) -> None:
    assert drafter.choose(request_text, facts) == expected


def test_a_building_trade_is_works_when_nothing_else_is_said(drafter: ClauseDrafter) -> None:
    facts = MarketFacts(trade=Fact(value=Trade(family="Bâtiments et Travaux publics"), source="peinture"))
    assert drafter.choose("Rédige la clause pour ce lot peinture", facts) == "execution-travaux"


@pytest.mark.parametrize("sector", ["Nettoyage urbain", "Nettoyage de véhicules", "Produits d'entretien"])
def test_cleaning_without_staff_transfer_takes_the_general_clause(drafter: ClauseDrafter, sector: str) -> None:
    facts = MarketFacts(trade=Fact(value=Trade(family="Hygiène et Propreté", sector=sector), source="dit"))
    assert drafter.choose("clause d’insertion", facts) == "execution-services-fournitures"


def test_no_staff_to_transfer_takes_the_general_clause(drafter: ClauseDrafter) -> None:
    facts = CLEANING.model_copy(update={"transferable_monthly_hours": Fact(value=Decimal(0), source="aucun")})
    assert drafter.choose("clause d’insertion", facts) == "execution-services-fournitures"


@pytest.mark.parametrize(
    "request_text",
    [
        "clause environnementale",
        "clause sur l’égalité entre les femmes et les hommes",
        "rédige un critère environnemental",
        "lettre de mise en demeure du titulaire",
        "Prépare la clause de révision des prix",
        "ajoute une clause RGPD",
        "clause Molière",
        "clause de garantie",
        "clause de paiement des sous-traitants",
        "un contrat de travail",
        "Rédige une retenue de garantie",
        "Écris la résiliation du marché",
        "un courrier à une entreprise qui ne fait pas ses heures d’insertion",
        "un mail de demande de devis",
    ],
)
def test_what_no_template_covers_is_refused_with_the_nearest(drafter: ClauseDrafter, request_text: str) -> None:
    with pytest.raises(NoTemplate) as refusal:
        drafter.choose(request_text, NOTHING)
    assert any(template.title in refusal.value.message for template in drafter.templates.values())


@pytest.mark.parametrize("contract", [ContractKind.CONCESSION, ContractKind.DEFENCE, ContractKind.PARTNERSHIP])
def test_other_contracts_are_refused(drafter: ClauseDrafter, contract: ContractKind) -> None:
    facts = MarketFacts(contract=Fact(value=contract, source="dit"))
    with pytest.raises(NoTemplate, match=contract.value):
        drafter.choose("clause d’insertion", facts)


@pytest.mark.parametrize("kinds", [("GEIQ",), ("prison",), ("régie",)])
def test_a_reservation_to_other_structures_is_refused(drafter: ClauseDrafter, kinds: tuple[str, ...]) -> None:
    facts = MarketFacts(structure_kinds=Fact(value=kinds, source="dit"))
    with pytest.raises(NoTemplate, match=kinds[0]):
        drafter.choose("marché réservé", facts)


@pytest.mark.parametrize("nature", [MarketNature.TRAVAUX, MarketNature.FOURNITURES])
def test_social_economy_reservation_is_for_services(drafter: ClauseDrafter, nature: MarketNature) -> None:
    with pytest.raises(NoTemplate, match="L2113-15"):
        drafter.choose("marché réservé à l’ESS", _nature(nature))
