"""The vocabularies and the communes, ready to be searched for every message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.conversation.fact_vocabulary import FactVocabulary, fact_vocabulary
from assistant.conversation.intents import IntentReader
from assistant.conversation.phrase_index import PhraseIndex, Spelling
from assistant.conversation.places import PlaceIndex
from assistant.conversation.shorthand import Shorthand, load_shorthand
from assistant.conversation.trades import TradeIndex
from corpus.commune_files import load_communes
from corpus.structure_files import load_structures
from corpus.vocabulary_files import load_intents, load_trades, load_word_lists

_LEGAL_FORM = re.compile(r"^(?:assoc(?:iation)?|eurl|sarl|sas|scic|scop|esat)\s+(?:du\s|des?\s)?", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


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
    shorthand: Shorthand


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
    known += [*languages.words("mots_courants"), *languages.words("mots_proches")]
    known += [commune.name for commune in communes]
    spelling = Spelling(phrases, known, languages.words("mots_vides"))
    places = PlaceIndex(
        communes,
        languages.section("noms_usuels"),
        languages.words("communes_ambigues"),
        languages.words("communes_homonymes"),
        languages.words("lieux_forts"),
        languages.words("lieux_faibles"),
        spelling,
    )

    def flags(words: tuple[str, ...]) -> PhraseIndex[bool]:
        return PhraseIndex(spelling, [(word, True) for word in words], exact=True)

    def named(section: str) -> PhraseIndex[str]:
        return PhraseIndex(
            spelling, [(word, name) for name, words in market.section(section).items() for word in words]
        )

    return Lexicon(
        spelling=spelling,
        intents=IntentReader(intents, languages, spelling),
        facts=fact_vocabulary(
            market, TradeIndex(trades, spelling, _names_of_structures(corpus_dir)), places, spelling
        ),
        clause_kinds=named("pieces"),
        forgettable=named("faits"),
        forget_verbs=flags(market.words("oublier")),
        restarts=flags(market.words("recommencer")),
        follow_ups=flags(intents.lists.words("suite")),
        interrogatives=flags(intents.lists.words("interrogatifs")),
        closed_questions=flags(intents.lists.words("oui_non")),
        shorthand=load_shorthand(vocabulary / "shorthand.yaml"),
    )


def _names_of_structures(corpus_dir: Path) -> tuple[str, ...]:
    """The names of the directory, legal forms aside; one of a single word may well be a common noun."""
    structures = load_structures(corpus_dir / "structures" / "landes.csv")
    names = (_LEGAL_FORM.sub("", structure.name) for structure in structures)
    return tuple(name for name in names if len(_LONG_WORD.findall(name)) > 1)
