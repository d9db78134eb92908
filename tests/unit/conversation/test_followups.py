"""A message that continues a conversation is read with the question it follows, and only then."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.continuing import topic_after
from assistant.conversation.followups import as_asked_before, only_forgets, whole_question
from assistant.conversation.replacing import replaced
from assistant.conversation.understanding import Intent, Lexicon, Understanding, load_lexicon, understand
from assistant.market import Fact, MarketFacts

ROOT = Path(__file__).parents[3]
KNOWN = MarketFacts(amount_ht=Fact(value=Decimal(80_000), source="80 000 €"))
TOPIC = "80 000 € HT de fournitures, faut-il une publicité ?"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


def read(message: str, lexicon: Lexicon, previous: Intent | None = Intent.PROCEDURE) -> Understanding:
    return understand(message, lexicon, KNOWN if previous else None, previous, 1 if previous else 0)


@pytest.mark.parametrize(
    "message",
    [
        "et pour 300 000 € ?",
        "ah non pardon ce sont des travaux",
        "65 000 alors ?",
        "retour à 55 000",
        "et en appel d'offres ?",
        "mais je peux quand même ?",
        "faut-il l'indiquer quelque part ?",
    ],
)
def test_few_words_are_looked_for_with_the_question_they_follow(message: str, lexicon: Lexicon) -> None:
    understood = read(message, lexicon)
    assert whole_question(message, TOPIC, understood, Intent.PROCEDURE) == f"{TOPIC}\n{message}"


@pytest.mark.parametrize(
    "message",
    [
        "Combien de temps ai-je pour payer une facture de commune ?",
        "et que dit l'article L2113-12 ?",
        "Puis-je réserver un lot de nettoyage à une entreprise adaptée ?",
        "merci beaucoup",
        "il fera beau ce week-end ?",
    ],
)
def test_a_question_of_its_own_stands_alone(message: str, lexicon: Lexicon) -> None:
    assert whole_question(message, TOPIC, read(message, lexicon), Intent.PROCEDURE) == message


@pytest.mark.parametrize(
    ("topic", "message", "whole"),
    [
        (
            "Peut-on discuter les prix en appel d'offres ouvert ?",
            "et en MAPA ?",
            "Peut-on discuter les prix en MAPA ?",
        ),
        (
            "Combien de jours pour remettre une offre en appel d'offres ouvert ?",
            "c'est pareil en restreint ?",
            "Combien de jours pour remettre une offre en appel d'offres restreint ?",
        ),
        (
            "En combien de temps une mairie doit-elle régler ses factures ?",
            "et un centre hospitalier ?",
            "En combien de temps un centre hospitalier doit-elle régler ses factures ?",
        ),
        (
            "Quelle garantie exiger d'une commune pour des travaux ?",
            "et pour l'État, en fournitures ?",
            "Quelle garantie exiger pour l'État en fournitures ?",
        ),
        (
            "Le titulaire a-t-il droit à une avance ?",
            "et les sous-traitants ?",
            "les sous-traitants a-t-il droit à une avance ?",
        ),
    ],
)
def test_a_term_named_alone_takes_the_place_of_the_other_of_its_family(
    topic: str, message: str, whole: str, lexicon: Lexicon
) -> None:
    understood = understand(message, lexicon, MarketFacts(), Intent.LEGAL, 1)
    assert whole_question(message, topic, understood, Intent.LEGAL) == whole
    assert as_asked_before(message, topic, understood, Intent.LEGAL).intent in (Intent.LEGAL, Intent.FACT_UPDATE)
    assert topic_after(topic, message, whole, understood, refused=False) == whole


@pytest.mark.parametrize(
    ("topic", "message"),
    [
        # Nothing of that family, or several of them, in the question before.
        ("Quel est le délai de paiement ?", "et pour un hôpital ?"),
        ("Quelle différence entre un MAPA et un appel d'offres ?", "et en procédure formalisée ?"),
        # Something else is asked, or two at once.
        ("Peut-on négocier en appel d'offres ?", "peut-on passer en procédure adaptée ?"),
        ("Peut-on négocier en appel d'offres ?", "et en MAPA ou en dialogue compétitif ?"),
        ("Peut-on négocier en procédure adaptée ?", "et si c'est pas écrit ?"),
    ],
)
def test_nothing_is_replaced_where_the_message_says_more_or_the_place_is_unsure(topic: str, message: str) -> None:
    assert replaced(topic, message) is None


def test_what_a_tool_answers_is_not_mixed_with_the_question_before(lexicon: Lexicon) -> None:
    message = "et du côté de Dax ?"
    understood = read(message, lexicon, Intent.PARTNERS)
    assert whole_question(message, "Qui peut nettoyer des bureaux ?", understood, Intent.PARTNERS) == message


def test_the_first_message_is_the_whole_question(lexicon: Lexicon) -> None:
    assert whole_question(TOPIC, "", read(TOPIC, lexicon, None), None) == TOPIC


@pytest.mark.parametrize(
    ("message", "previous", "expected"),
    [
        ("oublie le montant", Intent.RESERVATION, True),
        ("on repart de zéro", Intent.OBLIGATION, True),
        ("oublie le montant, c'est 90 000 € HT", Intent.RESERVATION, False),
        ("retire la pénalité", Intent.CLAUSE, False),
        ("et pour 300 000 € ?", Intent.PROCEDURE, False),
    ],
)
def test_forgetting_is_acknowledged_unless_something_else_is_said(
    message: str, previous: Intent, expected: bool, lexicon: Lexicon
) -> None:
    assert only_forgets(read(message, lexicon, previous), previous) is expected


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("7 M€ HT de travaux de voirie, clause sociale ?", Intent.OBLIGATION),
        ("Fournitures pour 52 000 € HT. Publicité ?", Intent.PROCEDURE),
        ("Marché de services de 30 000 € HT. Faut-il une publicité ?", Intent.PROCEDURE),
        ("Le titulaire d'un marché de 300 000 € HT conteste la clause sociale, que faire ?", Intent.LEGAL),
        ("Faut-il une publicité ?", Intent.LEGAL),
    ],
)
def test_the_name_of_what_a_rule_decides_calls_it_when_the_amount_is_known(
    message: str, intent: Intent, lexicon: Lexicon
) -> None:
    assert understand(message, lexicon, None, None, 0).intent is intent


def test_asking_whether_there_are_some_looks_in_the_directory(lexicon: Lexicon) -> None:
    assert read("il y en a à Mont-de-Marsan ?", lexicon, Intent.LEGAL).intent is Intent.PARTNERS
    assert read("depuis quand est-il en vigueur ?", lexicon, Intent.LEGAL).intent is not Intent.PARTNERS


def test_a_value_named_after_a_draft_updates_it(lexicon: Lexicon) -> None:
    assert read("Objet : la remise en état des bancs", lexicon, Intent.CLAUSE).intent is Intent.CLAUSE_UPDATE
