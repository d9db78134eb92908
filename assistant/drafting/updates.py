"""Values for a draft read in a follow-up message: « facilitateur : Mme Martin », « 100 € par absence en réunion »."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from assistant.drafting.overrides import CALCULATED
from corpus.clause_vocabulary import TABLES
from corpus.models import ClauseKind, ClauseTemplate, TemplateVariable

_AMOUNT = r"(?P<value>\d[\d \u00a0\u202f]*(?:[.,]\d+)?)\s*(?:€|euros?)"
_RATE = r"(?P<value>\d+(?:[.,]\d+)?)\s*(?:%|pour cent)"
_TERM = r"(?P<value>\d+\s*(?:jours?|semaines?|mois)(?: ouvres| calendaires| francs)?)"
_POINTS = (
    r"\b(?:critere|ponder\w*|note sur|notee? sur|sur)\b[^.;:\n\d]{0,40}?(?P<value>\d+(?:[.,]\d+)?)\s*points?\b"
)
# « Avec 10 », « mettez plutôt 15 sur 100 »: the one number of a few words, of points out of a hundred where its unit is said.
_LONE_NUMBER = re.compile(
    r"(?<![\d.,/n°])(?P<value>\d{1,2}(?:[.,]\d+)?)(?:\s*points?)?(?:\s*(?:sur|/)\s*100\b)?(?=\s*(?:$|[.,;!?)]|(?:plutot|svp|stp|merci"
    r"|alors|pour|s.il|de la note|au total|et|points?)\b))"
)
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_NUMBERED = re.compile(
    r"\b(?:article|lot|annexe|critere n|sous-?critere|version|page|le|note[ez]? sur|sur)\s*(?:n.?\s*)?$"
)
_PART = re.compile(r"\bsous-?\s?criteres?\b|\b(?:prix|technique|environnement\w*|delais?)\b")
_FEW_WORDS = 10
_OTHER_RATE = re.compile(r"\b(?:tva|effort|main d.oeuvre|part|avance|insertion)\b[^.;\n\d]{0,15}$")
_GAP = r"[^.;:\n\d€]{0,40}?"

# What a message says of one variable, unaccented: the words that name it, near its value.
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "penalite_heure": (rf"{_AMOUNT}\s*(?:/|par|de l.)\s*heure", rf"penalite{_GAP}par heure{_GAP}{_AMOUNT}"),
    "penalite_reunion": (rf"{_AMOUNT}{_GAP}(?:absence|reunion)", rf"(?:absence|reunion){_GAP}{_AMOUNT}"),
    "penalite_document": (
        rf"{_AMOUNT}{_GAP}(?:document|justificatif|attestation|piece)",
        rf"(?:document|justificatif|attestation|piece)s?\b{_GAP}{_AMOUNT}",
    ),
    "penalite_engagement": (rf"{_AMOUNT}{_GAP}engagement", rf"engagement{_GAP}{_AMOUNT}"),
    "ponderation": (rf"ponder\w*{_GAP}{_RATE}", rf"critere{_GAP}{_RATE}", _POINTS),
    "part": (rf"\bpart\b{_GAP}{_RATE}", rf"sous-?trait\w*{_GAP}{_RATE}"),
    "delai_mise_en_demeure": (rf"mise en demeure{_GAP}{_TERM}", rf"{_TERM}{_GAP}mise en demeure"),
    "delai_reunion": (rf"reunion{_GAP}{_TERM}", rf"{_TERM}{_GAP}reunion"),
    "delai_correspondant": (rf"correspondant{_GAP}{_TERM}", rf"{_TERM}{_GAP}correspondant"),
    "delai_etat": (rf"(?:etat|releve)s? trimestriel{_GAP}{_TERM}", rf"{_TERM}{_GAP}(?:etat|releve)s? trimestriel"),
    "delai_programme": (rf"programme{_GAP}{_TERM}", rf"{_TERM}{_GAP}programme"),
}
_EMPTY = frozenset({"les", "des", "une", "par", "aux", "pour", "est", "sur", "marche"})
_LABELLED = re.compile(r"(?:^|[\n;])\s*(?P<label>[^:\n;]{3,80}?)\s*:\s*(?P<value>[^\n;]{1,2000})")
_STATED = re.compile(
    r"(?P<label>l.objet(?: du marche)?|l.acheteur|le facilitateur|l.entreprise|le signataire) (?:est|s.appelle|sera) "
    r"(?P<value>[^\n;]{2,300})"
)


def read_updates(message: str, template: ClauseTemplate) -> dict[str, str]:
    """The values a message gives for the variables of a template, by name, in the user's own words.

    Only what is written near the words that name a variable is read; calculated values are never.
    """
    typeable = {v.name: v for v in template.variables if v.name not in CALCULATED and v.name not in TABLES}
    found: dict[str, str] = {}
    plain = _plain(message)
    for name, patterns in _PATTERNS.items():
        match = next((m for m in (re.search(p, plain) for p in patterns) if m), None)
        if name in typeable and match is not None:
            found[name] = message[match.start("value") : match.end("value")].strip()
    if template.kind is ClauseKind.CRITERION and "ponderation" not in found:
        # « Mettez plutôt 10 % »: a criterion holds one rate.
        rates = [m["value"] for m in re.finditer(_RATE, plain) if not _OTHER_RATE.search(plain[: m.start()])]
        rates = rates or _lone_numbers(plain)
        found |= {"ponderation": rates[0]} if len(rates) == 1 else {}
    for match in (*_LABELLED.finditer(plain), *_STATED.finditer(plain)):
        variable = _named(match["label"], typeable)
        if variable is not None:
            found[variable.name] = message[match.start("value") : match.end("value")].strip().rstrip(".")
    return found


def _lone_numbers(plain: str) -> list[str]:
    """The number that a message of few words gives, without a word of what it counts but points."""
    numbers = [m.group() for m in _NUMBERS.finditer(plain)]
    said = [m for m in _LONE_NUMBER.finditer(plain) if not _NUMBERED.search(plain[: m.start()])]
    alone = len(numbers) - numbers.count("100") == 1 and len(said) == 1 and not _PART.search(plain)
    return [said[0]["value"]] if alone and len(plain.split()) <= _FEW_WORDS else []


def changeable(template: ClauseTemplate) -> tuple[str, ...]:
    """The meanings of the variables a message may change in a template, the effort of the calculation first."""
    effort = (v.meaning for v in template.variables if v.name == "effort")
    return (*effort, *(v.meaning for v in template.variables if v.name in _PATTERNS))


def _named(label: str, typeable: Mapping[str, TemplateVariable]) -> TemplateVariable | None:
    """The variable whose meaning or name the label repeats."""
    words = _words(label)
    if not words:
        return None
    for variable in typeable.values():
        if words <= _words(variable.meaning) or words <= _words(variable.name.replace("_", " ")):
            return variable
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9]{3,}", _plain(text)) if word not in _EMPTY)


def _plain(text: str) -> str:
    """The text without accents nor capitals, each character in its place."""
    return "".join(_unaccented(character) for character in text.replace("’", "'"))


def _unaccented(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[:1].lower()
    return base if len(base) == 1 else character
