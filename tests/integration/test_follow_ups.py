"""Few words continue the question before them, another subject leaves it, and a side of the threshold decides."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import BlockKind, Status, Verdict
from assistant.quantities import plain_spaces
from assistant.service import Assistant

LOTS = "Faut-il allotir un marché public ?"
LOW_OFFER = "Que faire d’une offre anormalement basse ?"


@pytest.mark.parametrize(
    ("question", "few_words", "ref"),
    [
        (LOTS, "pourquoi ?", "L2113-10"),
        ("Le marché doit-il être écrit à 30 000 € HT ?", "c’est obligatoire ?", "R2112-1"),
        ("Peut-on utiliser un accord-cadre pour la centrale d’achat ?", "et c’est permis ?", "L2113-2"),
        (LOW_OFFER, "je suis obligé ?", "L2152-6"),
    ],
)
def test_few_words_are_answered_with_the_question_before_them(
    assistant: Assistant, question: str, few_words: str, ref: str
) -> None:
    first, then = ask(assistant, question, few_words)
    assert first.citations[0].ref == ref
    assert then.status is not Status.REFUSED
    assert then.citations[0].ref == ref


def test_an_obligation_is_asked_again_in_three_words(assistant: Assistant) -> None:
    question = "Faut-il prévoir une considération sociale dans un marché au-dessus des seuils européens ?"
    first, then = ask(assistant, question, "je suis obligé ?")
    assert first.verdict is then.verdict is Verdict.OUI
    assert "L2112-2-1" in refs(then)


@pytest.mark.parametrize(
    "foreign",
    [
        "quelle est la recette du gâteau basque ?",
        "il fera beau ce week-end ?",
        "Quels sont les seuils du droit belge ?",
        "Combien d’heures d’insertion ont été réalisées sur le chantier ?",
    ],
)
def test_another_subject_is_refused_and_the_topic_kept_after_it(assistant: Assistant, foreign: str) -> None:
    first, refused, then = ask(assistant, LOW_OFFER, foreign, "je suis obligé ?")
    assert refused.status is Status.REFUSED
    assert not refused.citations
    assert then.status is not Status.REFUSED
    assert then.citations[0].ref == first.citations[0].ref == "L2152-6"


def test_thanks_leave_the_topic(assistant: Assistant) -> None:
    _, thanks, then = ask(assistant, LOW_OFFER, "merci", "je suis obligé ?")
    assert not thanks.citations
    assert then.citations[0].ref == "L2152-6"


def test_the_conditions_of_a_reservation_are_told_after_another_subject(assistant: Assistant) -> None:
    asked = (
        "Puis-je réserver un lot à un ESAT ?",
        "quelle est la capitale de l’Italie ?",
        "à quelles conditions ?",
    )
    _, refused, then = ask(assistant, *asked)
    assert refused.status is Status.REFUSED
    assert then.verdict is Verdict.SOUS_CONDITIONS
    assert {"L2113-12", "R2113-7"} <= refs(then)


def test_a_new_question_replaces_the_topic(assistant: Assistant) -> None:
    _, _, then = ask(assistant, LOTS, LOW_OFFER, "je suis obligé ?")
    assert then.citations[0].ref == "L2152-6"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("la clause sociale est obligatoire au-dessus des seuils européens ?", Verdict.OUI),
        ("clause sociale sous les seuils européens, obligatoire ?", Verdict.NON),
        ("dispensé de clause sociale sous les seuils ?", Verdict.OUI),
        ("Peut-on se passer de considération sociale sous les seuils européens ?", Verdict.OUI),
        ("peut-on se passer de clause sociale au-dessus du seuil européen ?", Verdict.SOUS_CONDITIONS),
    ],
)
def test_the_side_of_the_threshold_decides_without_a_sum(
    assistant: Assistant, question: str, verdict: Verdict
) -> None:
    (answer,) = ask(assistant, question)
    assert answer.verdict is verdict
    assert {"L2112-2-1", "Annexe 2"} <= refs(answer)


def test_short_works_above_the_threshold_may_be_excused(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant, "Marché de travaux de 3 mois au-dessus du seuil européen : clause sociale obligatoire ?"
    )
    assert answer.verdict is Verdict.SOUS_CONDITIONS
    assert "L2112-2-1" in refs(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Puis-je réserver un même lot à la fois à une entreprise adaptée et à une entreprise d’insertion ?",
        "Un même lot peut-il être réservé en même temps aux ESAT et aux SIAE ?",
        "Peut-on réserver un marché conjointement aux EA, aux ESAT et aux SIAE ?",
    ],
)
def test_a_lot_may_be_reserved_to_both_kinds_of_structures(assistant: Assistant, question: str) -> None:
    (answer,) = ask(assistant, question)
    assert answer.verdict is Verdict.OUI
    assert answer.citations[0].ref == "L2113-14"


def test_the_list_of_a_kind_of_structures_comes_from_the_directory(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "liste des ESAT des Landes")
    assert answer.status is Status.ANSWERED
    assert answer.structures
    assert {structure.kind for structure in answer.structures} == {"ESAT"}


@pytest.mark.parametrize(
    "question",
    ["le train le moins cher pour aller de Dax à Paris", "quel est le vol le moins cher pour Bordeaux"],
)
def test_a_journey_is_refused_though_it_names_a_commune(assistant: Assistant, question: str) -> None:
    (answer,) = ask(assistant, question)
    assert answer.status is Status.REFUSED
    assert not answer.citations
    assert not answer.structures


def test_a_figure_taken_for_the_law_s_is_told_beside_the_right_one(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant, "Pourquoi la loi fixe-t-elle à 30 % la part de travailleurs handicapés d’un marché réservé ?"
    )
    assert answer.status is Status.PARTIAL
    assert answer.verdict is None
    text = plain_spaces(answer.text)
    assert all(words in text for words in ("je ne trouve pas", "30 %", "50 %"))
    assert "R2113-7" in refs(answer)


@pytest.mark.parametrize(
    "message",
    ["combien de personnes en insertion pour 9000 heures", "9 000 heures d'insertion, ça fait combien d'ETP ?"],
)
def test_hours_told_alone_come_to_people_and_full_time_jobs(assistant: Assistant, message: str) -> None:
    (answer,) = ask(assistant, message)
    assert "5,6 équivalents temps plein" in answer.text
    assert "24 personnes" in answer.text
    assert answer.questions == ()


def test_hours_not_done_are_answered_by_the_penalties(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "le titulaire n'a fait que 350 heures sur 600, que faire ?")
    assert answer.status is not Status.REFUSED
    assert refs(answer) & {"CCAG-Travaux 20.1", "CCAG-FCS 16.1"}


def test_a_wish_to_reserve_near_a_town_is_answered_by_the_rule(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "je veux réserver un marché de nettoyage à une entreprise adaptée près de Dax")
    assert answer.verdict is Verdict.SOUS_CONDITIONS
    assert "L2113-12" in refs(answer)


def test_the_next_article_is_shown(assistant: Assistant) -> None:
    first, second, before = ask(
        assistant, "Montre-moi l’article L2113-12", "et le suivant ?", "et celui d’avant ?"
    )
    assert first.citations[0].ref == before.citations[0].ref == "L2113-12"
    assert second.citations[0].ref == "L2113-13"


def test_two_questions_of_one_message_are_both_answered(assistant: Assistant) -> None:
    (both,) = ask(
        assistant,
        "Deux choses : à partir de quel montant faut-il un contrat écrit, et faut-il allotir un marché public ?",
    )
    assert both.status is Status.ANSWERED
    assert "R2112-1" in refs(both)
    assert "L2113-10" in refs(both)
    assert both.verdict is None
    assert "À partir de quel montant faut-il un contrat écrit\u00a0?" in both.text


@pytest.mark.parametrize(
    "message",
    [
        "Peut-on réserver un lot ? Dans ce cas, que dire dans l’avis ?",
        "Faut-il allotir et comment motiver si on n’allotit pas ?",
    ],
)
def test_questions_that_lean_on_each_other_are_one(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert not any((part.title or "").endswith("?") for part in answer.blocks)


def test_few_words_may_ask_for_the_article_beside(assistant: Assistant) -> None:
    _, then = ask(assistant, LOTS, "et si je ne peux pas assurer la coordination moi-même ?")
    assert then.citations[0].ref == "L2113-11"


def test_hours_not_done_after_a_clause_are_read_in_the_ccag_of_the_works(assistant: Assistant) -> None:
    _, then = ask(
        assistant,
        "Rédige une clause d’insertion pour le lot peinture d’une école, 300 heures",
        "et s’il ne fait pas ses heures, il risque quoi ?",
    )
    assert then.citations[0].ref == "CCAG-Travaux 20.1"


def test_a_message_that_changes_nothing_known_says_so_and_keeps_the_answer(assistant: Assistant) -> None:
    before, then = ask(
        assistant, "Combien d’heures d’insertion pour 400 000 € HT de peinture, effort 5 % ?", "sans les enr"
    )
    assert before.calculation is not None
    assert then.calculation is not None
    assert then.calculation.hours == before.calculation.hours
    assert "la réponse reste celle-ci" in plain_spaces(then.text)


def test_a_figure_alone_is_read_after_a_tool(assistant: Assistant) -> None:
    _, then = ask(assistant, "Combien d’heures d’insertion pour 550 000 € HT de peinture ?", "pardon 570 000")
    assert {fact.name: plain_spaces(fact.value) for fact in then.understood}["amount_ht"] == "570 000 €"


def test_a_market_told_after_help_is_answered(assistant: Assistant) -> None:
    answer = ask(assistant, "bonjour, j'ai besoin d'aide : travaux de peinture 150 000 €, 6 mois, Dax")[0]
    assert answer.verdict is None
    assert any(block.kind is BlockKind.LEVERS for block in answer.blocks)


def test_the_method_of_hours_is_explained(assistant: Assistant) -> None:
    alone, told = ask(
        assistant,
        "Explique-moi comment on passe d’un montant à un nombre d’heures d’insertion",
        "combien d’heures pour 900 000 € de travaux ?",
    )
    assert "part de main-d'œuvre" in plain_spaces(alone.text)
    assert "100 000 €" in plain_spaces(alone.text)
    assert told.calculation is not None
    _, again = ask(assistant, "combien d’heures pour 900 000 € de travaux ?", "d’où sort le coût horaire ?")
    assert "30 €/h (Guide MEF Sud 77" in plain_spaces(again.text)
    assert again.calculation is not None


def test_a_draft_that_a_message_does_not_change_says_so(assistant: Assistant) -> None:
    first, same, changed = ask(
        assistant,
        "Rédige la clause d’insertion pour un lot peinture de 150 000 € HT",
        "ajoutez un suivi trimestriel avec transmission au facilitateur",
        "pénalité 60 € par heure",
    )
    assert first.clause is not None
    assert same.clause is not None
    assert same.clause.text == first.clause.text
    assert "contient déjà" in same.text
    assert changed.clause is not None
    assert changed.clause.changes


def test_contacts_are_told_without_the_list_again(assistant: Assistant) -> None:
    listed, contacts = ask(assistant, "Qui peut nettoyer des locaux à Dax ?", "le numéro de téléphone ?")
    assert listed.structures
    assert "ni téléphone, ni courriel" in contacts.text
    assert not contacts.structures
    assert (listed.structures[0].address or "") in contacts.text


def test_kinds_left_out_of_the_directory_are_not_listed(assistant: Assistant) -> None:
    _, left = ask(assistant, "Qui peut nettoyer des locaux à Dax ?", "retirez les ESAT et les GEIQ de la liste")
    assert left.structures
    assert not {"ESAT", "GEIQ"} & {one.kind for one in left.structures}


def test_no_verdict_answers_what_is_not_asked_closed(assistant: Assistant) -> None:
    _, then = ask(assistant, LOW_OFFER, "plus ferme s’il vous plaît")
    assert then.verdict is None


def test_a_corrected_sum_calls_the_rule_again(assistant: Assistant) -> None:
    first, then = ask(
        assistant,
        "nettoyage de la mairie, 18 000 € par an sur 3 ans, je peux passer en direct ?",
        "pardon c’est 28000 par an pas 18",
    )
    assert first.verdict is Verdict.OUI
    assert then.verdict is Verdict.NON
    assert "84 000 €" in plain_spaces(then.text)
