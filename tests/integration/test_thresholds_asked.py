"""Asked of no market in particular, a rule tells its thresholds; asked of a date, the texts in force since then."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import Status, Verdict
from assistant.service import Assistant


@pytest.mark.parametrize(
    "message",
    [
        "a partir de combien faut-il faire une mise en concurrence ?",
        "Jusqu’à quel montant peut-on acheter sans publicité ?",
        "c’est quoi les seuils deja",
        "seuils européens actuels ?",
    ],
)
def test_the_scale_of_procedures_answers_who_asks_from_what_sum(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert {"R2122-8", "Annexe 2"} <= refs(answer)
    assert "60 000" in answer.text.replace("\u00a0", " ")
    assert answer.status is Status.ANSWERED
    assert answer.verdict is None


def test_known_works_have_one_scale(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Quels sont les seuils de procédure pour des travaux d’une commune ?")
    text = answer.text.replace("\u00a0", " ").split("Sources")[0]
    assert "100 000 € HT" in text
    assert "432 000" not in text


@pytest.mark.parametrize(
    "message",
    [
        "À partir de quel seuil doit-on lots ou pas ?",
        "À partir de quel montant une avance est-elle due ?",
        "Jusqu’à combien de jours avant la remise des plis peut-on répondre à un candidat d’un appel d’offres ?",
        "À partir de quelle valeur une concession change-t-elle de procédure ?",
    ],
)
def test_other_thresholds_are_left_to_the_texts(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert "voici les seuils" not in answer.text


@pytest.mark.parametrize(
    "message",
    [
        "Est-on obligé de prévoir une clause sociale ?",
        "doit on forcement mettre une clause sociale dans nos marchés",
    ],
)
def test_the_duty_asked_in_general_is_told_with_its_thresholds(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is Verdict.SOUS_CONDITIONS
    assert {"L2112-2-1", "Annexe 2"} <= refs(answer)
    assert "216 000 € HT pour une collectivité" in answer.text.replace("\u00a0", " ")
    assert answer.questions


def test_from_what_sum_the_duty_applies_has_no_yes_or_no(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant, "Notre mairie : à partir de quel seuil la clause d’insertion est-elle obligatoire ?"
    )
    assert answer.verdict is None
    assert "216 000" in answer.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "message", ["la réforme d'aout 2026", "Quoi de neuf, quels textes changent au 22/08/2026 ?"]
)
def test_what_changed_on_a_date_is_told_by_the_texts_in_force_since(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert {"L2112-2-1", "L2112-2"} <= refs(answer)
    assert all(c.in_force_since and c.in_force_since.month == 8 for c in answer.citations)


def test_a_date_of_the_market_asks_for_no_text(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Notre consultation démarre le 1er avril 2026, quelles nouvelles pièces joindre ?")
    assert "sont en vigueur, dans cette rédaction" not in answer.text
    assert "est en vigueur, dans cette rédaction, depuis le 1er avril" not in answer.text


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("Puis-je acheter en direct à un ESAT pour 18 000 € HT de routage ?", Verdict.OUI),
        (
            "on peut confier sans mise en concurrence 82 000 € HT de ménage à une entreprise d’insertion ?",
            Verdict.NON,
        ),
        ("peut-on donner le repassage directement à un chantier d’insertion ?", Verdict.SOUS_CONDITIONS),
    ],
)
def test_buying_directly_from_a_structure_depends_on_the_sum(
    message: str, verdict: Verdict, assistant: Assistant
) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is verdict
    assert "R2122-8" in refs(answer)
    assert "sans dispenser de la mise en concurrence" in answer.text


def test_who_asks_for_a_director_asks_nothing_directly(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Ma directrice demande si on peut réserver un lot de ménage à un ESAT")
    assert "Réserver le marché à ces structures est une autre question" not in answer.text
    assert "voici les seuils" not in answer.text
