"""Who buys and which firm was chosen, as a message names them: « l’entreprise Dupouy », « pour la commune de Sabres »."""

from __future__ import annotations

import re

# A name is told by its capitals; small words and numbers go on with it.
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w’'&-]|\.(?=\w)|(?<=\b[A-Z])\.)*"
_SMALL = r"(?:de|du|des|la|le|les|et|en|sur|sous)"
_NUMBER = r"\d{1,3}\b(?!\s?(?:€|euros?\b|%|h\b|heures?\b|jours?\b|mois\b|ans?\b|points?\b))"
_NAME = rf"(?:[ld][’'])?{_CAPITAL}(?:(?:\s{_SMALL}){{0,2}}\s(?:(?:[ld][’'])?{_CAPITAL}|{_NUMBER})){{0,6}}"
_FIRM = re.compile(
    r"\b(?P<kind>(?i:entreprise|soci[ée]t[ée]|sarl|sasu?|eurl|ets|[ée]tablissements|titulaire|attributaire))"
    rf"(?:\s?:|\sest|,)?\s(?P<name>{_NAME})"
)
_NAMED_BY_ROLE = frozenset({"titulaire", "attributaire"})
# « Entreprise Adaptée », « titulaire CDI »: what a firm is, and no name.
_NO_NAME = re.compile(
    r"(?i:adapt|d[’']|tempo|interm|siae|esat|geiq|etti|ea\b|ei\b|ai\b|aci\b|ht\b|ttc\b|cdi|cdd|tpe\b|pme\b|lot\b"
    r"|l[ae]s?\b|il\b|une?\b|retenue?\b|attributaire\b)"
)
_OF = r"(?i:(?:de\sla\s|du\s|des\s|de\sl[’']|de\s|d[’'])?)"
_BUYER = re.compile(
    r"\b(?P<name>(?:(?i:commune|ville|mairie|communaut[ée]\sde\scommunes|communaut[ée]\sd[’']agglom[ée]ration|syndicat(?:\smixte|\sintercommunal)?"
    r"|centre\shospitalier|office\spublic\sde\sl[’']habitat)|CIAS|CCAS|SIVU|SIVOM|EHPAD|CC|CH|OPH)"
    rf"\s{_OF}{_NAME}|SDIS\s40|SYDEC|XL\sHabitat|(?i:d[ée]partement\sdes\slandes))"
)
_NEARBY = re.compile(
    r"\b(?:pr[èe]s|autour|c[ôo]t[ée]|alentours|environs|proches?)\s(?:de\s(?:la\s)?|d[eu]\s)?$"
    r"|\b(?:dans|sur|structures?|entreprises?|habitants?)\s(?:de\s)?(?:la\s|l['’])?$",
    re.IGNORECASE,
)


def named_firm(message: str) -> str | None:
    """The firm that a message names as the one chosen; ``None`` where it names none."""
    for found in _FIRM.finditer(message):
        name = _trimmed(found["name"])
        if not _NO_NAME.match(name):
            kind = found["kind"]
            return name if kind.lower() in _NAMED_BY_ROLE else f"{kind} {name}"
    return None


def named_buyer(message: str) -> str | None:
    """The public body that a message names as the one that buys; ``None`` where it names none, or only who is near it."""
    for found in _BUYER.finditer(message):
        if not _NEARBY.search(message[: found.start()]):
            return _trimmed(found["name"])
    return None


def _trimmed(name: str) -> str:
    return " ".join(name.split()).rstrip(".,’'-")
