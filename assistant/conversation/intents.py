"""What a message asks for, read from weighted cues; in doubt, a question on the law."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from enum import StrEnum

from assistant.conversation.phrase_index import PhraseIndex, Spelling, Term, words_of
from assistant.conversation.wording import Wording
from corpus.vocabulary_files import IntentVocabulary, WordLists


class Intent(StrEnum):
    """What the user wants; ``LEGAL`` is any question on the law."""

    RESERVATION = "reservation"
    HOURS = "hours"
    CLAUSE = "clause"
    PARTNERS = "partners"
    OBLIGATION = "obligation"
    LEVER = "lever"
    PROCEDURE = "procedure"
    LEGAL = "legal"
    SPASER = "spaser"
    CLAUSE_UPDATE = "clause_update"
    FACT_UPDATE = "fact_update"
    GREETING = "greeting"
    THANKS = "thanks"
    SMALLTALK = "smalltalk"
    INSULT = "insult"
    OUT_OF_SCOPE = "out_of_scope"
    FOREIGN_LANGUAGE = "foreign_language"
    EMPTY = "empty"
    ATTACK = "attack"
    HELP = "help"
    RECALL = "recall"
    SOURCES = "sources"


WORK = (
    Intent.RESERVATION,
    Intent.HOURS,
    Intent.CLAUSE,
    Intent.CLAUSE_UPDATE,
    Intent.PARTNERS,
    Intent.OBLIGATION,
    Intent.LEVER,
    Intent.PROCEDURE,
    Intent.SPASER,
    Intent.LEGAL,
)
DRAFTS = frozenset({Intent.CLAUSE, Intent.CLAUSE_UPDATE})
SOCIAL = (Intent.RECALL, Intent.SOURCES, Intent.HELP, Intent.SMALLTALK, Intent.THANKS, Intent.GREETING)
_ABOUT_US = (Intent.HELP, Intent.RECALL, Intent.SOURCES)
_ENOUGH = 2
_ENCODED = re.compile(r"\b(?:[A-Za-z0-9+/]{24,}={0,2}|(?:[0-9a-fA-F]{2}\s?){16,})(?=$|[^A-Za-z0-9+/=])")
_MARKUP = re.compile(
    r"<\|?/?(?:system|im_start|im_end|assistant|instructions?)\b|\[/?inst\]|^#+\s*(?:system|instructions?)",
    re.I | re.M,
)
# A Cyrillic or Greek letter inside a Latin word reads the same and hides the word from a reader of words.
_LOOK_ALIKE = re.compile(r"[a-zA-Z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][a-zA-Z]")
_OPENED_UPSIDE_DOWN = re.compile(r"[¿¡]\s?\w")
_FEW_FOREIGN = 2
_LONGEST_SOCIAL = 6
# « Besoin d’aide » names a need as a purchase does.
_FEWEST = 4
_FEW_WORDS = 10
_NOUN = re.compile(r"(?:ment|tion)s?$")


class IntentReader:
    """Scores the intents of a message with the cues of ``corpus/vocabulary/intents.yaml``."""

    def __init__(self, vocabulary: IntentVocabulary, languages: WordLists, spelling: Spelling) -> None:
        self._order = tuple(Intent(name) for name in vocabulary.order)
        masks: list[tuple[str, tuple[int, int] | None]] = [(p, None) for p in vocabulary.lists.words("ignorer")]
        # A cue is one phrase or several; each phrase is numbered inside its cue.
        self._cues = tuple(vocabulary.cues)
        phrases: list[tuple[str, tuple[int, int] | None]] = [
            (part.strip(), (number, rank))
            for number, cue in enumerate(self._cues)
            for rank, part in enumerate(cue.phrase.split("&"))
        ]
        self._sizes = [cue.phrase.count("&") + 1 for cue in self._cues]
        self._index: PhraseIndex[tuple[int, int] | None] = PhraseIndex(spelling, masks + phrases)
        self._masks = PhraseIndex(spelling, [(phrase, True) for phrase, _ in masks])
        lists = vocabulary.lists
        self._domain = PhraseIndex(spelling, [(phrase, True) for phrase in lists.words("domaine")])
        self._general = PhraseIndex(spelling, [(phrase, True) for phrase in lists.words("general")])
        self._off_topic = PhraseIndex(spelling, [(phrase, True) for phrase in lists.words("hors_sujet")])
        self._french = frozenset(languages.words("francais"))
        self._foreign: Mapping[str, frozenset[str]] = {
            name: frozenset(words) for name, words in languages.section("autres_langues").items()
        }

    def scores(self, terms: tuple[Term, ...]) -> dict[Intent, int]:
        """The weight of each intent whose cues are in the message, most weighty first."""
        masked = [(m.start, m.end) for m in self._masks.find(terms)]
        seen: dict[int, set[int]] = {}
        for match in self._index.find_all(terms):
            if match.value is None or any(start <= match.start < end for start, end in masked):
                continue
            cue = self._cues[match.value[0]]
            # « connaît » shares the stem of an insult: an insult is only ever read as it is written.
            said = {term.word for term in terms if match.start <= term.start < match.end}
            if cue.intent == Intent.INSULT and not said & set(words_of(cue.phrase)):
                continue
            # « Remplacement des menuiseries » names works, and asks to change no text.
            if cue.intent == Intent.CLAUSE_UPDATE and cue.weight == _ENOUGH and any(map(_NOUN.search, said)):
                continue
            seen.setdefault(match.value[0], set()).add(match.value[1])
        best: dict[Intent, int] = {}
        for number, ranks in seen.items():
            if len(ranks) == self._sizes[number]:
                cue = self._cues[number]
                intent = Intent(cue.intent)
                best[intent] = max(best.get(intent, 0), cue.weight)
        return dict(sorted(best.items(), key=lambda item: (-item[1], self._order.index(item[0]))))

    def is_domain(self, terms: tuple[Term, ...]) -> bool:
        """Whether the message speaks of public procurement or social clauses."""
        return bool(self._domain.find(terms))

    def is_general(self, terms: tuple[Term, ...]) -> bool:
        """Whether the message speaks of law or of contracts in general."""
        return bool(self._general.find(terms))

    def is_off_topic(self, terms: tuple[Term, ...], least: int = 1) -> bool:
        """Whether the message names a subject of another domain, in ``least`` of its words."""
        return len(self._off_topic.find(terms)) >= least

    def is_foreign(self, wording: Wording) -> bool:
        """Whether the message is mostly written in another language than French."""
        letters = [char for char in wording.text if char.isalpha()]
        if letters and sum(not char.isascii() for char in letters) * 2 > len(letters):
            return True
        words = [word.text for word in wording.words() if not word.text.isdigit()]
        if _OPENED_UPSIDE_DOWN.search(wording.original):
            return True
        return any(self._is_of(known, words) for known in self._foreign.values())

    def _is_of(self, language: frozenset[str], words: list[str]) -> bool:
        # « en », « de », « que » are of two languages, and tell neither.
        french = sum(word in self._french and word not in language for word in words)
        other = sum(word in language and word not in self._french for word in words)
        return other >= _FEW_FOREIGN and other > french and other * 4 >= len(words)


def hides_instructions(wording: Wording) -> bool:
    """Whether the message holds encoded readable text, look-alike letters or the markup of a model's prompt."""
    if _MARKUP.search(wording.original) or _LOOK_ALIKE.search(wording.original):
        return True
    return any(_decodes(match.group()) for match in _ENCODED.finditer(wording.original))


def _decodes(written: str) -> bool:
    compact = written.replace(" ", "")
    for decode in (bytes.fromhex, lambda text: base64.b64decode(text + "=" * (-len(text) % 4), validate=True)):
        try:
            text = decode(compact).decode("utf-8")
        except (ValueError, binascii.Error):
            continue
        if text.isprintable() and " " in text:
            return True
    return False


def choose_intent(
    scores: dict[Intent, int],
    *,
    domain: bool,
    general: bool,
    off_topic: bool,
    words: int,
) -> Intent | None:
    """The intent of a part of a message; ``None`` when nothing tells it.

    Courtesies count only in a message that asks nothing else; a question of the domain whose form
    says nothing precise is a legal one.
    """
    if scores.get(Intent.ATTACK):
        return Intent.ATTACK
    work = {intent: weight for intent, weight in scores.items() if intent in WORK}
    if off_topic and not domain:
        return Intent.OUT_OF_SCOPE
    strong = next(iter(work), None)
    # « Qu’est-ce que tu as retenu ? » has the form of a question on the law.
    asked_of_us = next((intent for intent in (Intent.RECALL, Intent.SOURCES) if scores.get(intent)), None)
    if asked_of_us is not None and strong in (None, Intent.LEGAL) and words <= _FEW_WORDS:
        return asked_of_us
    if strong is not None and work[strong] >= _ENOUGH:
        return strong
    social = next((intent for intent in SOCIAL if scores.get(intent)), None)
    of_us = social in _ABOUT_US and scores[social] >= _ENOUGH
    courteous = not domain and (words <= _LONGEST_SOCIAL or of_us)
    if social is not None and (courteous or (of_us and words <= _FEWEST)):
        return Intent.INSULT if scores.get(Intent.INSULT) else social
    if scores.get(Intent.INSULT) and not domain:
        return Intent.INSULT
    if domain:
        return Intent.LEGAL
    if strong is not None:
        return strong
    return Intent.LEGAL if general else None
