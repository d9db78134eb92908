"""The facts and expectations of the legal cases, as a jurist writes them, turned into the rules' requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from assistant.market import BuyerKind, ContractKind, Duration, Fact, MarketFacts, MarketNature
from assistant.rules.advance import AdvanceRequest
from assistant.rules.advance import from_facts as advance_from_facts
from assistant.rules.insertion_hours import HoursRequest, LotRequest, Rounding, RoundingMode
from assistant.rules.levers import LeverRequest, LocalOffer
from assistant.rules.modification import ModificationRequest
from assistant.rules.obligation import ObligationRequest, SocialException
from assistant.rules.procedure import ProcedureRequest
from assistant.rules.reservation import ReservationRequest, ReservedTo
from assistant.rules.spaser import SpaserRequest
from corpus.models import StructureKind

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class LegalCase:
    """One case: its rule, its date, the facts and what is expected, all as the YAML says them."""

    rule: str
    title: str
    source: str
    on: date
    facts: Mapping[str, Any]
    expected: Mapping[str, Any]

    @property
    def id(self) -> str:
        """What pytest shows."""
        return f"{self.rule} : {self.title}"


def load_cases() -> list[LegalCase]:
    """Every case of the folder; scalars stay text, so that no amount passes through a float."""
    cases = []
    for path in sorted(FOLDER.glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for entry in document["cas"]:
            assert set(entry) <= {"titre", "source", "date", "faits", "attendu"}, entry["titre"]
            cases.append(
                LegalCase(
                    rule=document["règle"],
                    title=entry["titre"],
                    source=entry["source"],
                    on=date.fromisoformat(entry.get("date", document["date"])),
                    facts=entry["faits"],
                    expected=entry["attendu"],
                )
            )
    return cases


def _yes(text: str) -> bool:
    return {"oui": True, "non": False}[text]


def _decimals(values: list[str]) -> tuple[Decimal, ...]:
    return tuple(Decimal(v) for v in values)


def _targets(values: list[str]) -> tuple[ReservedTo, ...]:
    return tuple(ReservedTo[v] for v in values)


def _exceptions(values: list[str]) -> tuple[SocialException, ...]:
    return tuple(SocialException(v) for v in values)


def _lots(values: list[dict[str, str]]) -> tuple[LotRequest, ...]:
    return tuple(
        LotRequest(label=v["nom"], amount_ht=Decimal(v["montant"]), trade_key=v.get("métier", "")) for v in values
    )


Reader = Callable[[Any], Any]
_COMMON: dict[str, tuple[str, Reader]] = {
    "nature": ("nature", MarketNature),
    "acheteur": ("buyer_kind", BuyerKind),
    "contrat": ("contract", ContractKind),
    "montant": ("amount_ht", Decimal),
    "lots": ("lot_amounts", _decimals),
    "mois": ("months", Decimal),
    "jours": ("days", int),
}
_NEED: dict[str, tuple[str, Reader]] = {
    "montant_annuel": ("yearly_ht", Decimal),
    "régulier": ("regular", _yes),
    "accord_cadre": ("framework", _yes),
}
_TERM: dict[str, tuple[str, Reader]] = {
    "durée_totale": ("full_months", Decimal),
    "fournitures_défense": ("defence_supplies", _yes),
}
_RESERVATION: dict[str, tuple[str, Reader]] = {
    **_COMMON,
    **_NEED,
    "cibles": ("targets", _targets),
    "innovant": ("innovative", _yes),
    "montant_réservé": ("reserved_amount_ht", Decimal),
    "nettoyage": ("cleaning", _yes),
    "lot": ("whole_market", lambda text: not _yes(text)),
    "part_travailleurs": ("worker_share", Decimal),
    "annexe_3": ("social_services", _yes),
    "annoncé": ("announced", _yes),
    "mêmes_conditions": ("same_conditions", _yes),
    "dernière_attribution": ("last_ess_award_on", date.fromisoformat),
    "attribution": ("award_on", date.fromisoformat),
    "heures_reprises": ("transferable_monthly_hours", Decimal),
    "autres_structures": ("other_kinds", tuple),
}
_OBLIGATION: dict[str, tuple[str, Reader]] = {
    **_COMMON,
    **_NEED,
    **_TERM,
    "montant_avec_reconductions": ("full_amount_ht", Decimal),
    "exceptions": ("exceptions", _exceptions),
    "au_dessus_du_seuil": ("above_threshold", _yes),
}
_MODIFICATION: dict[str, tuple[str, Reader]] = {
    "nature": ("nature", MarketNature),
    "acheteur": ("buyer_kind", BuyerKind),
    "initial": ("initial_ht", Decimal),
    "ajout": ("added_ht", Decimal),
    "part": ("share", Decimal),
    "première": ("first", _yes),
}
_TURNOVER: dict[str, tuple[str, Reader]] = {
    "exigé": ("required", Decimal),
    "montant": ("estimated_ht", Decimal),
}
_PROCEDURE = {
    **{k: v for k, v in _COMMON.items() if k not in ("mois", "jours")},
    **_NEED,
    **_TERM,
    "montant_avec_reconductions": ("full_amount_ht", Decimal),
    "annexe_3": ("social_services", _yes),
}
_HOURS: dict[str, tuple[str, Reader]] = {
    "nature": ("nature", MarketNature),
    "métier": ("trade_key", str),
    "montant": ("amount_ht", Decimal),
    "part": ("labour_share", Decimal),
    "effort": ("effort", Decimal),
    "coût": ("hourly_cost", Decimal),
    "lots": ("lots", _lots),
    "heures_travail": ("labour_hours", Decimal),
    "mois": ("months", Decimal),
    "reconductions": ("renewals", int),
    "montant_total": ("amount_covers_renewals", _yes),
    "heures_reprises": ("transferable_monthly_hours", Decimal),
    "rapport": ("cleaning_ratio", Decimal),
    "objectif": ("target_hours", Decimal),
    "heures_par_personne": ("hours_per_person", Decimal),
}


def _read(facts: Mapping[str, Any], readers: Mapping[str, tuple[str, Reader]]) -> dict[str, Any]:
    """Every fact read; an unknown fact name is an error of the case, not a fact to skip."""
    return {readers[name][0]: readers[name][1](value) for name, value in facts.items()}


def reservation_request(facts: Mapping[str, Any]) -> ReservationRequest:
    """The reservation request of a case."""
    return ReservationRequest(**_read(facts, _RESERVATION))


def obligation_request(facts: Mapping[str, Any]) -> ObligationRequest:
    """The obligation request of a case."""
    return ObligationRequest(**_read(facts, _OBLIGATION))


def advance_request(facts: Mapping[str, Any]) -> AdvanceRequest:
    """The advance request of a case, read from the market as a conversation knows it."""
    read = _read(facts, {name: _COMMON[name] for name in ("montant", "mois", "jours")})
    amount, months, days = read.get("amount_ht"), read.get("months"), read.get("days", 0)
    duration = Duration(months=months or Decimal(0), days=days) if months is not None or days else None
    return advance_from_facts(
        MarketFacts(
            amount_ht=None if amount is None else Fact(value=amount, source="cas"),
            duration=None if duration is None else Fact(value=duration, source="cas"),
        )
    )


def modification_request(facts: Mapping[str, Any]) -> ModificationRequest:
    """The modification request of a case."""
    return ModificationRequest(**_read(facts, _MODIFICATION))


def turnover_sums(facts: Mapping[str, Any]) -> dict[str, Decimal]:
    """The turnover required and the amount estimated of a case, as the rule names them."""
    return _read(facts, _TURNOVER)


def spaser_request(facts: Mapping[str, Any]) -> SpaserRequest:
    """The SPASER request of a case."""
    return SpaserRequest(**_read(facts, {"achats_annuels": ("yearly_purchases_ht", Decimal)}))


def procedure_request(facts: Mapping[str, Any]) -> ProcedureRequest:
    """The procedure request of a case."""
    return ProcedureRequest(**_read(facts, _PROCEDURE))


def hours_request(facts: Mapping[str, Any]) -> HoursRequest:
    """The hours request of a case."""
    rest = {k: v for k, v in facts.items() if k not in ("arrondi", "multiple")}
    rounding = Rounding(
        mode=RoundingMode(facts.get("arrondi", RoundingMode.DOWN.value)),
        multiple=Decimal(facts.get("multiple", "1")),
    )
    return HoursRequest(**_read(rest, _HOURS), rounding=rounding)


def lever_request(facts: Mapping[str, Any]) -> tuple[LeverRequest, LocalOffer | None]:
    """The lever request of a case and its local offer."""
    market = {k: v for k, v in facts.items() if k not in ("offre", "distance")}
    common = {k: v for k, v in market.items() if k in ("nature", "montant", "mois")}
    request = LeverRequest(
        nature=MarketNature(market["nature"]) if "nature" in market else None,
        trade_key=market.get("métier", ""),
        amount_ht=Decimal(market["montant"]) if "montant" in market else None,
        duration_months=Decimal(market["mois"]) if "mois" in market else None,
        contract=ContractKind(market.get("contrat", ContractKind.MARCHE.value)),
        hours=hours_request({k: v for k, v in market.items() if k in _HOURS}),
        obligation=obligation_request(common | ({"acheteur": market["acheteur"]} if "acheteur" in market else {})),
    )
    if "offre" not in facts:
        return request, None
    counts = {StructureKind(kind): int(count) for kind, count in facts["offre"].items()}
    distance = Decimal(facts["distance"]) if "distance" in facts else None
    return request, LocalOffer(count_by_kind=counts, nearest_km=distance)
