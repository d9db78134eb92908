"""The object of a market, composed from what was said of it: « travaux de réfection de voirie », never a bare word of a chat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.drafting.wording import lower_first
from assistant.elision import with_of
from assistant.folding import folded
from assistant.market import Fact, MarketFacts, MarketNature, Trade

_PREFIXES: Mapping[MarketNature, str] = {
    MarketNature.TRAVAUX: "travaux",
    MarketNature.SERVICES: "prestations",
    MarketNature.FOURNITURES: "fourniture",
}
# What names the contract by itself takes no prefix.
_NAMED = re.compile(
    r"(?:travaux|chantiers?|prestations?|services?|fournitures?|achats?|acquisitions?|location|missions?|marches?)\b"
)
# « Le paysagiste », « un plombier » name who works, not what is bought.
_WORKER = re.compile(
    r"(?:(?!anciens?\b)\w+(?:agistes?|ciens?|iciennes?)|jardiniers?|plombiers?|menuisiers?|charpentiers?|couvreurs?|macons?|peintres?|carreleurs?"
    r"|plaquistes?|platriers?|serruriers?|ascensoristes?|traiteurs?|nettoyeurs?|cantonniers?|imprimeurs?|demenageurs?|facadiers?"
    r"|etancheurs?|etancheistes?|demolisseurs?|bucherons?|elagueurs?|architectes?|geometres?|livreurs?|gardiens?|agents?|femmes?"
    r"|couturi\w+|terrassiers?|metalliers?|solistes?|frigoristes?|chauffeurs?|cuisini\w+|informati[cs]\w+|entreprise|societe|boite)"
)
# « Refaire la toiture », « repeindre » say what to do, and name nothing.
_VERB = re.compile(
    r"(?:re)?(?:faire|fait|peindre|mettre|poser|construire|batir|amenager|nettoyer|boucher|crepir|carreler|surfacer|tapisser|loger)"
    r"|produire|abattre|tondre|clore|demolir|deconstruire|detruire|renover|rehabiliter|restaurer|reparer|remplacer"
    r"|changer|installer|monter|demonter|isoler|ravaler|etancher|goudronner|bitumer|paver|terrasser|creuser|curer|elargir|agrandir"
    r"|etendre|surelever|rehausser|electrifier|eclairer|chauffer|raccorder|brancher|desamianter|depolluer|decaper|poncer|vernir"
    r"|entretenir|maintenir|laver|balayer|desherber|debroussailler|faucher|elaguer|tailler|planter|arroser|semer|engazonner"
    r"|acheter|commander|louer|livrer|fournir|equiper|imprimer|transporter|collecter|ramasser|trier|recycler|debarrasser|demenager"
    r"|garder|gardienner|surveiller|securiser|former|accompagner|conseiller|etudier|concevoir|dessiner|preparer|servir|cuisiner"
    r"|moderniser|rafraichir|embellir|blanchir|consolider|renforcer|transformer|adapter|agencer|cloturer|fermer|ouvrir|refroidir|climatiser|ventiler|remettre|assainir|drainer"
)
_QUOTES = ' "«»“”\u00a0'
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_WORDS = re.compile(r"[^\W\d_]+")
_SHORT = 3
# Initials that a contract writes out.
_WRITTEN_OUT = {"moe": "maîtrise d’œuvre", "amo": "assistance à maîtrise d’ouvrage"}


class ObjectWriter:
    """Writes the object of a market; ``known`` are the phrases by which trades are called, accents and all."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        # The words of each phrase known, by their unaccented writing: of two writings, the one with its accents.
        self._phrases: dict[str, dict[str, str]] = {}
        for phrase in sorted(known, key=_count_accents):
            words = {folded(word): word for word in _WORDS.findall(phrase.lower())}
            self._phrases.setdefault(_key(phrase), {}).update(words)

    def compose(self, facts: MarketFacts) -> str | None:
        """What is bought, as a contract says it; ``None`` where the words known of it make no object."""
        if facts.trade is None:
            return None
        nature = facts.nature.value if facts.nature is not None else None
        words = self._words(facts.trade, facts.nature)
        if words is None:
            return None
        prefix = _PREFIXES.get(nature) if nature is not None and not _NAMED.match(folded(words)) else None
        return words if prefix is None else f"{prefix} {with_of(words)}"

    def _words(self, trade: Fact[Trade], nature: Fact[MarketNature] | None) -> str | None:
        said = self._written(trade.source)
        if nature is not None and trade.source and trade.source in nature.source:
            # « maintenance de la chaudière »: what makes a service of a trade of works is part of the object.
            whole = self._written(nature.source, of=trade.source)
            said = whole if _names_a_thing(whole) else said
        if _names_a_thing(said) and self._is_known(said, trade):
            return said
        sector = _IN_BRACKETS.sub("", trade.value.sector or "").replace("&", "et")
        named = sector and not sector.startswith("Autre")
        return self._written(", ".join(map(lower_first, sector.split(", ")))) if named else None

    def _is_known(self, said: str, trade: Fact[Trade]) -> bool:
        """Whether the words are those of the trade, and not others that share their stems."""
        return not self._phrases or not self._phrases.keys().isdisjoint({_key(said), _key(trade.source)})

    def _written(self, words: str, of: str = "") -> str:
        """The words on one line, in small letters unless they are initials, with the accents of the phrase known in them."""
        said = " ".join(words.strip(_QUOTES).replace("'", "’").split())
        said = _WRITTEN_OUT.get(folded(said), said)
        accented = {**self._phrases.get(_key(of), {}), **self._phrases.get(_key(said), {})}
        return _WORDS.sub(lambda found: _small(found.group(), accented), said)


def _small(word: str, accented: Mapping[str, str]) -> str:
    return word if len(word) > 1 and word.isupper() else accented.get(folded(word), word.lower())


def _count_accents(phrase: str) -> int:
    return sum(not letter.isascii() for letter in phrase)


def _names_a_thing(words: str) -> bool:
    first = re.match(r"\w+", folded(words))
    if first is None:
        return False
    word = first.group()
    return _VERB.fullmatch(word) is None and _WORKER.fullmatch(word) is None


def _key(phrase: str) -> str:
    """The words of a phrase, one number and no small ones: « l’entretien des fossés » and « entretien de fossé » are one."""
    words = re.findall(r"[a-z]+", folded(phrase))
    return " ".join(word.rstrip("sx") for word in words if len(word) > _SHORT)
