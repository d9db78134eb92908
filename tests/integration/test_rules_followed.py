"""What is asked after a rule has answered: why, an exception, where to write it, lots alone; never the same words twice."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import Answer, Status, Verdict
from assistant.service import Assistant

_DUE = "Notre ville achète pour 500 000 € HT de services : la condition sociale est-elle obligatoire ?"
_FREE = "Notre ville achète pour 90 000 € HT de services : la condition sociale est-elle obligatoire ?"
_RESERVABLE = "Notre marché d'espaces verts de 80 000 € HT, en trois lots, peut-il être réservé ?"


def _body(answer: Answer) -> str:
    return answer.text.partition("\n\nSources :")[0]


@pytest.mark.parametrize("why", ["pourquoi ?", "ah bon, pourquoi ça ?", "et pour quelle raison", "d'où ça sort ?"])
def test_why_gives_what_settled_the_rule_and_its_text(why: str, assistant: Assistant) -> None:
    first, then = ask(assistant, _DUE, why)
    assert then.text.startswith("Parce que la valeur est égale ou supérieure au seuil européen")
    assert then.verdict is None
    assert "L2112-2-1" in refs(then)
    assert _body(then) != _body(first)


def test_why_not_gives_the_side_of_the_threshold(assistant: Assistant) -> None:
    _, then = ask(assistant, _FREE, "pourquoi ?")
    assert then.text.startswith("Parce que la valeur est inférieure au seuil européen")


def test_why_of_a_text_says_that_the_sources_hold_rules_and_not_their_reasons(assistant: Assistant) -> None:
    _, then = ask(assistant, "Dois-je allotir un marché de rénovation ?", "pourquoi ?")
    assert "sans les raisons de ceux qui l’ont écrite" in then.text
    assert then.citations[0].ref == "L2113-10"


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("et si c'est trop complexe, on peut s'en passer ?", "3°"),
        ("même si ça n'a aucun rapport avec l'objet du marché ?", "2°"),
        ("et si c'est une solution immédiatement disponible, on y échappe ?", "1°"),
    ],
)
def test_an_exception_told_is_weighed(told: str, number: str, assistant: Assistant) -> None:
    _, then = ask(assistant, _DUE, told)
    assert then.verdict is Verdict.SOUS_CONDITIONS
    assert f"L’exception du {number} peut être retenue" in then.text


@pytest.mark.parametrize(
    "where", ["je dois l'écrire quelque part ?", "et je le note où ?", "il faut le mentionner où ?"]
)
def test_where_the_duty_is_written(where: str, assistant: Assistant) -> None:
    _, then = ask(assistant, _DUE, where)
    assert "s’écrit dans les clauses du marché" in then.text
    assert {"L2112-2", "L2112-2-1"} <= refs(then)
    _, free = ask(assistant, _FREE, where)
    assert free.text.startswith("Rien n’est à écrire")


@pytest.mark.parametrize(
    "message", ["et un seul des lots ?", "on peut n'en réserver qu'un ?", "et certains lots seulement ?"]
)
def test_some_lots_alone_may_be_reserved(message: str, assistant: Assistant) -> None:
    _, then = ask(assistant, _RESERVABLE, message)
    assert then.verdict is Verdict.SOUS_CONDITIONS
    assert "n’en réserver qu’un" in then.text
    assert "L2113-12" in refs(then)


@pytest.mark.parametrize("message", ["je dois l'annoncer aux candidats ?", "il faut le mettre dans l'avis ?"])
def test_a_reservation_is_announced(message: str, assistant: Assistant) -> None:
    _, then = ask(assistant, _RESERVABLE, message)
    assert then.verdict is Verdict.OUI
    assert refs(then) == {"R2113-7"}


def test_names_wanted_around_are_looked_for_after_a_rule(assistant: Assistant) -> None:
    asked = "et pour le tri des déchets on pourrait prendre une structure d'insertion ? laquelle dans le coin ?"
    _, then = ask(assistant, "La clause sociale est-elle obligatoire pour 250 000 € HT de services ?", asked)
    assert then.structures
    assert then.verdict is None


@pytest.mark.parametrize(
    "message", ["et le facilitateur dans tout ça, il en pense quoi ?", "et on fait comment si ça coince"]
)
def test_an_answer_is_not_given_twice_running(message: str, assistant: Assistant) -> None:
    first, then = ask(assistant, _DUE, message)
    assert _body(then) != _body(first)


def test_the_same_answer_to_other_facts_is_said_to_be_the_same(assistant: Assistant) -> None:
    first, *others = ask(
        assistant, "Peut-on réserver un marché de travaux à une EI ?", "et de fournitures ?", "et de services ?"
    )
    for then in others:
        assert then.text.startswith("La réponse est la même.")
        assert then.verdict is first.verdict
        assert refs(then) == refs(first)


def test_a_term_of_the_same_family_takes_the_place_of_the_other(assistant: Assistant) -> None:
    first, then = ask(assistant, "L'acheteur peut-il négocier en appel d'offres ?", "et en procédure adaptée ?")
    assert first.verdict is Verdict.NON
    assert then.verdict is not Verdict.NON
    assert "R2123-4" in refs(then) or "R2123-5" in refs(then)


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("Une clause d'insertion, c'est uniquement pour les travaux ?", Verdict.NON),
        ("La clause sociale vaut aussi pour des fournitures ou seulement pour les chantiers ?", Verdict.OUI),
    ],
)
def test_a_clause_is_for_any_purchase(message: str, verdict: Verdict, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is verdict
    assert {"L2112-2", "L2112-2-1"} <= refs(answer)


@pytest.mark.parametrize(
    "message",
    [
        "Heures d'insertion non faites : puis-je appliquer une pénalité alors que le contrat n'en fixe pas ?",
        "L'entreprise n'a pas tenu la clause sociale et le CCAP ne dit rien des pénalités, on peut la pénaliser ?",
    ],
)
def test_a_penalty_that_the_contract_does_not_set_is_not_due(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.verdict is Verdict.NON
    assert answer.citations[0].ref.startswith("CCAG")


def test_hours_asked_to_be_due_are_judged_and_not_computed(assistant: Assistant) -> None:
    small, large = (
        ask(
            assistant,
            f"Notre commune refait une école, {sum_} HT de travaux : faut-il mettre des heures d'insertion ?",
        )[0]
        for sum_ in ("300 000 €", "6 M€")
    )
    assert small.verdict is Verdict.NON
    assert small.calculation is large.calculation is None
    assert large.verdict is None
    assert "n’en impose ni la forme ni le nombre" in large.text
    (counted,) = ask(assistant, "Combien d'heures d'insertion faut-il mettre pour 300 000 € HT de peinture ?")
    assert counted.calculation is not None
    assert counted.status is not Status.REFUSED
