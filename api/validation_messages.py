"""The framework's validation errors in French, with the value received and what is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SHOWN_CHARACTERS = 80
_MESSAGES = {
    "missing": "Ce champ est obligatoire.",
    "json_invalid": "Le corps de la requête n’est pas du JSON lisible.",
    "extra_forbidden": "Ce champ n’est pas connu.",
    "string_type": "Un texte est attendu.",
    "string_unicode": "Un texte lisible est attendu.",
    "string_too_short": "Ce texte est trop court\u00a0: au moins {min_length} caractère(s).",
    "string_too_long": "Ce texte est trop long\u00a0: au plus {max_length} caractères.",
    "string_pattern_mismatch": "Ce texte n’a pas la forme attendue ({pattern}).",
    "too_long": "Cette liste est trop longue\u00a0: au plus {max_length} éléments.",
    "too_short": "Cette liste est trop courte\u00a0: au moins {min_length} élément(s).",
    "int_type": "Un nombre entier est attendu.",
    "int_parsing": "Un nombre entier est attendu.",
    "int_from_float": "Un nombre entier est attendu.",
    "float_type": "Un nombre est attendu.",
    "float_parsing": "Un nombre est attendu.",
    "decimal_type": 'Un nombre est attendu, comme 1200000 ou "0.05".',
    "decimal_parsing": 'Un nombre est attendu, comme 1200000 ou "0.05".',
    "finite_number": "Un nombre fini est attendu.",
    "decimal_max_digits": "Ce nombre a trop de chiffres\u00a0: au plus {max_digits}.",
    "decimal_max_places": "Ce nombre a trop de décimales\u00a0: au plus {decimal_places}.",
    "decimal_whole_digits": "Ce nombre a trop de chiffres avant la virgule\u00a0: au plus {whole_digits}.",
    "greater_than": "Un nombre supérieur à {gt} est attendu.",
    "greater_than_equal": "Un nombre d’au moins {ge} est attendu.",
    "less_than": "Un nombre inférieur à {lt} est attendu.",
    "less_than_equal": "Un nombre d’au plus {le} est attendu.",
    "bool_type": "Vrai ou faux est attendu (true, false).",
    "bool_parsing": "Vrai ou faux est attendu (true, false).",
    "enum": "Une de ces valeurs est attendue\u00a0: {expected}.",
    "literal_error": "Une de ces valeurs est attendue\u00a0: {expected}.",
    "list_type": "Une liste est attendue.",
    "tuple_type": "Une liste est attendue.",
    "dict_type": "Un objet est attendu.",
    "model_type": "Un objet JSON est attendu.",
    "model_attributes_type": "Un objet JSON est attendu.",
    "value_error": "{error}",
}
_DATES = ("date_", "datetime_")


def french_message(error: Mapping[str, Any]) -> str:
    """One French sentence: which field, what was received, what is accepted."""
    kind = str(error.get("type", ""))
    context = {key: _plain(value) for key, value in (error.get("ctx") or {}).items()}
    template = _MESSAGES.get(kind, "Cette valeur n’est pas acceptée.")
    if kind.startswith(_DATES):
        template = "Une date AAAA-MM-JJ est attendue."
    try:
        reason = template.format(**context)
    except (KeyError, IndexError):
        reason = "Cette valeur n’est pas acceptée."
    name = field_of(error)
    if not name:
        return reason
    received = "" if kind == "missing" else _received(error.get("input"))
    return f"«\u00a0{name}\u00a0»{received}\u00a0: {reason[0].lower()}{reason[1:]}"


def field_of(error: Mapping[str, Any]) -> str:
    """The field named as the caller wrote it: ``lots.0.amount_ht``."""
    place = [str(part) for part in error.get("loc", ())]
    if error.get("type") == "json_invalid":
        return ""
    if place and place[0] in {"body", "query", "path", "header"}:
        place = place[1:]
    return ".".join(_readable(part) for part in place)


def _received(value: object) -> str:
    if not isinstance(value, str | int | float | bool):
        return ""
    return f" vaut «\u00a0{_readable(str(value))}\u00a0»"


def _readable(text: str) -> str:
    """Text that can be sent back: no lone surrogate, no control character, not endless."""
    kept = "".join(c for c in text if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF)
    return kept if len(kept) <= _SHOWN_CHARACTERS else f"{kept[:_SHOWN_CHARACTERS]}…"


def _plain(value: object) -> str:
    text = str(value)
    return text.replace(" or ", " ou ").replace("'", "")
