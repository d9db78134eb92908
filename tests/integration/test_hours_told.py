"""Hours of a trade whose share is not known, hours to weigh, hours by lot and by year, on the shipped corpus."""

from __future__ import annotations

import pytest
from conversing import ask

from assistant.answer import Status
from assistant.service import Assistant


def test_a_trade_without_a_share_gets_an_order_of_magnitude_and_no_clause(assistant: Assistant) -> None:
    asked, told = ask(
        assistant,
        "Combien d’heures d’insertion pour refaire les trottoirs, 480 000 € HT ?",
        "la part de main d'œuvre est de 40 %",
    )
    assert asked.status is Status.PARTIAL
    assert asked.calculation is None
    text = asked.text.replace("\u00a0", " ")
    assert "de 160 à 560 heures" in text
    assert "charpente métallique" in text
    assert "il ne va pas dans une clause" in text
    # The source of the shares is their figure, not an article.
    assert (
        "autres métiers vont de 20 % (charpente métallique) à 70 % (peinture intérieure) [Guide MEF Sud 77" in text
    )
    assert told.calculation is not None
    assert told.calculation.hours == 320


def test_hours_told_are_weighed_against_the_work(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "450 h pour la maçonnerie à 380 000 € HT, c'est trop ?")
    assert answer.text.replace("\u00a0", " ").startswith("450 heures d’insertion demandent 7,1 %")
    assert "dans la fourchette" in answer.text


def test_a_change_carries_hours_in_proportion_only(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant,
        "Avenant de +12 % sur le marché de couverture à 250 000 € HT, 208 heures d'insertion : on les augmente ?",
    )
    assert "232 heures" in answer.text.replace("\u00a0", " ")
    assert "automatique" in answer.text
    assert answer.calculation is None


def test_hours_by_lot_name_those_that_are_enough(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant,
        "Combien d'heures par lot : lot 1 gros œuvre 420 000 € HT, lot 2 charpente bois 90 000 € HT, lot 3 chauffage 60 000 € HT",
    )
    text = answer.text.replace("\u00a0", " ")
    assert "Le plus d’heures : gros œuvre." in text
    assert "Peu d’heures pour une clause : charpente bois ; chauffage." in text
    assert "Métier non précisé" not in text


def test_the_hours_of_a_year_are_told_with_those_of_the_whole_term(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant,
        "Combien d'heures par an pour le nettoyage des écoles, 200 000 € HT par an, 2 ans reconductible 2 fois 1 an ?",
    )
    text = answer.text.replace("\u00a0", " ")
    assert "Par an : 400 heures." in text
    assert "Dites-le" not in text


@pytest.mark.parametrize(
    ("said", "after"),
    [
        (
            "Avenant qui diminue de 25 % le marché de couverture, 600 heures d'insertion prévues : combien restent dues ?",
            450,
        ),
        (
            "Avenant en moins-value de 40 000 € sur un marché de 400 000 € HT, 300 heures d'insertion, on passe à combien ?",
            270,
        ),
    ],
)
def test_a_decrease_carries_fewer_hours(assistant: Assistant, said: str, after: int) -> None:
    (answer,) = ask(assistant, said)
    text = answer.text.replace("\u00a0", " ")
    assert f"deviendraient {after} heures" in text
    assert "si les conditions de modification du marché sont réunies" in text


def test_no_range_is_given_where_goods_or_lots_leave_the_labour_unknown(assistant: Assistant) -> None:
    for said in (
        "Combien d'heures d'insertion pour un réseau d'eau à 640 000 € HT dont 290 000 € de matériaux ?",
        "Combien d'heures d'insertion pour la voirie à 260 000 € HT, essentiellement de la main d'œuvre ?",
    ):
        (answer,) = ask(assistant, said)
        assert answer.status is Status.PARTIAL
        assert "Ordre de grandeur" not in answer.text


def test_who_writes_is_no_trade(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant,
        "Mairie de Sore, secrétaire toute seule. On refait la voirie du centre, 320 000 € HT, combien d'heures d'insertion ?",
    )
    text = answer.text.replace("\u00a0", " ")
    assert "« voirie »" in text
    assert "80 %" not in text
    assert "laissé à 5 %" in text


def test_few_hours_are_fewer_than_a_person(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Combien de personnes pour 150 heures d'insertion ?")
    text = answer.text.replace("\u00a0", " ")
    assert "moins d’une personne à 375 h" in text
    assert "soit moins d’une personne" in text
