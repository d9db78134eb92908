"""``assistant hours|reservation|obligation|lever``: the rules on a market described in French."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer
from rich.console import Console

from assistant.answer import Calculation
from assistant.conversation.understanding import load_lexicon, understand
from assistant.errors import InvalidInput
from assistant.market import Fact, Frozen, MarketFacts
from assistant.rules import (
    insertion_hours,
    levers,
    obligation,
    obligation_request,
    reservation,
    reservation_request,
)
from assistant.rules.decision import Decision
from assistant.settings import get_settings
from assistant.tools import local_offer, open_directory, query_of
from corpus.figure_files import load_figures

out = Console()

Market = Annotated[str, typer.Argument(help="Le marché décrit en français : montant, durée, métier, lots…")]
AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Date du droit à appliquer.")]
AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON.")]


def hours(
    market: Market = "",
    amount_ht: Annotated[str | None, typer.Option(help="Montant en euros HT.")] = None,
    labour_share: Annotated[str | None, typer.Option(help="Part de main-d’œuvre en % (50).")] = None,
    effort: Annotated[str | None, typer.Option(help="Effort d’insertion en % (5).")] = None,
    hourly_cost: Annotated[str | None, typer.Option(help="Coût horaire en €/h.")] = None,
    json_: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Calcule les heures d’insertion d’un marché."""
    given = {
        "amount_ht": _number(amount_ht, "amount-ht"),
        "labour_share": _ratio(labour_share, "labour-share"),
        "effort": _ratio(effort, "effort"),
        "hourly_cost": _number(hourly_cost, "hourly-cost"),
    }
    facts = _facts(market)
    update = {
        name: Fact[Decimal](value=value, source=f"--{name}") for name, value in given.items() if value is not None
    }
    facts = facts.model_copy(update=update)
    figures = load_figures(get_settings().corpus_dir / "figures")
    result = insertion_hours.compute_hours(insertion_hours.from_facts(facts), figures, _day(as_of))
    calculation = insertion_hours.to_calculation(result)
    if json_:
        _print(calculation)
    else:
        _show_calculation(calculation)


def reservation_(market: Market, json_: AsJson = False, as_of: AsOf = None) -> None:
    """Dit si un marché peut être réservé, étape par étape."""
    figures = load_figures(get_settings().corpus_dir / "figures")
    request = reservation_request.from_facts(_facts(market))
    _decided(reservation.decide_reservation(request, figures, _day(as_of)), json_)


def obligation_(market: Market, json_: AsJson = False, as_of: AsOf = None) -> None:
    """Dit si une considération sociale est obligatoire, étape par étape."""
    figures = load_figures(get_settings().corpus_dir / "figures")
    request = obligation_request.from_facts(_facts(market))
    _decided(obligation.decide_obligation(request, figures, _day(as_of)), json_)


def _facts(market: str) -> MarketFacts:
    lexicon = load_lexicon(get_settings().corpus_dir)
    return understand(market, lexicon, None, None, 0).facts


def _decided(decision: Decision, json_: bool) -> None:
    if json_:
        _print(decision)
        return
    out.print(f"{decision.verdict.value.capitalize()} : {decision.summary}", markup=False)
    for step in decision.steps:
        out.print(f"– {step.render()} [{step.outcome.value}]", markup=False, highlight=False)
    for line in (*decision.remarks, *decision.questions):
        out.print(f"  {line}", markup=False, highlight=False)


def _show_calculation(calculation: Calculation) -> None:
    out.print(calculation.formula, markup=False)
    for parameter in calculation.parameters:
        line = f"– {parameter.label} : {parameter.value} {parameter.unit} ({parameter.source})"
        out.print(line, markup=False, highlight=False)
    for remark in calculation.remarks:
        out.print(f"  {remark}", markup=False, highlight=False)


def _print(value: Frozen) -> None:
    sys.stdout.write(json.dumps(value.model_dump(mode="json"), ensure_ascii=False) + "\n")


def _number(text: str | None, name: str) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation as error:
        raise InvalidInput(f"--{name} vaut « {text} » ; un nombre est attendu.", field=name) from error


def _ratio(text: str | None, name: str) -> Decimal | None:
    value = _number(text.rstrip("% ") if text else None, name)
    return None if value is None else value / 100


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else datetime.now(UTC).astimezone().date()


def lever_(market: Market, json_: AsJson = False, as_of: AsOf = None) -> None:
    """Classe les leviers possibles pour un marché, avec l’offre locale."""
    settings = get_settings()
    facts = _facts(market)
    offer = local_offer(open_directory(settings).search(query_of(facts)))
    figures = load_figures(settings.corpus_dir / "figures")
    advice = levers.rank_levers(levers.from_facts(facts), offer, figures, _day(as_of))
    if json_:
        _print(advice)
        return
    out.print(advice.summary, markup=False, highlight=False)
    for option in advice.levers:
        out.print(f"– {option.label} ({', '.join(option.refs)})", markup=False, highlight=False)
        for sign, reasons in (("+", option.reasons_for), ("-", option.reasons_against)):
            for reason in reasons:
                out.print(f"    {sign} {reason}", markup=False, highlight=False)
