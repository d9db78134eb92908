"""What a message asks for, where its words alone do not tell the tool."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.conversation.intents import Intent
from assistant.conversation.learnt_intent import LearntIntent
from assistant.service import Assistant
from evaluation.intent_training import CONVERSATIONS, HELD_OUT, read_conversations

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("before", "message", "intent"),
    [
        (
            "Puis-je réserver le nettoyage de la mairie à un ESAT, 45 000 € par an ?",
            "y en a vers Hagetmau ?",
            "partners",
        ),
        (
            "Bonjour",
            "penalité clause insertion pas respectée combien on met en general",
            "legal",
        ),
        (
            "Combien d’heures d’insertion pour 800 000 € HT de travaux ?",
            "Merci, je vois ça avec l’architecte",
            "thanks",
        ),
    ],
)
def test_message_calls_what_answers_it(before: str, message: str, intent: str, assistant: Assistant) -> None:
    first = assistant.answer(before, None, ON)
    assert assistant.answer(message, first.conversation_id, ON).intent == intent


def test_weights_serve_one_embedding_model(assistant: Assistant) -> None:
    assert LearntIntent.load(assistant.toolbox.engine.embedder.model_id) is not None
    assert LearntIntent.load("un autre modèle") is None


def test_no_message_is_both_learnt_and_held_out() -> None:
    learnt, kept = (
        {message.said for messages in read_conversations(path) for message in messages}
        for path in (CONVERSATIONS, HELD_OUT)
    )
    assert len(kept) > 200
    assert len(learnt & kept) <= 3  # « merci » is said everywhere


def test_every_conversation_is_marked() -> None:
    asked = {intent for messages in read_conversations() for message in messages for intent in message.asks}
    assert {Intent.RESERVATION, Intent.HOURS, Intent.PARTNERS, Intent.LEGAL, Intent.FACT_UPDATE} <= asked
