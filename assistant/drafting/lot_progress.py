"""The hours of each lot set beside those done: the rows of the statement of a contract under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.drafting.values import QUESTION, Value
from assistant.drafting.wording import NBSP, number

TOTAL = "Total"
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class LotProgress:
    """The hours due and done on one lot."""

    label: str
    due: Decimal
    done: Decimal

    @property
    def left(self) -> Decimal:
        """The hours still to be done, none where all are."""
        return max(self.due - self.done, Decimal(0))

    @property
    def beyond(self) -> Decimal:
        """The hours done beyond those due."""
        return max(self.done - self.due, Decimal(0))

    @property
    def share(self) -> str:
        """``68 %`` of the hours due, to the nearest whole."""
        if not self.due:
            return _NOTHING
        whole = (self.done * 100 / self.due).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return f"{number(whole)}{NBSP}%"


def in_all(lots: Sequence[LotProgress]) -> LotProgress:
    """The sums over the lots."""
    due = sum((lot.due for lot in lots), Decimal(0))
    return LotProgress(TOTAL, due, sum((lot.done for lot in lots), Decimal(0)))


def left_by_lot(lots: Sequence[LotProgress]) -> Decimal:
    """The hours still to be done, lot by lot: those done beyond on one lot take nothing off another."""
    return sum((lot.left for lot in lots), Decimal(0))


def progress_values(lots: Sequence[LotProgress]) -> dict[str, Value]:
    """The values that the hours told by lot fill: the table, with its last row for the whole, and the hours due."""
    if not lots:
        return {}
    whole = in_all(lots)
    rows = [(lot.label, number(lot.due), number(lot.done), lot.share, number(lot.left)) for lot in lots]
    if len(lots) > 1:
        rows.append((TOTAL, number(whole.due), number(whole.done), whole.share, number(left_by_lot(lots))))
    text = " ; ".join(f"{row[0]}{NBSP}: {row[2]} sur {row[1]}" for row in rows)
    return {
        "avancement": Value(text, QUESTION, tuple(rows)),
        "heures": Value(number(whole.due), QUESTION),
    }
