"""The trade a message names, and the nature of market it implies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.conversation.no_trade import helps_the_buyer, names_no_trade
from assistant.conversation.parts import is_part
from assistant.conversation.phrase_index import Match, PhraseIndex, Spelling, Term
from assistant.conversation.wording import Wording
from assistant.folding import folded
from assistant.market import MarketNature, Trade
from corpus.vocabulary_files import TradeEntry, TradeVocabulary

# Trades that work on buildings and grounds: what follows « de » is the place, not another trade.
_KEEPERS = frozenset({"proprete", "espaces_verts", "securite"})
_OF = frozenset(
    {
        "de",
        "d",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "un",
        "une",
        "notre",
        "nos",
        "ma",
        "mon",
        "pour",
        "dans",
        "sur",
        "a",
        "au",
        "aux",
        # « Construction d'un pôle petite enfance », « peinture de la maison de la petite enfance ».
        "pole",
        "maison",
        "centre",
        "espace",
        "relais",
        "local",
        "locaux",
        "batiment",
        "futur",
        "future",
        "nouveau",
        "nouvelle",
        "ancien",
        "ancienne",
    }
)

_BOUGHT = re.compile(
    r"\b(?:achats?|achete[zrs]?|achetons|commande[zr]?|commandons|acquisition|acquerir|fournir|fourniture)\s(?:de\s|d'|des\s)?"
    r"(?P<count>\d+)\s(?!(?:heures?|h|ans?|mois|jours?|euros?|lots?|k|m|millions?|milliards?|mille|ht|ttc|meuros?|keuros?)\b)[a-z]"
)
_SUPPLY = re.compile(
    r"\b(?:fournitures?|achats?|acquisitions?|acheter|achetons|achete|acquerir|fournir)(?:\set\s(?:la\s)?(?:livraison|livrer|pose))?\s(?:de\s|du\s|des\s|d'|le\s|les\s)"
)
# « pas l'électricité, c'est la plomberie »; what is replaced in a building stays the trade of the works.
_DENIED = re.compile(
    r"(?:(?<!pourquoi\s)(?<!oubliez\s)(?<!oublie\s)(?<!oublions\s)\bpas\s|\bnon\s(?:pas\s)?|\bau\slieu\s|\bplutot\sque?\s?'?|\ba\sla\splace\s"
    r"|\babandonn\w+\s|\blaisse[rz]?\stomber\s)(?:(?:d[eu]|des|d'|a|en|pour|les?|la|l')\s?){0,2}$"
)
# Whatever is built there, keeping it running, checking or insuring it is a service.
_KEPT_RUNNING = re.compile(
    r"\b(?:maintenances?|maintenir|depannages?|assurances?|assurer|verifications?|controles?\s(?:periodiques?|reglementaires?|annuels?)|ramonages?|contrats?\sd'entretien)"
    r"\s(?:et\s(?:l'|la\s|le\s)?[a-z]+\s)?(?:(?:preventi|correcti)\w+\s|annuelle\s|courante\s)?(?:de\s|du\s|des\s|d'|les\s|sur\s)?"
)
# « La cantine veut des légumes »: who buys is not what is bought.
_BUYS = re.compile(
    r"(?:\s(?:de|du|des|d'|la|le|les|l'|municipale?|scolaires?|communale?|intercommunale?|\w+-\w[\w-]*)\s?(?:[a-z]+\b)?){0,3}?\s"
    r"(?:veu(?:t|lent)|voudrai(?:t|ent)|souhait\w+|cherchent?|recherchent?|achet\w+|a\sbesoin|ont\sbesoin|commandent?)\b"
)
_NEAR = 25
# « Des archives à scanner, dans un entrepôt »: what is worked on, and where, as soon as another word says the work.
_SITES = ("batiment", "entrepot", "archive", "carton")
_LAUNDRY = frozenset({None, "Blanchisserie", "Repassage", "Pressing et nettoyage à sec"})
# Services on things that other trades sell: « reconditionnement de 40 ordinateurs » buys no computer.
_WORK_ON_GOODS = frozenset(
    {"Réparations & Dépannages", "Recyclage, économie circulaire", "Collecte & Traitement des déchets"}
)
_SECTORS_ON_GOODS = frozenset({"Déménagement", "Numérisation & GED", "Restauration de livres"})
_SELL_GOODS = frozenset(
    {
        "Agro-Alimentaire",
        "Ameublement, déco, textile & Artisanat",
        "Recyclage, économie circulaire",
        "Déménagements, Livraisons & Transports",
        "Assistance générale et administrative",
    }
)


@dataclass(frozen=True, slots=True)
class TradeFound:
    """A trade read, the nature it implies, its place in the folded text, and whether the words are its very name."""

    value: Trade
    nature: MarketNature
    start: int
    end: int
    length: int
    is_name: bool = False


class TradeIndex:
    """The trades of the vocabulary by the words that name them."""

    def __init__(self, vocabulary: TradeVocabulary, spelling: Spelling, names: Iterable[str] = ()) -> None:
        """``names`` are those of the structures known: « L’arbre à pain » bakes none."""
        sectors = [entry for entry in vocabulary.entries if entry.sector]
        families = [entry for entry in vocabulary.entries if entry.sector is None]
        # Of two trades named by the same phrase, the first listed is read: a sector before its family.
        phrases: list[tuple[str, TradeEntry | None]] = [(words, None) for words in (*vocabulary.ignored, *names)]
        phrases += [(words, entry) for entry in sectors for words in (*entry.words, entry.sector or "")]
        phrases += [(words, entry) for entry in families for words in (*entry.words, entry.family)]
        self._index: PhraseIndex[TradeEntry | None] = PhraseIndex(spelling, phrases, nouns=True)

    def find(self, terms: tuple[Term, ...]) -> tuple[TradeFound, ...]:
        """The trades of the message, from left to right.

        A place a trade works on names none: « peinture de la cantine », « 3 bâtiments à nettoyer ».
        """
        found = tuple(
            _found(match, match.value, terms) for match in self._index.find(terms) if match.value is not None
        )
        kept = tuple(
            one for i, one in enumerate(found) if i == 0 or not self._is_place_of(one, found[i - 1], terms)
        )
        # « le parking : nettoyage »: a parking is what is kept clean as soon as someone keeps it.
        sites = (*_SITES, "parking") if any(one.value.key in _KEEPERS for one in kept) else _SITES
        others = tuple(one for one in kept if not any(_is_only(site, one, terms) for site in sites))
        return others or kept

    def _is_place_of(self, place: TradeFound, trade: TradeFound, terms: tuple[Term, ...]) -> bool:
        if place.value.family == trade.value.family or not (_works_on_places(trade) or _works_on(trade, place)):
            return False
        between = [term for term in terms if trade.end <= term.start < place.start]
        return bool(between) and all(term.word in _OF or term.word.isdigit() for term in between)


def nature_around(
    wording: Wording, main: TradeFound | None, *, explicit: bool, said: bool
) -> tuple[MarketNature, int, int] | None:
    """The nature that the words around a trade make of it, with their place in the folded text; ``None`` if none does.

    ``explicit`` tells that the message names the nature itself (« marché de travaux »), ``said`` that it uses a word of one.
    """
    if main is not None:
        supplied = None if explicit else _supplied(wording, main)
        if supplied is not None:
            return (MarketNature.FOURNITURES, *supplied)
        kept_running = _kept_running(wording, main)
        if kept_running is not None:
            return (MarketNature.SERVICES, *kept_running)
    # So many things bought by the piece are supplies, whatever trade makes or delivers them.
    bought = None if said else _BOUGHT.search(wording.text)
    return (MarketNature.FOURNITURES, *bought.span()) if bought else None


def _supplied(wording: Wording, trade: TradeFound) -> tuple[int, int] | None:
    """Where « fourniture de » or « achat de » makes supplies of the trade's goods.

    Meals and services are bought too: only what a trade sells as a thing becomes supplies.
    """
    return _said_before(_SUPPLY, wording, trade) if trade.value.family in _SELL_GOODS else None


def _kept_running(wording: Wording, trade: TradeFound) -> tuple[int, int] | None:
    """Where « maintenance de » or « assurance de » makes a service of a trade of works."""
    return _said_before(_KEPT_RUNNING, wording, trade) if trade.nature is MarketNature.TRAVAUX else None


def _said_before(words: re.Pattern[str], wording: Wording, trade: TradeFound) -> tuple[int, int] | None:
    found = [m for m in words.finditer(wording.text, 0, trade.start + 1) if trade.start - m.end() <= _NEAR]
    return (found[-1].start(), trade.end) if found else None


def _works_on_places(trade: TradeFound) -> bool:
    return trade.nature is MarketNature.TRAVAUX or trade.value.key in _KEEPERS


def _works_on(trade: TradeFound, thing: TradeFound) -> bool:
    """Whether what follows is what the trade works on: « le linge du restaurant », « réparation de mobilier »."""
    if trade.value.family == "Entretien du linge":
        return trade.value.sector in _LAUNDRY
    goods = thing.nature is MarketNature.FOURNITURES
    return goods and (trade.value.family in _WORK_ON_GOODS or trade.value.sector in _SECTORS_ON_GOODS)


def _is_only(name: str, one: TradeFound, terms: tuple[Term, ...]) -> bool:
    """Whether the trade is only named by that word, as often what a trade works on as a trade."""
    words = [term.word for term in terms if one.start <= term.start < one.end]
    return len(words) == 1 and words[0].startswith(name)


def asserted(found: tuple[TradeFound, ...], text: str) -> tuple[TradeFound, ...]:
    """The trades the folded text says of the market: no part of it, and none denied, nor an adviser's, beside another."""
    named = tuple(one for one in found if not names_no_trade(text, one.start, one.end))
    bought = tuple(one for one in named if not _BUYS.match(text, one.end)) or named
    whole = tuple(one for one in bought if not is_part(text[: one.start]))
    meant = tuple(one for one in whole if not _DENIED.search(text[: one.start])) or whole
    return tuple(one for one in meant if not helps_the_buyer(text, one.start)) or meant


def main_trade(found: tuple[TradeFound, ...]) -> TradeFound | None:
    """The most precise trade: a sector before a family, a craft before building at large, more words, the first."""
    if not found:
        return None
    best = max(
        found, key=lambda one: (one.value.sector is not None, one.value.key != "batiment", one.length, -one.start)
    )
    # « Traiteur pour les vœux du maire »: of the words of one trade, its name tells it and not the occasion.
    return next((one for one in found if one.value == best.value and one.is_name), best)


def _found(match: Match[TradeEntry | None], entry: TradeEntry, terms: tuple[Term, ...]) -> TradeFound:
    trade = Trade(family=entry.family, sector=entry.sector, key=entry.key)
    said = " ".join(term.word for term in terms if match.start <= term.start < match.end)
    named = said == folded(entry.sector or entry.family)
    return TradeFound(trade, MarketNature(entry.nature), match.start, match.end, match.length, named)
