"""The share, the cost and the effort of a calculation: the buyer's own, else a dated default that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from assistant.answer import CalculationParameter
from assistant.errors import MissingFact
from assistant.market import Frozen, MarketNature
from assistant.rules import french
from assistant.rules.hours_request import CLEANING
from assistant.rules.parameters import UsedFigure, read_figure
from corpus.figure_files import FigureSet

SHARES = "part_main_oeuvre"
WORKING_SHARES = "part_main_oeuvre_a_confirmer"
COSTS = "cout_horaire"
EFFORT = "effort_insertion"
BUILDING = "batiment"
UNNAMED_TRADE = "Métier non précisé\u00a0: la part de main-d’œuvre est celle du bâtiment, tous corps d’état."


class Parameter(Frozen):
    """A value with its range, how it is shown, the dated figure behind it and what to say about it."""

    shown: CalculationParameter
    figure: UsedFigure | None = None
    remarks: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal:
        """The central value."""
        return self.shown.value

    @property
    def low(self) -> Decimal:
        """The low end of the range, the value itself when there is none."""
        return self.value if self.shown.low is None else self.shown.low

    @property
    def high(self) -> Decimal:
        """The high end of the range, the value itself when there is none."""
        return self.value if self.shown.high is None else self.shown.high


def given(name: str, label: str, value: Decimal, unit: str) -> Parameter:
    """A value the buyer gave."""
    return Parameter(
        shown=CalculationParameter(
            name=name, label=label, value=value, unit=unit, origin="question", source="votre demande"
        )
    )


def from_figure(name: str, used: UsedFigure, remarks: tuple[str, ...] = ()) -> Parameter:
    """A default taken from a dated figure."""
    figure = used.figure
    shown = CalculationParameter(
        name=name,
        label=used.label,
        value=figure.value,
        unit=used.unit,
        origin=used.origin,
        source=figure.reference,
        since=figure.since,
        low=figure.low,
        high=figure.high,
        to_confirm=figure.to_confirm,
        url=figure.url,
    )
    return Parameter(shown=shown, figure=used, remarks=remarks)


def effort_parameter(effort: Decimal | None, figures: FigureSet, as_of: date) -> Parameter:
    """The effort asked for, else the department's working value, to be confirmed by the facilitator."""
    if effort is not None:
        return given("effort", "Effort d’insertion", effort, "ratio")
    used = read_figure(figures, EFFORT, as_of)
    low, high = used.figure.low or used.value, used.figure.high or used.value
    return from_figure(
        "effort",
        used,
        (
            f"Effort d’insertion non précisé\u00a0: {french.percent(used.value)} retenus, de "
            f"{french.percent(low)} à "
            f"{french.percent(high)}, valeur de travail à confirmer par le facilitateur.",
        ),
    )


def share_parameter(
    share: Decimal | None,
    trade_key: str,
    nature: MarketNature | None,
    figures: FigureSet,
    as_of: date,
) -> Parameter | None:
    """The labour share given, else the trade's, else the building's for works of no named trade.

    ``None`` when no source gives one: see :func:`missing_parameters`.
    """
    if share is not None:
        return given("labour_share", "Part de main-d’œuvre", share, "ratio")
    if figures.has(SHARES, trade_key):
        used = read_figure(figures, SHARES, as_of, trade_key)
        return from_figure("labour_share", used, _disagreement(used))
    if figures.has(WORKING_SHARES, trade_key):
        used = read_figure(figures, WORKING_SHARES, as_of, trade_key)
        return from_figure("labour_share", used)
    if not trade_key and nature is MarketNature.TRAVAUX:
        used = read_figure(figures, SHARES, as_of, BUILDING)
        return from_figure("labour_share", used, (UNNAMED_TRADE, *_disagreement(used)))
    return None


def working_share_remark(parameters: Iterable[Parameter]) -> tuple[str, ...]:
    """One remark on the trades whose share no source gives, whatever their number."""
    used = [p.figure for p in parameters if p.figure is not None and p.figure.name == WORKING_SHARES]
    if not used:
        return ()
    if len({one.value for one in used}) > 1:
        # The facilitator has put another value in the place of one of them.
        told = "\u00a0; ".join(f"{one.figure.label}, {french.percent(one.value)}" for one in used)
        return (
            f"Aucune part de main-d’œuvre sourcée pour ces métiers ({told})\u00a0: à confirmer par le facilitateur.",
        )
    trades = ", ".join(dict.fromkeys(one.figure.label for one in used))
    return (
        f"Aucune part de main-d’œuvre sourcée pour {'ce métier' if len(used) == 1 else 'ces métiers'} ({trades})\u00a0: "
        f"{french.percent(used[0].value)}, celle du bâtiment, à confirmer par le facilitateur.",
    )


def cost_parameter(
    cost: Decimal | None, trade_key: str, nature: MarketNature | None, figures: FigureSet, as_of: date
) -> Parameter | None:
    """The hourly cost given, else that of works or of cleaning; ``None`` when no source gives one."""
    if cost is not None:
        return given("hourly_cost", "Coût horaire", cost, "€/h")
    if trade_key == CLEANING:
        return from_figure("hourly_cost", read_figure(figures, COSTS, as_of, CLEANING))
    building = figures.has(SHARES, trade_key) or figures.has(WORKING_SHARES, trade_key)
    if building or nature is MarketNature.TRAVAUX:
        return from_figure("hourly_cost", read_figure(figures, COSTS, as_of, "travaux"))
    return None


def missing_parameters(
    subject: str, *, share: bool, cost: bool, nature: MarketNature | None, figures: FigureSet
) -> MissingFact:
    """The question that asks for what no source gives; ``share`` and ``cost`` say which are missing."""
    if nature is None and not subject:
        return MissingFact(
            f"{'La part de main-d’œuvre' if share else 'Le coût horaire'} dépend du métier\u00a0: quel est le "
            "métier "
            "ou la nature du marché (travaux, nettoyage, espaces verts…)\u00a0?",
            field="nature",
        )
    about = f" pour «\u00a0{subject}\u00a0»" if subject else " pour ce type de marché"
    known = sorted(figures.figure(SHARES).values, key=lambda v: v.value)
    asked = [
        *(["quelle part du montant paie du travail (en %)"] if share else []),
        *(["quel coût horaire retenir (en €/h)"] if cost else []),
    ]
    lacking = " ni ".join(
        [*(["la part de main-d’œuvre"] if share else []), *(["le coût horaire"] if cost else [])]
    )
    message = f"Aucune source ne donne {lacking}{about}."
    # The shares of building trades and of cleaning are no landmark for studies.
    if share and nature is not MarketNature.PRESTATIONS_INTELLECTUELLES:
        message += (
            f" Repères\u00a0: les parts sourcées vont de {french.percent(known[0].value)} ({known[0].label}) à "
            f"{french.percent(known[-1].value)} ({known[-1].label})."
        )
    question = " et ".join(asked)
    message += f" Le facilitateur peut vous aider\u00a0: {question}\u00a0?"
    return MissingFact(message, field="labour_share" if share else "hourly_cost")


def _disagreement(used: UsedFigure) -> tuple[str, ...]:
    others = used.figure.other_sources
    if not others:
        return ()
    said = "\u00a0; ".join(f"{french.percent(o.value)} ({o.reference})" for o in others)
    return (
        f"Les sources divergent sur la part de main-d’œuvre ({used.figure.label})\u00a0: "
        f"{french.percent(used.value)} ({used.figure.reference})\u00a0; {said}.",
    )
