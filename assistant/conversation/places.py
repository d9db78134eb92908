"""Communes named in a message, tolerant to accents, hyphens, case and typos, wary of common words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from assistant.conversation.phrase_index import Spelling, words_of
from assistant.conversation.place_roles import (
    are_alternatives,
    are_listed,
    is_denied,
    is_elsewhere,
    is_said_before,
    set_against,
)
from assistant.conversation.wording import Word, Wording, fold
from assistant.market import Place
from assistant.partners.radius import read_radius
from corpus.models import Commune

_CLOSE_ENOUGH = 84.0
_VERY_CLOSE = 90.0
_CLEAR_LEAD = 5.0
_LONG_WORD = 7
_SHORTEST_FUZZY = 5
_LONGEST_NAME = 6
_LONG_NAME = 3
_ALMOST_THE_SAME = 93.0
_PARTIAL_FROM = 6
# « à Sabres », « l’école de Sabres »: what stands before a commune's name when the name is also a word.
_PLACED = re.compile(
    r"\b(?:(?:a|sur)\s|(?:ecoles?|college|lycee|stades?|gymnase|eglise|bourg|centre|fetes|sante|cimetieres?|mediatheque|piscine|ehpad"
    r"|creche|mairie|commune|ville|village|decheterie|dechetterie|caserne|ccas|plages?|zone|parc|voirie|rues?|trottoirs|verts|locaux"
    r"|batiments?|logements?|travaux|pont|place|cantine|salle|haies|pelouses|routes?|chemins?|arenes|port|marche|toiture|site|cinema|theatre|musee|halles?|gare|abattoirs?|tribunal|prison|poste|presbytere|chateau|camping"
    r"|hippodrome|aerodrome|gendarmerie|tresorerie|foyer|bibliotheque|ludotheque|usine|scierie|lotissement|quartier|residence|abbaye|lavoir)"
    r"(?:\s[a-z]{4,})?\s(?:de\s|d'))$"
)
# « Clermont-Ferrand » is not Clermont.
_GOES_ON = re.compile(r"-[a-z]")
# « …, Sabres, 128 000 € »: a name alone between two marks, but not the one a message is signed with.
_OPENS = re.compile(r"(?:^|[,;/(\n]|\s-|\d\.)\s?$")
_CLOSES = re.compile(r"\s?(?:$|[,;:/)\n.?!]|-\s)")
_SIGNED = re.compile(
    r"(?:\b(?:cordialement|merci|salutations|bien\sa\s(?:vous|toi)|bonne\s(?:journee|soiree|reception)|bises?|a\sbientot)\W*|\n\s*)$"
)
# « mairie Léon », but not « école Léon Blum ».
_HELD_BY = re.compile(
    r"\b(?:mairie|commune|ville|ccas|bourg|ecole|college|gymnase|stade|cimetiere|mediatheque|piscine|ehpad|creche|camping|cantine)\s$"
)
_JOINED = re.compile(r"[a-z']+(?:-[a-z']+)+")
_LINKS = {"sur", "en", "de", "d", "les", "l", "la", "le", "et", "du"}


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A commune read, its place in the folded text and how sure; or a French question when in doubt."""

    value: Place | None
    start: int
    end: int
    confidence: float = 1.0
    doubt: str | None = None


class PlaceIndex:
    """The communes of the directory under every usual spelling of their names."""

    def __init__(
        self,
        communes: tuple[Commune, ...],
        usual_names: Mapping[str, tuple[str, ...]],
        ambiguous: tuple[str, ...],
        namesakes: tuple[str, ...],
        strong_cues: tuple[str, ...],
        weak_cues: tuple[str, ...],
        spelling: Spelling,
    ) -> None:
        self._spelling = spelling
        self._ambiguous = frozenset(fold(name) for name in ambiguous)
        self._namesakes = frozenset(fold(name) for name in namesakes)
        self._strong = tuple(tuple(words_of(cue)) for cue in strong_cues)
        self._weak = frozenset(fold(cue) for cue in weak_cues)
        self._exact: dict[str, Commune] = {}
        self._partial: dict[str, list[Commune]] = {}
        for commune in communes:
            key = _key(words_of(commune.name))
            self._exact[key] = commune
            article, _, rest = key.partition(" ")
            if article == "le":
                # « au Vignau », « l’école du Frêche ».
                self._exact |= {f"au {rest}": commune, f"du {rest}": commune}
            for name in usual_names.get(commune.name, ()):
                self._exact[_key(words_of(name))] = commune
            self._add_partials(commune)
        self._names = list(self._exact)
        self._long_heads = {name.split()[0] for name in self._exact if len(name.split()) >= _LONG_NAME}
        sounds = Counter(_sound(name) for name in self._exact)
        self._sounds = {_sound(name): name for name in self._exact if sounds[_sound(name)] == 1}

    def find(self, wording: Wording) -> PlaceFound | None:
        """The commune of the message with the radius asked for, or ``None``.

        Two communes, or a beginning of name several share, give a doubt and no value.
        """
        words = tuple(wording.words())
        found: list[PlaceFound] = []
        position = 0
        while position < len(words):
            hit, length = self._at(words, position, wording)
            if hit is not None:
                found.append(hit)
            position += max(length, 1)
        return self._settle(found, wording)

    def _add_partials(self, commune: Commune) -> None:
        words = words_of(commune.name)
        for length in range(1, len(words)):
            head = words[:length]
            if head[-1] in _LINKS or (length > 1 and words[length] not in _LINKS and head[-1] not in ("st",)):
                continue
            key = _key(head)
            if len(key) >= _PARTIAL_FROM:
                self._partial.setdefault(key, []).append(commune)

    def _at(self, words: tuple[Word, ...], position: int, wording: Wording) -> tuple[PlaceFound | None, int]:
        cue = self._cue(words, position)
        if _is_glued(words[position], wording.text):
            return None, 1
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            window = words[position : position + length]
            start, end = window[0].start, window[-1].end
            if any(mark in wording.text[start:end] for mark in ",;.?!\n¤€%"):
                continue
            key = _key([w.text for w in window])
            commune = self._exact.get(key)
            if commune is not None and (length == len(words) or self._is_meant(key, window, cue, wording)):
                return PlaceFound(_place(commune), start, end), length
            missing = self._exact.get(f"{key}s") if cue and length == 1 and len(key) >= _PARTIAL_FROM else None
            if (
                missing is not None
                and f"{key}s" not in self._ambiguous
                and self._is_capital(window, wording, start)
            ):
                return PlaceFound(_place(missing), start, end, 0.9), length
            sharing = self._partial.get(key, [])
            goes_on = _GOES_ON.match(wording.text[end:])
            if sharing and commune is None and cue and not goes_on and self._is_capital(window, wording, position):
                return self._shared(sharing, start, end, wording), length
        heard = self._sounds.get(_sound(words[position].text))
        if heard is not None and len(words[position].text) >= _LONG_WORD and heard not in self._ambiguous:
            word = words[position]
            if not self._spelling.knows(word.text):
                return PlaceFound(_place(self._exact[heard]), word.start, word.end, 0.9), 1
        return self._misspelt(words, position, wording, cue)

    def _shared(self, sharing: list[Commune], start: int, end: int, wording: Wording) -> PlaceFound:
        if len(sharing) == 1:
            return PlaceFound(_place(sharing[0]), start, end, 0.9)
        names = ", ".join(commune.name for commune in sharing[:4])
        question = f"Plusieurs communes s’appellent « {wording.source(start, end)} » ({names}) : laquelle\u00a0?"
        return PlaceFound(None, start, end, 0.0, question)

    def _misspelt(
        self, words: tuple[Word, ...], position: int, wording: Wording, cue: str
    ) -> tuple[PlaceFound | None, int]:
        if not cue and _key([words[position].text]) not in self._long_heads:
            return None, 0
        # Without a word that announces a place, only a long name with a slip of the pen is one.
        shortest = 1 if cue else _LONG_NAME
        capital = wording.typed(words[position].start, words[position].end)[:1].isupper()
        best: tuple[float, str, int] | None = None
        for length in range(min(_LONGEST_NAME, len(words) - position), shortest - 1, -1):
            window = words[position : position + length]
            text = wording.text[window[0].start : window[-1].end]
            if any(mark in text for mark in ",;.?!\n¤€%") or any(w.text.isdigit() for w in window):
                continue
            sure = cue == "strong" or capital
            if length == 1 and (self._spelling.knows(window[0].text) or (not sure and len(text) < _LONG_WORD)):
                continue
            joined = length > 2 and capital and _JOINED.fullmatch(text)
            if window[-1].text in _LINKS or (all(self._spelling.knows(w.text) for w in window) and not joined):
                continue
            key = _key([w.text for w in window])
            if len(key) < _SHORTEST_FUZZY:
                continue
            cutoff = _ALMOST_THE_SAME if not cue else _CLOSE_ENOUGH if sure else _VERY_CLOSE
            hits = process.extract(key, self._names, scorer=fuzz.ratio, score_cutoff=cutoff, limit=2)
            if not hits or (len(hits) > 1 and hits[0][1] - hits[1][1] < _CLEAR_LEAD and self._differ(hits)):
                continue
            if best is None or hits[0][1] > best[0]:
                best = (hits[0][1], hits[0][0], length)
        if best is None:
            return None, 0
        score, name, length = best
        span = words[position : position + length]
        return PlaceFound(_place(self._exact[name]), span[0].start, span[-1].end, round(score / 100, 2)), length

    def _differ(self, hits: list[tuple[str, float, int]]) -> bool:
        return self._exact[hits[0][0]] is not self._exact[hits[1][0]]

    def _is_meant(self, key: str, window: tuple[Word, ...], cue: str, wording: Wording) -> bool:
        if key not in self._ambiguous:
            return True
        goes_on = _GOES_ON.match(wording.text[window[-1].end :]) is not None
        if goes_on or not self._is_capital(window, wording, window[0].start):
            return False
        sure = self._after_a(window, wording) or key not in self._namesakes
        told = cue == "weak" or self._is_alone(window, wording) or self._is_held(window, wording)
        return cue == "strong" or (told and sure) or self._is_preferred(window, wording)

    def _is_alone(self, window: tuple[Word, ...], wording: Wording) -> bool:
        before, after = wording.text[: window[0].start], wording.text[window[-1].end :]
        return bool(_OPENS.search(before) and _CLOSES.match(after)) and not _SIGNED.search(before)

    def _is_held(self, window: tuple[Word, ...], wording: Wording) -> bool:
        end = window[-1].end
        named_on = wording.typed(end, min(end + 2, len(wording.text))).strip()[:1].isupper()
        return bool(_HELD_BY.search(wording.text[: window[0].start])) and not named_on

    def _is_preferred(self, window: tuple[Word, ...], wording: Wording) -> bool:
        """Whether another commune is denied for this one."""
        other = set_against(wording.text[: window[0].start], wording.text[window[-1].end :])
        return other is not None and any(name.split()[0] == other for name in self._names)

    def _after_a(self, window: tuple[Word, ...], wording: Wording) -> bool:
        return bool(_PLACED.search(wording.text[: window[0].start]))

    def _is_capital(self, window: tuple[Word, ...], wording: Wording, position: int) -> bool:
        """Typed with a capital that does not merely open the message, nor is one of a message typed in capitals."""
        shouted = sum(map(str.isupper, wording.original)) * 2 > sum(map(str.isalpha, wording.original))
        return position > 0 and not shouted and wording.typed(window[0].start, window[0].end)[:1].isupper()

    def _cue(self, words: tuple[Word, ...], position: int) -> str:
        before = [word.text for word in words[max(0, position - 4) : position]]
        for cue in self._strong:
            if tuple(before[-len(cue) :]) == cue:
                return "strong"
        return "weak" if before and before[-1] in self._weak else ""

    def _settle(self, read: list[PlaceFound], wording: Wording) -> PlaceFound | None:
        # « pas Morcenx mais Mézos »: the place denied is none.
        found = [hit for hit in read if not is_denied(wording.text[: hit.start])]
        told_first = [hit for hit in found[:-1] if is_said_before(wording.text[: hit.start])]
        found = [hit for hit in found if hit not in told_first]
        if not found:
            return None
        sites = [hit for hit in found if not is_elsewhere(wording.text[: hit.start])]
        found = sites if any(hit.value is not None for hit in sites) else found
        radius = read_radius(wording.text)
        certain = [hit for hit in found if hit.value is not None]
        if are_listed([(hit.start, hit.end) for hit in certain], wording.text):
            # « les communes de Luxey, Sore et Argelouse »: one market, whose first place stands for all.
            certain = [replace(certain[0], end=certain[-1].end)]
        elif are_alternatives([(hit.start, hit.end) for hit in certain], wording.text):
            certain = [_with_others(certain)]
        if len({hit.value.insee_code for hit in certain if hit.value}) > 1:
            names = ", ".join(hit.value.commune for hit in certain if hit.value)
            question = f"Je lis plusieurs communes ({names}) : laquelle est le lieu d’exécution\u00a0?"
            return PlaceFound(None, certain[0].start, certain[-1].end, 0.0, question)
        hit = max(certain, key=lambda one: one.confidence) if certain else found[0]
        if hit.value is None or radius is None:
            return hit
        start, end = min(hit.start, radius.start), max(hit.end, radius.end)
        return PlaceFound(hit.value.model_copy(update={"radius_km": radius.km}), start, end, hit.confidence)


def _is_glued(word: Word, text: str) -> bool:
    """Whether a hyphen makes the word the end of a longer name: « Sait-Paul-lès-Dax » is not Dax."""
    return word.start > 1 and text[word.start - 1] == "-" and text[word.start - 2].isalpha()


def _with_others(hits: list[PlaceFound]) -> PlaceFound:
    """The first commune, with the others that would do as well."""
    first, *others = (hit.value for hit in hits if hit.value is not None)
    also = tuple(dict.fromkeys(other for other in others if other.insee_code != first.insee_code))
    return replace(hits[0], value=first.model_copy(update={"also": also}), end=hits[-1].end)


def _sound(key: str) -> str:
    """A rough spelling by the ear: « hagetmo » sounds as « hagetmau »."""
    heard = re.sub(r"e?au", "o", key).replace("ph", "f").replace("y", "i")
    return re.sub(r"e?[sxtd]?$", "", re.sub(r"(.)\1", r"\1", heard))


def _place(commune: Commune) -> Place:
    return Place(
        commune=commune.name, insee_code=commune.insee_code, latitude=commune.latitude, longitude=commune.longitude
    )


def _key(words: list[str]) -> str:
    short = {"saint": "st", "sainte": "ste"}
    return " ".join(short.get(word, word) for word in words)
