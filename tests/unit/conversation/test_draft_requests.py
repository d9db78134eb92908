"""Messages that ask for a text to be drafted, and those that only speak of one."""

from __future__ import annotations

import pytest

from assistant.conversation.draft_requests import asks_for_draft, is_lone_order


@pytest.mark.parametrize(
    "message",
    [
        "Je termine le CCAP de l’école. Il me faudrait l’article d’exécution sur l’insertion.",
        "tu peux me faire un article CCAP insertion pour une AMO ? 60 000 €",
        "article insertion pour un marché de tonte, lot 1 30 000",
        "clause svp pour du gardiennage, 2 ans",
        "faites-moi un paragraphe RC sur les considérations sociales",
        "et si on y tient quand même, vous me rédigez la clause du lot peinture ?",
        "j’aurais besoin d’un texte sur l’insertion à coller dans mon CCAP",
        "pourriez-vous préparer le projet de clause pour le lot 3, 120 heures",
        "rédigez la réservation et le critère",
        "je mets quoi comme critère insertion dans le RC ?",
        "vous m’écrivez l’article heures d’insertion ?",
    ],
)
def test_a_draft_is_asked_for(message: str) -> None:
    assert asks_for_draft(message)


@pytest.mark.parametrize(
    "message",
    [
        "donne-moi l’article L2112-2",
        "comment rédiger une clause sociale ?",
        "faut-il écrire une clause d’insertion pour 80 000 € ?",
        "que dit l’article sur l’insertion du CCAG ?",
        "clause sociale pour un marché de 500 000 €, obligatoire ?",
        "est-ce que j’ai besoin d’une clause sociale ?",
        "on m’a donné une clause toute faite, elle est bonne ?",
        "l’entreprise me fait la remarque que la clause est trop dure",
        "j’ai mis une clause d’insertion, l’entreprise refuse",
        "il nous faut une clause sociale ?",
        "rédige une clause de révision des prix",
    ],
)
def test_a_text_is_only_spoken_of(message: str) -> None:
    assert not asks_for_draft(message)


@pytest.mark.parametrize("message", ["rédige", "ok, rédigez-la svp", "si oui écris-la", "vas-y rédige"])
def test_an_order_alone(message: str) -> None:
    assert is_lone_order(message)


@pytest.mark.parametrize("message", ["rédige un poème", "qui rédige ?", "ok merci"])
def test_no_order_alone(message: str) -> None:
    assert not is_lone_order(message)


@pytest.mark.parametrize(
    "message",
    [
        "Note de motifs pour un marché sans clause, vous pouvez m'aider ?",
        "lot 1 prévu 200 fait 90, tu me fais le relevé ?",
        "bonjour, état trimestriel svp",
        "fais-moi le bilan trimestriel des heures",
    ],
)
def test_a_piece_named_first_is_to_draft(message: str) -> None:
    assert asks_for_draft(message)


@pytest.mark.parametrize(
    "message", ["le marché relève de quel seuil ?", "une note de motifs est-elle obligatoire ?"]
)
def test_a_piece_asked_about_is_not(message: str) -> None:
    assert not asks_for_draft(message)
