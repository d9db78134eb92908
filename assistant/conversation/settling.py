"""The intents of a message, once what was learnt from conversations is heard beside the cues of its words."""

from __future__ import annotations

import re

from assistant.conversation.draft_requests import asks_for_draft, is_lone_order
from assistant.conversation.hours_asked import asks_hours_of_a_sum
from assistant.conversation.intents import DRAFTS, WORK, Intent
from assistant.conversation.learnt_intent import Guess
from assistant.conversation.reconsidering import wants_names_here
from assistant.conversation.routing import RULES
from assistant.conversation.understanding import QUIET, Understanding
from assistant.conversation.words_asked import (
    asks_for_an_article,
    asks_for_words,
    asks_to_adapt,
    asks_to_word_a_reservation,
)
from assistant.folding import folded

# What words tell for sure: a formula, an attack, another language, a value to drop.
TOLD = QUIET - {Intent.OUT_OF_SCOPE}
_ANSWERED = frozenset(WORK) - {Intent.CLAUSE_UPDATE}
# What cues call when they recognise nothing, and what they may call by a word alone.
_UNTOLD = frozenset({Intent.OUT_OF_SCOPE, Intent.FACT_UPDATE, Intent.LEGAL})
_TOOLS = _ANSWERED - {Intent.LEGAL}
_BESIDE_A_DRAFT = _TOOLS - {Intent.CLAUSE, Intent.LEVER, Intent.OBLIGATION}
# The least chance of an intent that replaces the one told by cues, less where they recognise nothing, and of a second one that
# is kept beside it.
LIKELY = 0.5
_UNRECOGNISED = 0.4
_BESIDE = 0.2
_FEW_WORDS = 3
# From here on, a rule or a tool answers even what looks like a question on the law.
SURE = 0.75
# The least chance of another subject that replaces the law.
_CERTAIN = 0.9
# The least chance of a tool that is tried where the texts hold nothing, and the most of another subject.
_TRIED = 0.25
_ELSEWHERE = 0.2
# What the parties to a contract do, and no structure looked for does.
_WHO_ACTS = re.compile(
    r"\W*(?:(?:et|mais|ok|alors|donc|du\scoup|sinon|bon)\W+)*(?:c'est\s|est[- ]ce\s)?qui\s(?:est[- ]ce\s)?(?:qui\s)?"
    r"(?:(?:doit|va|peut|devra|le|la|les|l')\s?)*"
    r"(?:sign\w+|pa[iy]e\w*|regle\b|notifi\w+|decid\w+|control\w+|verifi\w+|valid\w+|publi\w+|attribu\w+|arbitr\w+|juge\w*"
    r"|delibere\w*|vote\w*|approuv\w+|engage\w*|resili\w+|sanctionn\w+|lance\w*|transmet\w*|depos\w+|ouvre|tranche|represente)\b"
)
_COUNTS = re.compile(r"\b(?:calcul\w*|recalcul\w*|combien|cb|estim\w+)\b")
# « et un accord-cadre à 70 000 par an reconductible 3 fois ? ».
_ANOTHER_SUM = re.compile(
    r"(?:et|ou|mais|sinon|donc)\s(?:(?:si|pour|avec|une?|le|la|c'est|c'etait|on|est|marches?|contrat|accord[- ]cadre|a|de|sur"
    r"|par|ans?|annees?|mois|pendant|reconductibles?|renouvelables?|fois|ht|ttc|euros?|millions?|plutot|au\stotal|en\stout|environ|pile|travaux"
    r"|services?|fournitures?)(?![a-z])|\d|[km€,./ ]|l'|d')+[\s?!.]*"
)


def settled(
    read: Understanding, guess: Guess, previous: Intent | None, said: str = "", *, reserving: bool = False
) -> tuple[Intent, ...]:
    """The intents that replace those of the cues, the main one first; empty when the cues are right, or nothing tells better.

    ``said`` is the message itself; ``reserving`` tells that the conversation is about a reservation.
    """
    if read.intent in TOLD:
        return ()
    if read.intent is Intent.PARTNERS and wants_names_here(said):
        return ()
    if reserving and asks_for_words(said):
        # « Je marque quoi dans l’avis ? »: the words of that reservation.
        return (Intent.CLAUSE,)
    if asks_to_adapt(said):
        # What a quoted clause says (« le titulaire réserve 5 % des heures ») asks for nothing.
        return (Intent.CLAUSE,)
    if asks_for_draft(said) or (previous is not None and is_lone_order(said)):
        return _drafting(read, guess, said)
    if _asks_who_acts(said):
        return (Intent.LEGAL,) if Intent.PARTNERS in (read.intent, guess.intent) else ()
    if asks_hours_of_a_sum(said, read.facts):
        return () if read.intent is Intent.HOURS else (Intent.HOURS,)
    if (read.intent in DRAFTS or guess.intent is Intent.CLAUSE) and asks_for_an_article(said):
        return (Intent.LEGAL,)
    worded = Intent.RESERVATION in read.intents and asks_to_word_a_reservation(said)
    if worded and guess.intent in (Intent.LEVER, Intent.PARTNERS):
        # The words that reserve a market are those of the rule on reservations, which lists who could answer too.
        return () if read.intent is Intent.RESERVATION else (Intent.RESERVATION,)
    undecided = previous in RULES and read.intent in _UNTOLD and guess.chance < SURE
    if undecided and brings_facts(read) and _tells_only_another_sum(said):
        return (Intent.FACT_UPDATE,)
    likely = _UNRECOGNISED if read.intent is Intent.OUT_OF_SCOPE and not read.off_topic else LIKELY
    if guess.chance < likely or _agrees(read, guess, previous):
        return ()
    if guess.intent is Intent.FACT_UPDATE:
        # What it brings may be nothing that is kept: the answer then says so.
        heard = guess.chance >= SURE or (read.intent in _UNTOLD and brings_facts(read))
        return (Intent.FACT_UPDATE,) if previous is not None and heard else ()
    if guess.intent is Intent.SMALLTALK:
        # « Merci, je vois ça avec l’architecte » names an architect, and asks nothing.
        # « Ok merci, vous en avez vers Amou ? » asks with a place.
        sought = read.asks and read.facts.place is not None
        heard = guess.chance >= SURE and (read.intent in _UNTOLD or not read.asks) and not sought
        return ((Intent.SMALLTALK if read.asks else Intent.THANKS),) if heard else ()
    if guess.intent is Intent.RECALL:
        return (Intent.RECALL,) if previous is not None and read.intent in _UNTOLD else ()
    if guess.intent is Intent.OUT_OF_SCOPE:
        least = SURE if read.intent in _TOOLS else _CERTAIN
        return (Intent.OUT_OF_SCOPE,) if guess.chance >= least and read.intent is not Intent.OUT_OF_SCOPE else ()
    if (
        guess.intent is Intent.LEVER
        and read.intent is Intent.HOURS
        and read.asks
        and read.facts.amount_ht is not None
    ):
        # « On peut mettre combien d’heures ? » of a market told asks for their number, whatever else it tells.
        return ()
    if guess.intent not in _ANSWERED or (guess.intent is Intent.LEGAL and read.intent in RULES):
        # Whether a rule or the texts answer what is asked on its subject is decided with the texts at hand.
        return ()
    kept = (one for one in read.intents if one in _ANSWERED - {guess.intent} and guess.of(one) >= _BESIDE)
    return (guess.intent, *kept)


def _drafting(read: Understanding, guess: Guess, said: str) -> tuple[Intent, ...]:
    """A text to draft, after the hours where they are asked too; nothing where it is what was read already."""
    if Intent.HOURS in (guess.intent, *read.intents) and _COUNTS.search(folded(said)):
        return (Intent.HOURS, Intent.CLAUSE)
    if read.intent in DRAFTS:
        return ()
    return (Intent.CLAUSE, *(one for one in read.intents if one in _BESIDE_A_DRAFT and guess.of(one) >= _BESIDE))


def brings_facts(read: Understanding) -> bool:
    """Whether a message gives, or takes back, something that is kept of the market."""
    return bool(read.forgotten or read.needs or read.drops_lot) or read.facts.tells_anything


def _tells_only_another_sum(said: str) -> bool:
    """Whether a message that goes on has no words but those of a sum and of its term, and asks again what was asked."""
    return _ANOTHER_SUM.fullmatch(folded(said).strip()) is not None


def _asks_who_acts(said: str) -> bool:
    """Whether a message asks which party to the contract does something: « et qui signe ? » looks for no structure."""
    return _WHO_ACTS.match(folded(said)) is not None


def tried_otherwise(guess: Guess, said: str = "") -> Intent | None:
    """The rule or tool that may answer a message on a market where no text does; ``None`` when another subject is as likely."""
    if _asks_who_acts(said):
        return None
    intent, chance = next(found for found in guess.chances if found[0] in _TOOLS)
    return intent if chance >= _TRIED and guess.of(Intent.OUT_OF_SCOPE) < _ELSEWHERE else None


def _agrees(read: Understanding, guess: Guess, previous: Intent | None) -> bool:
    """Whether the cues call what answers anyway: a fact asks again what was asked before it."""
    if read.intent is Intent.FACT_UPDATE and read.length <= _FEW_WORDS:
        # « Et pour 210 000 € ? » says nothing of what is asked.
        return True
    if read.intent is Intent.RESERVATION and guess.intent is Intent.PARTNERS:
        # The rule on reservations lists who could answer, too.
        return Intent.PARTNERS in read.intents
    called = previous if read.intent is Intent.FACT_UPDATE else read.intent
    called = Intent.CLAUSE if called is Intent.CLAUSE_UPDATE else called
    return guess.intent in (read.intent, called)
