"""Conversations with the directory: contacts asked again, no ranking of quality, kinds that are not held, direct purchases."""

from __future__ import annotations

import pytest
from conversing import ask

from assistant.answer import Verdict
from assistant.service import Assistant


@pytest.mark.parametrize("message", ["vous avez un tel ?", "un tel svp", "leur numéro ?"])
def test_a_phone_asked_after_a_list_gives_contacts(assistant: Assistant, message: str) -> None:
    first, second = ask(assistant, "Un ESAT pour la mise sous pli à Tartas ?", message)
    assert first.structures
    assert not second.structures
    assert "l’annuaire" in second.text


@pytest.mark.parametrize(
    "message",
    ["Quelle est la meilleure structure pour le ménage à Dax ?", "Qui fait du nettoyage à Dax ? un seul nom"],
)
def test_the_directory_lists_and_does_not_rank(assistant: Assistant, message: str) -> None:
    answers = ask(assistant, message, "allez, donnez-moi le nom du plus sérieux")
    assert all(answer.structures for answer in answers)
    assert "Je ne classe pas" in answers[-1].text


def test_a_kind_that_is_not_held_is_said_once(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Quelles sociétés adaptées recyclent des ordinateurs vers Dax ?")
    assert "ne recense aucune structure de type EA" in answer.text
    assert answer.text.count("Aucune structure") == 0


def test_a_lever_counts_the_structures_of_every_kind(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant, "Quel levier pour confier le nettoyage des bureaux à une entreprise adaptée, 50 000 € HT ?"
    )
    assert "Aucune structure de l’annuaire n’est connue pour cette activité" not in answer.text


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("Peut-on confier directement à un ESAT un cocktail de 4 000 € HT ?", Verdict.OUI),
        ("Je peux prendre une EI sans mise en concurrence pour 90 000 € HT de ménage ?", Verdict.NON),
        ("Peut-on réserver un marché de nettoyage de 30 000 € HT à un ESAT ?", Verdict.SOUS_CONDITIONS),
    ],
)
def test_a_sum_given_without_competition_follows_its_threshold(
    assistant: Assistant, message: str, verdict: Verdict
) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is verdict


def test_bought_directly_after_a_reservation_follows_the_threshold_too(assistant: Assistant) -> None:
    _, direct = ask(
        assistant, "Peut-on réserver notre ménage de 120 000 € HT à un ESAT ?", "on peut leur donner direct ?"
    )
    assert direct.verdict is Verdict.NON


def test_what_is_offered_next_names_no_place_that_was_not_told(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Peut-on réserver notre marché de blanchisserie ?")
    assert not any("Mont-de-Marsan" in offered for offered in answer.follow_ups)


def test_a_concession_is_not_offered_as_a_reserved_contract(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Concession du camping, 900 000 € HT : faut-il publier ?")
    assert "Ce marché peut-il être réservé ?" not in answer.follow_ups


def test_what_the_directory_does_not_hold_is_said_without_the_list_again(assistant: Assistant) -> None:
    _, capacity = ask(
        assistant,
        "qui peut faire de la blanchisserie près d'Aire sur l'Adour",
        "ils ont la capacité pour 400 kg par semaine ?",
    )
    assert "rien de la capacité" in capacity.text
    assert not capacity.structures


def test_two_trades_and_two_communes_are_both_answered(assistant: Assistant) -> None:
    (trades,) = ask(assistant, "Qui fait de la blanchisserie vers Dax, et aussi du débarras d’encombrants ?")
    assert "ASSOC FORUM" in trades.text
    assert "LANDES RESSOURCERIE" in trades.text
    (communes,) = ask(assistant, "Qui pour du ménage à Dax et à Tartas ?")
    assert "Depuis Tartas" in communes.text


def test_no_one_is_named_for_asbestos_nor_for_another_department(assistant: Assistant) -> None:
    (asbestos,) = ask(assistant, "Quelle structure pour retirer de l’amiante à Dax ?")
    (elsewhere,) = ask(assistant, "Quelles structures font de la peinture à Orthez ?")
    assert not asbestos.structures
    assert "s’arrête aux Landes" in elsewhere.text


def test_two_kinds_are_told_apart_first(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "différence entre une AI et une ETTI ?")
    first = answer.blocks[0].sentences
    assert "association intermédiaire" in first[0].text
    assert "contrats de mission" in first[1].text


def test_who_looks_for_a_job_and_tells_where_is_given_the_nearest(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Je suis au chômage à Dax, où trouver du travail en insertion ?")
    assert "près de Dax" in answer.text
    assert "Dax, " in answer.text


def test_others_are_those_that_the_list_did_not_show(assistant: Assistant) -> None:
    first, second = ask(assistant, "Qui fait de la couture vers Dax ?", "vous en avez d’autres ?")
    assert second.structures
    assert not {one.name for one in first.structures} & {one.name for one in second.structures}


def test_the_radius_stays_until_it_is_given_up(assistant: Assistant) -> None:
    near, sized, wider = ask(
        assistant, "ménage à Labouheyre, 20 km", "ils emploient combien de personnes ?", "et plus loin ?"
    )
    assert all(one.distance_km is not None and one.distance_km <= 20 for one in near.structures)
    assert not sized.structures
    assert "LANDES PARTAGE NETTOYAGE" in wider.text


def test_a_trade_said_too_is_added_to_the_search(assistant: Assistant) -> None:
    _, added, moved = ask(
        assistant, "qui fait de la menuiserie vers Dax ?", "et de la reliure aussi", "et à Roquefort ?"
    )
    for answer in (added, moved):
        assert "demandé aussi : ESAT Les Jardins de Nonères" in answer.text.replace("\u00a0", " ")
        assert any(fact.name == "trade" and "Menuiserie" in fact.value for fact in answer.understood)


def test_any_of_several_trades_needs_no_one_who_does_them_all(assistant: Assistant) -> None:
    either, both = (
        ask(assistant, f"qui fait de la couture {joined} de l’impression à Dax ?")[0] for joined in ("ou", "et")
    )
    assert "ne réunit tous ces métiers" not in either.text
    assert "ne réunit tous ces métiers" in both.text


def test_staff_to_be_lent_comes_from_those_who_lend_it(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "on voudrait la mise à dispo d’une personne pour le ménage de l’école de Tartas")
    assert answer.structures
    assert all("Mise à disposition" in " ".join(one.reasons) for one in answer.structures)
    assert "Ce marché peut-il être réservé ?" not in answer.follow_ups


@pytest.mark.parametrize(
    "message", ["où s’adresser pour faire broder des casquettes ?", "à qui demander ça, réparer nos vélos à Dax ?"]
)
def test_an_address_asked_for_is_a_list(assistant: Assistant, message: str) -> None:
    (answer,) = ask(assistant, message)
    assert answer.structures
    assert "Les leviers" not in answer.text


def test_the_facilitator_named_on_the_way_is_not_what_is_asked(assistant: Assistant) -> None:
    asked, after = ask(
        assistant,
        "Bonjour, commune de Tartas, marché de nettoyage des écoles de 90 000 € HT sur 3 ans. La facilitatrice, absente cette "
        "semaine, nous avait conseillé un marché réservé à l’insertion ou au handicap : peut-on réserver ce marché ?",
        "et si personne ne répond ?",
    )
    assert asked.verdict is Verdict.SOUS_CONDITIONS
    assert "standard du Département" not in asked.text + after.text
