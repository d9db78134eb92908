"""Where the values of a clause come from, what is left to the buyer, and what an update changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Calculation, CalculationParameter, Clause, LotHours, StructureMatch
from assistant.drafting.clause import ClauseDrafter
from assistant.errors import InvalidInput, NoTemplate, UnknownArticle
from assistant.market import Duration, Fact, MarketFacts, MarketNature
from corpus.load import Corpus

Markets = dict[str, tuple[MarketFacts, Calculation]]


def _value(clause: Clause, name: str) -> tuple[str, str]:
    found = next(variable for variable in clause.variables if variable.name == name)
    return found.value, found.origin


def test_values_say_where_they_come_from(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, hours = markets["travaux"]
    clause = drafter.draft("execution-travaux", facts, hours, (), on)
    assert _value(clause, "heures") == ("833", "calculateur")
    assert _value(clause, "effort") == ("5\u00a0%", "question")
    assert _value(clause, "delai_reunion") == (
        "1\u00a0mois [à confirmer]".replace("\u00a0", " "),
        "défaut à confirmer",
    )
    assert _value(clause, "penalite_heure")[1] == "à compléter"
    assert "833 heures d’insertion" in clause.text
    assert "Lot 2 – Maçonnerie | 600\u00a0000\u00a0€ | 500" in clause.text


def test_without_a_calculation_the_hours_are_left_to_the_buyer(
    drafter: ClauseDrafter, markets: Markets, on: date
) -> None:
    facts, _ = markets["travaux"]
    clause = drafter.draft("execution-travaux", facts, None, (), on)
    assert "[à compléter\u00a0: heures d’insertion sur la durée ferme (heures)]" in clause.text
    assert any(point.startswith("heures d’insertion") for point in clause.to_complete)


def test_hours_of_the_firm_period_and_of_the_full_term(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, _ = markets["services"]
    hours = Calculation(
        method="montant", formula="…", hours=Decimal(720), firm_hours=Decimal(480), full_term_hours=Decimal(720)
    )
    clause = drafter.draft("execution-services-fournitures", facts, hours, (), on)
    assert "480 heures d’insertion pendant la durée ferme" in clause.text
    assert "porté à 720 heures au total" in clause.text


@pytest.mark.parametrize("name", ["heures", "formule", "lots", "annees"])
def test_calculated_values_cannot_be_typed(drafter: ClauseDrafter, markets: Markets, name: str, on: date) -> None:
    facts, hours = markets["travaux"]
    with pytest.raises(InvalidInput, match="calculateur"):
        drafter.draft("execution-travaux", facts, hours, (), on, overrides={name: "1000"})


def test_a_calculation_against_a_clause_is_heard(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, _ = markets["services"]
    none_left = Calculation(method="propreté", formula="P ≤ 0", hours=None, remarks=("Rien n’est disponible.",))
    with pytest.raises(NoTemplate, match="Rien n’est disponible"):
        drafter.draft("execution-nettoyage-reprise", facts, none_left, (), on)


def test_default_parameters_are_announced(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, hours = markets["fournitures"]
    share = CalculationParameter(
        name="labour_share",
        label="Part de main-d’œuvre",
        value=Decimal("0.5"),
        unit="ratio",
        origin="profession",
        source="guide",
        to_confirm=True,
    )
    effort = CalculationParameter(
        name="effort", label="Effort", value=Decimal("0.05"), unit="ratio", origin="département", source="usage",
        to_confirm=True,
    )  # fmt: skip
    hours = hours.model_copy(update={"parameters": (share, effort)})
    clause = drafter.draft("execution-services-fournitures", facts, hours, (), on)
    assert any("part de main-d’œuvre" in remark for remark in clause.remarks)
    assert "5\u00a0% [à confirmer]" in clause.text


def test_lots_whose_rounding_departs_from_the_total_are_announced(
    drafter: ClauseDrafter, markets: Markets, on: date
) -> None:
    facts, hours = markets["travaux"]
    clause = drafter.draft("execution-travaux", facts, hours.model_copy(update={"hours": Decimal(834)}), (), on)
    assert any("833 au total" in remark for remark in clause.remarks)
    assert drafter.draft("execution-travaux", facts, hours, (), on).remarks == ()


def test_lots_keep_their_numbers(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, _ = markets["travaux"]
    by_lot = tuple(LotHours(label=lot.label, hours=Decimal(100)) for lot in facts.lots)
    hours = Calculation(method="montant", formula="…", hours=Decimal(200), lots=by_lot)
    text = drafter.draft("execution-travaux", facts, hours, (), on).text
    assert "Lot 1 – Peinture | — | 100" in text
    assert "Lot 2 – Maçonnerie | — | 100" in text


def test_a_single_lot_is_not_a_division_into_lots(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, hours = markets["travaux"]
    clause = drafter.draft("execution-travaux", facts, hours.model_copy(update={"lots": hours.lots[:1]}), (), on)
    assert "tous lots confondus" not in clause.text
    assert "Le titulaire réalise au minimum 833 heures" in clause.text


def test_a_template_of_another_nature_is_announced(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, hours = markets["services"]
    clause = drafter.draft("execution-travaux", facts, hours, (), on)
    assert any("vérifiez le choix du modèle" in remark for remark in clause.remarks)


def test_update_changes_only_what_was_asked(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, hours = markets["travaux"]
    typed = {"facilitateur": "Mme Martin, 05 58 05 40 40", "objet": "Rénovation du collège"}
    first = drafter.draft("execution-travaux", facts, hours, (), on, overrides=typed)
    raised = facts.model_copy(
        update={
            "effort": Fact(value=Decimal("0.07"), source="passe à 7 %"),
            "penalty_per_hour": Fact(value=Decimal(60), source="60 € par heure"),
        }
    )
    more = hours.model_copy(
        update={"hours": Decimal(1166), "formula": "1 000 000 € × 50 % × 7 % ÷ 30 €/h = 1 166 h"}
    )
    second = drafter.draft("execution-travaux", raised, more, (), on, previous=first)
    assert "Effort d’insertion\u00a0: 5\u00a0% → 7\u00a0%" in second.changes
    assert "Heures d’insertion sur la durée ferme\u00a0: 833 → 1\u00a0166" in second.changes
    assert "Pénalité par heure d’insertion non réalisée\u00a0: à compléter → 60\u00a0€" in second.changes
    assert not any("Objet" in change or "facilitateur" in change for change in second.changes)
    assert "Rénovation du collège" in second.text
    assert "60\u00a0€ par heure" in second.text
    assert second.id != first.id


def test_update_without_change_says_nothing(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, hours = markets["services"]
    first = drafter.draft("reservation", facts, hours, (), on)
    assert drafter.draft("reservation", facts, hours, (), on, previous=first).changes == ()


def test_a_new_calculation_drops_the_tables_of_the_old_one(
    drafter: ClauseDrafter, markets: Markets, on: date
) -> None:
    facts, hours = markets["travaux"]
    first = drafter.draft("execution-travaux", facts, hours, (), on)
    one_lot = Calculation(method="montant", formula="…", hours=Decimal(700))
    second = drafter.draft("execution-travaux", facts, one_lot, (), on, previous=first)
    assert "Maçonnerie" not in second.text
    assert "Répartition des heures par lot" in " ".join(second.changes)


@pytest.mark.parametrize(
    ("kinds", "cited", "absent"),
    [
        (("EA", "ESAT"), {"L2113-12"}, {"L2113-14"}),
        (("SIAE",), {"L2113-13"}, {"L2113-14"}),
        (("ESAT", "ACI"), {"L2113-12", "L2113-13", "L2113-14"}, set()),
        (None, {"L2113-12", "L2113-13", "L2113-14"}, set()),
    ],
)
def test_reservation_cites_the_article_of_its_structures(
    drafter: ClauseDrafter,
    corpus: Corpus,
    kinds: tuple[str, ...] | None,
    cited: set[str],
    absent: set[str],
    on: date,
) -> None:
    facts = MarketFacts(structure_kinds=Fact(value=kinds, source="dit") if kinds else None)
    clause = drafter.draft("reservation", facts, None, (), on)
    number = {ref: f"{ref[0]}.\u00a0{ref[1:]}" for ref in cited | absent}
    assert all(number[ref] in clause.text for ref in cited)
    assert not any(number[ref] in clause.text for ref in absent)
    assert "R.\u00a02113-7" in clause.text


def test_short_works_exception_is_offered_to_short_works_only(
    drafter: ClauseDrafter, markets: Markets, on: date
) -> None:
    works, hours = markets["travaux"]
    short = MarketFacts(nature=Fact(value=MarketNature.TRAVAUX, source="travaux"))
    assert "durée inférieure à six mois" in drafter.draft("note-de-motifs", short, None, (), on).text
    assert "durée inférieure à six mois" not in drafter.draft("note-de-motifs", works, hours, (), on).text
    services, _ = markets["services"]
    assert "durée inférieure à six mois" not in drafter.draft("note-de-motifs", services, None, (), on).text


@pytest.mark.parametrize(
    ("months", "renewals", "allowed"), [(36, 0, True), (12, 2, True), (37, 0, False), (12, 3, False)]
)
def test_social_economy_reservation_lasts_three_years_at_most(
    drafter: ClauseDrafter, months: int, renewals: int, allowed: bool, on: date
) -> None:
    term = Duration(months=Decimal(months), renewals=renewals)
    facts = MarketFacts(duration=Fact(value=term, source="dit"))
    if allowed:
        assert "trois ans" in drafter.draft("reservation-ess", facts, None, (), on).text
        return
    with pytest.raises(InvalidInput, match="L2113-16"):
        drafter.draft("reservation-ess", facts, None, (), on)


def test_reasons_are_ticked_with_their_facts(drafter: ClauseDrafter, on: date) -> None:
    given = {"motif_2": "Achat de licences sans intervention humaine."}
    clause = drafter.draft("note-de-motifs", MarketFacts(), None, (), on, overrides=given)
    assert "☒ 2°" in clause.text
    assert "☐ 1°" in clause.text
    assert (
        "Éléments de fait : Achat de licences sans intervention humaine.".replace(" :", "\u00a0:") in clause.text
    )
    assert "[à choisir" not in clause.text


def test_structures_are_listed_with_what_is_known(
    drafter: ClauseDrafter, markets: Markets, structures: tuple[StructureMatch, ...], on: date
) -> None:
    facts, hours = markets["travaux"]
    clause = drafter.draft("courrier-entreprise", facts, hours, structures, on)
    assert (
        "Les Ateliers du Marsan | entreprise d’insertion | Mont-de-Marsan | 12,4\u00a0km | 05 58 00 00 00"
        in clause.text
    )
    assert "ESAT des Pins" in clause.text
    assert "contact à demander au facilitateur" in clause.text
    assert _value(clause, "structures")[1] == "annuaire"


def test_facilitator_of_the_deployment_is_written(
    templates_folder: Path, corpus: Corpus, markets: Markets, on: date
) -> None:
    known = ClauseDrafter(templates_folder, corpus.articles, on, facilitator="clauses@landes.example")
    facts, hours = markets["travaux"]
    assert "clauses@landes.example" in known.draft("execution-travaux", facts, hours, (), on).text


def test_law_not_yet_in_force_is_refused(drafter: ClauseDrafter, markets: Markets) -> None:
    facts, hours = markets["travaux"]
    with pytest.raises(UnknownArticle, match="L2112-2"):
        drafter.draft("execution-travaux", facts, hours, (), date(2026, 8, 21))


def test_unknown_template_and_unknown_variable_are_named(
    drafter: ClauseDrafter, markets: Markets, on: date
) -> None:
    facts, hours = markets["travaux"]
    with pytest.raises(NoTemplate, match="clause-carbone"):
        drafter.draft("clause-carbone", facts, hours, (), on)
    with pytest.raises(InvalidInput, match="couleur"):
        drafter.draft("execution-travaux", facts, hours, (), on, overrides={"couleur": "bleu"})


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("penalite_heure", "60", "60\u00a0€"),
        ("penalite_heure", "60 € par heure", "60\u00a0€"),
        ("penalite_heure", "1 250,5 euros", "1\u00a0250,50\u00a0€"),
        ("penalite_heure", "62.5", "62,50\u00a0€"),
    ],
)
def test_amounts_are_read_and_written_in_french(
    drafter: ClauseDrafter, markets: Markets, name: str, typed: str, shown: str, on: date
) -> None:
    facts, hours = markets["fournitures"]
    clause = drafter.draft("execution-services-fournitures", facts, hours, (), on, overrides={name: typed})
    assert _value(clause, name) == (shown, "question")


@pytest.mark.parametrize("typed", ["0", "-5", "beaucoup", "60 $", "1e9", "10 000 000 000 000", "60 € ou 70 €"])
def test_absurd_amounts_are_refused_by_name(
    drafter: ClauseDrafter, markets: Markets, typed: str, on: date
) -> None:
    facts, hours = markets["fournitures"]
    with pytest.raises(InvalidInput, match="Pénalité par heure") as refusal:
        drafter.draft("execution-services-fournitures", facts, hours, (), on, overrides={"penalite_heure": typed})
    assert refusal.value.field == "penalite_heure"


def test_a_typed_article_outside_the_corpus_is_refused(drafter: ClauseDrafter, markets: Markets, on: date) -> None:
    facts, hours = markets["travaux"]
    with pytest.raises(InvalidInput, match=r"L\. 9999-1"):
        drafter.draft(
            "execution-travaux",
            facts,
            hours,
            (),
            on,
            overrides={"objet": "travaux au sens de l’article L. 9999-1"},
        )


@pytest.mark.parametrize(
    ("kind", "title", "ref", "absent"),
    [
        ("ESAT", "entreprises adaptées et ESAT", "L2113-12", "L5132-4 (travail)"),
        ("ACI", "structures d’insertion par l’activité économique", "L2113-13", "L5213-13 (travail)"),
    ],
)
def test_a_reservation_for_one_family_names_and_cites_no_other(
    drafter: ClauseDrafter, on: date, kind: str, title: str, ref: str, absent: str
) -> None:
    facts = MarketFacts(structure_kinds=Fact(value=(kind,), source=kind, turn=0))
    clause = drafter.draft("reservation", facts, None, (), on)
    assert clause.title.endswith(f"\u00a0: {title}")
    assert ref in clause.refs
    assert not {absent, "L2113-14"} & set(clause.refs)


def test_one_lot_of_several_is_left_to_name(drafter: ClauseDrafter, on: date) -> None:
    clause = drafter.draft("reservation", MarketFacts(), None, (), on, one_lot=True)
    assert "numéro et intitulé du lot réservé" in clause.to_complete
    assert clause.text.count("lot n°\u00a0[à compléter\u00a0: numéro et intitulé du lot réservé]") == 2
    told = drafter.draft(
        "reservation", MarketFacts(), None, (), on, overrides={"perimetre": "lot 2"}, one_lot=True
    )
    assert "lot n°" not in told.text
