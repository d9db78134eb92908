"""Intents that other words of the message correct: a wish to reserve that names a place, a commune said alone."""

from __future__ import annotations

import re

from assistant.conversation.hearing import Heard
from assistant.conversation.intents import Intent
from assistant.conversation.wording import Wording
from assistant.folding import folded
from assistant.market import MarketFacts

_RESERVES = re.compile(
    r"^(?!.*\b(?:qui|quell?es?|liste|cherche|trouve)\b).*\breserver\s(?:un|le|ce|mon|notre|cet?te?)\s(?:marche|lot|achat"
    r"|prestation)\b"
)
# « On pourrait travailler avec une structure d'insertion ? laquelle par ici ? »: whatever was asked before, names are wanted.
_WHICH_HERE = re.compile(
    r"\b(?:la|le|les)quel(?:le)?s?\b[^?.!]{0,20}\b(?:par ici|par chez nous|chez nous|dans le coin|du coin|pres d|a cote|autour"
    r"|a proximite"
    r"|dans (?:les landes|le departement|le secteur)|sur (?:le|notre) (?:secteur|territoire)|localement)"
)
_MAY_NAME = frozenset({Intent.FACT_UPDATE, Intent.OBLIGATION, Intent.RESERVATION, Intent.PROCEDURE, Intent.LEVER})
_FEW = 3
_UNTOLD = frozenset({Intent.LEVER, Intent.LEGAL, Intent.OUT_OF_SCOPE})
# « Trouve-moi un ESAT à Dax », « l’ESAT de Dax fait-il du nettoyage ? » ask for structures.
_FINDS = re.compile(r"\b(?:trouve|cherche|recherche|indique|donne|propose|connai|existe|besoin)\w*\b|\by a\b")
# « Nettoyage de locaux à Dax »: a work and a place, or very few words on a work; nothing of a contract, of a project or of a
# question, and nothing else that one looks for there.
_LOOKUP_WORDS = 6
_NOT_A_LOOKUP = re.compile(
    r"\b(?:march|contra|consultation|clause|lot\b|lots\b|offre|cahier|avenant|resili|penal|titulaire|attribu|candida|seuil"
    r"|procedure"
    r"|devis|prix|tarif|bordereau|horaire|ouvert|reglement|achat|achet|command|budget|prepar(?:e|er|ons)\b|lanc|renouvel"
    r"|envisag|prevo"
    r"|besoin|projet|construct)\w*"
    r"|\b(?:qui|que|quel\w*|quand|comment|combien|pourquoi|ou pas|faut|doi[st]|peu[xt]|puis|est|sont|a[- ]t|on|je|nous|il|elle)\b"
)
_DOES = re.compile(r"\b(?:fait|font|propose|assure|sait|savent|s'occupe|intervient|interviennent)\b")


def reconsidered(
    intent: Intent, intents: tuple[Intent, ...], heard: Heard, facts: MarketFacts, wording: Wording
) -> Intent:
    """The intent, once what it would leave out is looked at; ``intents`` are those that cues told."""
    if intent is Intent.PARTNERS and not (heard.looks_for or heard.seeks) and _RESERVES.search(wording.text):
        # The rule on reservation lists who could answer, too.
        return Intent.RESERVATION
    if (
        intent in _MAY_NAME | _UNTOLD
        and _WHICH_HERE.search(wording.text)
        and (facts.trade or facts.structure_kinds)
    ):
        return Intent.PARTNERS
    if intent in _UNTOLD and facts.structure_kinds and _asks_for_names(facts, wording):
        return Intent.PARTNERS
    guessed = intent is Intent.LEVER and intent not in intents
    if guessed and heard.length <= _FEW and _names_only_who_or_where(facts):
        return Intent.PARTNERS
    if guessed and not heard.asks and _is_lookup(facts, wording):
        return Intent.PARTNERS
    return intent


def wants_names_here(said: str) -> bool:
    """Whether a message asks which structures there are around, whatever else it says."""
    return _WHICH_HERE.search(folded(said)) is not None


def _is_lookup(facts: MarketFacts, wording: Wording) -> bool:
    """Whether the message only names a work that a structure does, where or in a few words."""
    told = {name for name in MarketFacts.model_fields if getattr(facts, name)}
    if "trade" not in told or not told <= {
        "trade",
        "nature",
        "place",
        "structure_kinds",
        "buyer_kind",
        "other_trades",
    }:
        return False
    short = facts.place is not None or len(wording.text.split()) <= _LOOKUP_WORDS
    return short and not _NOT_A_LOOKUP.search(wording.text)


def _asks_for_names(facts: MarketFacts, wording: Wording) -> bool:
    """Whether what is said of a kind of structure asks who it is: near a place, or for a trade."""
    finds = _FINDS.search(wording.text) and (facts.place or facts.trade)
    return bool(finds or (_DOES.search(wording.text) and facts.place and facts.trade))


def _names_only_who_or_where(facts: MarketFacts) -> bool:
    """Whether a few words name a commune or a kind of structure and nothing of a market (« un ESAT à Dax »)."""
    said = {name for name in MarketFacts.model_fields if getattr(facts, name)}
    return bool(said) and said <= {"place", "structure_kinds"}
