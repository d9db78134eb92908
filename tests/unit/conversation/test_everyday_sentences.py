"""Sentences as people type them: the share of facts read right, and no amount silently wrong."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation.fact_merging import merge_facts
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.market import Duration, LotFacts, MarketFacts, Place, Trade

CORPUS = Path(__file__).parents[3] / "corpus"
FILES = (
    "sentences_everyday.yaml",
    "sentences_everyday_held_out.yaml",
    "sentences_everyday_third.yaml",
    "sentences_everyday_fourth.yaml",
    "sentences_everyday_fifth.yaml",
    "sentences_everyday_sixth.yaml",
    "sentences_everyday_seventh.yaml",
    "sentences_everyday_eighth.yaml",
    "sentences_everyday_ninth.yaml",
    "sentences_everyday_tenth.yaml",
    "sentences_everyday_eleventh.yaml",
    "sentences_everyday_twelfth.yaml",
    "sentences_everyday_thirteenth.yaml",
    "sentences_everyday_fourteenth.yaml",
    "sentences_everyday_fifteenth.yaml",
    "sentences_everyday_sixteenth.yaml",
    "sentences_everyday_seventeenth.yaml",
)
AMOUNTS = (
    "amount_ht",
    "amount_ttc",
    "amount_per_year",
    "yearly_purchases",
    "hourly_cost",
    "penalty_per_hour",
    "lots",
)
LEAST_SHARE = Decimal("0.95")


@dataclass(frozen=True)
class Reading:
    """What was read of one sentence: facts asked, facts wrong, and amounts wrong with no question asked."""

    phrase: str
    asked: int
    wrong: tuple[str, ...]
    silent: tuple[str, ...]


def cases(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(CORPUS)


def written(value: Any) -> Any:
    """A fact as the YAML file writes it."""
    if isinstance(value, tuple):
        return [written(item) for item in value]
    if isinstance(value, Duration):
        renewals = f"+{value.renewals}×{number(value.renewal_months or value.months)}" if value.renewals else ""
        return f"{number(value.months)}{renewals}" + (f"+{value.days}j" if value.days else "")
    if isinstance(value, Place):
        return value.commune + (f"/{value.radius_km}" if value.radius_km else "")
    if isinstance(value, Trade):
        return value.key or value.family
    if isinstance(value, LotFacts):
        number_of = "" if value.number is None else value.number
        amount = "" if value.amount_ht is None else number(value.amount_ht)
        return f"{number_of}|{written(value.trade) if value.trade else ''}|{amount}"
    return number(value) if isinstance(value, Decimal) else str(value)


def number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def same(expected: Any, found: Any) -> bool:
    if isinstance(expected, str) and isinstance(found, str) and expected.replace(".", "", 1).isdigit():
        return found.replace(".", "", 1).isdigit() and Decimal(expected) == Decimal(found)
    return bool(expected == found)


def reading(case: dict[str, Any], lexicon: Lexicon) -> Reading:
    read = understand(case["phrase"], lexicon, None, None, 0)
    facts = merge_facts(MarketFacts(), read.facts, read.forgotten)
    found: dict[str, Any] = {}
    for name in MarketFacts.model_fields:
        fact = getattr(facts, name)
        found[name] = (written(fact) if isinstance(fact, tuple) else written(fact.value)) if fact else None
    expected: dict[str, Any] = case["faits"]
    wrong = {name: value for name, value in expected.items() if not same(value, found[name])}
    # A lot that is only named (« peinture ») adds no amount: what counts is a sum nobody said.
    priced = any(lot.amount_ht is not None for lot in facts.lots)
    said_too_much = [
        name for name in AMOUNTS if found[name] and name not in expected and (name != "lots" or priced)
    ]
    silent = [name for name in AMOUNTS if name in wrong and found[name]] + said_too_much
    return Reading(
        phrase=case["phrase"],
        asked=len(expected),
        wrong=tuple(f"{name}: {found[name]} au lieu de {value}" for name, value in wrong.items()),
        silent=() if read.needs else tuple(f"{name}: {found[name]}" for name in silent),
    )


@pytest.mark.parametrize("name", FILES)
def test_the_facts_are_read_right(name: str, lexicon: Lexicon) -> None:
    readings = [reading(case, lexicon) for case in cases(name)]
    asked = sum(one.asked for one in readings)
    wrong = [(one.phrase, one.wrong) for one in readings if one.wrong]
    right = asked - sum(len(faults) for _, faults in wrong)
    assert Decimal(right) / asked >= LEAST_SHARE, f"{right} faits justes sur {asked}\n{wrong}"


@pytest.mark.parametrize("name", FILES)
def test_no_amount_is_silently_wrong(name: str, lexicon: Lexicon) -> None:
    readings = [reading(case, lexicon) for case in cases(name)]
    assert not [(one.phrase, one.silent) for one in readings if one.silent]
