"""Greetings, thanks, insults, other languages, attacks, other domains: answered as a person would."""

from __future__ import annotations

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.empty_message import asks_without_words, write_what_is_left
from assistant.conversation.writers.recall import write_recall, write_sources

FIRST_QUESTIONS = (
    "Ce marché de nettoyage peut-il être réservé ?",
    "Combien d’heures d’insertion pour un chantier de 1,2 M€ HT sur 14 mois ?",
    "Rédige la clause d’insertion pour un lot peinture de 150 000 € HT",
    "Qui peut faire l’entretien d’espaces verts près de Dax ?",
)
_SENTENCES = {
    Intent.GREETING: "bonjour",
    Intent.THANKS: "merci",
    Intent.SMALLTALK: "presentation",
    Intent.HELP: "presentation",
    Intent.INSULT: "insulte",
    Intent.EMPTY: "message_vide",
    Intent.FOREIGN_LANGUAGE: "autre_langue",
    Intent.OUT_OF_SCOPE: "hors_sujet",
    Intent.ATTACK: "demande_refusee",
}
_RECALLS = {Intent.RECALL: write_recall, Intent.SOURCES: write_sources}
_COURTESIES = frozenset({Intent.THANKS, Intent.SMALLTALK})
REFUSALS = frozenset({Intent.OUT_OF_SCOPE, Intent.ATTACK})


def write_manners(desk: Desk, intent: Intent) -> Draft:
    """A short sentence for one intent of the message, and questions to start from."""
    if intent in _RECALLS:
        return _RECALLS[intent](desk)
    if intent is Intent.EMPTY and asks_without_words(desk):
        return write_what_is_left(desk)
    refused = intent in REFUSALS
    said = [desk.say(_sentence(desk, intent))]
    offered = next((a.follow_ups for a in reversed(desk.previous_answers) if a.follow_ups), ())
    return Draft(
        blocks=block(BlockKind.REFUSAL if refused else BlockKind.SUMMARY, said),
        refused=refused,
        # A courtesy in the course of a conversation leaves what could be asked next.
        follow_ups=offered if offered and intent in _COURTESIES else FIRST_QUESTIONS,
        evidence=desk.evidence(),
    )


def _sentence(desk: Desk, intent: Intent) -> str:
    if intent is Intent.OUT_OF_SCOPE and not desk.understanding.off_topic:
        # Nothing tells another subject: no reason is given that may be wrong.
        return "hors_sujet_peut_etre"
    if intent is Intent.INSULT and not desk.previous_answers:
        return "insulte_sans_reponse"
    return _SENTENCES[intent]


def is_manners(intent: Intent) -> bool:
    """Whether an intent is answered without a question on the law: here, or from what the conversation holds."""
    return intent in _SENTENCES or intent in _RECALLS
