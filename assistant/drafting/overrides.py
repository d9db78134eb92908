"""A value the buyer gives for a variable of a template, accepted or refused by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.drafting.user_text import clean_text
from assistant.drafting.wording import NBSP, euros, number, quoted
from assistant.errors import InvalidInput
from corpus.clause_vocabulary import TABLES
from corpus.mentions import find_mentions
from corpus.models import LegalArticle, TemplateVariable

CALCULATED = ("heures", "heures_duree_totale", "formule", "personnes")
_NUMBER = re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?")
_HIGHEST_AMOUNT = Decimal(10) ** 12


def read_override(
    declared: Mapping[str, TemplateVariable], name: str, text: str, articles: Mapping[str, LegalArticle]
) -> str:
    """The value as the clause will show it: an amount in euros, a rate, or the buyer's words.

    Raises:
        InvalidInput: the template has no such variable, the calculator alone fills it, the text or the
            number cannot be accepted, or it names an article that is not in the corpus.
    """
    variable = declared.get(name)
    if variable is None:
        accepted = ", ".join(known for known in declared if known not in CALCULATED and known not in TABLES)
        raise InvalidInput(
            f"Ce modèle n’a pas de variable {quoted(name[:60])} ; accepté{NBSP}: {accepted}.", field=name
        )
    if name in CALCULATED or name in TABLES:
        raise InvalidInput(
            f"{quoted(variable.meaning)} vient du calculateur ou de l’annuaire{NBSP}: modifiez les données du "
            "marché (montant, part de main-d’œuvre, effort, durée, lots, lieu).",
            field=name,
        )
    value = clean_text(text, variable.meaning, name)
    unknown = next((m for m in find_mentions(value, articles) if m.ref is None), None)
    if unknown:
        raise InvalidInput(
            f"{quoted(variable.meaning)} cite {quoted(unknown.words)}, qui n’est pas dans le corpus{NBSP}: "
            "citez un article connu ou retirez cette référence.",
            field=name,
        )
    if variable.unit.startswith("euros"):
        return euros(_amount(variable, value, r"\s*(?:€|euros?)(?:\s*(?:/|par)\s*\w+)?", _HIGHEST_AMOUNT))
    if variable.unit.startswith("%"):
        return f"{number(_amount(variable, value, r'[ ]*(?:%|pour cent)', Decimal(100)))}{NBSP}%"
    return value


def _amount(variable: TemplateVariable, text: str, unit: str, highest: Decimal) -> Decimal:
    match = re.fullmatch(rf"({_NUMBER.pattern})(?:{unit})?", text.replace(NBSP, " ").strip(), re.IGNORECASE)
    value = Decimal(re.sub(r"[ \u00a0\u202f]", "", match[1]).replace(",", ".")) if match else None
    if value is None or not 0 < value <= highest:
        raise InvalidInput(
            f"{quoted(variable.meaning)} vaut {quoted(text[:60])}{NBSP}: indiquez un nombre positif en "
            f"{variable.unit}, {number(highest)} au plus.",
            field=variable.name,
        )
    return value
