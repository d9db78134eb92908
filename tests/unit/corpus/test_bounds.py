"""The figure on which a margin verdict turns."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.bounds import Bound, read_bound


@pytest.mark.parametrize(
    ("written", "value", "unit", "expected"),
    [
        ("< 100 000 €", "99999.99", "€", True),
        ("< 100 000 €", "100000", "€", False),
        ("<= 4 an", "48", "mois", True),
        ("<= 4 ans", "49", "mois", False),
        (">= 2 semaines", "14", "jour", True),
        ("> 12,5 %", "12.5", "%", False),
        ("< 100\u00a0000 €", "85000", "€", True),
        ("< 30 jours", "1", "mois", None),
        ("< 30 jours", "12", "€", None),
    ],
)
def test_a_bound_compares_figures_of_its_family(
    written: str, value: str, unit: str, expected: bool | None
) -> None:
    assert read_bound(written).holds([(Decimal(value), unit)]) is expected


def test_figures_on_both_sides_do_not_say() -> None:
    bound = read_bound("< 40 000 €")
    assert bound.holds([(Decimal(30_000), "€"), (Decimal(50_000), "€")]) is None
    assert bound.holds([(Decimal(30_000), "€"), (Decimal(39_000), "€"), (Decimal(3), "an")]) is True
    assert bound.holds([]) is None


@pytest.mark.parametrize("written", ["100 000 €", "< €", "= 3 an", "< 3 litres", "< 3 an et plus"])
def test_another_form_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="signe, un nombre et une unité"):
        read_bound(written)


def test_a_bound_is_a_value() -> None:
    assert read_bound("<= 4 an") == Bound("<=", Decimal(4), "an")
