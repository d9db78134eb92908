"""Complete a query from its words: trade, place, kinds, way, radius, name, SIRET."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.partners.meaning import TradeMeaning
from assistant.partners.names import NameIndex
from assistant.partners.places import Gazetteer, PlaceFound
from assistant.partners.query import PartnerQuery
from assistant.partners.reading import read
from assistant.partners.trades import TradeLexicon, TradeMention
from assistant.partners.words import Word, fold, words

_NAMED_PLACE = re.compile(
    r"(?:près d[eu]|autour d[eu]|proche d[eu]|environs d[eu]|à|vers|mairie d[eu]|commune d[eu]|ville d[eu])\s+"
    r"((?:L[ae]s?\s|L['’])?[A-ZÉÈÀÂÎÔ][\w’'-]+(?:[ -](?:sur|en|de|la|les|lès|du|des|et|[A-ZÉÈÀÂÎÔ])[\w’'-]*)*)"
)
_SHORTEST_NAME = 5
_KNOWN_WORDS_AFTER = frozenset(("siae", "esat", "geiq", "etti", "landes", "departement"))


@dataclass(frozen=True, slots=True)
class Understood:
    """A query completed from its text, and how each part was read.

    ``named`` gives the structures whose name is said, with their rank, ``said_exactly`` those whose
    name is not merely close; ``trade`` the trade in words;
    ``by_meaning`` says that no word names it and that its meaning was compared; ``trade_not_read``
    that words remain which name no trade; ``unknown_place`` a place that is not in the lists.
    """

    query: PartnerQuery
    mentions: tuple[TradeMention, ...] = ()
    trade: str | None = None
    by_meaning: bool = False
    trade_not_read: bool = False
    named: Mapping[int, int] = field(default_factory=dict)
    said_exactly: frozenset[int] = frozenset()
    place_found: PlaceFound | None = None
    unknown_place: str | None = None
    unread_words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for that could be searched."""
        query = self.query
        asked = (
            query.kinds,
            query.preferred,
            query.way,
            query.place,
            query.siret,
            self.named,
            self.mentions,
            query.name,
        )
        return not any(asked)


def understand(
    query: PartnerQuery,
    lexicon: TradeLexicon,
    gazetteer: Gazetteer,
    names: NameIndex,
    meaning: TradeMeaning | None,
) -> Understood:
    """What a query asks for; its own fields win over its words."""
    reading = read(query.text)
    completed = replace(
        query,
        kinds=(query.kinds - reading.left_out) or reading.kinds,
        preferred=query.preferred or reading.preferred,
        way=query.way or reading.way,
        radius_km=query.radius_km or reading.radius_km,
        siret=_digits(query.siret) if query.siret else reading.number,
    )
    question = list(words(reading.rest))
    place_found = gazetteer.find(question, lexicon.is_known)
    in_place = place_found.positions if place_found else frozenset()
    if place_found is not None and completed.place is None:
        completed = replace(completed, place=place_found.place)
    explicit = _explicit(completed, lexicon)
    mentions = explicit or _outside(lexicon.read(question), in_place)
    named, said_exactly = _named(completed, question, lexicon, names, mentions, in_place)
    in_name = {i for places in named.values() for i in places}
    if not explicit:
        mentions = tuple(m for m in mentions if not m.positions <= in_name)
    rest = [
        word
        for index, word in enumerate(question)
        if index not in in_place and index not in in_name and not lexicon.says_nothing(word)
    ]
    unknown_place = None if completed.place else _unknown_place(reading.rest, lexicon)
    if unknown_place:
        outside = {word.folded for word in words(unknown_place)}
        rest = [word for word in rest if word.folded not in outside]
    unread = " ".join(query.text[word.start : word.end] for word in rest)
    by_meaning = False
    if not mentions and rest and not named and meaning is not None:
        mentions = meaning.read(unread)
        by_meaning = bool(mentions)
    return Understood(
        query=completed,
        mentions=mentions,
        trade=_in_words(mentions, query.text, question) if mentions else (unread or None),
        by_meaning=by_meaning,
        trade_not_read=not mentions and bool(rest) and not named,
        named={number: rank for rank, number in enumerate(named)},
        said_exactly=said_exactly,
        place_found=place_found if query.place is None else None,
        unknown_place=unknown_place,
        unread_words=unread,
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _explicit(query: PartnerQuery, lexicon: TradeLexicon) -> tuple[TradeMention, ...]:
    chosen = query.sector or query.family
    if chosen is None:
        return ()
    sectors = lexicon.expand((chosen,))
    mention = TradeMention(
        # The user's words tell the trade better than the heading it is filed under.
        words=query.trade_words.strip() or chosen,
        sectors=sectors,
        families=lexicon.families_of(sectors),
        positions=frozenset(),
        whole_family=query.sector is None,
    )
    return (mention,)


def _outside(mentions: Sequence[TradeMention], positions: frozenset[int]) -> tuple[TradeMention, ...]:
    """The mentions that do not use the words of the place."""
    return tuple(m for m in mentions if not m.positions & positions)


def _named(
    query: PartnerQuery,
    question: Sequence[Word],
    lexicon: TradeLexicon,
    names: NameIndex,
    mentions: Sequence[TradeMention],
    in_place: frozenset[int],
) -> tuple[dict[int, frozenset[int]], frozenset[int]]:
    """The structures whose name is said, best first, with the words that say it; those said exactly."""
    if query.name:
        close = dict.fromkeys(names.spelt_like(query.name), frozenset[int]())
        return close, frozenset(n for n in close if names.is_exactly(n, query.name))

    def is_everyday(word: Word) -> bool:
        in_the_place = any(question[i].folded == word.folded for i in in_place)
        return in_the_place or lexicon.is_known(word) or lexicon.says_nothing(word)

    said = dict(names.said_in(question, is_everyday, bool(mentions)))
    if said or mentions or query.kinds or query.way or query.place:
        return said, frozenset(said)
    rest = [query.text[word.start : word.end] for word in question if not lexicon.says_nothing(word)]
    wanted = " ".join(rest)
    alike = names.spelt_like(wanted) if len(wanted) >= _SHORTEST_NAME else ()
    return dict.fromkeys(alike, frozenset(range(len(question)))), frozenset()


def _unknown_place(text: str, lexicon: TradeLexicon) -> str | None:
    for match in _NAMED_PLACE.finditer(text):
        found = words(match.group(1))
        if not any(lexicon.is_known(word) or fold(word.folded) in _KNOWN_WORDS_AFTER for word in found):
            return match.group(1).strip(" -")
    return None


def _own_words(mention: TradeMention, text: str, question: Sequence[Word]) -> str:
    """The user's words, with those in between when they are few (« nettoyage de nos bureaux »)."""
    places = sorted(mention.positions)
    if places and places[-1] - places[0] <= len(places) + 1:
        return text[question[places[0]].start : question[places[-1]].end]
    return " ".join(text[question[i].start : question[i].end] for i in places)


def _in_words(mentions: Sequence[TradeMention], text: str, question: Sequence[Word]) -> str:
    """The trades as the question words them, or as the vocabulary does where they were misspelt."""
    said = []
    for mention in mentions:
        own = _own_words(mention, text, question)
        said.append(mention.read_as or own or mention.words)
    return ", ".join(
        dict.fromkeys(word.lower() if word.isupper() else word[:1].lower() + word[1:] for word in said)
    )
