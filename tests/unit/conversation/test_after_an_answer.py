"""Few words after an answer: judged structures, a yes or no asked again, a message without words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.answer import BlockKind, Status, Verdict
from assistant.conversation.understanding import Intent, Understanding
from assistant.conversation.writers.desk import Desk
from assistant.conversation.writers.doubting import doubts
from assistant.conversation.writers.empty_message import asks_without_words
from assistant.conversation.writers.insisting import asks_of_other_facts
from assistant.conversation.writers.unranked import asks_which_is_best
from assistant.market import MarketFacts


def desk(
    said: str, *, intent: Intent = Intent.OUT_OF_SCOPE, told: bool = False, asks: bool = True, **last: object
) -> Desk:
    """A desk on which only the last answer and the message are read."""
    sentence = SimpleNamespace(text="Non.", citations=(1,))
    answer = {
        "status": Status.ANSWERED,
        "verdict": None,
        "structures": (),
        "citations": ("texte",),
        "clause": None,
        "calculation": None,
        "questions": (),
        "intent": "legal",
        "blocks": (SimpleNamespace(kind=BlockKind.SUMMARY, sentences=(sentence,)),),
    } | last
    facts = MarketFacts.model_validate(
        {"amount_ht": {"value": 22000, "source": "22 000 €", "turn": 1}} if told else {}
    )
    read = Understanding(intent=intent, intents=(intent,), facts=facts, asks=asks)
    told_before = ("Qui fait du nettoyage ?",)
    return cast(
        Desk,
        SimpleNamespace(
            said=said,
            understanding=read,
            previous_answers=(SimpleNamespace(**answer),),
            previous_questions=told_before,
        ),
    )


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("laquelle est la meilleure selon toi ?", True),
        ("elles sont fiables ?", True),
        ("vous prendriez laquelle, la plus sérieuse ? laquelle choisir", True),
        ("laquelle est la plus proche et la mieux placée ?", False),
        ("laquelle fait des vitres ?", False),
    ],
)
def test_structures_listed_are_not_judged(said: str, best: bool) -> None:
    assert asks_which_is_best(desk(said, structures=("structure",))) is best
    assert not asks_which_is_best(desk(said))


@pytest.mark.parametrize(
    "said", ["répondez clairement : oui ou non", "bon, c'est oui ou non ?", "dites oui ou non !"]
)
def test_a_yes_or_no_asked_again(said: str) -> None:
    assert doubts(desk(said, verdict=Verdict.NON))
    assert not doubts(desk(said))


def test_a_message_without_words_comes_back_to_the_question() -> None:
    assert asks_without_words(desk("??"))


@pytest.mark.parametrize(
    ("said", "told", "asks", "again"),
    [
        ("22 000 € ht sur 5 mois", True, False, True),
        ("22 000 € ht, il a droit à quoi ?", True, True, False),
        ("merci bien", False, False, False),
    ],
)
def test_a_fact_alone_does_not_answer_what_was_refused(said: str, told: bool, asks: bool, again: bool) -> None:
    refused = desk(said, intent=Intent.FACT_UPDATE, told=told, asks=asks, status=Status.REFUSED)
    assert asks_of_other_facts(refused) is again
    answered = desk(said, intent=Intent.FACT_UPDATE, told=told, asks=asks)
    assert not asks_of_other_facts(answered)


@pytest.mark.parametrize(
    ("said", "again"),
    [("il peut refuser ?", True), ("et elles ont droit ?", True), ("un ESAT peut-il refuser ?", False)],
)
def test_whom_the_refused_question_named_is_in_no_text(said: str, again: bool) -> None:
    assert asks_of_other_facts(desk(said, intent=Intent.LEGAL, status=Status.REFUSED)) is again
