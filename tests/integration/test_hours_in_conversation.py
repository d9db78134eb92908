"""Hours over a conversation: what is missing and owed, values asked for and given anew, stages, periods and amendments."""

from __future__ import annotations

import pytest
from conversing import ask

from assistant.answer import Status
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
