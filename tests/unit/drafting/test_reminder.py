"""The letter on hours that are late: what fills it, and the letters that it is not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.choice import kind_of
from assistant.drafting.clause import ClauseDrafter
from assistant.drafting.reminder import reminder_values, told_day
from assistant.market import MarketFacts
from corpus.models import ClauseKind

_AUTUMN = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("message", "values"),
    [
        (
            "lot 3 plaquisterie : 112 h faites sur 480, fin du chantier 30/04/2027",
            {"lot": "lot 3 plaquisterie", "date_fin": "30/04/2027"},
        ),
        (
            "le marché se termine le 3 mai, réponse souhaitée d’ici le 20 janvier",
            {"date_fin": "3 mai", "date_reponse": "20 janvier"},
        ),
        ("qu’il nous réponde avant le vendredi 8 janvier", {"date_reponse": "8 janvier"}),
        (
            "ajoute la réunion de chantier du mardi 12 janvier à 14 h",
            {"rencontre": "réunion de chantier du mardi 12 janvier à 14 h"},
        ),
        ("le lot 2 a fait 20 h", {"lot": "lot 2"}),
        ("délai de réunion : 1 mois", {}),
    ],
)
def test_what_is_told_for_the_letter(message: str, values: dict[str, str]) -> None:
    assert reminder_values(message) == values


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("30 avril 2027", date(2027, 4, 30)),
        ("30/04/27", date(2027, 4, 30)),
        ("1er décembre", date(2026, 12, 1)),
        ("3 mai", date(2027, 5, 3)),
        ("31 avril 2027", None),
    ],
)
def test_the_day_told(words: str, day: date | None) -> None:
    assert told_day(words, _AUTUMN) == day


@pytest.mark.parametrize(
    ("request_words", "kind"),
    [
        ("courrier de relance à l’entreprise pour ses heures d’insertion", ClauseKind.REMINDER),
        ("écris à l’entreprise un mail : ses heures d’insertion sont en retard", ClauseKind.REMINDER),
        ("un courrier au titulaire du lot 2", ClauseKind.LETTER),
        ("courrier de relance pour les pièces du candidat", None),
    ],
)
def test_which_letter_is_meant(request_words: str, kind: ClauseKind | None) -> None:
    assert kind_of(request_words) is kind


def test_what_is_not_told_stays_to_complete(drafter: ClauseDrafter) -> None:
    values = {"heures_prevues": "480", "heures_faites": "112", "heures_manquantes": "368", "lot": "lot 3"}
    clause = drafter.draft("courrier-relance", MarketFacts(), None, (), _AUTUMN, overrides=values)
    assert "480 heures d’insertion" in clause.text
    assert "il en reste 368" in clause.text
    assert "avant le [à compléter\u00a0: date limite de réponse]" in clause.text
