"""Does a rephrased sentence say what its source says, no more and no less? Judged on words, without any model.

A sentence that joins or rewords may change syntax and add linking words. Its figures, references, names, negations,
permissions, duties, limits and words of substance must be those of the source.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import Stemmer

from assistant.conversation.wording import fold
from assistant.quantities import article_refs, quantities
from corpus.vocabulary_files import load_word_lists


class Fault(StrEnum):
    """What a rephrased sentence gets wrong; the words are shown to the model that must repair it."""

    FIGURES = "les chiffres ne sont pas ceux de la phrase d’origine"
    REFERENCES = "une référence ne figure pas dans la phrase d’origine"
    NAMES = "un nom ou un sigle ne figure pas dans la phrase d’origine, ou y manque"
    NEGATION = "une négation est ajoutée, retirée ou déplacée"
    LIMITS = "une obligation, une permission, une limite ou une condition est ajoutée ou retirée"
    ADDED = "des mots de fond ne viennent pas de la phrase d’origine"
    MISSING = "une partie de la phrase d’origine manque"
    FORM = "le texte n’est pas une phrase simple"


# Each kind of limit and the words that carry it, folded. A rephrasing keeps the kinds, not the words.
_LIMITS: dict[str, str] = {
    "prohibition": r"\binterdi\w*|\bproscri\w*|\bprohib\w*|\bexclu[est]?s?\b|\bexclu\w*",
    "duty": r"\bdoi[ts]\b|\bdoivent\b|\bdevr\w+|\bdevez\b|\bdevons\b|\bobligat\w+|\boblig\w+|\btenue?s? d[e']|\bimpos\w+"
    r"|\bexig\w+|\bfaut\b|\bfaudra\w*|\bimperati\w+|\bnecessaire\w*",
    "permission": r"\bpeu[tx]\b|\bpeuvent\b|\bpouv\w+|\bpourr\w+|\bpuiss\w+|\bpossib\w+|\bpermi[st]\w*|\bpermett\w+|\bpermet\b"
    r"|\bautoris\w+|\bfacult\w+",
    "exception": r"\bsauf\b|\bexcept\w+|\bhormis\b|\bderog\w+|\ba moins qu\w*",
    "condition": r"\bsi\b|\bs'ils?\b|\bconditions?\b(?! d'execution| de remuneration)|\bsous reserve\b|\blors(?:que|qu)\b"
    r"|\bdes lors qu\w*|\bpourvu\b|\bquand\b|\btant qu\w*|\bdans (?:le|les) cas? ou\b",
    "floor": r"\bau moins\b|\bau minimum\b|\bminim\w+|\ba partir de\b|\bsuperieur\w*|\bdepass\w+|\bexced\w+|\bau-dela\b"
    r"|\batteint\b|\batteign\w+|\bplus d[e']",
    "ceiling": r"\bau plus\b|\bau maximum\b|\bmaxim\w+|\bjusqu'\w+|\binferieur\w*|\bmoins d[e']|\b(?:en|au)[- ]dessous\b"
    r"|\bplafond\w*",
    "only": r"\bseul\w*|\buniquement\b|\bexclusiv\w+",
    "before": r"\bavant\b|\bpreala\w+",
    "after": r"\bapres\b|\bdepuis\b|\ba compter\b",
    "hedge": r"\benviron\b|\ba (?:confirmer|verifier|preciser)\b|\bestim\w+|\bpar defaut\b|\bfourchette\b|\bapproximati\w+",
}
_ABSOLUTE = re.compile(
    r"\btoujours\b|\bsystematiq\w+|\bautomatiq\w+|\btou(?:s|tes)\b|\bjamais\b|\baucune?s?\b|\bn'importe\b|\bquel\w* que soi\w+"
)
# « ne … pas » is one negation, and so is « ne » alone (« ne peuvent exercer ») or « pas » alone.
_DENYING = r"(?:pas|plus|jamais|aucune?s?|rien|guere|nulle?s?|point)\b"
_NEGATION = re.compile(
    rf"\bn(?:e\b|')(?:[^\w.;:]*\w+){{0,4}}?[^\w.;:]+{_DENYING}|\bn(?:e\b|')|\b(?:pas|jamais|aucune?s?|ni|sans|non|nulle?s?|rien)\b"
)
_LIMIT_WORDS = {kind: re.compile(pattern) for kind, pattern in _LIMITS.items()}
# Each condition and each exception counts: a sentence with one « lorsque » fewer says more than the law.
_COUNTED = ("condition", "exception")
_WORD = re.compile(r"[a-z0-9]+")
_NAME = re.compile(r"(?<![\w’'-])(?:[A-ZÀ-Ý]{2,}[\w-]*|[A-ZÀ-Ý][\w-]+)")
_FORBIDDEN = re.compile(
    r"https?:|www\.|[<>{}|`#\\@_^~]|\]\(|[^\x20-\x7e\u00a0-\u017f\u2010-\u203a\u202f\u2009\u20ac\u00d7−≥≤]"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|«\s*)(?=[A-ZÀ-Ý])")
_SMALL = frozenset(
    "a au aux d de des du e en est et l la le les n ne qu que s se un une y c j m t pas plus moins ni sans non".split()
)
_TAXES = frozenset({"ht", "ttc"})
_SCOPE = 4
_KEPT_SHARE = 0.8
_FIGURE = "¤"


@dataclass(frozen=True, slots=True)
class LinkingWords:
    """The stems a rephrasing may add freely."""

    stems: frozenset[str]


def load_linking_words(corpus_dir: Path) -> LinkingWords:
    """The linking words of ``vocabulary/linking.yaml``; raises :class:`corpus.errors.BrokenCorpusFile`."""
    lists = load_word_lists(corpus_dir / "vocabulary" / "linking.yaml")
    words = (word for name in lists.groups for word in lists.words(name))
    return LinkingWords(frozenset(_stem(word) for phrase in words for word in _WORD.findall(fold(phrase))))


def faults(
    text: str, source: str, linking: LinkingWords, *, whole: bool, context: Iterable[str] = ()
) -> tuple[Fault, ...]:
    """What a rephrased text gets wrong against its source; nothing when it may be shown.

    ``whole`` asks that it say all of the source, because it replaces it; otherwise it explains a part of a source
    shown beside it, and each of its sentences is held to the sentence of the source it is closest to. ``context``
    are facts the reader knows already (a trade, a place), which may be named.
    """
    if _FORBIDDEN.search(text) or not re.search(r"[.!?…:]$", text.strip()):
        return (Fault.FORM,)
    found: list[Fault] = []
    if whole:
        found += _whole_faults(text, source, linking)
    else:
        parts = _sentences(source)
        for sentence in _sentences(text):
            closest = max(parts, key=lambda part: _closeness(sentence, part))
            found += _limit_faults(sentence, closest)
    found += _word_faults(text, source, linking, tuple(context), whole)
    return tuple(dict.fromkeys(found))


def _whole_faults(text: str, source: str, linking: LinkingWords) -> list[Fault]:
    found = _limit_faults(text, source)
    if {q.key for q in quantities(text)} != {q.key for q in quantities(source)}:
        found.append(Fault.FIGURES)
    wanted = _content(source, linking)
    kept = wanted & _content(text, linking)
    if len(kept) < _KEPT_SHARE * len(wanted):
        found.append(Fault.MISSING)
    return found


def _limit_faults(text: str, source: str) -> list[Fault]:
    found = []
    said, meant = _plain(text), _plain(source)
    fewer = any(_count(kind, said) < _count(kind, meant) for kind in _COUNTED)
    if fewer or _limits(said) != _limits(meant) or not _absolutes(said) <= _absolutes(meant):
        found.append(Fault.LIMITS)
    if not _same_negations(said, meant):
        found.append(Fault.NEGATION)
    return found


def _word_faults(
    text: str, source: str, linking: LinkingWords, context: tuple[str, ...], whole: bool
) -> list[Fault]:
    found = []
    if not {q.key for q in quantities(text)} <= {q.key for q in quantities(source)} or _swapped(
        text, source, linking
    ):
        found.append(Fault.FIGURES)
    if not set(article_refs(text)) <= set(article_refs(source)):
        found.append(Fault.REFERENCES)
    known = _names(source) | {name for words in context for name in _names(words)}
    names = _names(text, inside=True)
    acronyms = {name for name in _names(source) if name.isupper()}
    if not names <= known or (whole and not acronyms <= _names(text)):
        found.append(Fault.NAMES)
    allowed = _content(source, linking) | {stem for words in context for stem in _content(words, linking)}
    if not _content(text, linking) <= allowed:
        found.append(Fault.ADDED)
    return found


def _swapped(text: str, source: str, linking: LinkingWords) -> bool:
    """Whether two figures of one unit have exchanged what they measure.

    Where the source gives several, each must keep the two words of substance after it or before it.
    """
    units = Counter(unit for _, unit in {q.key for q in quantities(source)})
    if not any(count > 1 for count in units.values()):
        return False
    known = _neighbours(source, linking)
    return any(
        not sides & known[figure] for figure, sides in _neighbours(text, linking).items() if figure in known
    )


def _neighbours(text: str, linking: LinkingWords) -> dict[tuple[str, str], set[tuple[str, ...]]]:
    """For each figure of a text, the pairs of words that precede and follow it."""
    marked = text
    figures: list[tuple[str, str]] = []
    for quantity in sorted(quantities(text), key=lambda q: -len(q.words)):
        if quantity.words and quantity.words in _spaced(marked):
            marked = _spaced(marked).replace(quantity.words, f" {_FIGURE}{len(figures)}{_FIGURE} ", 1)
            figures.append(quantity.key)
    tokens = re.findall(rf"{_FIGURE}\d+{_FIGURE}|[a-z]+|[,;:.]", fold(marked))
    tokens = [t if t.startswith(_FIGURE) else _stem(t) for t in tokens if t not in _SMALL and t not in _TAXES]
    tokens = [t for t in tokens if t not in linking.stems]
    sides: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for place, token in enumerate(tokens):
        if token.startswith(_FIGURE):
            after = tuple(itertools.takewhile(str.isalpha, tokens[place + 1 : place + 3]))
            before = tuple(itertools.takewhile(str.isalpha, reversed(tokens[max(0, place - 2) : place])))
            plain = {("<", *before)} if before else set()
            plain |= {(">", *after)} if after else set()
            sides.setdefault(figures[int(token.strip(_FIGURE))], set()).update(plain)
    return sides


def _spaced(text: str) -> str:
    return re.sub(r"[\u00a0\u202f\u2009]", " ", text)


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", fold(_spaced(text)))


def _limits(plain: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _LIMIT_WORDS.items() if pattern.search(plain))


def _count(kind: str, plain: str) -> int:
    return sum(1 for _ in _LIMIT_WORDS[kind].finditer(plain))


def _absolutes(plain: str) -> frozenset[str]:
    return frozenset(_stem(match[0].split()[0]) for match in _ABSOLUTE.finditer(plain))


def _same_negations(text: str, source: str) -> bool:
    """As many negations, each beside words that one of the source is beside."""
    said, meant = _denied(text), _denied(source)
    return len(said) == len(meant) and all(any(words & others for others in meant) for words in said)


def _denied(plain: str) -> list[frozenset[str]]:
    scopes = []
    for span in _NEGATION.finditer(plain):
        inside = [w for w in _WORD.findall(span[0]) if w not in _SMALL]
        before = [w for w in _WORD.findall(plain[: span.start()]) if w not in _SMALL][-_SCOPE:]
        after = [w for w in _WORD.findall(plain[span.end() :]) if w not in _SMALL][:_SCOPE]
        scopes.append(frozenset(_stem(word) for word in (*before, *inside, *after)))
    return scopes


@lru_cache(maxsize=1024)
def _content(text: str, linking: LinkingWords) -> frozenset[str]:
    """The stems of substance: neither linking words, nor figures, nor the words that carry a limit."""
    plain = _plain(text)
    for pattern in (*_LIMIT_WORDS.values(), _ABSOLUTE, _NEGATION):
        plain = pattern.sub(" ", plain)
    stems = (_stem(word) for word in _WORD.findall(plain) if word not in _SMALL and not word.isdigit())
    return frozenset(stem for stem in stems if stem not in linking.stems)


def _names(text: str, inside: bool = False) -> frozenset[str]:
    """Capitalised words; with ``inside``, those that do not merely open a sentence."""
    starts = {match.end() for match in _SENTENCE_START.finditer(text)} if inside else set()
    return frozenset(
        match[0] for match in _NAME.finditer(text) if match.start() not in starts or match[0].isupper()
    )


def _sentences(text: str) -> tuple[str, ...]:
    # « L. 2113-12 » and « art. 3 » end no sentence.
    parts = [p.strip() for p in re.split(r"(?<![\s(][A-Z]\.)(?<!art\.)(?<=[.!?;])\s+|\n+", text) if p.strip()]
    return tuple(parts) or (text,)


def _closeness(sentence: str, part: str) -> float:
    words, others = set(_WORD.findall(_plain(sentence))), set(_WORD.findall(_plain(part)))
    words, others = words - _SMALL, others - _SMALL
    return len(words & others) / (len(words | others) or 1)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    # A stemmer is not safe between threads and cheap to make.
    return str(Stemmer.Stemmer("french").stemWord(word))
