"""The estimated value of the need, by what is bought (CCP R2121-1, R2121-5 to R2121-8)."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from assistant.errors import InvalidInput
from assistant.market import Frozen, MarketFacts, MarketNature
from assistant.rules import french
from assistant.rules.decision import Outcome, Step
from assistant.rules.validation import check_amount, check_months

ASK_TERM = "Combien de temps le marché dure-t-il, toutes reconductions comprises\u00a0?"
ASK_TWELVE_MONTHS = (
    "Quel est, hors taxes, le montant de ce besoin régulier sur douze mois (ceux qui précèdent, ou ceux qui "
    "suivent la conclusion du marché)\u00a0?"
)
ASK_MAXIMUM = "Quel est, hors taxes, le montant maximal de l’accord-cadre sur toute sa durée\u00a0?"
ASK_RENEWALS = "Le montant indiqué comprend-il toutes les reconductions\u00a0?"
_TWELVE = 12
_DAYS_A_YEAR = 365


class Need(Protocol):
    """The facts the value is estimated from.

    Amounts are euros excluding VAT. ``amount_ht`` is that of the whole contract, ``lot_amounts`` the lots';
    ``yearly_ht`` that of twelve months; ``full_months`` the term, renewals included;
    ``regular`` whether the need comes back, ``framework`` whether the contract is a framework agreement.
    """

    @property
    def nature(self) -> MarketNature | None: ...
    @property
    def amount_ht(self) -> Decimal | None: ...
    @property
    def lot_amounts(self) -> tuple[Decimal, ...]: ...
    @property
    def yearly_ht(self) -> Decimal | None: ...
    @property
    def full_months(self) -> Decimal | None: ...
    @property
    def regular(self) -> bool | None: ...
    @property
    def framework(self) -> bool | None: ...


class EstimatedValue(Frozen):
    """The value retained; ``step`` says on which basis, ``None`` when it is that of every contract.

    ``at_least`` tells that the true value may only be higher: ``questions`` then settle it.
    """

    amount: Decimal
    step: Step | None = None
    at_least: bool = False
    questions: tuple[str, ...] = ()


def term_of(facts: MarketFacts) -> Decimal | None:
    """The months of the market's term, renewals and days included; ``None`` when it is unknown."""
    if facts.duration is None:
        return None
    duration = facts.duration.value
    return duration.full_months + Decimal(duration.days) * _TWELVE / _DAYS_A_YEAR or None


def full_amount_of(facts: MarketFacts) -> Decimal | None:
    """The amount with every renewal, when the one stated may be that of the firm period only (R2121-1)."""
    covered = facts.amount_covers_renewals is not None and facts.amount_covers_renewals.value
    duration = facts.duration.value if facts.duration else None
    if facts.amount_ht is None or covered or duration is None or not duration.renewals or not duration.months:
        return None
    return facts.amount_ht.value * duration.full_months / duration.months


def whole_value(amount_ht: Decimal | None, lot_amounts: tuple[Decimal, ...]) -> Decimal | None:
    """The amount given, else the sum of the lots (R2121-1).

    Raises ``InvalidInput`` when an amount is not acceptable or the lots exceed the total given.
    """
    check_amount(amount_ht, "Le montant du marché", "amount_ht")
    for rank, lot in enumerate(lot_amounts, start=1):
        check_amount(lot, f"Le montant du lot {rank}", "lot_amounts")
    total = sum(lot_amounts, Decimal(0))
    if amount_ht is not None and total > amount_ht:
        raise InvalidInput(
            f"Les lots totalisent {french.euros_ht(total)}, plus que le montant du marché "
            f"({french.euros_ht(amount_ht)})\u00a0: corrigez l’un ou l’autre.",
            field="amount_ht",
        )
    return amount_ht if amount_ht is not None else (total or None)


def estimate(need: Need) -> EstimatedValue | None:
    """The estimated value of the whole need; ``None`` when no amount is known.

    A regular need for supplies or services counts twelve months at least, even under a shorter contract
    (R2121-7); a longer contract counts its whole term, renewals included (R2121-1); a framework agreement
    the most it may reach over its whole term (R2121-8). Raises ``InvalidInput`` on an unacceptable value.
    """
    check_amount(need.yearly_ht, "Le montant sur douze mois", "yearly_ht")
    check_months(need.full_months, "La durée du marché", "full_months")
    whole = whole_value(need.amount_ht, need.lot_amounts)
    if need.framework:
        return _framework(need, whole)
    if need.nature is not MarketNature.TRAVAUX and (need.regular or need.yearly_ht is not None):
        return _regular(need, whole)
    if whole is None and need.yearly_ht is not None:
        whole = _over_term(need)
    return None if whole is None else EstimatedValue(amount=whole)


def _regular(need: Need, whole: Decimal | None) -> EstimatedValue | None:
    counted = _over_term(need)
    total = max((v for v in (whole, counted) if v is not None), default=None)
    yearly, months = need.yearly_ht, need.full_months
    if yearly is not None and (total is None or yearly > total):
        # The term is unknown, or shorter than a year: twelve months count all the same.
        unknown = months is None and whole is None
        return EstimatedValue(
            amount=yearly,
            step=_twelve_months_step(yearly),
            at_least=unknown,
            questions=(ASK_TERM,) if unknown else (),
        )
    if total is None:
        return None
    if yearly is None and need.nature is not None and months is not None and months < _TWELVE:
        step = _twelve_months_step(total, short=True)
        return EstimatedValue(amount=total, step=step, at_least=True, questions=(ASK_TWELVE_MONTHS,))
    return EstimatedValue(amount=total)


def _framework(need: Need, whole: Decimal | None) -> EstimatedValue | None:
    amount = whole if whole is not None else _over_term(need)
    unknown = amount is None
    amount = amount if amount is not None else need.yearly_ht
    if amount is None:
        return None
    step = Step(
        rule="valeur estimée de l’accord-cadre",
        ref="R2121-8",
        fact=french.euros_ht(amount),
        outcome=Outcome.UNKNOWN if unknown else Outcome.MET,
        explanation_fr="Pour un accord-cadre, compte la valeur maximale estimée de tous les marchés à passer ou "
        "bons de commande à émettre pendant toute sa durée"
        + (
            f"\u00a0; elle est au moins de {french.euros_ht(amount)}, montant d’une année."
            if unknown
            else f"\u00a0: {french.euros_ht(amount)}."
        ),
    )
    questions = (ASK_MAXIMUM,) if unknown else ()
    return EstimatedValue(amount=amount, step=step, at_least=unknown, questions=questions)


def _over_term(need: Need) -> Decimal | None:
    """The yearly sum over the whole term, renewals included; ``None`` when one of them is unknown."""
    if need.yearly_ht is None or not need.full_months:
        return None
    return (need.yearly_ht * need.full_months / _TWELVE).quantize(Decimal("0.01"))


def _twelve_months_step(amount: Decimal, *, short: bool = False) -> Step:
    text = (
        "Pour des fournitures ou des services qui répondent à un besoin régulier, la valeur se compte sur douze "
        "mois (ceux qui précèdent ou ceux qui suivent la conclusion du marché, ou un exercice budgétaire), même "
        "si le marché est plus court"
    )
    end = (
        f"\u00a0; les {french.euros_ht(amount)} de ce marché ne sont qu’une partie des douze mois."
        if short
        else f"\u00a0: {french.euros_ht(amount)}."
    )
    return Step(
        rule="valeur estimée d’un besoin régulier",
        ref="R2121-7",
        fact=french.euros_ht(amount) + (" pour moins de douze mois" if short else " sur douze mois"),
        outcome=Outcome.UNKNOWN if short else Outcome.MET,
        explanation_fr=text + end,
    )
