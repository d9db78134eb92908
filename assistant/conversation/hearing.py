"""What the words of a message tell of its place in a conversation: it states, asks, continues, or names a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversation.fact_reading import FactsRead
from assistant.conversation.intents import SOCIAL
from assistant.conversation.lexicon import Lexicon
from assistant.conversation.phrase_index import Term
from assistant.conversation.wording import Wording
from assistant.market import MarketFacts

# An intent of this weight is told by its words alone; below, by what surrounds it.
ENOUGH = 2
FEW_WORDS = 8
_OPENING_WORDS = 6
_SUBJECT_WORDS = 2
_REFERS = re.compile(
    r"\b(?:(?:l'|(?:le|la|les|lui|leur|en|y)\s)[a-z]{2,}(?:er|ir|oir|ire|dre|tre)\b"
    r"|(?:cela|ca|quand meme|celui-ci|celle-ci)\b)"
)
_THERE = re.compile(
    r"\b(?:(?:il )?y en a|y en a[- ]t[- ]il|il en existe|en existe[- ]t[- ]il|y a[- ]t[- ]il des?)\b"
)
_WHO = re.compile(
    r"\b(?:(?:qui|(?:la|le|les)quel(?:le)?s?) (?:peut|pourrait|peuvent|pourraient|sait|va|fait|lave|nettoie"
    r"|entretient|repare|tond|ferait|saurait|serait"
    r"|est capable|s'occupe|intervient|travaille)"
    r"|(?:je )?(?:cherche|cherchons|recherche|recherchons|trouver?|besoin d) ?(?:e |')?"
    r"(?:quelqu'un|des gens|une boite|une structure)"
    r"|(?:il )?y a(?:[- ]t[- ]il)? (?:pas )?(?:plutot )?(?:une?|des) (?:ateliers?|structures?|associations?|boites?)"
    r"|quelqu'un (?:pour|qui|capable|peut)|des gens (?:pour|qui)|une boite (?:pour|qui)|connai\w+[- ](?:vous|tu)"
    r"|(?:avez[- ]vous|as[- ]tu|t'as|vous avez|tu as) (?:quelqu'un|des (?:adresses|contacts|noms)|une adresse|un contact))\b"
    r"|\bqui\s?\?+\s*$"
    # « Où s’adresser ? », « vers qui se tourner ? ».
    r"|\b(?:ou|(?:a|vers|chez) qui)\b(?: \w+){0,3} (?:s'adresser|m'adresser|nous adresser|se tourner|me tourner|nous tourner)\b"
    r"|\b(?:ou|a qui)\b(?: (?:puis-je|peut-on|on peut|je peux))? (?:faire faire|demander ca|confier ca)\b"
)
# « une blanchisserie d'insertion dans le 40 ? »: a thing of a kind, and no verb before it.
_SOME = re.compile(
    r"^(?:une?|des|quelques?)\s(?:[a-z'-]+\s){0,3}(?:d')?(?:insertion|inclusi\w+|esat|adaptees?|protegees?|solidaires?)\b"
)
_LABELLED = re.compile(r"\s*[a-z][a-z' ]{2,60}\s?:\s*\S")
_ENTITLED = re.compile(r"\s*(?:objet|intitule|nom|titre)(?:\s[a-z]+){0,3}\s?:\s*\S")
_CORRECTS = re.compile(
    r"\s*(?:(?:ah|oh|oups|euh|mince|zut|non|desolee?)\b[\s,!]*)+(?:pardon|c'est|plutot|en fait|je me suis tromp|pas)\b"
)
_BREAKS = re.compile(r"[,.;:!?\n]\s*(?=\S)")


_LINKING = frozenset({("que",), ("qui",), ("quand",), ("peut",), ("quoi",), ("qu",)})
_LOCATED = ("place", "buyer_kind", "launch")
_COUNTED = (
    "amount_ht",
    "amount_ttc",
    "amount_per_year",
    "amount_ttc_per_year",
    "duration",
    "lots",
    "effort",
    "labour_hours",
    "target_hours",
    "transferable_monthly_hours",
    "yearly_purchases",
)


@dataclass(frozen=True)
class Heard:
    """What tells whether a message continues a conversation, describes a market or asks something.

    ``located`` tells that a place, a buyer or the day of its launch is all it states of a market, ``counts`` that it gives a
    sum, a term, lots or hours of it.
    ``weight`` is that of its strongest intent, ``length`` counts its words that are not small ones. ``wonders``
    tells that it asks with an interrogative word (« combien de temps… »), ``refers`` that a pronoun stands for
    what was said before, ``labels`` that it gives a value after a name and a colon, ``entitles`` that this
    value is the object of the market, ``looks_for`` that it asks
    whether there are structures of a kind or in a place, ``seeks`` who does a work.
    """

    states: bool
    located: bool
    counts: bool
    asks: bool
    wonders: bool
    opens: bool
    refers: bool
    labels: bool
    entitles: bool
    looks_for: bool
    seeks: bool
    off_topic: bool
    weight: int
    length: int
    refs: tuple[str, ...]
    forgotten: frozenset[str]

    @property
    def stands(self) -> bool:
        """Whether it asks something of its own, and is not a few words that continue a question."""
        return bool(self.refs) or (self.weight >= ENOUGH and not (self.opens and self.length <= FEW_WORDS // 2))


def hear(
    wording: Wording,
    terms: tuple[Term, ...],
    refs: tuple[str, ...],
    read: FactsRead,
    forgotten: frozenset[str],
    lexicon: Lexicon,
) -> Heard:
    """What the message says of itself, before the earlier turns are considered."""
    opening = lexicon.follow_ups.find(terms[:_OPENING_WORDS])
    scores = lexicon.intents.scores(terms)
    return Heard(
        states=bool(read.doubts) or read.facts.tells_anything,
        located=(read.facts.place is not None or read.facts.launch is not None)
        and not read.doubts
        and not any(getattr(read.facts, name) for name in MarketFacts.model_fields if name not in _LOCATED),
        counts=any(getattr(read.facts, name) for name in _COUNTED),
        asks="?" in wording.text or _asks(terms, lexicon),
        wonders=bool(lexicon.interrogatives.find(terms)),
        opens=bool(_CORRECTS.match(wording.text))
        or (bool(opening) and bool(terms) and opening[0].start == terms[0].start),
        refers=bool(_REFERS.search(wording.text)),
        looks_for=bool(_THERE.search(wording.text)) and bool(read.facts.place or read.facts.structure_kinds),
        seeks=read.facts.trade is not None and bool(_WHO.search(wording.text) or _SOME.match(wording.text)),
        labels=bool(_LABELLED.match(wording.text)),
        entitles=bool(_ENTITLED.match(wording.text)),
        # Two words of another subject outweigh a trade read in one of them (« une recette de tarte »).
        off_topic=lexicon.intents.is_off_topic(terms, least=2 if read.facts.trade else 1)
        and not lexicon.intents.is_domain(terms),
        weight=max((weight for intent, weight in scores.items() if intent not in SOCIAL), default=0),
        length=len([term for term in terms if term.word not in lexicon.spelling.stop_words]),
        refs=refs,
        forgotten=forgotten,
    )


def _asks(terms: tuple[Term, ...], lexicon: Lexicon) -> bool:
    """Whether words ask something without a question mark; a lone « que » or « peut être » links as often as it asks."""
    said = [*lexicon.interrogatives.find(terms), *lexicon.closed_questions.find(terms)]
    words = [tuple(term.word for term in terms if one.start <= term.start < one.end) for one in said]
    first = terms[0].start if terms else 0
    return any(word not in _LINKING or one.start == first for one, word in zip(said, words, strict=True))


def subject(wording: Wording, terms: tuple[Term, ...], lexicon: Lexicon) -> tuple[Term, ...]:
    """The words asked about when a message ends on them alone (« …, clause sociale ? », « Faut-il une publicité ? »)."""
    end = len(wording.text.rstrip())
    start = max((match.end() for match in _BREAKS.finditer(wording.text[:end])), default=0)
    last = tuple(term for term in terms if term.start >= start)
    if not wording.text[:end].endswith("?") or lexicon.interrogatives.find(last):
        return ()
    closed = [(match.start, match.end) for match in lexicon.closed_questions.find(last)]
    own = tuple(
        term
        for term in last
        if term.word not in lexicon.spelling.stop_words and not any(a <= term.start < b for a, b in closed)
    )
    return own if len(own) <= _SUBJECT_WORDS else ()
