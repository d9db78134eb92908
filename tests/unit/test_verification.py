"""No phantom article, no unsupported figure, no altered quotation, no dropped condition, one verdict."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Verdict
from assistant.verification import Evidence, FindingKind, check_conditions, check_sentence, check_verdict
from corpus.load import Corpus


@pytest.fixture
def evidence(corpus: Corpus) -> Evidence:
    used = {ref: corpus.articles[ref] for ref in ("L2113-12", "R2113-7", "R2122-8", "CCAG-Travaux 20.1")}
    return Evidence(used, tool_texts=("1 200 000 € × 50 % × 5 % ÷ 30 €/h = 1 000 h",), user_texts=("sur 14 mois",))


@pytest.mark.parametrize(
    "sentence",
    [
        "L’article L. 2113-12 permet de réserver un lot.",
        "La proportion est d’au moins 50 % (article R2113-7).",
        "Sous 60 000 € HT, l’article R. 2122-8 dispense de publicité.",
        "Le calcul donne 1 000 h sur 14 mois.",
        "Ce texte est en vigueur depuis le 1er avril 2026.",
        "Il dit : « La décision de réserver est mentionnée dans l’avis d’appel à la concurrence ».",
        "Voyez l’article 20.1.2 du CCAG-Travaux.",
        "Deux questions restent à poser.",
    ],
)
def test_a_supported_sentence_passes(sentence: str, evidence: Evidence) -> None:
    assert check_sentence(sentence, evidence) == ()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("L’article L. 2113-99 le permet.", FindingKind.PHANTOM_ARTICLE),
        ("L’article R2322-14 fixe le seuil.", FindingKind.PHANTOM_ARTICLE),
        ("Le seuil est de 40 000 € HT.", FindingKind.UNSUPPORTED_FIGURE),
        ("La proportion est de 30 %.", FindingKind.UNSUPPORTED_FIGURE),
        ("Le délai est de 14 jours.", FindingKind.UNSUPPORTED_FIGURE),
        ("Le marché dure quatre ans.", FindingKind.UNSUPPORTED_FIGURE),
        ("Depuis le 3 mai 2024, c’est permis.", FindingKind.UNSUPPORTED_FIGURE),
        ("Il dit : « La décision de réserver est toujours mentionnée dans l’avis ».", FindingKind.ALTERED_QUOTE),
    ],
)
def test_an_unsupported_sentence_is_found(sentence: str, kind: FindingKind, evidence: Evidence) -> None:
    assert kind in {finding.kind for finding in check_sentence(sentence, evidence)}


def test_an_article_out_of_force_is_no_evidence(evidence: Evidence) -> None:
    before = evidence.in_force(date(2026, 3, 31))
    assert "R2122-8" in evidence.articles
    assert "R2122-8" not in before.articles


@pytest.mark.parametrize(
    ("verdict", "text", "agrees"),
    [
        (Verdict.OUI, "Oui. C’est permis.", True),
        (Verdict.NON, "Oui. C’est permis.", False),
        (Verdict.SOUS_CONDITIONS, "Oui, sous conditions : …", True),
        (Verdict.OUI, "Oui, sous conditions : …", False),
        (Verdict.SOUS_CONDITIONS, "Non. C’est interdit.", False),
        (Verdict.NON, "Le code ne le permet pas.", True),
        (None, "Oui, c’est permis.", True),
    ],
)
def test_text_and_verdict_must_agree(verdict: Verdict | None, text: str, agrees: bool) -> None:
    assert (check_verdict(verdict, text) == ()) is agrees


def test_a_condition_is_kept_word_for_word_or_by_its_figures_and_words() -> None:
    condition = "d'une durée inférieure à six mois"
    assert check_conditions([condition], "Sauf pour des travaux d’une durée inférieure à 6 mois.") == ()
    (finding,) = check_conditions([condition], "Sauf pour des travaux courts.")
    assert finding.kind is FindingKind.DROPPED_CONDITION
