"""What was learnt from conversations replaces the cues of a message only where it is likely and can be answered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.conversation.intents import Intent
from assistant.conversation.learnt_intent import WEIGHTS, Guess
from assistant.conversation.settling import settled, tried_otherwise
from assistant.conversation.understanding import Understanding
from assistant.market import MarketFacts

READ = Understanding(intent=Intent.LEGAL, intents=(Intent.LEGAL,), facts=MarketFacts())


def guess(*chances: tuple[Intent, float]) -> Guess:
    return Guess(chances)


def test_likely_intent_replaces_that_of_the_cues() -> None:
    found = settled(READ, guess((Intent.PARTNERS, 0.7), (Intent.LEGAL, 0.1)), Intent.RESERVATION)
    assert found == (Intent.PARTNERS,)


def test_second_request_told_by_cues_is_kept() -> None:
    read = replace(READ, intents=(Intent.LEGAL, Intent.HOURS))
    assert settled(read, guess((Intent.CLAUSE, 0.6), (Intent.HOURS, 0.3)), None) == (Intent.CLAUSE, Intent.HOURS)


@pytest.mark.parametrize("intent", [Intent.ATTACK, Intent.GREETING, Intent.FOREIGN_LANGUAGE, Intent.EMPTY])
def test_what_words_tell_for_sure_stays(intent: Intent) -> None:
    read = replace(READ, intent=intent, intents=(intent,))
    assert settled(read, guess((Intent.LEGAL, 0.99)), None) == ()


def test_unlikely_intent_changes_nothing() -> None:
    assert settled(READ, guess((Intent.HOURS, 0.4), (Intent.LEGAL, 0.3)), None) == ()


def test_facts_alone_need_an_earlier_question() -> None:
    sure, likely = guess((Intent.FACT_UPDATE, 0.9)), guess((Intent.FACT_UPDATE, 0.6))
    told = replace(READ, forgotten=frozenset({"amount_ht"}))
    assert settled(told, sure, None) == ()
    assert settled(told, likely, Intent.HOURS) == settled(READ, sure, Intent.HOURS) == (Intent.FACT_UPDATE,)
    assert settled(READ, likely, Intent.HOURS) == ()


def test_courtesy_that_asks_nothing_is_thanked_and_one_that_asks_is_told_who_answers() -> None:
    found = guess((Intent.SMALLTALK, 0.9))
    assert settled(READ, found, None) == (Intent.THANKS,)
    assert settled(replace(READ, asks=True), found, None) == (Intent.SMALLTALK,)
    asked = replace(READ, intent=Intent.HOURS, intents=(Intent.HOURS,), asks=True)
    assert settled(asked, found, None) == ()


def test_another_subject_replaces_the_law_only_when_certain() -> None:
    assert settled(READ, guess((Intent.OUT_OF_SCOPE, 0.8)), None) == ()
    assert settled(READ, guess((Intent.OUT_OF_SCOPE, 0.95)), None) == (Intent.OUT_OF_SCOPE,)


def test_fact_that_calls_the_tool_guessed_stays_a_fact() -> None:
    read = replace(READ, intent=Intent.FACT_UPDATE, intents=(Intent.FACT_UPDATE,))
    assert settled(read, guess((Intent.HOURS, 0.9)), Intent.HOURS) == ()


def test_weights_know_every_intent_that_is_answered() -> None:
    with np.load(WEIGHTS) as stored:
        intents = {str(name) for name in stored["intents"]}
        assert stored["weights"].shape[0] == len(intents) == len(stored["bias"])
    assert {"reservation", "hours", "clause", "partners", "obligation", "lever", "procedure", "legal"} <= intents


def test_words_that_reserve_are_asked_of_the_rule() -> None:
    asked = "qui peut le faire, et si on réserve aux EA quelle phrase mettre dans l'avis ?"
    read = replace(READ, intent=Intent.PARTNERS, intents=(Intent.PARTNERS, Intent.RESERVATION))
    lever = guess((Intent.LEVER, 0.6), (Intent.RESERVATION, 0.3))
    assert settled(read, lever, None, asked) == (Intent.RESERVATION,)
    assert settled(read, lever, None) == (Intent.LEVER, Intent.RESERVATION)


def test_quoted_clause_asks_for_nothing_by_itself() -> None:
    asked = "Adaptez notre clause « le titulaire réserve cinq pour cent des heures à l'insertion »"
    read = replace(READ, intent=Intent.RESERVATION, intents=(Intent.RESERVATION,))
    assert settled(read, guess((Intent.HOURS, 0.8)), None, asked) == (Intent.CLAUSE,)


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("et un accord-cadre à 60 000 par an reconductible 2 fois ?", True),
        ("et pour 320 k€ HT sur 4 ans ?", True),
        ("et à 90 000 €, faut-il publier ?", False),
        ("et pour un contrat écrit à 25 000 ?", False),
    ],
)
def test_another_sum_alone_asks_the_rule_again(said: str, again: bool) -> None:
    read = replace(READ, forgotten=frozenset({"amount_ht"}))
    law = guess((Intent.LEGAL, 0.5), (Intent.OBLIGATION, 0.2))
    assert (settled(read, law, Intent.OBLIGATION, said) == (Intent.FACT_UPDATE,)) is again
    assert settled(read, law, Intent.PARTNERS, said) != (Intent.FACT_UPDATE,)


@pytest.mark.parametrize("message", ["je note quoi dans l’annonce du coup", "donnez-moi la mention à coller"])
def test_words_asked_during_a_reservation_are_those_of_its_notice(message: str) -> None:
    law = guess((Intent.LEGAL, 0.9))
    assert settled(READ, law, Intent.PARTNERS, message, reserving=True) == (Intent.CLAUSE,)
    assert settled(READ, law, Intent.PARTNERS, message) == ()


@pytest.mark.parametrize("message", ["et qui paie ?", "c’est qui qui notifie", "qui doit signer l’avenant"])
def test_what_a_party_does_looks_for_no_structure(message: str) -> None:
    assert settled(READ, guess((Intent.PARTNERS, 0.8)), Intent.LEGAL, message) == (Intent.LEGAL,)
    assert tried_otherwise(guess((Intent.PARTNERS, 0.8)), message) is None
    asked = "qui fait du nettoyage vers Dax ?"
    assert settled(READ, guess((Intent.PARTNERS, 0.8)), Intent.LEGAL, asked) == (Intent.PARTNERS,)
