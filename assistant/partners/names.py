"""Find structures by the words of their name: BM25 for candidates, then how much of the name is said."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
from rapidfuzz import fuzz, process

from assistant.partners.words import Word, fold, folded_words

_LEGAL_FORMS = frozenset(
    "assoc associ association eurl sarl sas sasu scic scop sa saint sainte l d la le les de du des et en un une "
    "insertion geiq esat ea ei aci ai etti a au aux".split()
)
_CANDIDATES = 20
_ENOUGH_OF_THE_NAME = 0.6
_CLOSE_SPELLING = 82.0


class NameIndex:
    """The names of the directory, searched by their words or by their spelling."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [fold(name) for name in names]
        self._tokens = [
            [w for w in folded_words(name) if w not in _LEGAL_FORMS] or list(folded_words(name)) for name in names
        ]
        frequency = Counter(token for tokens in self._tokens for token in set(tokens))
        self._weight = {token: math.log(1 + len(names) / count) for token, count in frequency.items()}
        self._bm25 = bm25s.BM25()
        if self._weight:
            self._bm25.index(self._tokens, show_progress=False)

    def said_in(
        self, question: Sequence[Word], is_everyday: Callable[[Word], bool], trade_asked: bool
    ) -> tuple[tuple[int, frozenset[int]], ...]:
        """The names a question says, best first: the index of the structure, the positions of the words.

        A name made of everyday words (« Espaces verts ») counts when it is said whole, with a capital
        if a trade may be meant; among other words that mean something, a single word counts only with
        a capital, for « voisinage » is not always a name.
        """
        known = [word.folded for word in question if word.folded in self._weight]
        if not known:
            return ()
        scores = self._bm25.get_scores(list(dict.fromkeys(known)))
        found: list[tuple[float, int, frozenset[int]]] = []
        for number in np.argsort(-scores, kind="stable")[:_CANDIDATES]:
            tokens = set(self._tokens[int(number)])
            places = frozenset(i for i, word in enumerate(question) if word.folded in tokens)
            if not places or scores[number] <= 0:
                continue
            said = {question[i].folded for i in places}
            share = sum(self._weight[t] for t in said) / sum(self._weight[t] for t in tokens)
            begins = len(said) >= 2 and set(self._tokens[int(number)][:2]) <= said
            distinctive = [i for i in places if not is_everyday(question[i])]
            whole = len(said) == len(tokens) >= 2 and _contiguous(places, question)
            others = any(
                i not in places and not is_everyday(word) and word.folded not in _LEGAL_FORMS
                for i, word in enumerate(question)
            )
            alone = len(places) == 1 and (trade_asked or others)
            capital = any(question[i].capital for i in places if i > 0)
            meant = distinctive or (whole and (capital or not trade_asked))
            if not meant or not (begins or share >= _ENOUGH_OF_THE_NAME):
                continue
            if alone and not any(question[i].capital for i in places):
                continue
            found.append((share, int(number), places))
        found.sort(key=lambda item: (-len(item[2]), -item[0], self._names[item[1]]))
        longest = len(found[0][2]) if found else 0
        return tuple((number, places) for _, number, places in found if len(places) == longest)

    def is_exactly(self, number: int, name: str) -> bool:
        """Whether the name given is the structure's, legal forms, accents and case aside."""
        return set(self._tokens[number]) == {word for word in folded_words(name) if word not in _LEGAL_FORMS}

    def spelt_like(self, name: str) -> tuple[int, ...]:
        """The structures whose name is close to the one given, best first; misspellings are accepted."""
        wanted = " ".join(word for word in folded_words(name) if word not in _LEGAL_FORMS) or fold(name)
        targets = [" ".join(tokens) for tokens in self._tokens]
        found = process.extract(
            wanted, targets, scorer=fuzz.token_set_ratio, score_cutoff=_CLOSE_SPELLING, limit=50
        )
        return tuple(int(index) for _, _, index in sorted(found, key=lambda item: (-item[1], len(item[0]))))


def _contiguous(places: frozenset[int], question: Sequence[Word]) -> bool:
    inside = range(min(places), max(places) + 1)
    return all(i in places or question[i].folded in _LEGAL_FORMS for i in inside)
