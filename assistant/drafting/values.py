"""The value of each variable of a template, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Calculation, CalculationParameter, Clause, ClauseVariable, LotHours, StructureMatch
from assistant.drafting.user_text import harmless_text
from assistant.drafting.wording import NBSP, duration, euros, listed, lower_first, months, number, percent
from assistant.market import BuyerKind, LotFacts, MarketFacts, MarketNature
from corpus.models import TemplateVariable

CALCULATOR = "calculateur"
QUESTION = "question"
DIRECTORY = "annuaire"
LAW = "textes"
DEFAULT = "défaut à confirmer"
TO_COMPLETE = "à compléter"

# A value known with no more confidence than this is nobody's word.
GUESSED = 0.5

_ADAPTED = frozenset({"EA", "EATT", "ESAT"})
_RESTATED = frozenset({"effort", "penalite_heure"})
_INSERTION = frozenset({"EI", "ACI", "AI", "ETTI", "EITI", "SIAE"})


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of a variable: text shown, origin, rows of a table, whether the buyer typed it."""

    text: str
    origin: str
    rows: tuple[tuple[str, ...], ...] = ()
    typed: bool = False


class Missing(str):
    """A bracket left for the buyer: it prints itself, and counts as absent in a condition."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def bracket(variable: TemplateVariable) -> Missing:
    """``[à compléter : pénalité par heure non réalisée (euros par heure)]``."""
    unit = "" if variable.unit in {"", "texte", "tableau"} else f" ({variable.unit})"
    return Missing(f"[à compléter{NBSP}: {lower_first(variable.meaning)}{unit}]")


def known_values(
    facts: MarketFacts,
    hours: Calculation | None,
    structures: tuple[StructureMatch, ...],
    market_object: str | None = None,
) -> Mapping[str, Value]:
    """Every variable the facts, the calculation and the directory can fill, by name; the object is composed beforehand."""
    values = {**_from_facts(facts, market_object), **_from_structures(structures)}
    if hours is not None:
        values.update(_from_calculation(hours, facts))
    return values


def merged(previous: Clause | None, known: Mapping[str, Value], *, recalculated: bool) -> dict[str, Value]:
    """The known values over those of an earlier draft.

    What the buyer typed stays, but for what the facts of the conversation restate; a new calculation
    replaces every calculated value; a default never replaces what was said.
    """
    if previous is None:
        return dict(known)
    kept = {
        variable.name: Value(variable.value, variable.origin, variable.rows, variable.typed)
        for variable in previous.variables
        if variable.origin not in {TO_COMPLETE, DEFAULT} and not (recalculated and variable.origin == CALCULATOR)
    }
    for name, value in known.items():
        old = kept.get(name)
        said_before = old is not None and (value.origin == DEFAULT or (old.typed and name not in _RESTATED))
        if not said_before:
            kept[name] = value
    return kept


def with_lot_hours(known: Mapping[str, Value], lots: tuple[LotHours, ...]) -> dict[str, Value]:
    """The values with the hours told for each lot, now or for an earlier draft, and their sum as those of the whole."""
    values = dict(known)
    if lots:
        rows = tuple((lot.label, "—", number(lot.hours)) for lot in lots)
        text = " ; ".join(f"{label}{NBSP}: {count}{NBSP}heures" for label, _, count in rows)
        values["lots"] = Value(text, QUESTION, rows)
    counts = lot_counts(values.get("lots"))
    whole = values.get("heures")
    # The hours of one lot are not those of the market.
    if counts and (lots or whole is None or whole.text in {number(count) for count in counts}):
        values["heures"] = Value(number(sum(counts, Decimal(0))), QUESTION)
    return values


def lots_apart(known: Mapping[str, Value]) -> tuple[str, ...]:
    """What to tell the buyer where the hours told for the whole are not the sum of those told for each lot."""
    counts, whole = lot_counts(known.get("lots")), known.get("heures")
    total = number(sum(counts, Decimal(0)))
    if not counts or whole is None or whole.text == total:
        return ()
    return (
        f"les heures des lots font {total} au total{NBSP}: donnez-moi de nouveau celles de chaque lot, ou corrigez le tableau.",
    )


def lot_counts(lots: Value | None) -> tuple[Decimal, ...]:
    """The hours of each lot, where the buyer told them."""
    if lots is None or lots.origin != QUESTION:
        return ()
    return tuple(Decimal(row[-1].replace(NBSP, "").replace(",", ".")) for row in lots.rows)


def reserved_for(facts: MarketFacts) -> tuple[bool, bool]:
    """Whether a reservation is open to EA and ESAT, then to SIAE; both when nothing was said."""
    if facts.structure_kinds is None:
        return True, True
    kinds = set(facts.structure_kinds.value)
    return bool(kinds & _ADAPTED), bool(kinds & _INSERTION)


def conditions(
    facts: MarketFacts, known: Mapping[str, Value], short_works_months: Decimal | None
) -> dict[str, bool]:
    """The conditions a template may test, by name (see :mod:`corpus.clause_vocabulary`).

    ``short_works_months`` is the duration below which L2112-2-1 II 4° excepts works, if known.
    """
    nature = facts.nature.value if facts.nature else None
    adapted, insertion = reserved_for(facts)
    term = facts.duration.value if facts.duration else None
    entity = facts.buyer_kind is not None and facts.buyer_kind.value is BuyerKind.CONTRACTING_ENTITY
    short = term is None or short_works_months is None or term.full_months < short_works_months
    return {
        "travaux": nature is MarketNature.TRAVAUX,
        "services": nature is MarketNature.SERVICES,
        "fournitures": nature is MarketNature.FOURNITURES,
        "prestations_intellectuelles": nature is MarketNature.PRESTATIONS_INTELLECTUELLES,
        "allotissement": "lots" in known,
        "reconductible": term is not None and term.renewals > 0,
        "ouvert_ea_esat": adapted,
        "ouvert_siae": insertion,
        "entite_adjudicatrice": entity,
        "motif_travaux_court": nature in {None, MarketNature.TRAVAUX} and short,
    }


def as_variable(variable: TemplateVariable, value: Value | None) -> ClauseVariable:
    """The variable as the clause shows it: its value, else its default, else a bracket."""
    if value is None and variable.default:
        value = Value(f"{variable.default} [à confirmer]", DEFAULT)
    if value is None:
        return ClauseVariable(
            name=variable.name, label=variable.meaning, value=bracket(variable), origin=TO_COMPLETE
        )
    return ClauseVariable(
        name=variable.name,
        label=variable.meaning,
        value=harmless_text(value.text),
        origin=value.origin,
        rows=tuple(tuple(harmless_text(cell) for cell in row) for row in value.rows),
        typed=value.typed,
    )


def _from_facts(facts: MarketFacts, market_object: str | None) -> dict[str, Value]:
    values: dict[str, Value] = {}

    def said(name: str, text: str) -> None:
        values[name] = Value(text, QUESTION)

    nature = facts.nature.value.value if facts.nature is not None else None
    if market_object is not None:
        # The title of the contract is the buyer's to write.
        said("objet", f"{market_object} [à confirmer]")
    if facts.nature is not None and facts.nature.confidence <= GUESSED:
        values["nature"] = Value(f"{nature} [à confirmer]", DEFAULT)
    elif nature is not None:
        said("nature", nature)
    if facts.buyer_kind is not None:
        entity = facts.buyer_kind.value is BuyerKind.CONTRACTING_ENTITY
        said("qualite", "entité adjudicatrice" if entity else "pouvoir adjudicateur")
    if facts.amount_ht is not None:
        said("montant_ht", f"{euros(facts.amount_ht.value)} HT")
    if facts.duration is not None:
        said("duree", duration(facts.duration.value))
    if facts.place is not None:
        said("lieu", facts.place.value.commune)
    if facts.effort is not None:
        said("effort", percent(facts.effort.value))
    if facts.target_hours is not None:
        # The hours the buyer sets by himself; a calculation, when there is one, replaces them.
        said("heures", number(facts.target_hours.value))
    if facts.penalty_per_hour is not None:
        said("penalite_heure", euros(facts.penalty_per_hour.value))
    if facts.transferable_monthly_hours is not None:
        said("heures_transferables", f"{number(facts.transferable_monthly_hours.value)}{NBSP}heures")
    if facts.lots:
        # Lots are described; which of them are reserved was not necessarily said.
        values["perimetre"] = Value(f"{lots_named(facts.lots)} [à confirmer]", DEFAULT)
    adapted, insertion = reserved_for(facts)
    groups = (("entreprises adaptées", "ESAT") if adapted else ()) + (
        ("structures d’insertion par l’activité économique",) if insertion else ()
    )
    if facts.structure_kinds is not None:
        said("beneficiaires", listed(groups))
    else:
        values["beneficiaires"] = Value(f"{listed(groups)} [à confirmer]", DEFAULT)
    return values


def _from_calculation(hours: Calculation, facts: MarketFacts) -> dict[str, Value]:
    values: dict[str, Value] = {}

    def computed(name: str, text: str, rows: tuple[tuple[str, ...], ...] = ()) -> None:
        values[name] = Value(text, CALCULATOR, rows)

    firm = hours.hours if hours.firm_hours is None else hours.firm_hours
    if firm is not None:
        computed("heures", number(firm))
    if facts.target_hours is None:
        # Of hours that the buyer sets, the calculation only weighs the effort: it does not found them.
        computed("formule", hours.formula)
    if hours.full_term_hours is not None and hours.full_term_hours != firm:
        computed("heures_duree_totale", number(hours.full_term_hours))
    if hours.people is not None:
        computed("personnes", number(hours.people))
    for parameter in hours.parameters:
        if parameter.name == "effort":
            values["effort"] = _effort(parameter)
    if len(hours.lots) > 1:
        numbers = {lot.label: lot.number for lot in facts.lots}
        rows = tuple(
            (
                _lot_title(numbers.get(lot.label), lot.label),
                euros(lot.amount_ht) if lot.amount_ht is not None else "—",
                number(lot.hours),
            )
            for lot in hours.lots
        )
        computed("lots", " ; ".join(f"{label}{NBSP}: {count}{NBSP}heures" for label, _, count in rows), rows)
    if len(hours.years) > 1:
        years = tuple((f"Année {year.year}", months(year.months), number(year.hours)) for year in hours.years)
        computed("annees", " ; ".join(f"{label}{NBSP}: {count}{NBSP}heures" for label, _, count in years), years)
    return values


def _effort(parameter: CalculationParameter) -> Value:
    """The effort, a ratio in the calculation, with the origin its parameter has."""
    if parameter.to_confirm:
        return Value(f"{percent(parameter.value)} [à confirmer]", DEFAULT)
    return Value(percent(parameter.value), QUESTION if parameter.origin == QUESTION else CALCULATOR)


def _from_structures(structures: tuple[StructureMatch, ...]) -> dict[str, Value]:
    if not structures:
        return {}
    rows = tuple(
        (
            structure.name,
            structure.kind_label,
            structure.city,
            f"{number(structure.distance_km)}{NBSP}km" if structure.distance_km is not None else "—",
            " ; ".join(part for part in (structure.phone, structure.email) if part)
            or "contact à demander au facilitateur",
        )
        for structure in structures
    )
    return {"structures": Value(listed(tuple(row[0] for row in rows)), DIRECTORY, rows)}


def lots_named(lots: tuple[LotFacts, ...]) -> str:
    """``lot 1 (peinture) et lot 2 (plomberie)``."""
    return listed(tuple(_lot_name(lot.number, lot.label) for lot in lots))


def _lot_title(index: int | None, label: str) -> str:
    """``Lot 2 – peinture``, as a table names it."""
    if index is None or label.lower().startswith("lot"):
        return label
    return f"Lot {index} – {label}" if label else f"Lot {index}"


def _lot_name(index: int | None, label: str) -> str:
    prefix = f"lot {index}" if index is not None else "lot"
    return label if label.lower().startswith("lot") else f"{prefix} ({label})" if label else prefix
