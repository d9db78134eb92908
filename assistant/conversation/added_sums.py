"""Sums added to a contract (« 15 000 € de plus », « une rallonge de 9 500 € »): none of them is the market's amount."""

from __future__ import annotations

import re

# What comes to a total once the addition is made is no addition.
_NEAR = (
    r"(?:(?!\b(?:marches?|montant|total|contrats?|lot|budget|enveloppe|estim\w*|base|initial\w*|compris\w*|inclus\w*"
    r"|arriv\w*|attein\w*|port\w*|pass\w*|mont(?:e|er|ons)|soit)\b)[^.,;?!\n\d]){0,40}$"
)
_MORE_OF = (
    r"(?:travaux|prestations?|fournitures?|services?|heures|materiels?|commandes?|quantites?)\s(?:[a-z]+\s)?"
    r"(?:supplementaires?|complementaires?|imprevue?s?|(?:en|de)\splus|en\ssus)(?!\s(?:d[eu]|que|eventuel))"
)
_ADDITION = re.compile(
    rf"\b(?:rallonges?|rallonger|surcouts?|plus-values?|avenants?|supplements?|complements?\sd[e']\s?(?:prix|remuneration|travaux)"
    rf"|modifications?|majorations?|hausses?|augmentations?)\b{_NEAR}"
)
_MORE_BEFORE = re.compile(rf"(?<!marche\sde\s)(?<!marches\sde\s)\b{_MORE_OF}{_NEAR}")
_ADDED = re.compile(
    r"\b(?:r?ajout(?:e[rz]?|ons|ent|ant)|r?ajouts?\sd[e']|(?:augment|major|gonfl|rallong|depass|grimp)(?:e[rz]?|ons|ent|era|erait|ee?s?|ant)\sd[e'])"
    r"\s?(?:encore\s|environ\s|de\s|pour\s){0,2}$"
    # « 8 % de plus, soit 20 000 € ».
    r"|\b(?:en|de)\splus\s?[,(]?\s?(?:soit|c'est-a-dire)\s(?:environ\s)?$"
)
_MORE_AFTER = re.compile(
    r"^\s?(?:ht\s)?(?:(?:en|de)\splus\b(?!\s(?:d[eu]\b|d'|que\b(?!\s(?:prevue?s?|convenue?s?|annonce|estime|l[ae]\sdevis|le\smarche|dans\sle))|grand))|en\ssus\b(?!\sd)|supplementaires?\b|complementaires?\b"
    rf"|d[e']\s?(?:rallonge|surcout|plus-value|supplement|avenants?|majoration|depassement)\b|(?:de\s|en\s){_MORE_OF})"
)

# « L'avenant augmente le marché de 186 000 € »; « augmente le marché de 400 000 € de 10 % » tells the contract's own amount.
_RAISES = re.compile(
    r"\b(?:augment|major|rallong|gonfl|rehauss|abond)(?:e[rz]?|ons|ent|era|erait|erons|ant)\s"
    r"(?:(?:le|ce|notre|son|du|l'|ma|la)\s?)?(?:montant\s(?:du\s|de\sce\s|de\snotre\s)?)?"
    r"(?:marche|contrat|lot|accord[- ]cadre|commande)?"
    r"(?:\s(?:initial|total|global|\d{1,2}|[a-z]+(?=\sd[e']\s)))?\s?d[e']\s?(?:environ\s|pres\sde\s)?$"
)
_FROM = re.compile(r"^\s?(?:€|euros?)?\s?(?:ht\s?)?(?:d[e']\s?|a\s|par\s)(?:environ\s|pres\sde\s)?\d")


def raises_by(before: str, after: str) -> bool:
    """Whether the folded text around a sum makes it by how much a contract rises, the contract being named just before."""
    return bool(_RAISES.search(before)) and not _FROM.match(after)


def is_added(before: str, after: str) -> bool:
    """Whether the folded text around a sum makes it what is added to a contract."""
    return bool(
        raises_by(before, after)
        or _ADDITION.search(before)
        or _MORE_BEFORE.search(before)
        or _ADDED.search(before)
        or _MORE_AFTER.match(after)
    )
