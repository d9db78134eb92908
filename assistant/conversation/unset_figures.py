"""Figures that people look for in the law and that no text of the sources sets: the share of hours, the most to reserve."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.folding import folded


class Unset(StrEnum):
    """What no text sets; the values are the names of the sentences that say so."""

    PENALTY = "penalite_non_fixee"
    MOST_PENALTY = "penalite_non_plafonnee"
    WEIGHT = "ponderation_non_fixee"
    EFFORT = "effort_non_fixe"
    RESERVED = "reservation_non_plafonnee"


_JUDGES = re.compile(
    r"\b(?:trop|assez|suffisante?s?|insuffisante?s?|raisonnables?|excessi\w*|exager\w*|corrects?|dissuasi\w*|abusi\w*)\b"
)
_SUM = re.compile(r"\d\s?(?:€|euros?\b)")
_SHARE = re.compile(r"\d\s?%")
_WEIGHT = re.compile(r"\d\s?(?:points?\b|pts?\b|%|/\s?100\b|sur 100\b)")
_PENALTY = re.compile(r"\bpenalit\w*")
_OF_INSERTION = re.compile(r"\binsertion\b|\bheures? non\b|\bpar heure\b|\bsocia\w+")
_CRITERION = re.compile(r"\bcriteres?\b|\bponder\w*")
_OF_ELSE = re.compile(r"\bretard\b|\bchiffre d'affaires\b|\bavenants?\b|\bavances?\b|\bretenue\b")
# « Où est-ce écrit dans la loi ? », « y a-t-il un plafond ? »: the figure is looked for in the texts.
_IN_A_TEXT = re.compile(
    r"\b(?:lois?|code|ccp|ccag|textes?|decrets?|reglementation|reglementaires?|reglementairement|legal\w*|legaux"
    r"|legislat\w*|juridiquement|officiel\w*)\b"
)
_MOST_OR_LEAST = re.compile(
    r"\b(?:plafon\w*|maximum|maximale?s?|maxi|minimum|minimale?s?|mini|quotas?|limite|limites|baremes?)\b"
)
_HOW_MUCH = re.compile(
    r"\b(?:combien|montants?|taux|efforts?|pourcentages?|parts?|proportions?|volumes?|nombres?|chiffres?|bareme)\b|\d\s?%"
)
_HOURS = re.compile(
    r"\beffort d'insertion\b|\btaux d'(?:effort|insertion)\b|\bheures? (?:d'|de clause d')?insertion\b|%\s(?:des|d')\s?heures\b"
    r"|\bheures?\b.{0,30}\binsertion\b|\binsertion\b.{0,30}\bheures?\b"
)
# « À partir de quel montant la loi impose-t-elle des heures ? » asks from what sum the duty holds.
_FROM_WHAT_SUM = re.compile(
    r"\b(?:a partir|au[- ]dela|au[- ]dessus|en dessous|des|jusqu'a) (?:de |d'|du )?(?:quel\w*|combien)\b"
    r"|\bquels? (?:seuil|montant)s?\b|\d\s?(?:€|k€|m€|euros?\b|millions?\b)"
)
_WRITES = re.compile(
    r"\b(?:redig\w*|ecri(?:re|s|vez|vons)|formul\w*|propos\w*|modele|phrase|calcul\w*|estim\w*)\b"
)
_RESERVES = re.compile(
    r"\b(?:marches?|lots?|achats?|contrats?)\b.{0,40}\breserv\w+|\breserv\w+\b.{0,40}\b(?:marches?|lots?|achats?|contrats?)\b"
)
_HOW_MANY_RESERVED = re.compile(
    r"\b(?:plafon\w*|quotas?)\b"
    r"|\b(?:maximum|maximale?s?|limites?|pas plus)\b.{0,40}\b(?:marches|lots|achats|montant|volume|budget|part)\b"
    r"|\b(?:montant|volume|nombre|part|pourcentage)s?\b.{0,40}\b(?:maximum|maximale?s?|limites?)\b"
)
# Of those who answer, of how long, or of other contracts.
_OF_WHO_ANSWERS = re.compile(
    r"\btravailleurs?\b|\bsalari\w*|\bhandicap\w*|\beffectifs?\b|\bemplo[iy]\w*|\bpersonnes\b|\bdefavoris\w*|\bdurees?\b|\bcandidat\w*"
    r"|\bjeunes?\b|\binnovant\w*|\bconcession\w*|\bdsp\b|\bprocedures?\b|\bpublicite\b|\bconcurrence\b|\breserves? de\b"
)
# « Par semaine, pour un salarié en CDDI »: the hours of someone, which labour law sets.
_OF_SOMEONE = re.compile(
    r"\b(?:par|la|chaque) (?:semaine|jour|mois)\b|\bhebdo\w*|\bjournali\w+|\bmensuel\w*|\bcddi?\b|\bcontrats? de travail\b"
    r"|\btemps (?:de travail|partiel|plein)\b|\bpar (?:salarie|personne|beneficiaire)s?\b"
)
# « Quelles mentions légales ? » asks for words or papers, not for a figure.
_OF_PAPERS = re.compile(
    r"\bmentions? (?:legales?|obligatoires?)\b"
    r"|\bquel(?:le)?s? (?:\w+ )?(?:mentions?|documents?|pieces?|justificatifs?|preuves?|informations?)\b"
)
_LEAVE = re.compile(r"\blegal\w*|\bautoris\w*|\bdroit\b|\bpossible\b|\bpermis\b|\bpeut[- ]on\b|\bpuis[- ]je\b")
_NOT_A_WEIGHT = re.compile(r"\bpolitique\b|\bglobale?\b|\brse\b|\blocal\w*|\bdistance\b|\bproximite\b|\breserv\w+")
# « Existe-t-il un minimum légal ? », « est-ce dans la loi ? », « imposé par un texte ? ».
_EXISTS = re.compile(
    r"\bexiste\w*|\by a[- ]?t?[- ]?il\b|\b(?:loi|code|texte|decret)s?\b.{0,12}\b(?:impos|fix|oblig|exig|prevoi)\w+"
    r"|\bdans (?:la loi|le code)\b|\b(?:impos|fix|exig|prevu)\w+ par\b"
)
# So few words judge the figure said just before, or look for it in the law: « c’est trop ? », « c’est dans le code ou pas ? ».
_JUDGING = 5
_LEANING = 12


def unset_figure(said: str, before: str) -> Unset | None:
    """The figure without a text that a message asks about; ``before`` is the question it follows, if any."""
    text = folded(said)
    if _OF_ELSE.search(text) or _OF_PAPERS.search(text):
        return None
    around = folded(f"{before} {said}")
    if _JUDGES.search(text):
        return _judged(text if len(text.split()) > _JUDGING else around, around)
    return _looked_for(text, around if len(text.split()) <= _LEANING and _SHARE.search(text) else text)


def asks_if_set(said: str) -> bool:
    """Whether a message asks if a text sets such a figure."""
    text = folded(said)
    return _IN_A_TEXT.search(text) is not None and _EXISTS.search(text) is not None


def _judged(figures: str, around: str) -> Unset | None:
    if _SUM.search(figures) and _PENALTY.search(around) and _OF_INSERTION.search(around):
        return Unset.PENALTY
    weighed = _WEIGHT.search(figures) and _CRITERION.search(around) and _OF_INSERTION.search(around)
    return Unset.WEIGHT if weighed else None


def _looked_for(text: str, subject: str) -> Unset | None:
    """What is looked for in the texts, of the ``subject`` that the message or the question before it tells."""
    if _WRITES.search(text):
        return None
    in_a_text = _IN_A_TEXT.search(text) is not None
    bounded = _MOST_OR_LEAST.search(subject) is not None
    asked = bounded or in_a_text
    much = bounded or _HOW_MUCH.search(text) is not None
    if _PENALTY.search(subject):
        return Unset.MOST_PENALTY if asked and much and _OF_INSERTION.search(subject) else None
    if _CRITERION.search(subject):
        leave = asked or _LEAVE.search(text) is not None
        weighs = _WEIGHT.search(text) or (bounded and _HOW_MUCH.search(subject)) or "ponder" in subject
        of_insertion = _OF_INSERTION.search(subject) and not _NOT_A_WEIGHT.search(subject)
        return Unset.WEIGHT if leave and weighs and of_insertion else None
    if _RESERVES.search(subject):
        most = _HOW_MANY_RESERVED.search(subject) and not _OF_WHO_ANSWERS.search(subject)
        return Unset.RESERVED if most else None
    if _OF_SOMEONE.search(text) or _FROM_WHAT_SUM.search(text):
        return None
    return Unset.EFFORT if in_a_text and much and _HOURS.search(subject) else None
