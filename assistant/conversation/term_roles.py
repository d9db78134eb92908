"""Whether a number of years, months or days is the market's own term, or counts something else."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.conversation.withdrawn import is_changed_to, is_withdrawn

_UNIT = r"(?:ans?|annees?|mois|trimestres?|semestres?|semaines?|jours?)"


class TermRole(StrEnum):
    """What a stretch of time is: the term itself, the longest it may be, one end of a range, or none of the market's."""

    TERM = "durée"
    MOST = "durée maximale"
    RANGE = "fourchette"
    OTHER = "autre"


# What a number of years or months may count besides the market's own term.
_OTHER_BEFORE = re.compile(
    r"\b(?:depuis|il\sy\sa|dans|age[es]*\sde|avant|d'ici|d'ici\sa|garantie(?:\s[a-z]+){0,2}?(?:\sde)?|(?:conserve[rz]?|conservee?s?|archive[rz]?|archivee?s?)\s(?:pendant|durant)|delai\sd(?:e|'attente\sde)|delai\sde\s(?!travaux)[a-z]+\s(?:de|:)"
    r"|maximum|au\splus|limite[er]?\sa|attend(?:re|s)?|attente\sd[e']|dont|prolong\w*\sd[e']|preparation\s(?:d[e'])?|avenant\sd[e']|anciennete(?:\s[a-z]+){0,2}?(?:\sest)?\sde|chaque|tous\sles|toutes\sles"
    r"|par|sous|experience\sde|chomage\sdepuis(?:\splus\sde)?|(?<!\bni\s)moins\sde|plus\sde|duree\smaximale\sde|premiere?s?|preavis\sd[e']|retard\sd[e']|essai\sd[e']|suspension\sd[e']"
    r"|interruption\sd[e']|cddi?\sd[e']|contrats?\s(?:de\stravail|aides?|d'insertion)\sd[e']|stages?\sd[e']|emprunt\s(?:[^.,;?!\n]{0,25}\s)?(?:sur|de)|validite(?:\sdes?\s[a-z]+)?(?:\s?[:=]|\sest|\sde|\sd'){0,2}|amorti\w*\ssur|bail\sd[e']"
    r"|(?:jeunes?|enfants?|hommes?|femmes?|salarie[es]*|personnes?|eleves?|agents?|adultes?|dames?|monsieur|garcons?|filles?|quelqu'un|candidate?s?|demandeurs?|beneficiaires?|seniors?|gars)\s(?:age[es]*\s)?d[e']"
    r"|(?:reconduct|renouvel)\w*\s(?:possibles?\s|eventuelles?\s|tacites?\s|tacitement\s|expresses?\s|expressement\s)?(?:pour\s|par\s(?:periodes?|tranches?)\sd[e']\s?|d[e']))\s*$"
)
_OTHER_AFTER = re.compile(
    r"^\s*(?:d'attente|d'experience|d'anciennete|de\sgarantie|de\spreparation|de\spreavis|de\sretard|d'essai|de\sstage|de\sformation|au\splus|maximum|maxi?\b|apres|avant|plus\start|de\schomage|d'age|passes\b(?!\s(?:en|par|sans|avec)\b)|revolus\b|et\s(?:sans\s(?:emploi|diplome|travail)|au\schomage))"
)
_RATE_BEFORE = re.compile(r"(?:€|euros?|heures?|h|/)\s*(?:/|par)\s*$")
# « un marché de 4 ans maximum » states the market's own term; « la durée est de 4 ans maximum » states a rule.
_MARKET_BEFORE = re.compile(
    r"\b(?:marche|accord-cadre|accord\scadre|contrat|chantier)\b[^.;?!\d]{0,30}$|\bduree(?:\stotale)?\s?[:=]?\s?(?:de\s)?$|\bsur\s(?:une\sduree\sde\s)?$"
)
# A works contract's « délai » is its term; a « délai de deux mois » alone is one to act in.
_TERM_BEFORE = re.compile(
    r"\b(?:avec|avons|et|sur|travaux|execution|chantier|global|previsionnel)\s(?:un\s|le\s)?delai\sd[e']\s?$|\bdelai\s(?:d'execution|des?\stravaux|de\srealisation|global|total)\s(?:de|:)\s?$"
    # « rendu dans 8 mois », « le chantier sera achevé dans 10 mois ».
    r"|\b(?:rendue?s?|a\s(?:rendre|remettre|terminer|achever|finir|realiser|executer)|(?<!offre\s)(?<!offres\s)remise?s?|executee?s?|realisee?s?|(?:etre|sera|seront|est|sont)\s(?:achev|termin|fini|rend)\w*)"
    r"\s(?:dans|sous|d'ici)\s(?:un\sdelai\sd[e']\s?)?$"
)
_MOST_AFTER = re.compile(r"\s*(?:au\splus|maximum|maxi?\b|au\stotal\smaximum)")
_MOST_BEFORE = re.compile(
    r"(?:maximum|maximale?|limite(?:e|er)?|dans\sla\slimite|excede(?:r|nt|ra)?|depasse(?:r|nt|ra)?|jusqu'a|total[e]?)\s*(?:est\s|sera\s)?(?:d[e']|a|:)?\s*$"
)
_RANGE_BEFORE = re.compile(
    rf"(?:\bentre\s\d+(?:[.,]\d+)?\s?{_UNIT}?\set\s|(?<![\d.,])\d{{1,2}}\s?{_UNIT}?\s?(?:\bou\b|\ba\b|-|/)\s?)$"
)
_RANGE_AFTER = re.compile(rf"\s?(?:ou|a|-)\s?\d{{1,2}}\s?{_UNIT}\b")
# « la garantie décennale (10 ans) », « offres valables (6 mois) ».
_COVERED_BEFORE = re.compile(
    r"\b(?:garantie?s?|(?<!assurance\s)(?:decennale|biennale)|(?:offres?|devis|propositions?|prix)\b[^.;:?!\n\d]{0,15}\bvalables?|validite)\b"
    r"(?:\s(?!conclu|marche|contrat|chantier|travaux|dure)[a-z']+){0,4}?\s?[(:]?\s?(?:(?:est|sont|d[e']|pour|pendant|a|:)\s?){0,2}$"
)
# « il fait suite à un contrat de trois ans »: the contract before, not this one.
_AFTER_ANOTHER = re.compile(
    r"\b(?:f(?:ait|aisait|era|aisant)\ssuite\s(?:a|au)|(?:a|pren(?:d|dra|ant))\sla\ssuite\sd[eu']|succed(?:e|era|ant)\s(?:a|au)|rempla(?:ce|cera|cant)\s(?:un|le|notre|l')\s?(?:ancien\s|actuel\s|precedent\s)?(?:marche|contrat|accord-cadre)"
    r"|apres\s(?:un|le|notre|ce)(?:\spremier)?(?=\s(?:marche|contrat|accord)))\b[^.,;:?!\n\d]{0,40}$"
    r"|\b(?:ancien|precedent|dernier)s?\s(?:marche|contrat|accord-cadre)\b[^.;:?!\n\d]{0,25}$"
    r"|\b(?:marche|contrat|accord-cadre)\s(?:precedent|sortant|d'avant|anterieur)\b[^.;:?!\n\d]{0,25}$"
)
# Said alone, the term of the contract in force may still be that of the next.
_CURRENT_BEFORE = re.compile(
    r"\b(?:actuel\s(?:marche|contrat|accord-cadre)|(?:marche|contrat|accord-cadre)\s(?:actuel|en\scours|existant))\b[^.;:?!\n\d]{0,25}$"
)
_OF_A_LOT = re.compile(r"\blot\s?(?:n\s?[°o]?\s?)?\d{1,2}\b[^.,;:?!\n\d]{0,30}$")
_PAST_BEFORE = re.compile(r"\b(?:a|ont|avait|aura)\sdure\s(?:[a-z]+\s)?$|\b(?:durait|courait|etait\sd[e'])\s?$")


def term_role(text: str, start: int, end: int, *, alone: bool) -> TermRole:
    """What the stretch of time at that place of the folded text is.

    ``alone`` tells that the message states no other: the longest term said of a market is then its term.
    """
    before, after = text[:start], text[end:]
    if _RATE_BEFORE.search(before) or _PAST_BEFORE.search(before) or is_withdrawn(text, start, end):
        return TermRole.OTHER
    if _COVERED_BEFORE.search(before) or _AFTER_ANOTHER.search(before):
        return TermRole.OTHER
    if _CURRENT_BEFORE.search(before) and not alone:
        return TermRole.OTHER
    if not is_changed_to(before) and (_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after)):
        return TermRole.RANGE
    most = bool(_MOST_AFTER.match(after) or _MOST_BEFORE.search(before))
    if most and not alone:
        return TermRole.MOST
    if _OTHER_BEFORE.search(before) and not _TERM_BEFORE.search(before):
        return TermRole.OTHER
    if _OTHER_AFTER.match(after) and not (_MOST_AFTER.match(after) and _MARKET_BEFORE.search(before)):
        return TermRole.OTHER
    return TermRole.TERM


def is_of_a_lot(text: str, start: int) -> bool:
    """Whether the stretch of time at that place is said of one numbered lot (« le lot 2 c'est 5 mois »)."""
    return bool(_OF_A_LOT.search(text[:start]))


def is_rate(text: str, start: int) -> bool:
    """Whether the stretch of time only says what a sum or hours are counted by (« € par 2 ans »)."""
    return bool(_RATE_BEFORE.search(text[:start]))
