"""The yes or no that suits a question: of a choice, of every contract, doubted, of what no text sets."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import Verdict
from assistant.service import Assistant

_RESERVED = "Peut-on réserver notre marché de blanchisserie à 250 000 € HT sur 4 ans à des ESAT ?"


def test_a_choice_is_answered_without_yes_or_no(assistant: Assistant) -> None:
    asked = "Notre commune refait une salle pour 800 000 € HT de travaux : la clause d’insertion est-elle obligatoire ?"
    first, then = ask(assistant, asked, "une obligation ou une simple faculté, alors ?")
    assert first.verdict is Verdict.NON
    assert then.verdict is None
    assert "faculté" in then.text
    assert not then.text.startswith("Non")


def test_what_is_asked_to_be_false_is_told_false(assistant: Assistant) -> None:
    _, answer = ask(assistant, _RESERVED, "le directeur croit qu'on peut leur acheter de gré à gré. c'est faux ?")
    assert answer.text.startswith("C’est faux.")
    assert answer.verdict is None


@pytest.mark.parametrize(
    "message",
    [
        "Toutes nos consultations doivent-elles prévoir une clause sociale d’insertion, même pour acheter un banc ?",
        "la clause sociale est obligatoire dans tous les marchés, c'est vrai ?",
    ],
)
def test_a_duty_from_a_threshold_is_none_of_every_contract(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is Verdict.NON


def test_a_doubt_is_met_with_the_same_answer_and_its_texts(assistant: Assistant) -> None:
    asked = "Un marché de travaux de 80 000 € HT peut-il se passer de publicité ?"
    first, doubted, again = ask(assistant, asked, "vous êtes sûre ? une collègue dit le contraire", "c’est sûr ?")
    assert doubted.text.startswith("Je maintiens ma réponse")
    assert "R2122-8" in refs(doubted)
    assert "1er avril 2026" in doubted.text.replace("\u00a0", " ")
    assert doubted.understood == first.understood
    assert again.text.count("Je maintiens") == 1


def test_a_question_on_the_doubted_point_is_answered(assistant: Assistant) -> None:
    _, answer = ask(assistant, _RESERVED, "vous êtes sûr que ça vaut pour une EI ?")
    assert not answer.text.startswith("Je maintiens")


def test_reserving_releases_from_nothing(assistant: Assistant) -> None:
    _, due = ask(assistant, _RESERVED, "faut-il quand même une mise en concurrence entre les ESAT ?")
    assert due.verdict is Verdict.OUI
    (released,) = ask(assistant, "Réserver un lot à une EI nous dispense-t-il de publicité ?")
    assert released.verdict is Verdict.NON


def test_one_structure_is_not_consulted_alone_above_the_threshold(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Pour 90 000 € HT de tonte, puis-je ne consulter que l’ESAT voisin ?")
    assert answer.verdict is Verdict.NON


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("Peut-on réserver le ménage de la mairie aux entreprises de l’ESS ?", Verdict.NON),
        ("Peut-on réserver à l’ESS un service d’aide à domicile ?", Verdict.SOUS_CONDITIONS),
        ("Un même lot peut-il être réservé à la fois aux ESAT et aux entreprises de l’ESS ?", Verdict.NON),
    ],
)
def test_the_social_economy_has_its_own_reservation(message: str, verdict: Verdict, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is verdict


@pytest.mark.parametrize(
    "message",
    [
        "La loi impose-t-elle un pourcentage d’heures d’insertion ?",
        "existe-t-il un minimum d'heures d'insertion prévu par le code",
        "Y a-t-il un maximum légal pour la pondération d’un critère d’insertion ?",
    ],
)
def test_no_text_sets_these_figures(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is Verdict.NON
    assert "Aucun texte de mes sources" in answer.text


def test_the_share_of_a_reserved_contract_is_set(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant, "Quelle part de salariés en insertion la loi impose-t-elle pour un marché réservé ?"
    )
    assert "50 %" in answer.text.replace("\u00a0", " ")
    assert answer.verdict is None


def test_population_settles_no_scheme(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Une commune de 9 000 habitants est-elle soumise au SPASER ?")
    assert answer.verdict is None
    assert "nombre d’habitants ne compte pas" in answer.text


def test_a_concession_is_not_told_yes(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "L’obligation de clause sociale vaut-elle pour notre concession de camping ?")
    assert answer.verdict is None


def test_a_reserved_lot_is_not_reopened_without_a_word(assistant: Assistant) -> None:
    asked = "Notre lot réservé est infructueux, puis-je traiter sans publicité avec une entreprise ordinaire ?"
    (answer,) = ask(assistant, asked)
    assert "R2122-2" in refs(answer)
    assert answer.verdict is not Verdict.OUI
    assert "change ces conditions" in answer.text


@pytest.mark.parametrize(
    "message",
    ["Peut-on négocier en procédure adaptée ?", "Un marché de nettoyage peut-il être réservé à un ESAT ?"],
)
def test_ordinary_closed_questions_keep_their_verdict(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is not None


def test_a_general_policy_is_no_criterion(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Peut-on prévoir un critère sur la politique RSE générale des candidats ?")
    assert answer.verdict is Verdict.NON
    assert "Décret 2022-767, art. 2" in refs(answer)
