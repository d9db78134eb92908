"""``/api/hours``, ``/api/reservation``, ``/api/obligation``, ``/api/lever``: the rules on a described market."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter

from api import problems
from api.deps import ByCaller, InHouse, day, with_assistant
from api.legal_basis import cited
from api.market_bodies import HoursBody, MarketBody
from api.schemas import DecisionResponse, HoursResponse, LeverResponse
from assistant.conversation.fact_merging import describe_facts
from assistant.market import MarketFacts
from assistant.rules.decision import Decision
from assistant.rules.insertion_hours import compute_hours, to_calculation
from assistant.service import Assistant
from assistant.tools import Toolbox

router = APIRouter(tags=["règles"], responses=problems.documented(400, 401, 413, 415, 422, 429, 503))


@router.post("/api/hours", summary="Calculer les heures d’insertion")
async def hours(body: HoursBody, house: InHouse, _caller: ByCaller) -> HoursResponse:
    """Les heures, la formule et chaque paramètre avec sa source ; un paramètre donné remplace le repère."""
    return await with_assistant(house, compute(body))


@router.post("/api/reservation", summary="Dire si le marché peut être réservé")
async def reservation(body: MarketBody, house: InHouse, _caller: ByCaller) -> DecisionResponse:
    """La décision étape par étape, chaque étape avec son article."""
    return await with_assistant(house, decide_reservation(body))


@router.post("/api/obligation", summary="Dire si une considération sociale est obligatoire")
async def obligation(body: MarketBody, house: InHouse, _caller: ByCaller) -> DecisionResponse:
    """La décision étape par étape, selon le droit du jour demandé."""
    return await with_assistant(house, decide_obligation(body))


@router.post("/api/lever", summary="Classer les leviers sociaux d’un marché")
async def lever(body: MarketBody, house: InHouse, _caller: ByCaller) -> LeverResponse:
    """Réservation, lot, clause, critère ou sous-traitance : lequel convient, et qui pourrait répondre."""
    return await with_assistant(house, advise(body))


def compute(body: HoursBody) -> Callable[[Assistant], HoursResponse]:
    """The hours of a market, to be computed by an assistant."""

    def call(assistant: Assistant) -> HoursResponse:
        on = day(body.as_of)
        facts = body.facts(assistant.lexicon)
        result = compute_hours(body.hours_request(facts), assistant.toolbox.figures, on)
        return HoursResponse(
            calculation=to_calculation(result),
            questions=list(result.questions),
            understood=list(describe_facts(facts)),
            citations=cited(assistant, result.refs, on),
            as_of=on,
        )

    return call


def decide_reservation(body: MarketBody) -> Callable[[Assistant], DecisionResponse]:
    """Whether a market may be reserved, to be decided by an assistant."""
    return _decided(body, Toolbox.reservation)


def decide_obligation(body: MarketBody) -> Callable[[Assistant], DecisionResponse]:
    """Whether a social condition is a duty, to be decided by an assistant."""
    return _decided(body, Toolbox.obligation)


def advise(body: MarketBody) -> Callable[[Assistant], LeverResponse]:
    """The levers of a market, to be ranked by an assistant."""

    def call(assistant: Assistant) -> LeverResponse:
        on = day(body.as_of)
        facts = body.facts(assistant.lexicon)
        found, offer = assistant.toolbox.offer(facts)
        advice = assistant.toolbox.lever(facts, offer, on)
        refs = (ref for option in advice.levers for ref in option.refs)
        return LeverResponse(
            advice=advice,
            structures=list(found.matches),
            understood=list(describe_facts(facts)),
            citations=cited(assistant, refs, on),
            as_of=on,
        )

    return call


def _decided(
    body: MarketBody, rule: Callable[[Toolbox, MarketFacts, date], Decision]
) -> Callable[[Assistant], DecisionResponse]:
    def call(assistant: Assistant) -> DecisionResponse:
        on = day(body.as_of)
        facts = body.facts(assistant.lexicon)
        decision = rule(assistant.toolbox, facts, on)
        return DecisionResponse(
            decision=decision,
            understood=list(describe_facts(facts)),
            citations=cited(assistant, decision.refs, on),
            as_of=on,
        )

    return call
