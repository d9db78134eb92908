"""Which question a few words may continue, and which one a conversation is about after each turn."""

from __future__ import annotations

import pytest

from assistant.conversation.continuing import earlier_questions, topic_after
from assistant.conversation.understanding import Intent, Understanding
from assistant.market import MarketFacts

TOPIC = "Faut-il allotir un marché public ?"
ANOTHER = "Sous quel délai payer une facture ?"


def read(intent: Intent) -> Understanding:
    return Understanding(intent=intent, intents=(intent,), facts=MarketFacts())


def test_the_first_question_is_the_topic() -> None:
    assert topic_after("", TOPIC, TOPIC, read(Intent.LEGAL), refused=False) == TOPIC


def test_a_new_question_replaces_the_topic() -> None:
    assert topic_after(TOPIC, ANOTHER, ANOTHER, read(Intent.LEGAL), refused=False) == ANOTHER


def test_what_continues_a_question_does_not_replace_it() -> None:
    said = "je suis obligé ?"
    assert topic_after(TOPIC, said, f"{TOPIC}\n{said}", read(Intent.OBLIGATION), refused=False) == TOPIC


@pytest.mark.parametrize("intent", [Intent.GREETING, Intent.THANKS, Intent.RECALL, Intent.SOURCES, Intent.INSULT])
def test_manners_leave_the_topic(intent: Intent) -> None:
    assert topic_after(TOPIC, "merci", "merci", read(intent), refused=False) == TOPIC
    assert topic_after("", "merci", "merci", read(intent), refused=False) == ""


@pytest.mark.parametrize("intent", [Intent.OUT_OF_SCOPE, Intent.ATTACK, Intent.LEGAL, Intent.PROCEDURE])
def test_a_question_refused_leaves_the_topic(intent: Intent) -> None:
    said = "Quelle est la recette du gâteau basque ?"
    assert topic_after(TOPIC, said, said, read(intent), refused=True) == TOPIC


def test_a_question_that_no_cue_told_and_the_texts_answer_is_the_topic() -> None:
    assert topic_after(TOPIC, ANOTHER, ANOTHER, read(Intent.OUT_OF_SCOPE), refused=False) == ANOTHER


def test_facts_alone_leave_the_topic() -> None:
    said = "c’est un marché de 80 000 €"
    assert topic_after(TOPIC, said, said, read(Intent.FACT_UPDATE), refused=False) == TOPIC


def test_the_topic_comes_before_the_last_questions() -> None:
    asked = (ANOTHER, "et en travaux ?", TOPIC)
    assert earlier_questions(TOPIC, asked) == (TOPIC, ANOTHER, "et en travaux ?")


def test_three_earlier_questions_at_most_the_last_ones() -> None:
    asked = tuple(f"Question {n} ?" for n in range(5, 0, -1))
    assert earlier_questions(TOPIC, asked) == (TOPIC, "Question 5 ?", "Question 4 ?")
    assert earlier_questions("", asked) == ("Question 5 ?", "Question 4 ?", "Question 3 ?")


def test_no_earlier_question_at_the_first_message() -> None:
    assert earlier_questions("", ()) == ()
