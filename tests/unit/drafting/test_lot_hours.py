"""Hours told for each lot, in a request and in the text drafted from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.drafting.clause import ClauseDrafter
from assistant.drafting.lot_hours import read_lot_hours
from assistant.market import Fact, LotFacts, MarketFacts, MarketNature, Trade

ROOFING = Trade(family="Bâtiments et Travaux publics", sector="Couverture", key="charpente")
WORKS = MarketFacts(
    nature=Fact(value=MarketNature.TRAVAUX, source="couverture"),
    trade=Fact(value=ROOFING, source="couverture"),
    target_hours=Fact(value=Decimal(60), source="60 h"),
)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "suivi pour 3 lots : couverture 140h, platrerie 90 h, carrelage 60h",
            ["couverture", "platrerie", "carrelage"],
        ),
        ("la clause, lot 1 : 200 h, lot 2 : 1 150 heures", ["Lot 1", "Lot 2"]),
        ("deux lots, maçonnerie : 1 200 h et peinture : 80 heures d’insertion", ["maçonnerie", "peinture"]),
        ("lot 1 (VRD) 200 h ; lot 2 (plantations) 60 h", ["Lot 1 – VRD", "Lot 2 – plantations"]),
        ("on a mis le lot 1 à 300 h et le lot 2 à 120 h", ["Lot 1", "Lot 2"]),
        ("lot 1 porté à 300 h, lot 2 descendu à 90 h", ["Lot 1", "Lot 2"]),
        ("le lot peinture aura 95 h et le lot gros œuvre fera 300 h", ["peinture", "gros œuvre"]),
        ("lot 1 : 200 h", []),
        ("sur le lot 2, embauche directe 100 h, mise à disposition 50 h", []),
        ("lot 1 : 200 h, réalisées 150 h", []),
        ("trois lots, 200 h par an, 20 h par mois", []),
        ("couverture 140 h, plâtrerie 90 h", []),
    ],
)
def test_hours_of_each_lot_are_read(message: str, expected: list[str]) -> None:
    assert [lot.label for lot in read_lot_hours(message)] == expected


@pytest.mark.parametrize("template_id", ["etat-trimestriel", "execution-travaux", "annexe-engagement-heures"])
def test_text_holds_every_lot_and_their_sum(drafter: ClauseDrafter, on: date, template_id: str) -> None:
    lots = read_lot_hours("2 lots : couverture 140 h, carrelage 60 h")
    clause = drafter.draft(template_id, WORKS, None, (), on, lot_hours=lots)
    values = {variable.name: variable for variable in clause.variables}
    assert values["heures"].value == "200"
    assert [row[0] for row in values["lots"].rows] == ["couverture", "carrelage"]
    assert "couverture" not in values["objet"].value
    assert "carrelage" in clause.text
    again = drafter.draft(template_id, WORKS, None, (), on, clause)
    assert {variable.name: variable.value for variable in again.variables}["heures"] == "200"
    more = WORKS.model_copy(update={"target_hours": Fact(value=Decimal(250), source="250 h")})
    changed = drafter.draft(template_id, more, None, (), on, again)
    assert {variable.name: variable.value for variable in changed.variables}["heures"] == "250"
    assert "200 au total" in "".join(changed.remarks)
    assert not again.remarks


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("on ne réserve pas le lot 2", "lot 1 (tonte) et lot 3 (taille)"),
        ("le lot 3 n’est pas réservé", "lot 1 (tonte) et lot 2 (curage)"),
        ("réserve le lot 2 aux ESAT", "lot 2"),
        ("la réservation, svp", None),
    ],
)
def test_lot_that_is_not_reserved_is_left_out(drafter: ClauseDrafter, message: str, expected: str | None) -> None:
    lots = tuple(
        LotFacts(label=label, number=number) for number, label in enumerate(("tonte", "curage", "taille"), start=1)
    )
    assert drafter.updates(message, "reservation", lots).get("perimetre") == expected
