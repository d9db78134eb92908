"""The five questions, and conversations that carry, change and drop facts, on the shipped corpus."""

from __future__ import annotations

from datetime import date

import pytest
from conversing import ON, ask, refs

from assistant.answer import Status, Verdict
from assistant.errors import InvalidInput, UnknownConversation
from assistant.service import Assistant


def test_may_this_cleaning_contract_be_reserved(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Ce marché de nettoyage peut-il être réservé ?")
    assert answer.verdict is Verdict.SOUS_CONDITIONS
    assert {"L2113-12", "R2113-7"} <= refs(answer)
    assert "50" in answer.text
    assert any("NETTOYAGE" in structure.name or "nettoyage" in " ".join(structure.activities).lower()
               for structure in answer.structures)  # fmt: skip


def test_how_many_hours_for_a_building_site(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Combien d’heures d’insertion pour un chantier de 1,2 M€ HT sur 14 mois ?")
    assert answer.calculation is not None
    assert answer.calculation.hours == 1000
    assert answer.calculation.low is not None
    assert {parameter.origin for parameter in answer.calculation.parameters} > {"question"}
    assert refs(answer)


def test_draft_the_clause_for_a_painting_lot_then_update_it(assistant: Assistant) -> None:
    first, second, third = ask(
        assistant,
        "Rédige la clause d’insertion pour un lot peinture de 150 000 € HT",
        "passe à 7 %",
        "ajoute une pénalité de 60 € par heure",
    )
    assert first.clause is not None
    assert "heures d’insertion" in first.clause.text
    assert first.citations
    assert second.clause is not None
    assert any("7" in change for change in second.clause.changes)
    assert third.clause is not None
    assert "60" in third.clause.text
    assert third.clause.text != second.clause.text


def test_who_can_keep_green_spaces_near_dax(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Qui peut faire l’entretien d’espaces verts près de Dax ?")
    assert answer.structures
    assert all(structure.distance_km is not None for structure in answer.structures)
    called = {number for part in answer.blocks for one in part.sentences for number in one.citations}
    assert set(range(1, len(answer.citations) + 1)) <= called


@pytest.mark.parametrize(
    "message",
    [
        "netoyage de locaux mont de marssan",
        "débroussaillage de sentiers à Sanguinet",
        "pinture intérieur villeneuve de marsan",
        "reprise de couture",
    ],
)
def test_a_work_and_a_place_look_structures_up(assistant: Assistant, message: str) -> None:
    (answer,) = ask(assistant, message)
    assert answer.intent == "partners"
    assert answer.structures


def test_am_i_obliged_to_provide_a_social_condition(assistant: Assistant) -> None:
    general, above, below = ask(
        assistant,
        "Suis-je obligé de prévoir une considération sociale ?",
        "C’est un marché de services de 300 000 € HT pour notre commune",
        "et pour 100 000 € ?",
    )
    assert "L2112-2-1" in refs(general)
    assert above.verdict is Verdict.OUI
    assert below.verdict is Verdict.NON


def test_before_the_duty_there_is_none(assistant: Assistant) -> None:
    question = (
        "Suis-je obligé de prévoir une clause sociale dans un marché de services de 300 000 € HT de ma commune ?"
    )
    before = assistant.answer(question, None, date(2026, 8, 21))
    after = assistant.answer(question, None, date(2026, 8, 22))
    assert before.verdict is Verdict.NON
    assert after.verdict is Verdict.OUI


def test_a_forgotten_amount_is_no_longer_carried(assistant: Assistant) -> None:
    answers = ask(
        assistant,
        "Combien d’heures d’insertion pour 1 000 000 € HT de travaux, effort 5 % ?",
        "oublie le montant",
    )
    assert any(fact.name == "amount_ht" for fact in answers[0].understood)
    assert not any(fact.name == "amount_ht" for fact in answers[1].understood)


def test_another_trade_does_not_drag_the_old_amount(assistant: Assistant) -> None:
    answers = ask(
        assistant,
        "Combien d’heures d’insertion pour 1 000 000 € HT de travaux de maçonnerie ?",
        "Qui peut faire du nettoyage de locaux à Mont-de-Marsan ?",
    )
    assert not any(fact.name == "amount_ht" for fact in answers[1].understood)


@pytest.mark.parametrize(
    "question",
    [
        "Quelle est la recette du gâteau basque ?",
        "Qui a remporté le marché de voirie de Dax en 2024 ?",
        "Que dit l’article L2113-42 du code de la commande publique ?",
        "Donne-moi la jurisprudence sur les offres anormalement basses",
        "Combien coûte une heure de ménage ?",
    ],
)
def test_what_the_sources_do_not_hold_is_refused(assistant: Assistant, question: str) -> None:
    (answer,) = ask(assistant, question)
    assert answer.status is Status.REFUSED
    assert answer.verdict is None
    assert not answer.structures


def test_a_false_premise_is_corrected(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant, "Puisque la loi oblige à réserver 30 % des marchés aux entreprises adaptées, comment faire ?"
    )
    assert answer.status is not Status.ANSWERED
    assert "je ne trouve pas" in answer.text
    assert answer.verdict is None


@pytest.mark.parametrize(
    "message", ["Bonjour", "merci", "tu es nul", "?", "What is the threshold for public contracts?"]
)
def test_manners_are_those_of_a_person(assistant: Assistant, message: str) -> None:
    (answer,) = ask(assistant, message)
    assert answer.text
    assert answer.follow_ups
    assert not answer.citations


def test_thirty_turns_stay_sensible(assistant: Assistant) -> None:
    messages = ["Combien d’heures d’insertion pour 800 000 € HT de travaux ?"]
    messages += [f"et pour {100_000 + n * 10_000} € ?" for n in range(29)]
    answers = ask(assistant, *messages)
    hours = [answer.calculation.hours for answer in answers[1:] if answer.calculation]
    assert len(hours) == 29
    assert hours == sorted(hours, key=lambda value: value or 0)
    assert len(assistant.history(answers[-1].conversation_id or "")) == 30


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    question = "Puis-je réserver un lot à un ESAT ?"
    first, second = (assistant.answer(question, None, ON) for _ in range(2))
    assert (first.text, first.verdict, first.citations) == (second.text, second.verdict, second.citations)


@pytest.mark.parametrize(
    "message", ["", "   \n ", "é" * 20_000, "\x00\x01\x02\x03", "\ud800\udfff" * 5, "\ufffd" * 40], ids=range(6)
)
def test_a_message_that_is_no_question_is_refused_in_french(assistant: Assistant, message: str) -> None:
    with pytest.raises(InvalidInput, match="message"):
        assistant.answer(message, None, ON)


def test_another_owner_cannot_continue_or_read_a_conversation(assistant: Assistant) -> None:
    answer = assistant.answer("Bonjour", None, ON, owner="alice")
    identifier = answer.conversation_id or ""
    for attempt in (
        lambda: assistant.answer("Bonjour", identifier, ON, owner="bob"),
        lambda: assistant.history(identifier, owner="bob"),
        lambda: assistant.delete(identifier, owner="bob"),
    ):
        with pytest.raises(UnknownConversation):
            attempt()


def test_events_come_in_order_and_end_with_the_answer(assistant: Assistant) -> None:
    events = list(assistant.stream("Ce marché de nettoyage peut-il être réservé ?", None, ON))
    names = [event.name for event in events]
    assert names[0] == "progress"
    assert names[-1] == "answer"
    assert names.index("citations") < names.index("block")


def test_what_is_known_and_where_it_comes_from_are_told_again(assistant: Assistant) -> None:
    asked = "Marché de nettoyage de 120 000 € HT à Dax sur 2 ans : puis-je le réserver ?"
    first, known, sources, forgotten = ask(
        assistant, asked, "qu’as-tu retenu ?", "quelle est ta source ?", "oublie le montant"
    )
    assert all(words in known.text for words in ("120\u00a0000", "Dax", "2\u00a0ans"))
    assert refs(sources) == refs(first)
    assert forgotten.status is Status.ANSWERED
    assert not forgotten.citations
    assert {"amount_ht", "place"} & {fact.name for fact in forgotten.understood} == {"place"}


def test_a_list_is_quoted_with_its_items(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Quels publics sont éligibles à la clause d’insertion d’un marché de travaux ?")
    assert "b) bénéficiaires du RSA en recherche d'emploi" in answer.text
    assert "j) personnes rencontrant des difficultés particulières" in answer.text


def test_both_things_compared_are_answered_under_their_name(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Quelle est la différence entre une offre irrégulière et une offre inacceptable ?")
    assert {"L2152-2", "L2152-3"} <= refs(answer)
    assert {part.title for part in answer.blocks} >= {"Offre irrégulière", "Offre inacceptable"}


def test_the_procedure_of_a_sum_told_by_the_year_is_that_of_the_whole_contract(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "notre marché de nettoyage 180 000 par an sur 4 ans, quelle procédure ?")
    assert "720 000 € HT" in answer.text.replace("\u202f", " ").replace("\xa0", " ")
    assert "procédure formalisée" in answer.text
