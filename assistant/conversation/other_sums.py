"""Sums that are never the market's: a guarantee, a fee, another lot, what is sub-contracted."""

from __future__ import annotations

import re

_NEAR = r"(?:(?!\bmarches?\b|\bmontant\b|\bcout|\bestim|\bbudget\b)[^.,;?!\n\d]){0,40}$"
# An insurance bought is a market; the cover or the surety asked of a contractor is not.
_COVER = re.compile(
    rf"\b(?:responsabilite\scivile|rc\s(?:pro|exploitation)\w*|decennale|garanties?|caution\w*|franchise|plafond\sde\sgarantie){_NEAR}"
)
_INSURED = re.compile(r"\b(?:marches?|contrats?|cotisations?|prime)\b[^.,;?!\n]{0,30}$")
_FEES = re.compile(
    r"\bfrais\s(?:de\s(?:dossier|deplacement|reprographie|port|publication|publicite|gestion|mission|bouche|procedure|justice)"
    r"|d'(?:insertion|annonces?|avocats?|huissier|expertise|inscription|acces)|postaux|bancaires|annexes)\b[^.,;?!\n\d]{0,25}$"
)
_ANOTHER = re.compile(
    r"\b(?:autres?\s(?:lots?|marches?|chantiers?|operations?|contrats?|communes?|consultations?)|lots?\srestants?)\b[^.,;?!\n\d]{0,30}$"
)
# Things a seller takes back in part payment; « reprendre l'ancienne toiture » is a work.
_TAKEN_BACK = (
    r"(?:vehicule|voiture|camion|camionnette|utilitaire|fourgon|minibus|bus|tracteur|tondeuse|balayeuse|broyeur|engin|pelle|nacelle|materiel"
    r"|machine|copieur|photocopieur|imprimante|ordinateur)s?\b"
)
_OWN = r"(?:(?:l[ae]|les|notre|nos|votre|vos|cet?te?)\s|l')?"
# « l'ancien », of which no other thing is named.
_LEFT_UNNAMED = r"(?=\s?(?:$|[:=(]|(?:contre|pour|a|au|par|nous|moyennant)\b))"
_OLD = rf"{_OWN}(?:anciens?|anciennes?|vieux|vieilles?)(?:\s{_TAKEN_BACK}|{_LEFT_UNNAMED})"
_SOLD = re.compile(
    r"(?<!point\sde\s)(?<!points\sde\s)\b(?:vente|revente|cession|reprise\s(?:d[eu]|des)\s"
    rf"(?:{_OLD}|{_OWN}{_TAKEN_BACK}))\b[^.,;?!\n\d]{{0,40}}$"
    # « on reprend l'ancien contre 3 000 € », « ils nous reprennent le vieux 2 500 ».
    r"|\b(?:reprend\w*|reprenn\w*|repris\w*|rachet\w*|rachat\s(?:d[eu]))\s(?:(?:nous|vous|la|par)\s){0,2}"
    rf"{_OLD}[^.,;?!\n\d]{{0,30}}$"
)
_OF_WORKS = re.compile(r"\s?(?:ht\s)?(?:de|en)\stravaux\b")
_BILLED = re.compile(r"\b(?:mandat|facture|titre\sde\srecette)s?\s(?:de\s|n\S+\s|d'un\smontant\sde\s)?$")
_SUBCONTRACTED = re.compile(r"(?<!marche\sde\s)\bsous-trait\w*\b[^.,;?!\n\d]{0,30}$")
_IS_SUBCONTRACTED = re.compile(r"^\s?(?:ht\s)?(?:sont\s|est\s|etant\s|seront\s)?sous-traite")
# « PSE 1 : 12 000 € », « variante à 80 000 € »: beside the offer it completes.
_OPTION = re.compile(
    r"\b(?:pse|variantes?|options?|prestations?\ssupplementaires?(?:\seventuelles?)?)\s?(?:n\s?[°o]?\s?)?\d{0,2}\s?[:=(-]?\s?(?:a|de|d'un\smontant\sde|estimee?\sa|chiffree?\sa)?\s?$"
)

# « TVA : 24 000 € »: the tax itself, not a sum without it.
_TAX = re.compile(
    r"(?<!hors\s)\btva\s?[\d¤.,%\s]{0,8}(?:est\s|soit\s|represente\s|s'eleve\s|de\s|a\s|d'|[:=(]\s?){1,3}$"
)

_RANKED_LOT = re.compile(
    r"\b(?:\d{1,2}(?:er|e|eme|nd)|premier|deuxieme|second|troisieme|dernier)\slot\b[^.,;?!\n\d]{0,30}$"
)

# « le terrain, 900 000 €, c'est à part », but not « à part entière » nor « à part cela ».
_PAID_APART = (
    r"(?:c'est|est|sont|sera|seront|etant|reste|vient|viennent|(?:(?:est|sont|a\sete|ont\sete|sera|seront)\s)?"
    r"(?:paye|compte|achete|traite|finance|chiffre|prevu|facture|gere|passe)e?s?"
    r"|f(?:ait|ont|era|eront)\s(?:l'objet\s)?d'une?\s(?:autre\s)?(?:achat|marche|contrat|commande|consultation|operation))"
)
_APART_AFTER = re.compile(
    rf"^\)?\s?(?:ht\s)?,?\s?(?:mais\s|et\s|qui\s|ca\s|cela\s|il\s|elle\s){{0,2}}{_PAID_APART}\s(?:a\spart|separement|par\sailleurs)\b(?!\sentiere)"
    r"|^\)?\s?(?:ht\s)?,?\s?(?:mais\s|qui\s)?(?:n'(?:est|etant)|ne\ssont)\s(?:pas|ni)\s(?:compris|inclus|compte)e?s?\b(?!\s(?:l[ae]\b|les\b|l'))"
    r"|^\)?\s?(?:ht\s)?,?\s?a\spart\s?(?:$|[.,;)\n])"
)
_INVESTED = re.compile(r"^\s?(?:ht\s)?(?:d'|de\s|en\s|pour\s(?:les?\s)?)\s?invest\w*")
_CONCESSION = re.compile(r"\b(?:dsp|concession\w*|delegation|affermage|delegataires?|fermier)\b")
_APART_BEFORE = re.compile(r"\b(?:a\spart|separement)\s?[:(]\s?$")
_LAND = re.compile(r"\b(?:terrains?|foncier|parcelles?)\b[^.,;?!\n\d]{0,20}$")
_LAND_BOUGHT = re.compile(r"\b(?:achat|achet\w+|acqui\w+|vend\w+)\b[^.;?!\n\d]{0,40}$")
# « 17 h par tranche de 50 000 € commandés », « un bon de 75 000 ».
_STEP = re.compile(
    r"\b(?:par|chaque|pour\schaque|a\schaque)\s(?:tranches?|paliers?|fractions?|pas|bloc)\s(?:entamee?\s|complete\s)?d[e']\s?$"
    r"|\btous\sles\s$|\bbons?\s(?:de\scommande\s)?(?:de|d'|a)\s?(?:environ\s)?$"
)
# « on m'a parlé d'une histoire de 40 000 € »: a rule heard of, and not a budget.
_OF_A_MARKET = (
    r"(?!(?:budget|montant|enveloppe|marche|contrat|devis|chantier|projet|travaux|estimation|cout|prix)\b)"
)
_HEARSAY = re.compile(
    rf"\b(?:parle(?:nt|z)?|parlait|entendu(?:\sparler)?|entend\sparler)\s(?:des\s|(?:d[eu]\s|des\s|d')"
    r"(?:(?:une?|l[ae]|les|cet?te?|nouve\w+|vie\w+|fameu\w+|petite?)\s|l'){0,3}"
    r"(?:histoire|regle|seuil|barre|plafond|dispense|limite|rumeur)s?\s"
    rf"(?:{_OF_A_MARKET}[^.,;?!\n\d\s]+\s){{0,3}}(?:d[eu]\s|des\s|a\s|d')?)$"
    r"|\b(?:histoires?|regles?|rumeurs?|barre)\sd(?:e|es|u)\s(?:les\s)?$"
)


def is_beside(before: str, after: str) -> bool:
    """Whether the folded text around a sum makes it a cover, a fee, another market's or what is sub-contracted.

    So are a threshold heard of, and the step another thing is counted by.
    """
    if _STEP.search(before) or _HEARSAY.search(before):
        return True
    cover = _COVER.search(before)
    if cover is not None and not _INSURED.search(before[: cover.start()]):
        return True
    if _FEES.search(before) or _ANOTHER.search(before) or _BILLED.search(before):
        return True
    if _SOLD.search(before) and not _OF_WORKS.match(after):
        return True
    return bool(_SUBCONTRACTED.search(before) or _IS_SUBCONTRACTED.match(after))


def is_invested(after: str, text: str) -> bool:
    """Whether the sum before the folded text ``after`` is what a concession holder invests, which is not the contract's value."""
    return bool(_INVESTED.match(after) and _CONCESSION.search(text))


def is_apart(before: str, after: str) -> bool:
    """Whether the folded text around a sum says that it is counted apart from the market."""
    return bool(_APART_AFTER.match(after) or _APART_BEFORE.search(before))


def is_land(before: str) -> bool:
    """Whether the sum after the folded text ``before`` is the price of a piece of land."""
    land = _LAND.search(before)
    return land is not None and bool(_LAND_BOUGHT.search(before))


def is_tax(before: str) -> bool:
    """Whether the folded text ``before`` a sum makes it that of the VAT."""
    return bool(_TAX.search(before))


def is_ranked_lot(before: str) -> bool:
    """Whether the sum after the folded text ``before`` is that of one lot told by its rank (« le 1er lot est à »)."""
    return bool(_RANKED_LOT.search(before))


def is_option(before: str) -> bool:
    """Whether the folded text ``before`` a sum makes it that of an option or a variant."""
    return bool(_OPTION.search(before))
