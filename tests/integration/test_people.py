"""People and limits: who the assistant is, who does not buy, what is no question, and a refusal that keeps its reason."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import BlockKind, Status
from assistant.conversation.rendering import french_date
from assistant.service import Assistant


def test_the_assistant_tells_who_it_is_and_what_it_keeps(assistant: Assistant) -> None:
    who, kept, dated = ask(
        assistant, "c'est un robot qui répond ?", "ce que j'écris est enregistré ?", "tes textes sont à jour ?"
    )
    assert who.status is Status.ANSWERED
    assert "programme" in who.text
    assert f"{assistant.settings.conversation_retention_days} jours" in kept.text
    assert "Effacer cette conversation" in kept.text
    assert french_date(assistant.toolbox.corpus.latest_consolidation) in dated.text


def test_who_looks_for_a_job_is_sent_elsewhere_and_stays_so(assistant: Assistant) -> None:
    first, second, buyer = ask(
        assistant,
        "bonjour je cherche un boulot sur Tartas",
        "j'ai pas de voiture",
        "Quelles structures d’insertion font de l’espace vert près de Tartas ?",
    )
    assert first.status is second.status is Status.REFUSED
    assert "France Travail" in first.text
    assert "France Travail" in second.text
    assert buyer.structures


def test_a_firm_bound_to_hours_is_told_how_and_gets_no_verdict(assistant: Assistant) -> None:
    (answer,) = ask(
        assistant,
        "je suis maçon à Hagetmau, on me demande 120 h d'insertion pour un chantier de la commune, comment je fais ?",
    )
    assert answer.verdict is None
    assert "CCAG-Travaux 20.1" in refs(answer)
    assert "mise à disposition" in answer.text


def test_a_structure_is_told_what_may_be_reserved_to_it_and_where_notices_are(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "je dirige une entreprise adaptée, comment savoir quels marchés réservés sortent ?")
    assert {"L2113-12", "L2113-13"} <= refs(answer)
    assert "BOAMP" in answer.text


def test_the_results_told_are_those_of_the_figures(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "quels arguments pour rassurer mon maire sur l'insertion ?")
    assert "380 personnes" in answer.text


@pytest.mark.parametrize("message", ["qsdfghjklm", "wxcvbnnn poiuyt", "lot lot clause clause 3 3"])
def test_what_is_no_question_is_told(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert "pas reconnu de question" in answer.text


@pytest.mark.parametrize(
    "message",
    [
        "¿Dónde puedo trabajar?",
        "Olá, procuro trabalho numa empresa em Dax",
        "Guten Tag, ich brauche Arbeit",
        "Buenos días, tengo una empresa y quiero participar en el contrato",
    ],
)
def test_other_languages_are_told_in_theirs(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.intent == "foreign_language"


@pytest.mark.parametrize("message", ["reservassion", "allotissement", "cantine de Pomarez"])
def test_a_word_misspelt_or_alone_is_no_gibberish(message: str, assistant: Assistant) -> None:
    (answer,) = ask(assistant, message)
    assert answer.intent != "empty"


def test_a_refusal_keeps_its_reason(assistant: Assistant) -> None:
    first, second, third = ask(
        assistant,
        "à quelle date libérer la retenue de garantie ?",
        "et la caution ?",
        "t'es sûr ? mon chef dit non",
    )
    assert first.status is second.status is third.status is Status.REFUSED
    assert "extraits" in second.text
    assert "extraits" in third.text
    assert "facilitateur" not in first.text


def test_other_facts_after_a_refusal_call_no_other_rule(assistant: Assistant) -> None:
    _, second = ask(assistant, "sous quel délai rendre la caution bancaire ?", "et pour 60 000 € ?")
    assert second.status is Status.REFUSED
    assert second.verdict is None


def test_a_new_question_after_a_refusal_is_answered(assistant: Assistant) -> None:
    _, second = ask(
        assistant,
        "sous quel délai rendre la caution bancaire ?",
        "combien d’heures d’insertion pour 600 000 € HT de maçonnerie ?",
    )
    assert second.calculation is not None


def test_only_what_is_not_known_of_the_facilitator_is_refused(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "quel est le téléphone de la facilitatrice ?")
    assert answer.status is Status.PARTIAL
    refused = [part for part in answer.blocks if part.kind is BlockKind.REFUSAL]
    assert [len(part.sentences) for part in refused] == [1]


def test_a_tie_is_of_public_procurement(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "le mari de notre adjointe veut candidater au lot menuiserie, que faire ?")
    assert answer.status is Status.REFUSED
    assert "conflit d’intérêts" in answer.text
