"""What a text sets for formal procedures is not asked of an adapted one."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Verdict
from assistant.conversation.procedure_scope import is_of_another_procedure, verdict_out_of_scope
from corpus.models import LegalArticle


def article(text: str, *path: str) -> LegalArticle:
    return LegalArticle(
        ref="R2182-1",
        text_name="Code de la commande publique",
        path=path,
        consolidated_on=date(2026, 8, 23),
        text=text,
        url="",
        source="",
    )


_FORMAL = article("Pour les marchés passés selon une procédure formalisée, un délai minimal est respecté.")
_OPEN = article("L'acheteur ne peut négocier.", "Section 1 : Appel d'offres ouvert")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Dois-je attendre dix jours avant de conclure en MAPA ?", Verdict.NON),
        ("Faut-il respecter ce délai en procédure adaptée ?", Verdict.NON),
        ("Faut-il respecter ce délai en appel d'offres ?", None),
        ("Faut-il respecter ce délai en MAPA comme en procédure formalisée ?", None),
        ("Puis-je attendre onze jours en MAPA ?", None),
        ("Combien de jours attendre en MAPA ?", None),
    ],
)
def test_a_duty_of_formal_procedures_is_none_of_an_adapted_one(question: str, verdict: Verdict | None) -> None:
    assert verdict_out_of_scope(question, _FORMAL) is verdict
    assert verdict_out_of_scope(question, _OPEN) is None


def test_no_yes_or_no_comes_of_a_section_on_another_procedure() -> None:
    assert is_of_another_procedure("peut-on négocier en mapa ?", _OPEN)
    assert not is_of_another_procedure("peut-on négocier en appel d'offres ouvert ?", _OPEN)
    assert not is_of_another_procedure("peut-on négocier en mapa ?", _FORMAL)
