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


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        (
            "Entretien des vitres de la mairie, 80 000 € par an : on peut s’en occuper sans mise en concurrence ?",
            Verdict.NON,
        ),
        ("Prototype d’abri à vélos à 18 000 €, solution innovante : on peut passer sans rien ?", Verdict.OUI),
    ],
)
def test_a_sum_that_settles_needs_nothing_more(message: str, verdict: Verdict, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is verdict


def test_a_structure_may_be_given_a_small_contract(assistant: Assistant) -> None:
    _, answer = ask(
        assistant,
        "la différence entre une EA et un ESAT ?",
        "elle peut avoir un contrat de 28 000 € sans concurrence ?",
    )
    assert answer.verdict is Verdict.OUI
    assert "R2122-8" in refs(answer)


def test_a_concession_is_told_beside_its_threshold(assistant: Assistant) -> None:
    asked = "Concession de restauration de plage, 6,5 M€ : la considération sociale est-elle obligatoire ?"
    above, below = ask(assistant, asked, "et à 1,9 M€ ?")
    assert "atteint le seuil européen des concessions" in above.text
    assert "au-dessous du seuil européen des concessions" in below.text
    assert above.verdict is None
    assert below.verdict is None


def test_a_social_clause_is_possible_and_no_reservation_is_told(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Travaux d’étanchéité à 380 000 € HT : peut-on y mettre de l’insertion ?")
    assert answer.verdict is Verdict.OUI
    assert "L2112-2" in refs(answer)
    assert "L2113-12" not in refs(answer)


def test_what_somebody_holds_impossible_is_not_told_yes(assistant: Assistant) -> None:
    asked = "Nettoyage d’un laboratoire, 400 000 € par an, CCAS. Le chef dit que l’insertion y est impossible, a-t-il raison ?"
    held, then = ask(assistant, asked, "et je peux invoquer une dérogation ?")
    assert held.verdict is None
    assert held.text.startswith("Pas d’office")
    assert then.verdict is Verdict.SOUS_CONDITIONS
    assert "L2112-2-1" in refs(then)


def test_no_derogation_is_needed_before_the_duty(assistant: Assistant) -> None:
    due, which, needless = ask(
        assistant,
        "Blanchisserie, 900 000 € HT, commune : considération sociale obligatoire ?",
        "l’avis part le 18 août 2026 mais l’attribution sera en novembre, c’est quelle date qui compte ?",
        "peut-on y déroger ?",
    )
    assert due.verdict is Verdict.OUI
    assert which.verdict is None
    assert which.text.startswith("La date que je regarde")
    assert needless.verdict is None
    assert needless.text.startswith("Vous n’avez pas besoin d’y déroger")


def test_what_a_clause_under_way_asks_is_concluded(assistant: Assistant) -> None:
    lent, late = ask(
        assistant,
        "Le titulaire peut-il passer par une ETTI pour toutes ses heures d’insertion ?",
        "et après la fin du marché, elle peut encore les faire ?",
    )
    assert lent.verdict is Verdict.OUI
    assert late.verdict is Verdict.NON
    # Nothing tells which general terms are those of the contract.
    assert refs(lent) == {"CCAG-Travaux 20.1", "CCAG-FCS 16.1"}
    assert refs(late) == {"CCAG-Travaux 20.1"}


def test_thresholds_do_not_decide_a_formality(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Faut-il publier les données essentielles d’un marché de 48 000 € HT ?")
    assert answer.verdict is None


def test_silence_on_variants_allows_them(assistant: Assistant) -> None:
    accepted, refused = ask(
        assistant,
        "En MAPA, dois-je accepter les variantes si le règlement ne dit rien ?",
        "Peut-on refuser les variantes en appel d’offres quand l’avis n’a rien précisé ?",
    )
    assert (accepted.verdict, refused.verdict) == (Verdict.OUI, Verdict.NON)
