"""Read a message of free French: what it asks, and the facts of the market it states. No model."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.conversation.article_refs import find_refs
from assistant.conversation.asides import Aside
from assistant.conversation.carried import without_passing_trade
from assistant.conversation.clause_kinds import clause_kind
from assistant.conversation.fact_reading import read_facts
from assistant.conversation.hearing import ENOUGH, FEW_WORDS, Heard, hear, subject
from assistant.conversation.intents import (
    SOCIAL,
    Intent,
    choose_intent,
    hides_instructions,
)
from assistant.conversation.lexicon import Lexicon, load_lexicon
from assistant.conversation.phrase_index import Term
from assistant.conversation.reconsidering import reconsidered
from assistant.conversation.search_changed import with_search_changed
from assistant.conversation.wording import Wording, read_wording
from assistant.market import ContractKind, MarketFacts

__all__ = ["Intent", "Lexicon", "Understanding", "load_lexicon", "understand"]

_PARTS = re.compile(r"(?<=[?!])\s+|\n+|(?<=[.;])\s+(?=[^\d\s])|\s*(?:^|\n|\s)(?:\d\s?[).]|-|•)\s+(?=[a-z])")
_JOINED = re.compile(
    r",?\s+(?:et|puis|ainsi\sque)\s+(?:aussi\s+)?(?=(?:combien|quel(?:le)?s?|qui|comment|est-ce|puis-je|peut-on|dois-je|faut-il|redige|prepare|donne|propose|calcule|liste|trouve|suis-je|quand|pourquoi|ou)\b)"
)
_LETTERS = re.compile(r"[^\W\d_]", re.UNICODE)
_SHORTEST_PART = 3
_ELLIPSIS = 3
QUIET = frozenset(
    {
        *SOCIAL,
        Intent.ATTACK,
        Intent.EMPTY,
        Intent.FOREIGN_LANGUAGE,
        Intent.INSULT,
        Intent.OUT_OF_SCOPE,
    }
)


@dataclass(frozen=True)
class Understanding:
    """What was read in one message.

    ``asks_anew`` tells that it asks something that stands without the earlier turns; ``facts`` are those of this message only;
    ``forgotten`` names their fields to drop; ``refs`` are article numbers; ``length`` counts its words that are not small ones;
    ``off_topic`` tells that they name another subject; ``needs`` are questions to ask; ``chance`` is that of its intent, as
    learnt from conversations, ``law`` that of a question on the texts; ``otherwise`` is the tool to try where the texts hold
    nothing; ``asks`` tells that it holds a question mark or an interrogative word; ``drops_lot`` that it takes a lot out of
    the market; ``asides`` are what it asks beside a purchase.
    """

    intent: Intent
    intents: tuple[Intent, ...]
    facts: MarketFacts
    forgotten: frozenset[str] = frozenset()
    clause_kind: str | None = None
    is_follow_up: bool = False
    asks_anew: bool = True
    contract: ContractKind | None = None
    refs: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    length: int = 0
    off_topic: bool = False
    yes_no: bool = False
    needs: tuple[str, ...] = ()
    asks: bool = False
    chance: float = 0.0
    law: float = 0.0
    otherwise: Intent | None = None
    drops_lot: bool = False
    asides: tuple[Aside, ...] = ()


def understand(
    message: str,
    lexicon: Lexicon,
    previous: MarketFacts | None,
    previous_intent: Intent | None,
    turn: int,
    told: tuple[Intent, ...] = (),
) -> Understanding:
    """What ``message`` asks and states, at the 0-based ``turn`` of a conversation.

    ``previous`` and ``previous_intent`` are what the earlier turns left, used only to understand a
    message that continues them; ``told`` are its intents, where they are known.
    """
    wording = read_wording(message)
    terms = lexicon.spelling.terms(wording)
    spans = _parts(wording)
    parts = tuple(wording.typed(start, end).strip() for start, end in spans)
    refs = tuple(dict.fromkeys(ref for _, ref in find_refs(wording)))
    place = lexicon.facts.places.find(wording)
    # A commune's name must not be taken for a word of the question (« Tartas », « tarte »).
    spoken = tuple(t for t in terms if place is None or not place.start <= t.start < place.end)
    forgotten = _forgotten(spoken, lexicon, wording)
    intents = told or _intents(spans, wording, spoken, lexicon)
    drafting = bool({Intent.CLAUSE, Intent.CLAUSE_UPDATE} & {*intents, previous_intent})
    about_hours = Intent.HOURS in intents or previous_intent is Intent.HOURS or drafting
    read = read_facts(wording, lexicon.facts, previous, turn, about_hours=about_hours, drafting=drafting)
    if previous_intent is Intent.PARTNERS:
        read = replace(read, facts=with_search_changed(read.facts, previous, wording, turn))
    heard = hear(wording, spoken, refs, read, forgotten, lexicon)
    if told:
        intent, follows = told[0], previous_intent is not None and (heard.opens or told[0] is Intent.FACT_UPDATE)
    else:
        intents = _with_computation(intents, heard, read.facts, lexicon.intents.scores(spoken))
        asked = lexicon.intents.scores(subject(wording, spoken, lexicon))
        intents = _with_rule(intents, heard, read.facts, previous, asked)
        intent, follows = _in_conversation(intents, heard, previous_intent)
        intent = reconsidered(intent, intents, heard, read.facts, wording)
    if intent not in intents:
        # A clause to update, before any was written, is the clause itself; a courtesy beside a market asks nothing.
        updated = (Intent.CLAUSE_UPDATE,) if intent is Intent.CLAUSE else ()
        left = (Intent.OUT_OF_SCOPE, Intent.LEGAL, *SOCIAL, *updated)
        intents = (intent, *(one for one in intents if one not in left))
    if intent in QUIET:
        quiet = Understanding(intent=intent, intents=intents, facts=MarketFacts(), parts=parts, refs=refs)
        return replace(quiet, length=heard.length, off_topic=heard.off_topic, asks=heard.asks)
    facts = read.facts if previous is None else without_passing_trade(previous, read.facts, intent, message)
    if not follows and previous is not None and _is_another_market(facts, previous):
        forgotten |= frozenset(MarketFacts.model_fields) - {"buyer_kind"}
    drafts = {Intent.CLAUSE, Intent.CLAUSE_UPDATE} & {*intents, previous_intent if follows else intent}
    return Understanding(
        intent=intent,
        intents=intents,
        facts=facts,
        forgotten=forgotten,
        clause_kind=clause_kind(terms, lexicon) if drafts else None,
        is_follow_up=follows,
        asks_anew=intent is not Intent.FACT_UPDATE and heard.stands,
        contract=read.facts.contract.value if read.facts.contract else None,
        refs=refs,
        parts=parts,
        length=heard.length,
        asks=heard.asks,
        yes_no=_is_closed(terms, lexicon),
        needs=read.doubts,
    )


def _with_computation(
    intents: tuple[Intent, ...], heard: Heard, facts: MarketFacts, scores: dict[Intent, int]
) -> tuple[Intent, ...]:
    """The intents, where hours named beside figures of a calculation, and nothing else, ask for it."""
    figures = (facts.amount_ht, facts.labour_hours, facts.target_hours, facts.effort, facts.lots)
    undecided = intents[0] in (Intent.LEGAL, Intent.OUT_OF_SCOPE) and heard.weight < ENOUGH and not heard.refs
    about = scores.get(Intent.HOURS) or facts.target_hours or (facts.effort and facts.labour_share)
    return (Intent.HOURS,) if undecided and about and any(figures) else intents


def _with_rule(
    intents: tuple[Intent, ...],
    heard: Heard,
    facts: MarketFacts,
    previous: MarketFacts | None,
    asked: dict[Intent, int],
) -> tuple[Intent, ...]:
    """The intents, where few words call a rule or the directory: « il y en a à Dax ? », « 6 M€ HT, clause sociale ? »."""
    amount = facts.amount_ht or (previous.amount_ht if previous else None)
    undecided = intents[0] in (Intent.LEGAL, Intent.OUT_OF_SCOPE) and heard.weight < ENOUGH
    if undecided and (heard.looks_for or heard.seeks) and not heard.refs:
        return (Intent.PARTNERS,)
    if not undecided or amount is None or heard.refs:
        return intents
    return next(((rule,) for rule in (Intent.OBLIGATION, Intent.PROCEDURE) if asked.get(rule)), intents)


def _is_another_market(facts: MarketFacts, previous: MarketFacts) -> bool:
    """Whether a whole question bears on another trade or nature than the one known."""
    if facts.trade and previous.trade:
        return facts.trade.value != previous.trade.value
    return bool(facts.nature and previous.nature and facts.nature.value is not previous.nature.value)


def _parts(wording: Wording) -> tuple[tuple[int, int], ...]:
    """The places of the questions of the message; the whole message when it has only one."""
    cuts = [0]
    for pattern in (_PARTS, _JOINED):
        cuts += [match.end() for match in pattern.finditer(wording.text)]
    bounds = [*sorted(set(cuts)), len(wording.text)]
    long_enough = [
        (a, b) for a, b in pairwise(bounds) if len(_LETTERS.findall(wording.text[a:b])) > _SHORTEST_PART
    ]
    return tuple(long_enough) or ((0, len(wording.text)),)


def _intents(
    spans: tuple[tuple[int, int], ...], wording: Wording, terms: tuple[Term, ...], lexicon: Lexicon
) -> tuple[Intent, ...]:
    """The intents of the message, the main one first."""
    reader = lexicon.intents
    if not terms and not _LETTERS.search(wording.text):
        return (Intent.EMPTY,)
    if Intent.ATTACK in reader.scores(terms) or hides_instructions(wording):
        return (Intent.ATTACK,)
    if reader.is_foreign(wording):
        return (Intent.FOREIGN_LANGUAGE,)
    refs = find_refs(wording)
    found: list[tuple[int, Intent]] = []
    for start, end in spans:
        part = tuple(term for term in terms if start <= term.start < end)
        scores = reader.scores(part)
        intent = choose_intent(
            scores,
            domain=reader.is_domain(part) or any(start <= place < end for place, _ in refs),
            general=reader.is_general(part),
            off_topic=reader.is_off_topic(part) and not lexicon.facts.trades.find(part),
            words=len(part),
        )
        if intent is not None:
            found.append((scores.get(intent, 0), intent))
    serious = [(w, i) for w, i in found if i not in (*SOCIAL, Intent.INSULT, Intent.OUT_OF_SCOPE)]
    kept = serious or found
    if not kept:
        return (Intent.OUT_OF_SCOPE,)
    # The context given before a question (« Nous avons un marché… ») is not a question of its own.
    if any(weight >= ENOUGH for weight, _ in kept):
        kept = [(w, i) for w, i in kept if w >= ENOUGH or i is not Intent.LEGAL]
    return tuple(dict.fromkeys(intent for _, intent in kept))


def _in_conversation(
    intents: tuple[Intent, ...], heard: Heard, previous_intent: Intent | None
) -> tuple[Intent, bool]:
    """The main intent once the earlier turns are known, and whether the message continues them."""
    intent = intents[0]
    # « Bonjour, notre marché fait 200 000 € », « aide de l’État : 35 000 € »: the market outweighs the courtesy.
    # So does a question with a place: « ok merci, vous en avez vers Amou ? ».
    sought = heard.located and heard.asks and intent is Intent.THANKS
    if intent in (Intent.HELP, Intent.SMALLTALK, Intent.THANKS, Intent.GREETING) and (heard.counts or sought):
        intent = Intent.OUT_OF_SCOPE
    if intent in QUIET - {Intent.OUT_OF_SCOPE} or heard.off_topic:
        return intent, False
    if previous_intent is None:
        if intent is Intent.CLAUSE_UPDATE:
            return Intent.CLAUSE, False
        undecided = intent is Intent.OUT_OF_SCOPE or (intent is Intent.LEGAL and heard.weight < ENOUGH)
        # A market described without a question: the useful answer is which lever fits it.
        articles = [ref for ref in heard.refs if not ref.startswith("Annexe")]
        describes = heard.states and not heard.asks and not articles
        # A commune named among other words describes no market.
        describes = describes and not (heard.located and (intent is Intent.LEGAL or heard.length > _ELLIPSIS))
        return (Intent.LEVER if undecided and describes else intent), False
    if intent is Intent.CLAUSE_UPDATE and previous_intent not in (Intent.CLAUSE, Intent.CLAUSE_UPDATE):
        intent = Intent.CLAUSE
    if heard.entitles and not heard.counts and previous_intent in (Intent.CLAUSE, Intent.CLAUSE_UPDATE):
        return Intent.CLAUSE_UPDATE, True
    changes = bool(heard.forgotten) or heard.states
    if intent is Intent.PARTNERS and heard.looks_for:
        return intent, True
    few = heard.length <= (_ELLIPSIS if heard.wonders else FEW_WORDS)
    # « Le train de Dax à Paris » names a commune among other words, and changes nothing of the market.
    passing = heard.located and not heard.forgotten and heard.length > _ELLIPSIS and not heard.opens
    if changes and not passing and heard.weight < ENOUGH and (heard.opens or few or not heard.asks):
        return Intent.FACT_UPDATE, True
    if intent is Intent.OUT_OF_SCOPE and heard.labels and previous_intent in (Intent.CLAUSE, Intent.CLAUSE_UPDATE):
        return Intent.CLAUSE_UPDATE, True
    if intent is Intent.OUT_OF_SCOPE and (heard.opens or heard.refers or heard.length <= _ELLIPSIS):
        return previous_intent, True
    return intent, heard.opens


def _forgotten(terms: tuple[Term, ...], lexicon: Lexicon, wording: Wording) -> frozenset[str]:
    """The fields the user asks to drop; all of them when another market is announced."""
    everything = frozenset(MarketFacts.model_fields)
    if lexicon.restarts.find(terms):
        return everything - {"buyer_kind"}  # another market of the same buyer
    names: set[str] = set()
    facts = lexicon.forgettable.find(terms)
    for verb in lexicon.forget_verbs.find(terms):
        # « Sans réservation, à ce prix » forgets no price; « oublie le montant, la durée » enumerates.
        stop = "," if wording.text[verb.start : verb.end] == "sans" else ""
        for fact in facts:
            between = wording.text[verb.end : fact.start]
            if 0 <= fact.start - verb.end <= 30 and not re.search(rf"[.;?!\n{stop}]|\bpour\b|\bdans\b", between):
                names.add(fact.value)
    if "*" in names:
        return everything
    if "amount_ht" in names:
        names |= {"amount_ttc", "amount_per_year", "amount_ttc_per_year", "amount_covers_renewals"}
    return frozenset(names)


def _is_closed(terms: tuple[Term, ...], lexicon: Lexicon) -> bool:
    """Whether the question is answered by yes or no."""
    closed = lexicon.closed_questions.find(terms)
    open_words = lexicon.interrogatives.find(terms)
    if not closed:
        return False
    return not open_words or closed[0].start <= open_words[0].start
