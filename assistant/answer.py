"""The answer a user receives: verdict, blocks, citations, calculation, structures, clause.

JSON field names are fixed: widgets, scripts and evaluations read them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer

from assistant.market import Frozen


def _as_number(value: Decimal) -> int | float:
    """A JSON number: the border where a Decimal may leave the house."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(_as_number, return_type=int | float, when_used="json")]


class Verdict(StrEnum):
    """The answer in one word, when the question asks for one."""

    OUI = "oui"
    NON = "non"
    SOUS_CONDITIONS = "sous conditions"
    SANS_OBJET = "sans objet"


class Status(StrEnum):
    """Whether the question was answered, in part, or refused because the sources do not hold it."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    REFUSED = "refused"


class BlockKind(StrEnum):
    """What a block shows; the page chooses the form."""

    SUMMARY = "summary"
    UNDERSTOOD = "understood"
    PARAGRAPH = "paragraph"
    STEPS = "steps"
    CALCULATION = "calculation"
    STRUCTURES = "structures"
    CLAUSE = "clause"
    LEVERS = "levers"
    QUESTIONS = "questions"
    WARNING = "warning"
    REFUSAL = "refusal"


class Sentence(Frozen):
    """One sentence shown, with the 1-based numbers of the citations it rests on."""

    text: str
    citations: tuple[int, ...] = ()


class Block(Frozen):
    """A titled group of sentences of one kind."""

    kind: BlockKind
    sentences: tuple[Sentence, ...] = ()
    title: str | None = None


class Citation(Frozen):
    """An article as it is cited: the quote is a paragraph of it, word for word."""

    ref: str
    label: str
    quote: str
    url: str
    in_force_since: date | None = None
    consolidated_on: date
    note: str | None = None
    stale: bool = False
    used_for: str = ""


class CalculationParameter(Frozen):
    """One parameter of a calculation: its value, unit, and where it comes from.

    ``origin`` is ``question``, ``loi``, ``profession``, ``département`` or ``calcul``.
    """

    name: str
    label: str
    value: Number
    unit: str
    origin: str
    source: str
    since: date | None = None
    low: Number | None = None
    high: Number | None = None
    to_confirm: bool = False
    url: str | None = None


class LotHours(Frozen):
    """Hours of one lot."""

    label: str
    amount_ht: Number | None = None
    hours: Number


class YearHours(Frozen):
    """Hours to reach in one contract year, for the follow-up."""

    year: int
    months: Number
    hours: Number


class Calculation(Frozen):
    """A calculation of insertion hours as it is shown; hours are rounded as ``rounding`` says.

    ``hours`` are those of the formula, ``exact_hours`` the same before rounding; ``firm_hours`` and
    ``full_term_hours`` those of the firm period and of the full term of a contract with renewals.
    ``clause_advised`` is false when the method says not to set a clause.
    """

    method: str
    formula: str
    hours: Number | None
    low: Number | None = None
    high: Number | None = None
    rounding: str = ""
    parameters: tuple[CalculationParameter, ...] = ()
    full_time_equivalents: Number | None = None
    people: Number | None = None
    lots: tuple[LotHours, ...] = ()
    years: tuple[YearHours, ...] = ()
    exact_hours: Number | None = None
    firm_hours: Number | None = None
    full_term_hours: Number | None = None
    clause_advised: bool = True
    effort_for_target: Number | None = None
    feasibility: str | None = None
    remarks: tuple[str, ...] = ()


class StructureMatch(Frozen):
    """A structure of the directory and why it fits; what is unknown is said, never filled."""

    name: str
    kind: str
    kind_label: str
    city: str
    siret: str | None = None
    distance_km: Number | None = None
    activities: tuple[str, ...] = ()
    activities_read_from: str | None = None
    reasons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    address: str | None = None
    postal_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    source: str = ""


class ClauseVariable(Frozen):
    """A variable of a drafted clause and where its value came from.

    ``origin`` is ``calculateur``, ``question``, ``annuaire``, ``défaut à confirmer`` or ``à compléter``.
    ``rows`` are the lines of a table, in the column order of the template; ``value`` then sums it up.
    ``typed`` marks what the buyer wrote for this clause, kept when the draft is updated.
    """

    name: str
    label: str
    value: str
    origin: str
    rows: tuple[tuple[str, ...], ...] = ()
    typed: bool = False


class Clause(Frozen):
    """A drafted clause; brackets in ``text`` are points left for the buyer.

    ``remarks`` warn the buyer about the draft itself; ``conditions`` are the optional passages kept;
    ``drafted_on`` is the day whose law the draft cites.
    """

    id: str
    template: str
    title: str
    document: str
    text: str
    variables: tuple[ClauseVariable, ...] = ()
    to_complete: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    docx_url: str | None = None
    remarks: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    drafted_on: date | None = None


class UnderstoodFact(Frozen):
    """A fact read from the user's words, as it is shown for correction."""

    name: str
    label: str
    value: str
    source: str
    turn: int = 0


class Answer(Frozen):
    """What the assistant answers to one message."""

    verdict: Verdict | None = None
    verdict_to_check: bool = Field(
        default=False, description="The verdict is drawn from like questions, not from a rule, and must be checked"
    )
    status: Status
    text: str
    blocks: tuple[Block, ...] = ()
    citations: tuple[Citation, ...] = ()
    calculation: Calculation | None = None
    structures: tuple[StructureMatch, ...] = ()
    clause: Clause | None = None
    understood: tuple[UnderstoodFact, ...] = ()
    questions: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    engine: str = "deterministic"
    conversation_id: str | None = None
    intent: str = ""
    as_of: date
    corpus_date: date | None = Field(default=None, description="Most recent consolidation date of the corpus")
