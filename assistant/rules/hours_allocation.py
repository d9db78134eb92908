"""Hours shared between lots: exact shares that add up to the total, and rounded ones that do too.

Both share out what is left by the largest remainder, so that no lot is more than one unit away from its due.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal, localcontext

from assistant.rules.hours_request import Rounding, RoundingMode

_GRID = Decimal("1e-9")
# A share this close below a whole multiple is that multiple: 125 h computed as 124,999999999 stays 125.
_NEARLY = Decimal("1e-7")
_ALIKE = Decimal("1e-6")
_PRECISE = Context(prec=50)


def allocate(total: Decimal, weights: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """The total, in hours, shared in proportion to the weights, to nine decimals; the shares add up to it.

    The weights are positive, in any unit.
    """
    with localcontext(_PRECISE):
        whole = sum(weights, Decimal(0))
        due = [total * weight / whole for weight in weights]
        shares = [share.quantize(_GRID) for share in due]
        lacking = total - sum(shares, Decimal(0))
        unit = _GRID.copy_sign(lacking)
        for i in _by_remainder([(d - s) * unit for d, s in zip(due, shares, strict=True)])[
            : int(abs(lacking) / _GRID)
        ]:
            shares[i] += unit
        # A total finer than the grid leaves less than one unit of it.
        shares[-1] += total - sum(shares, Decimal(0))
    return tuple(_plain(share) for share in shares)


def allocate_rounded(total: Decimal, shares: tuple[Decimal, ...], rounding: Rounding) -> tuple[Decimal, ...]:
    """The exact ``shares`` of ``total`` in whole multiples that add up to the total rounded.

    Each is its share rounded down, or one multiple more for those that lose the most by it. The shares as
    they are when the rounding is none.
    """
    if rounding.mode is RoundingMode.NONE:
        return shares
    multiples = [share / rounding.multiple for share in shares]
    kept = [(m + _NEARLY / rounding.multiple).to_integral_value(ROUND_FLOOR) for m in multiples]
    lacking = int(rounding.apply(total) / rounding.multiple - sum(kept, Decimal(0)))
    order = _by_remainder([m - k for m, k in zip(multiples, kept, strict=True)])
    for i in order[:lacking] if lacking > 0 else order[lacking or len(order) :]:
        kept[i] += 1 if lacking > 0 else -1
    return tuple(count * rounding.multiple for count in kept)


def _by_remainder(remainders: list[Decimal]) -> list[int]:
    """The ranks from the largest remainder to the smallest, the first named first among equals.

    Remainders equal but for their last decimals are equal, unless one is none.
    """
    return sorted(range(len(remainders)), key=lambda i: (-remainders[i].quantize(_ALIKE), remainders[i] <= 0))


def _plain(hours: Decimal) -> Decimal:
    whole = hours.to_integral_value()
    return whole if whole == hours else hours.normalize()
