"""A decision is readable: each step is a French sentence with its article, each figure says its source."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer import Verdict
from assistant.market import BuyerKind, MarketNature
from assistant.rules.decision import Outcome, Step, article_name
from assistant.rules.obligation import ObligationRequest, decide_obligation
from assistant.rules.parameters import read_figure
from assistant.rules.reservation import ReservationRequest, ReservedTo, decide_reservation
from corpus.figure_files import FigureSet


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("L2113-12", "article L2113-12"),
        ("Annexe 2", "annexe 2"),
        ("CCAG-FCS 16.1", "CCAG-FCS 16.1"),
        ("L5132-4 (travail)", "article L5132-4 (travail)"),
        ("D2111-3", "article D2111-3"),
    ],
)
def test_an_article_is_named_as_people_name_it(ref: str, name: str) -> None:
    assert article_name(ref) == name


def test_a_step_reads_as_a_sentence() -> None:
    step = Step(rule="règle", ref="R2113-7", fact="60 %", outcome=Outcome.MET, explanation_fr="La part suffit.")
    assert step.render() == "La part suffit (article R2113-7)."
    assert step.model_copy(update={"ref": None}).render() == "La part suffit."


def test_a_decision_names_its_figures_and_their_sources(figures: FigureSet, today: date) -> None:
    request = ObligationRequest(
        nature=MarketNature.SERVICES, buyer_kind=BuyerKind.LOCAL_AUTHORITY, amount_ht=Decimal(216_000)
    )
    decision = decide_obligation(request, figures, today)
    threshold = next(figure for figure in decision.figures if figure.name == "seuil_europeen")
    assert threshold.value == 216_000
    assert threshold.source == "CCP, annexe 2, depuis le 1er\u00a0janvier\u00a02026"
    assert threshold.origin == "loi"
    assert decision.refs[0] == "L2112-2-1"


def test_the_draft_note_names_the_exception_and_leaves_brackets(figures: FigureSet, today: date) -> None:
    request = ObligationRequest(nature=MarketNature.TRAVAUX, amount_ht=Decimal(6_000_000), months=Decimal(5))
    sentence = decide_obligation(request, figures, today).draft_sentence
    assert sentence is not None
    assert "du 4° du II de l’article L2112-2-1" in sentence
    assert "[à compléter]" in sentence
    assert "L2184-1" in sentence


def test_the_notice_cites_every_basis_once(figures: FigureSet, today: date) -> None:
    request = ReservationRequest(targets=(ReservedTo.EA_ESAT, ReservedTo.SIAE))
    sentence = decide_reservation(request, figures, today).draft_sentence
    assert sentence is not None
    for ref in ("L2113-12", "L2113-13", "L2113-14"):
        assert len(re.findall(rf"{ref}(?![\d-])", sentence)) == 1


def test_the_notice_of_lots_reserves_no_more_than_them(figures: FigureSet, today: date) -> None:
    for lots, said in (
        ((4,), "Le lot n° 4 est réservé aux"),
        ((2, 5), "Les lots n° 2 et 5 sont réservés aux"),
        ((), "Le lot n° [à compléter] est réservé aux"),
    ):
        request = ReservationRequest(targets=(ReservedTo.SIAE,), whole_market=False, lots=lots)
        assert said in (decide_reservation(request, figures, today).draft_sentence or "")


def test_a_refused_reservation_has_no_notice(figures: FigureSet, today: date) -> None:
    request = ReservationRequest(targets=(ReservedTo.SIAE,), worker_share=Decimal("0.2"))
    decision = decide_reservation(request, figures, today)
    assert decision.verdict is Verdict.NON
    assert decision.draft_sentence is None


def test_results_cannot_be_changed(figures: FigureSet, today: date) -> None:
    decision = decide_reservation(ReservationRequest(), figures, today)
    with pytest.raises(ValueError, match="frozen"):
        decision.verdict = Verdict.OUI  # type: ignore[misc]
    with pytest.raises(AttributeError):
        read_figure(figures, "seuil_spaser", today).figure.value = Decimal(1)  # type: ignore[misc]


def test_a_contract_is_not_reserved_to_firms_the_code_does_not_name(figures: FigureSet, today: date) -> None:
    decision = decide_reservation(ReservationRequest(unlisted="artisans"), figures, today)
    assert decision.verdict is Verdict.NON
    assert decision.refs == ("L2113-12", "L2113-13", "L2113-13-1", "L2113-15", "L2113-17")
    told = decide_reservation(
        ReservationRequest(unlisted="artisans", targets=(ReservedTo.EA_ESAT,)), figures, today
    )
    assert told.verdict is not Verdict.NON
