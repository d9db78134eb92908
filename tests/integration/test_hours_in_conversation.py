"""Hours over a conversation: what is missing and owed, values asked for and given anew, stages, periods and amendments."""

from __future__ import annotations

import pytest
from conversing import ask

from assistant.answer import Status, Verdict
from assistant.service import Assistant


def text_of(assistant: Assistant, *messages: str) -> str:
    return ask(assistant, *messages)[-1].text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("messages", "owed"),
    [
        (
            (
                "le titulaire du lot toiture a réalisé 90 heures sur les 240 prévues, que faire ?",
                "notre marché fixe la pénalité à 50 € par heure non réalisée, ça donne combien ?",
            ),
            "150 heures non faites (240 prévues, 90 faites) × 50 € = 7 500 €",
        ),
        (
            ("Il manque 30 heures d'insertion, pénalité de 60 € par heure non faite : combien dois-je retenir ?",),
            "30 heures non faites × 60 € = 1 800 €",
        ),
    ],
)
def test_the_penalty_owed_is_the_hours_missing_at_the_rate_of_the_contract(
    messages: tuple[str, ...], owed: str, assistant: Assistant
) -> None:
    text = text_of(assistant, *messages)
    assert owed in text
    assert "mise en demeure" in text


def test_hours_asked_of_a_market_are_no_penalty(assistant: Assistant) -> None:
    text = text_of(
        assistant,
        "le titulaire a fait 90 heures sur 240, pénalité de 50 € par heure non faite",
        "et combien d'heures pour un marché de gros œuvre de 600 000 € ?",
    )
    assert "non faites" not in text


def test_a_value_taken_is_told_and_given_anew(assistant: Assistant) -> None:
    _, told, again = ask(
        assistant,
        "gros œuvre 600 000 € HT, main d'œuvre 50 %, effort 5 %, heures d'insertion ?",
        "vous avez retenu quel coût horaire ?",
        "refaites avec 40",
    )
    assert told.text.replace("\u00a0", " ").startswith("Coût horaire du travail (travaux) : 30 €/h")
    assert again.calculation is not None
    assert again.calculation.hours == 375


def test_the_figure_asked_for_is_given_by_its_number(assistant: Assistant) -> None:
    asked, told = ask(assistant, "réfection de voirie 600 000 €, combien d'heures ?", "30")
    assert asked.status is Status.PARTIAL
    assert told.calculation is not None
    assert told.calculation.hours == 300


def test_the_formula_of_what_was_computed_comes_first(assistant: Assistant) -> None:
    text = text_of(
        assistant, "peinture 300 000 € HT, heures d'insertion ?", "vous pouvez me redonner la formule ?"
    )
    assert text.startswith("Pour votre marché : 300 000 € × 70 % × 5 % ÷ 30 €/h = 350 h.")


def test_stages_have_their_own_hours(assistant: Assistant) -> None:
    text = text_of(
        assistant,
        "gros œuvre, 900 k€ HT, tranche ferme 600 et tranche optionnelle 300, combien d'heures par tranche ?",
    )
    assert "tranche ferme, 500 h ; tranche optionnelle, 250 h" in text
    assert "R2113-6" in text


def test_a_second_amendment_is_weighed_as_the_first(assistant: Assistant) -> None:
    first, second = (
        answer.text.replace("\u00a0", " ")
        for answer in ask(
            assistant,
            "L'avenant 1 augmente le marché de 100 000 € HT (initial 500 000 HT, 300 heures), combien d'heures au prorata ?",
            "et si l'avenant était en moins-value de 50 000 € ?",
        )
    )
    assert "300 heures deviendraient 360 heures" in first
    assert "300 heures deviendraient 270 heures" in second


def test_the_hours_of_a_period_come_first_where_they_are_asked(assistant: Assistant) -> None:
    text = text_of(
        assistant, "nettoyage 60 000 € HT par an, 1 an reconductible 2 fois, combien d'heures par période ?"
    )
    assert text.startswith("Par période : 120 heures.")


def test_hours_of_the_market_told_are_judged_whoever_imposes_them(assistant: Assistant) -> None:
    text = text_of(
        assistant,
        "gros œuvre 600 000 € HT, combien d'heures d'insertion ?",
        "et si le maître d'ouvrage impose 2 000 heures, c'est disproportionné ?",
    )
    assert "2 000 heures d’insertion demandent 20 %" in text


def test_a_framework_agreement_promises_no_hours_beyond_its_orders(assistant: Assistant) -> None:
    text = text_of(assistant, "accord-cadre de peinture, maximum 400 000 € HT sur 4 ans, combien d'heures ?")
    assert "à proportion des commandes" in text


def test_the_rate_of_vat_is_asked_once(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "gardiennage 3 ans, 50 000 € TTC par an, main d'œuvre 85 %, combien d'heures ?")
    assert len([question for question in answer.questions if "TVA" in question]) == 1


def test_the_hours_of_a_market_not_renewed_are_told_by_period(assistant: Assistant) -> None:
    text = text_of(
        assistant,
        "nettoyage 60 000 € HT par an, 1 an reconductible 2 fois, combien d'heures ?",
        "et si on ne reconduit pas la 2e année, les heures restent dues ?",
    )
    assert "120 h sur la période ferme" in text
    assert "soit en tout 120 h, puis 240 h, puis 360 h" in text


def test_the_lots_whose_share_no_source_gives_are_named(assistant: Assistant) -> None:
    text = text_of(
        assistant,
        "heures d'insertion : lot 1 terrassement 240 000 €, lot 2 gros œuvre 890 000 €, lot 3 peinture 64 000 €",
    )
    assert "la part du lot « terrassement »" in text


@pytest.mark.parametrize(
    ("first", "again", "starts"),
    [
        (
            "gros œuvre 400 000 € HT, combien d’heures d’insertion ?",
            "et alors",
            "Le nombre d’heures ne change pas : 333.",
        ),
        (
            "combien d’heures pour un lot peinture de 75 000 € HT",
            "donc ?",
            "Le nombre d’heures ne change pas : 87.",
        ),
    ],
)
def test_hours_asked_again_in_a_few_words_are_not_told_twice(
    first: str, again: str, starts: str, assistant: Assistant
) -> None:
    assert text_of(assistant, first, again).startswith(starts)


def test_hours_of_one_lot_are_those_of_that_lot_and_the_others_are_kept(assistant: Assistant) -> None:
    *_, alone, whole = ask(
        assistant,
        "travaux : gros œuvre 600 000 €, peinture 90 000 €, combien d’heures ?",
        "et sur la peinture toute seule ?",
        "et sur 10 mois ?",
    )
    assert alone.calculation is not None
    assert alone.calculation.hours == 105
    assert whole.calculation is not None
    assert whole.calculation.hours == 605


def test_lots_are_all_that_counts_where_the_rest_is_left_out(assistant: Assistant) -> None:
    *_, left, added = ask(
        assistant,
        "école, 1,4 M€ HT de travaux, combien d’heures d’insertion ?",
        "gros œuvre 600 000, peinture 90 000, le reste tu laisses tomber",
        "ajoute le lot 5 plâtrerie 60 000",
    )
    assert left.calculation is not None
    assert left.calculation.hours == 605
    assert added.calculation is not None
    assert added.calculation.hours == 655


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("3 ETP pendant 6 mois, ça fait combien d’heures ?",), "3 × 1 607 h × 6 mois ÷ 12 mois = 2 410,5 h"),
        (
            ("combien d’heures pour 2 temps pleins sur 4 mois", "et sur 12 mois ?"),
            "2 × 1 607 h × 12 mois ÷ 12 mois = 3 214 h",
        ),
        (("combien d’heures pour un temps plein ?",), "1 607 h par an"),
    ],
)
def test_full_time_jobs_are_told_in_hours(messages: tuple[str, ...], told: str, assistant: Assistant) -> None:
    assert told in text_of(assistant, *messages)


def test_an_amendment_told_after_the_market_moves_the_hours_in_proportion(assistant: Assistant) -> None:
    told, asked = ask(
        assistant,
        "notre marché de peinture de 400 000 € HT prévoit 300 heures d’insertion",
        "on passe un avenant de 40 000 €",
        "du coup les heures augmentent aussi ?",
    )[-2:]
    for answer in (told, asked):
        assert "300 heures deviendraient 330 heures" in answer.text.replace("\u00a0", " ")


def test_whether_hours_are_due_is_not_how_many(assistant: Assistant) -> None:
    (due,) = ask(assistant, "150 000 € HT de couverture, est-on obligé de mettre des heures d’insertion ?")
    assert due.verdict is Verdict.NON
    (many,) = ask(assistant, "150 000 € HT de couverture, combien d’heures faut-il mettre ?")
    assert many.calculation is not None


def test_a_day_that_does_not_exist_is_said_to_be_left_out(assistant: Assistant) -> None:
    text = text_of(
        assistant, "services de 300 000 € HT lancés le 31 novembre 2026, considération sociale obligatoire ?"
    )
    assert "« 31 novembre 2026 » : cette date n’existe pas" in text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            (
                "lot 1 gros œuvre 610 000 €, lot 2 peinture 75 000 €, heures d’insertion ?",
                "arrondis à la dizaine, et le total",
            ),
            "« gros œuvre », 510 h ; « peinture », 90 h. Total : 600 h",
        ),
        (
            ("750 heures à répartir sur 3 lots : 500k, 200k, 50k, comment je fais ?",),
            "lot 1 (500 000 € HT), 500 h",
        ),
        (
            (
                "lot 1 peinture 300 000 €, lot 2 gros œuvre 200 000 €, heures ?",
                "la peinture passe à 360 000 € TTC",
            ),
            "je garde 300 000 € HT",
        ),
        (
            (
                "école, 700 000 € HT de travaux, heures d’insertion ?",
                "répartis : gros œuvre 500 000, peinture 200 000",
            ),
            "Le total passe de 583 à 650 heures",
        ),
    ],
)
def test_hours_are_rounded_shared_and_kept_as_asked(
    messages: tuple[str, ...], told: str, assistant: Assistant
) -> None:
    assert told in text_of(assistant, *messages)
