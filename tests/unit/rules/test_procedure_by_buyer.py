"""Between the thresholds of the possible buyers, the procedure is told for each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import MarketNature
from assistant.rules.procedure import decide_procedure
from assistant.rules.procedure_request import ProcedureRequest
from corpus.figure_files import FigureSet


def advice(amount: int, figures: FigureSet) -> tuple[str, list[str]]:
    found = decide_procedure(
        ProcedureRequest(nature=MarketNature.SERVICES, amount_ht=Decimal(amount)), figures, date(2026, 11, 22)
    )
    assert found.kind is None
    assert found.questions
    return found.summary, [step.ref for step in found.steps]


def test_above_the_thresholds_of_authorities_only_an_entity_may_adapt(figures: FigureSet) -> None:
    summary, refs = advice(340_000, figures)
    assert "formalisée pour un pouvoir adjudicateur" in summary
    assert "adaptée pour une entité adjudicatrice" in summary
    assert refs.count("L2124-1") == 2
    assert refs.count("R2123-1") == 1


def test_between_the_state_and_the_others_the_state_is_told_apart(figures: FigureSet) -> None:
    summary, refs = advice(150_000, figures)
    assert "formalisée pour l’État" in summary
    assert "adaptée pour une collectivité territoriale" in summary
    assert refs.count("L2124-1") == 1


def test_without_a_sum_each_threshold_is_told(figures: FigureSet) -> None:
    works = decide_procedure(ProcedureRequest(nature=MarketNature.TRAVAUX), figures, date(2026, 11, 22))
    assert works.kind is None
    assert [step.ref for step in works.scale] == ["R2122-8", "R2123-1", "L2124-1", "R2112-1"]
    assert "5\u00a0404\u00a0000" in works.scale[2].explanation_fr
    assert "216\u00a0000" not in works.scale[2].explanation_fr


def test_between_the_two_limits_of_r2122_8_each_nature_is_told(figures: FigureSet) -> None:
    found = decide_procedure(ProcedureRequest(amount_ht=Decimal(70_000)), figures, date(2026, 11, 22))
    assert "de fournitures ou de services se passe en procédure adaptée" in found.summary
    assert [step.ref for step in found.steps] == ["R2121-1", "R2122-8", "R2122-8"]
