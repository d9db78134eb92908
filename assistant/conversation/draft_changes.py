"""Messages that change the draft of the conversation, whatever was asked since: a penalty, the hours to write in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.answer import Clause
from assistant.conversation.intents import DRAFTS, Intent
from assistant.conversation.understanding import Understanding
from assistant.conversation.words_asked import unquoted
from assistant.drafting.articles import named_articles
from assistant.drafting.choice import asks_next, keeps_only
from assistant.drafting.updates import PARTIES, STARTS
from assistant.folding import folded
from assistant.market import MarketFacts

_FEW_WORDS = 10
_PENALTY = "penalty_per_hour"
_HOURS = "target_hours"
_REWORKS = re.compile(
    r"\b(?:manque\w*|ajoute[rz]?|rajoute[rz]?|complete[rz]?|remplace[rz]?|detaille[rz]?|reprend\w*|reprene[rz]|modifie[rz]?|adapte[rz]?)\b"
)
_SETS = re.compile(
    r"\b(?:met[sz]?|mettez|mettre|mettons|inscri\w+|ecri\w+|fixe[rz]?|passe[rz]?|corrige[rz]?|remplace[rz]?)\b"
)
# What a number said for the draft may be taken for.
_TAKEN_FOR = (
    "effort",
    "labour_share",
    "amount_ht",
    "amount_ttc",
    "amount_per_year",
    "amount_ttc_per_year",
    "target_hours",
)
_COST = "hourly_cost"
_PENALTY_WRITTEN = "penalite_heure"
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_SPOKEN_OF = re.compile(r"\bpenalite\w*")
_TELLS = re.compile(
    r"\b(?:titulaire|entreprise|prestataire|attributaire|code|loi|legal\w*|droit|plafond|impose\w*|texte|article)\b"
)
_GIVES_HOURS = frozenset({Intent.HOURS, Intent.FACT_UPDATE})
_BESIDE_HOURS = frozenset({_HOURS, "lots", "structure_kinds", _PENALTY, "recurring"})
# « Rajoute que… », « enlève la phrase sur… »: said first and just after a draft, it is of the draft.
_OPENS = re.compile(
    r"(?:(?:et|ok|alors|bon|merci|non|oui|du\scoup|svp|stp|finalement|par\scontre|sinon|puis|aussi|pardon|bonjour)\b[\s,.!:]*){0,3}"
    r"(?:(?:tu\speux|vous\spouvez|peux[- ]tu|pouvez[- ]vous|il\sfaut(?:\saussi)?|faut(?:\saussi)?|je\sveux|j'aimerais)\s)?"
    r"(?:r?ajoute[rz]?|enleve[rz]?|retire[rz]?|supprime[rz]?|remplace[rz]?|modifie[rz]?|reformule[rz]?|raccourci\w*|mentionne[rz]?(?=\squ)"
    r"|precise[rz]?(?=\s(?:aussi\s|bien\s|y\s)?(?:qu|dans\s(?:l[ae]\s|l')(?:clause|article|texte|critere|courrier))))\b"
)
# « 15 points au lieu de 10 » corrects what the draft says, whatever was asked since.
_INSTEAD = re.compile(
    r"\W*(?:(?:non|plutot|finalement|en\sfait|ok|et|mets?|mettez)\W+)*\d+(?:[.,]\d+)?\s?(?:points?|pts?|%|€|euros?)?\s(?:au\slieu\sd|plutot\squ|et\s(?:pas|non)\b)"
)
# Where no value is read, what these intents ask is said of the market and not of the text.
_OF_THE_MARKET = frozenset({Intent.PARTNERS, Intent.HOURS, Intent.PROCEDURE, Intent.RECALL})
_NAMES_A_FACT = re.compile(
    r"\b(?:lots?|montants?|budget|durees?|mois|ans?|delai|communes?|reponse)\b|[€%]|\beuros?\b"
)
_SHORT = 5
# Who tells what became of the hours writes nothing in the clause.
_REPORTS = re.compile(
    r"\b(?:titulaires?|entreprises?|prestataires?|il|elle|ils|elles|facilitat\w+)\s(?:\w+\s)?(?:n'|ne\s)?(?:a|ont|fait|font|veut|veulent|dit|demande|refuse"
    r"|propose|realise|avait|doit)\w*\b|\b(?:manque\w*|realise\w*|effectue\w*|retard|bilan)\b"
)
_WONDERS = re.compile(r"\b(?:combien|quel\w*|pourquoi|comment|faut|dois|peut-on|puis-je|assez|trop)\b")


def without_values(read: Understanding, values: Mapping[str, str]) -> Understanding:
    """The message without the facts whose numbers it gives for the draft: « remets 10 » weighs the criterion again."""
    told = {number for value in values.values() for number in _NUMBERS.findall(value)}
    taken = {
        name: None
        for name in _TAKEN_FOR
        if (fact := getattr(read.facts, name)) is not None and told & set(_NUMBERS.findall(fact.source))
    }
    cost = read.facts.hourly_cost
    if cost is not None and _PENALTY_WRITTEN in values and set(_NUMBERS.findall(cost.source)) & told:
        # « Un montant fixe de 35 € par heure », of the penalty.
        taken[_COST] = None
    return replace(read, facts=read.facts.model_copy(update=taken)) if taken else read


def changes_draft(
    said: str, read: Understanding, draft: Clause, values: Mapping[str, str], previous: Intent | None = None
) -> bool:
    """Whether all that a message tells is for the draft: a penalty said alone, hours that it asks to write.

    ``values`` are those it gives for the variables of the draft, ``previous`` the intent of the message before it.
    """
    text = folded(said)
    told = {name for name in MarketFacts.model_fields if getattr(read.facts, name)}
    wonders = "?" in said or _WONDERS.search(text) is not None
    if STARTS in values and not wonders:
        return True
    if (
        not wonders
        and (_REWORKS.search(text) or _SETS.search(text))
        and named_articles(unquoted(said), draft.text)
    ):
        return True
    if not wonders and (keeps_only(unquoted(said)) or asks_next(unquoted(said))):
        return True
    if previous in DRAFTS and not told - {_PENALTY} and "?" not in said and _OPENS.match(text):
        return bool(values) or (read.intent not in _OF_THE_MARKET and _NAMES_A_FACT.search(text) is None)
    if values and not wonders and _INSTEAD.match(text):
        return True
    if told == {_PENALTY}:
        # Told as what follows in the text, whatever else is asked of it (« plafonnée à 10 % »).
        set_there = _SPOKEN_OF.search(text) is not None and _TELLS.search(text) is None
        return (read.intent is Intent.FACT_UPDATE or set_there) and not wonders
    words = len(said.split())
    if values and not told and not wonders and words <= (_SHORT if values.keys() <= PARTIES else _FEW_WORDS):
        return True
    given = read.intent in _GIVES_HOURS and _REPORTS.search(text) is None
    sets = (_SETS.search(text) is not None or given) and not wonders
    holds = any(variable.name == "heures" for variable in draft.variables)
    return holds and sets and _HOURS in told and told <= _BESIDE_HOURS
