"""What a reservation says of itself in a draft: whom it is for, in its title, and the lot it is for, in its text."""

from __future__ import annotations

from assistant.drafting.values import DEFAULT, TO_COMPLETE, Value
from assistant.drafting.wording import NBSP
from assistant.folding import folded
from corpus.models import ClauseKind, ClauseTemplate

_SCOPE = "perimetre"
_ONE_LOT = Value(f"lot n°{NBSP}[à compléter{NBSP}: numéro et intitulé du lot réservé]", TO_COMPLETE)
_ALONE = {
    "ouvert_ea_esat": "entreprises adaptées et ESAT",
    "ouvert_siae": "structures d’insertion par l’activité économique",
}


def with_one_lot(known: dict[str, Value]) -> dict[str, Value]:
    """The values, where one lot is reserved and nothing but a default says which."""
    told = known.get(_SCOPE)
    return known if told is not None and told.origin != DEFAULT else {**known, _SCOPE: _ONE_LOT}


def without_lot_object(known: dict[str, Value], trade: str) -> dict[str, Value]:
    """The values less the object composed from the ``trade`` of the one lot that is reserved: it is not that of the market."""
    told, written = known.get(_SCOPE), known.get("objet")
    of_a_lot = told is not None and trade and folded(told.text).startswith("lot ") and trade in folded(told.text)
    if not of_a_lot or written is None or written.typed:
        return known
    return {name: value for name, value in known.items() if name != "objet"}


def title_of(template: ClauseTemplate, holding: tuple[str, ...]) -> str:
    """The title of a draft: where a reservation is for one family only, it names that one and not the others."""
    families = [words for name, words in _ALONE.items() if name in holding]
    subject, colon, _ = template.title.partition(f"{NBSP}: ")
    if template.kind is not ClauseKind.RESERVATION or len(families) != 1 or not colon:
        return template.title
    return f"{subject}{colon}{families[0]}"
