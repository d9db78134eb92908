"""Follow-up messages: which values they give, and when they ask for another text."""

from __future__ import annotations

import time
from datetime import date

import pytest

from assistant.drafting.clause import ClauseDrafter
from assistant.errors import NoTemplate
from assistant.market import Fact, MarketFacts, MarketNature

WORKS = MarketFacts(nature=Fact(value=MarketNature.TRAVAUX, source="travaux"))
SOON = 3
SUPPLIES = MarketFacts(nature=Fact(value=MarketNature.FOURNITURES, source="fournitures"))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("ajoute une pénalité de 60 € par heure", {"penalite_heure": "60"}),
        ("Mets 1 250,50 € par absence à une réunion.", {"penalite_reunion": "1 250,50"}),
        ("pénalité de 100 euros par document manquant", {"penalite_document": "100"}),
        ("60 €/heure et 150 € par absence en réunion", {"penalite_heure": "60", "penalite_reunion": "150"}),
        ("mise en demeure sous 1 mois", {"delai_mise_en_demeure": "1 mois"}),
        ("laisse 21 jours pour l’état trimestriel", {"delai_etat": "21 jours"}),
        (
            "Facilitateur : Mme Élodie Martin, 05 58 05 40 40",
            {"facilitateur": "Mme Élodie Martin, 05 58 05 40 40"},
        ),
        ("Le facilitateur est Mme Élodie Martin.", {"facilitateur": "Mme Élodie Martin"}),
        ("Objet du marché : Rénovation de l’École Jules-Ferry", {"objet": "Rénovation de l’École Jules-Ferry"}),
        ("L’objet du marché est la rénovation de l’école", {"objet": "la rénovation de l’école"}),
        ("passe à 7 %", {}),
        ("et pour 300 000 € ?", {}),
        ("Heures d’insertion : 4 000", {}),
        ("Formule : 1 + 1", {}),
        ("merci", {}),
    ],
)
def test_values_are_read_next_to_the_words_that_name_them(
    drafter: ClauseDrafter, message: str, expected: dict[str, str]
) -> None:
    assert drafter.updates(message, "execution-travaux") == expected


@pytest.mark.parametrize(
    ("template_id", "message", "expected"),
    [
        ("critere-social", "pondère le critère à 15 %", {"ponderation": "15"}),
        ("part-confiee-structures-inclusives", "une part de 10 % du montant", {"part": "10"}),
        ("note-de-motifs", "Nom de l’acheteur : Commune de Dax", {"acheteur": "Commune de Dax"}),
        ("critere-social", "ajoute une pénalité de 60 € par heure", {}),
        ("critere-social", "plutôt 12,5", {"ponderation": "12,5"}),
        ("critere-social", "allez, 15 points sur 100", {"ponderation": "15"}),
        ("critere-social", "écris-le avec 20 stp", {"ponderation": "20"}),
        ("critere-social", "rédigez le critère insertion pondéré à 15, MOE du collège", {"ponderation": "15"}),
        ("critere-social", "critère social, pondération : 12 pour 3 ans de marché", {"ponderation": "12"}),
        ("critere-social", "j’ai prix 60, délai 25, insertion 15 : rédige le critère", {"ponderation": "15"}),
        ("critere-social", "prix 55 points, technique 30 points et social 15 points", {"ponderation": "15"}),
        ("critere-social", "critère pondéré à 40 000 €", {}),
        ("critere-social", "critère social pour 12 000 € de prix 50", {}),
        (
            "reservation",
            "réserver le lot 4 « mise sous pli et routage » aux ESAT",
            {"perimetre": "lot 4 « mise sous pli et routage »"},
        ),
        ("reservation", "la phrase d’avis, lot 3 réservé aux EA", {"perimetre": "lot 3"}),
        ("reservation", "réservation pour le linge et le parc seulement", {"perimetre": "le linge et le parc"}),
        ("reservation", "on réserve tout le marché", {"perimetre": "tout le marché"}),
        ("reservation", "deux lots, dont un réservé", {}),
        ("reservation", "on ne réserve pas le lot 2", {}),
        ("reservation", "Ne réservez plus tout le marché", {}),
        ("reservation", "pas tout le marché, juste le linge", {}),
        ("reservation", "le marché entier n’est pas réservé", {}),
        ("reservation", "le lot 3 ne sera finalement pas réservé", {}),
        ("reservation", "réservez tout le marché, sauf le lot 2", {}),
        ("reservation", "ne réservez pas le lot 2, mais le lot 5 est réservé", {"perimetre": "lot 5"}),
        ("reservation", "réservez le lot 1, pas le lot 4", {"perimetre": "lot 1"}),
        ("reservation", "Réserver le lot 6 et non tout le marché", {"perimetre": "lot 6"}),
        ("reservation", "en plus, le lot 7 est réservé", {"perimetre": "lot 7"}),
        ("reservation", "les lots 2, 3 et 5 sont réservés", {"perimetre": "lots 2, 3 et 5"}),
        ("reservation", "clause de réserve de propriété du lot 2", {}),
        ("reservation", "réception du lot 2 avec réserves", {}),
        ("reservation", "la levée des réserves du lot 3", {}),
        ("reservation", "Réserver pour 4 ans seulement", {}),
        ("reservation", "réservé pour les ESAT uniquement", {}),
        ("reservation", "réserver pour des structures d’insertion exclusivement", {}),
        ("reservation", "réservée aux EA pour les espaces verts uniquement", {"perimetre": "les espaces verts"}),
        ("critere-social", "Prix 60, insertion 3 ans après", {}),
        ("critere-social", "prix 60, insertion 4 personnes, social 10", {"ponderation": "10"}),
        ("critere-social", "prix 70 et insertion 5 à 10 postes", {}),
        ("critere-social", "le prix est pondéré à 60", {}),
        ("critere-social", "mettez le prix à 60 %", {}),
        ("critere-social", "critère prix sur 60 points", {}),
        ("critere-social", "prix pondéré à 60, insertion pondérée à 15", {"ponderation": "15"}),
        ("critere-social", "60 % pour le prix et 20 % pour l’insertion", {"ponderation": "20"}),
        ("critere-social", "critère social et environnemental pondéré à 20", {"ponderation": "20"}),
        ("critere-social", "le prix reste à 50 %, le critère passe à 12 %", {"ponderation": "12"}),
        ("critere-social", "mettez le lot 2", {}),
        ("critere-social", "remise dans 10 jours", {}),
        ("critere-social", "notez sur 20", {}),
        ("critere-social", "30 points au premier sous-critère", {}),
        ("critere-social", "70 points pour le prix", {}),
    ],
)
def test_only_the_variables_of_the_template_are_read(
    drafter: ClauseDrafter, template_id: str, message: str, expected: dict[str, str]
) -> None:
    assert drafter.updates(message, template_id) == expected


def test_what_is_read_can_be_drafted(drafter: ClauseDrafter, on: date) -> None:
    first = drafter.draft("execution-travaux", WORKS, None, (), on)
    message = "60 € par heure ; mise en demeure sous 1 mois ; facilitateur : Mme Martin"
    read = drafter.updates(message, first.template)
    second = drafter.draft("execution-travaux", WORKS, None, (), on, previous=first, overrides=read)
    assert "Délai laissé par la mise en demeure\u00a0: 15 jours [à confirmer] → 1 mois" in second.changes
    assert len(second.changes) == 3


@pytest.mark.parametrize(
    ("message", "facts", "expected"),
    [
        ("passe à 7 %", WORKS, "execution-travaux"),
        ("ajoute une pénalité de 60 € par heure", WORKS, "execution-travaux"),
        ("plutôt des fournitures", SUPPLIES, "execution-services-fournitures"),
        ("Rédige maintenant la note de motifs", WORKS, "note-de-motifs"),
        ("je voudrais aussi un critère social", WORKS, "critere-social"),
        ("Prépare le courrier au titulaire", WORKS, "courrier-entreprise"),
        ("réservation", WORKS, "execution-travaux"),
        ("reservation-ess", MarketFacts(), "reservation-ess"),
    ],
)
def test_a_draft_goes_on_unless_another_text_is_asked_for(
    drafter: ClauseDrafter, message: str, facts: MarketFacts, expected: str, on: date
) -> None:
    previous = drafter.draft("execution-travaux", WORKS, None, (), on)
    assert drafter.choose(message, facts, previous) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("le maire ne veut plus de critère, gardez seulement la clause d’exécution", "execution-travaux"),
        ("finalement pas de critère social, rédigez la clause d’insertion", "execution-travaux"),
        ("gardez le critère mais à 15 %", "critere-social"),
        ("enlevez la phrase sur les apprentis", "critere-social"),
        ("pas de clause, rédigez le critère", "critere-social"),
        ("Je ne veux plus de critère, rédige la clause", "execution-travaux"),
        ("plus de ce critère, il faut la clause maintenant", "execution-travaux"),
    ],
)
def test_a_text_no_longer_wanted_gives_way(drafter: ClauseDrafter, message: str, expected: str, on: date) -> None:
    previous = drafter.draft("critere-social", WORKS, None, (), on)
    assert drafter.choose(message, WORKS, previous) == expected


@pytest.mark.parametrize("unit", ["lot 1, ", "lot 1 et 2, ", "réserve ", "réserver le ", "réservé pour les "])
def test_a_long_message_is_read_in_little_time(drafter: ClauseDrafter, unit: str) -> None:
    started = time.perf_counter()
    drafter.updates(unit * 4_000, "reservation")
    assert time.perf_counter() - started < SOON


def test_a_penalty_for_hours_does_not_leave_another_template(drafter: ClauseDrafter, on: date) -> None:
    previous = drafter.draft("part-confiee-structures-inclusives", WORKS, None, (), on)
    assert drafter.choose("compte les heures par trimestre", WORKS, previous) == previous.template


def test_what_is_not_covered_is_refused_during_a_draft_too(drafter: ClauseDrafter, on: date) -> None:
    previous = drafter.draft("execution-travaux", WORKS, None, (), on)
    with pytest.raises(NoTemplate):
        drafter.choose("ajoute une clause RGPD", WORKS, previous)


@pytest.mark.parametrize(
    ("message", "scope"),
    [
        ("Rédigez la réservation du lot 3 second œuvre aux structures d’insertion", "lot 3 second œuvre"),
        ("on réserve le lot 4 tonte des talus à une EA", "lot 4 tonte des talus"),
        ("réserver le lot 2 finalement aux ESAT", "lot 2"),
        ('réserver le lot 2 "archives" aux ESAT', "lot 2 «\u00a0archives\u00a0»"),
    ],
)
def test_a_lot_reserved_keeps_its_name(drafter: ClauseDrafter, message: str, scope: str) -> None:
    assert drafter.updates(message, "reservation") == {"perimetre": scope}


@pytest.mark.parametrize(
    ("message", "buyer"),
    [
        ("Acheteur : SYDEC. Rédigez l’état trimestriel pour un lot VRD", "SYDEC"),
        ("Acheteur : Ville de St. Sever\nobjet : voirie", "Ville de St. Sever"),
    ],
)
def test_a_name_ends_with_its_sentence(drafter: ClauseDrafter, message: str, buyer: str) -> None:
    assert drafter.updates(message, "etat-trimestriel")["acheteur"] == buyer
