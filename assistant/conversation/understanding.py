"""Read a message of free French: what it asks, and the facts of the market it states. No model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.conversation.fact_reading import FactVocabulary, fact_vocabulary, read_facts
from assistant.conversation.intents import (
    SOCIAL,
    Intent,
    IntentReader,
    choose_intent,
    hides_instructions,
)
from assistant.conversation.phrase_index import PhraseIndex, Spelling, Term
from assistant.conversation.places import PlaceIndex
from assistant.conversation.trades import TradeIndex
from assistant.conversation.wording import Wording, read_wording
from assistant.market import ContractKind, MarketFacts
from corpus.commune_files import load_communes
from corpus.vocabulary_files import load_intents, load_trades, load_word_lists

_REF = re.compile(r"\b(?P<letter>[lrd])\s?\.?\s?\*?\s?(?P<number>\d{3,4}(?:\s?-\s?\d{1,3})*)\b")
_BARE_REF = re.compile(r"\barticles?\s+(?P<number>\d{4}-\d{1,3}(?:-\d{1,2})*)\b")
_CCAG = re.compile(
    r"\bccag[\s-]*(?P<which>fcs|travaux|pi|tic|mi|moe)\b[^.;?!]{0,25}?(?P<number>\d{1,2}(?:\.\d{1,2})+)"
)
_CCAG_AFTER = re.compile(
    r"\b(?P<number>\d{1,2}(?:\.\d{1,2})+)\s(?:du\s|de\sl')?ccag[\s-]*(?P<which>fcs|travaux|pi|tic|mi|moe)\b"
)
_ANNEX = re.compile(r"\bannexe\s+(?P<number>\d{1,2})\b")
_PARTS = re.compile(r"(?<=[?!])\s+|\n+|(?<=[.;])\s+(?=[^\d\s])|\s*(?:^|\n|\s)(?:\d\s?[).]|-|•)\s+(?=[a-z])")
_JOINED = re.compile(
    r",?\s+(?:et|puis|ainsi\sque)\s+(?:aussi\s+)?(?=(?:combien|quel(?:le)?s?|qui|comment|est-ce|puis-je|peut-on|dois-je|faut-il|redige|prepare|donne|propose|calcule|liste|trouve|suis-je|quand|pourquoi|ou)\b)"
)
_LETTERS = re.compile(r"[^\W_]", re.UNICODE)
_FEW_WORDS = 8


@dataclass(frozen=True)
class Lexicon:
    """The vocabularies and the communes, loaded once and searched for every message."""

    spelling: Spelling
    intents: IntentReader
    facts: FactVocabulary
    clause_kinds: PhraseIndex[str]
    forgettable: PhraseIndex[str]
    forget_verbs: PhraseIndex[bool]
    restarts: PhraseIndex[bool]
    follow_ups: PhraseIndex[bool]
    interrogatives: PhraseIndex[bool]
    closed_questions: PhraseIndex[bool]


@dataclass(frozen=True)
class Understanding:
    """What was read in one message.

    ``facts`` are those of this message only; ``forgotten`` names the fields of :class:`MarketFacts`
    to drop; ``refs`` are article numbers as the code writes them; ``needs`` are questions to ask.
    """

    intent: Intent
    intents: tuple[Intent, ...]
    facts: MarketFacts
    forgotten: frozenset[str]
    clause_kind: str | None
    is_follow_up: bool
    contract: ContractKind | None
    refs: tuple[str, ...]
    parts: tuple[str, ...]
    yes_no: bool
    needs: tuple[str, ...]


def load_lexicon(corpus_dir: Path) -> Lexicon:
    """The lexicon of ``corpus_dir``: ``vocabulary/*.yaml``, ``communes/*.csv``, the words of ``articles/``.

    Raises :class:`corpus.errors.BrokenCorpusFile` on a file that cannot be read whole.
    """
    vocabulary = corpus_dir / "vocabulary"
    trades = load_trades(vocabulary / "trades.yaml")
    market = load_word_lists(vocabulary / "market.yaml")
    intents = load_intents(vocabulary / "intents.yaml")
    languages = load_word_lists(vocabulary / "language.yaml")
    communes = load_communes(corpus_dir / "communes")
    phrases = [word for entry in trades.entries for word in entry.words]
    phrases += [word for values in market.groups.values() for words in values.values() for word in words]
    phrases += [cue.phrase for cue in intents.cues]
    phrases += [word for values in intents.lists.groups.values() for words in values.values() for word in words]
    # The words of the law are right as they are, and so are the names of communes.
    known = [path.read_text(encoding="utf-8") for path in sorted((corpus_dir / "articles").glob("*.md"))]
    known += [*languages.words("mots_courants"), *(commune.name for commune in communes)]
    spelling = Spelling(phrases, known, languages.words("mots_vides"))
    places = PlaceIndex(
        communes,
        languages.section("noms_usuels"),
        languages.words("communes_ambigues"),
        languages.words("lieux_forts"),
        languages.words("lieux_faibles"),
        spelling,
    )

    def flags(words: tuple[str, ...]) -> PhraseIndex[bool]:
        return PhraseIndex(spelling, [(word, True) for word in words])

    def named(section: str) -> PhraseIndex[str]:
        return PhraseIndex(
            spelling, [(word, name) for name, words in market.section(section).items() for word in words]
        )

    return Lexicon(
        spelling=spelling,
        intents=IntentReader(intents, languages, spelling),
        facts=fact_vocabulary(market, TradeIndex(trades, spelling), places, spelling),
        clause_kinds=named("pieces"),
        forgettable=named("faits"),
        forget_verbs=flags(market.words("oublier")),
        restarts=flags(market.words("recommencer")),
        follow_ups=flags(intents.lists.words("suite")),
        interrogatives=flags(intents.lists.words("interrogatifs")),
        closed_questions=flags(intents.lists.words("oui_non")),
    )


def understand(
    message: str,
    lexicon: Lexicon,
    previous: MarketFacts | None,
    previous_intent: Intent | None,
    turn: int,
) -> Understanding:
    """What ``message`` asks and states, at the 0-based ``turn`` of a conversation.

    ``previous`` and ``previous_intent`` are what the earlier turns left, used only to understand a
    message that continues them.
    """
    wording = read_wording(message)
    terms = lexicon.spelling.terms(wording)
    parts = _parts(wording)
    refs = read_refs(wording)
    forgotten = _forgotten(terms, lexicon, wording)
    intents = _intents(parts, wording, terms, refs, lexicon)
    about_hours = Intent.HOURS in intents or previous_intent is Intent.HOURS
    read = read_facts(wording, lexicon.facts, previous, turn, about_hours=about_hours)
    intent, follows = _in_conversation(
        intents, read.facts, forgotten, terms, lexicon, previous, previous_intent, wording
    )
    if intent not in intents:
        intents = (intent, *(one for one in intents if one not in (Intent.OUT_OF_SCOPE, intent)))
    quiet = intent in (
        *SOCIAL,
        Intent.ATTACK,
        Intent.FOREIGN_LANGUAGE,
        Intent.EMPTY,
        Intent.INSULT,
        Intent.OUT_OF_SCOPE,
    )
    return Understanding(
        intent=intent,
        intents=intents,
        facts=MarketFacts() if quiet else read.facts,
        forgotten=frozenset() if quiet else forgotten,
        clause_kind=_clause_kind(terms, lexicon) if {Intent.CLAUSE, Intent.CLAUSE_UPDATE} & set(intents) else None,
        is_follow_up=follows,
        contract=read.facts.contract.value if read.facts.contract else None,
        refs=refs,
        parts=parts,
        yes_no=_is_closed(terms, wording, lexicon),
        needs=() if quiet else read.doubts,
    )


def read_refs(wording: Wording) -> tuple[str, ...]:
    """The article numbers of the message as the corpus writes them: ``L2113-12``, ``CCAG-FCS 16.1``, ``Annexe 2``."""
    found: list[tuple[int, str]] = []
    for match in _REF.finditer(wording.text):
        found.append((match.start(), match["letter"].upper() + match["number"].replace(" ", "")))
    for match in _BARE_REF.finditer(wording.text):
        found.append((match.start(), "L" + match["number"]))
    for pattern in (_CCAG, _CCAG_AFTER):
        for match in pattern.finditer(wording.text):
            which = match["which"].capitalize() if match["which"] == "travaux" else match["which"].upper()
            found.append((match.start(), f"CCAG-{which} {match['number']}"))
    found += [(match.start(), f"Annexe {match['number']}") for match in _ANNEX.finditer(wording.text)]
    return tuple(dict.fromkeys(ref for _, ref in sorted(found)))


def _parts(wording: Wording) -> tuple[str, ...]:
    """The questions of the message as typed; the message itself when it has only one."""
    cuts = [0]
    for pattern in (_PARTS, _JOINED):
        cuts += [match.end() for match in pattern.finditer(wording.text)]
    bounds = [*sorted(set(cuts)), len(wording.text)]
    spans = [(a, b) for a, b in zip(bounds, bounds[1:], strict=False) if _LETTERS.search(wording.text[a:b])]
    typed = [wording.typed(a, b).strip() for a, b in spans]
    return tuple(part for part in typed if part)


def _intents(
    parts: tuple[str, ...], wording: Wording, terms: tuple[Term, ...], refs: tuple[str, ...], lexicon: Lexicon
) -> tuple[Intent, ...]:
    """The intents of the message, the main one first."""
    reader = lexicon.intents
    if not _LETTERS.search(wording.text):
        return (Intent.EMPTY,)
    whole = reader.scores(terms)
    if Intent.ATTACK in whole or hides_instructions(wording):
        return (Intent.ATTACK,)
    if reader.is_foreign(wording):
        return (Intent.FOREIGN_LANGUAGE,)
    found: list[tuple[int, Intent]] = []
    for part in parts:
        part_wording = read_wording(part)
        part_terms = lexicon.spelling.terms(part_wording)
        scores = reader.scores(part_terms)
        intent = choose_intent(
            scores,
            domain=reader.is_domain(part_terms) or bool(read_refs(part_wording)),
            general=reader.is_general(part_terms),
            off_topic=reader.is_off_topic(part_terms),
            words=sum(1 for _ in part_wording.words()),
        )
        if intent is not None:
            found.append((scores.get(intent, 0), intent))
    serious = [(w, i) for w, i in found if i not in (*SOCIAL, Intent.INSULT, Intent.OUT_OF_SCOPE)]
    kept = serious or found
    if not kept:
        return (Intent.LEGAL,) if refs else (Intent.OUT_OF_SCOPE,)
    # The context given before a question (« Nous avons un marché… ») is not a question of its own.
    if any(weight >= 2 for weight, _ in kept):
        kept = [(w, i) for w, i in kept if w >= 2 or i is not Intent.LEGAL]
    return tuple(dict.fromkeys(intent for _, intent in kept))


def _in_conversation(
    intents: tuple[Intent, ...],
    facts: MarketFacts,
    forgotten: frozenset[str],
    terms: tuple[Term, ...],
    lexicon: Lexicon,
    previous: MarketFacts | None,
    previous_intent: Intent | None,
    wording: Wording,
) -> tuple[Intent, bool]:
    """The main intent once the earlier turns are known, and whether the message continues them."""
    intent = intents[0]
    opening = lexicon.follow_ups.find(terms[:6])
    opens = bool(opening) and opening[0].start <= 12
    states = any(getattr(facts, name) for name in type(facts).model_fields)
    if intent in (Intent.ATTACK, Intent.EMPTY, Intent.FOREIGN_LANGUAGE, Intent.INSULT, *SOCIAL):
        return intent, False
    if previous_intent is None:
        if intent is Intent.CLAUSE_UPDATE:
            return Intent.CLAUSE, False
        return (Intent.FACT_UPDATE if states and intent is Intent.OUT_OF_SCOPE else intent), False
    scores = lexicon.intents.scores(terms)
    short = len(terms) <= _FEW_WORDS
    if intent is Intent.CLAUSE_UPDATE and previous_intent not in (Intent.CLAUSE, Intent.CLAUSE_UPDATE):
        intent = Intent.CLAUSE
    asks = max((weight for one, weight in scores.items() if one not in SOCIAL), default=0) >= 3
    if (forgotten or states) and not asks and (opens or short) and not lexicon.intents.is_off_topic(terms):
        return Intent.FACT_UPDATE, True
    if intent is Intent.OUT_OF_SCOPE and not lexicon.intents.is_off_topic(terms) and (opens or len(terms) <= 3):
        return previous_intent, True
    return intent, opens and not lexicon.intents.is_off_topic(terms)


def _forgotten(terms: tuple[Term, ...], lexicon: Lexicon, wording: Wording) -> frozenset[str]:
    """The fields the user asks to drop; all of them when another market is announced."""
    everything = frozenset(MarketFacts.model_fields)
    if lexicon.restarts.find(terms):
        return everything
    names: set[str] = set()
    facts = lexicon.forgettable.find(terms)
    for verb in lexicon.forget_verbs.find(terms):
        for fact in facts:
            between = wording.text[verb.end : fact.start]
            if 0 <= fact.start - verb.end <= 30 and not re.search(r"[.;?!\n]|\bpour\b|\bdans\b", between):
                names.add(fact.value)
    if "*" in names:
        return everything
    if "amount_ht" in names:
        names |= {"amount_ttc"}
    return frozenset(names)


def _clause_kind(terms: tuple[Term, ...], lexicon: Lexicon) -> str | None:
    """The document asked for: the most specific kind named, in the order a buyer means it."""
    named = {match.value for match in lexicon.clause_kinds.find(terms)}
    order = (
        "letter",
        "annex",
        "reasons",
        "follow_up",
        "criterion",
        "subcontracting",
        "reserved",
        "works",
        "services",
    )
    return next((kind for kind in order if kind in named), None)


def _is_closed(terms: tuple[Term, ...], wording: Wording, lexicon: Lexicon) -> bool:
    """Whether the question is answered by yes or no."""
    closed = lexicon.closed_questions.find(terms)
    open_words = lexicon.interrogatives.find(terms)
    if not closed:
        return False
    return not open_words or closed[0].start <= open_words[0].start
