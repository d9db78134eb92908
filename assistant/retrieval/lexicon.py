"""Words: French stems, empty words out."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import local

import Stemmer

from assistant.folding import folded

_WORD = re.compile(r"[a-z0-9]+(?:-\d+)*")
_STOP_WORDS = frozenset(
    (
        "a ai ait alors alt au aucun aucune auquel aura aurait aussi autre autres aux auxquelles auxquels avait avant "
        "avec avoir ayant c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d "
        "dans de des desquels deux dit doit donc dont du duquel elle elles en encore entre es est et etait etant ete "
        "etre eu eux fait faire faut fois font hors ici il ils j je jusqu l la laquelle le lequel les lesquelles "
        "lesquels leur leurs lors lorsqu lorsque lui m ma mais me meme memes mes moi moins mon n ne ni nos notre nous "
        "on ont or ou par parce pas peu peut peuvent peux plus pour pourquoi puis qu quand que quel quelle quelles "
        "quels qui quoi s sa sans se selon sera serait ses si sien soi soient soit son sont sous suis sur t ta te tel "
        "telle telles tels tes toi ton tous tout toute toutes tres tu un une vers voici voila vos votre vous y dois "
        "puis-je doivent devons pouvons bonjour merci svp possible veut veux"
    ).split()
)
_STEMMERS = local()


def stems(text: str) -> list[str]:
    """The stems of a text, in order, empty words left out; article numbers are kept whole (``2113-12``)."""
    words = [word for word in _WORD.findall(folded(text)) if word not in _STOP_WORDS]
    return [stem for word in words if (stem := _stem(word))]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    # A PyStemmer object must not be shared between threads.
    stemmer = getattr(_STEMMERS, "french", None)
    if stemmer is None:
        stemmer = _STEMMERS.french = Stemmer.Stemmer("french")
    return str(stemmer.stemWord(word))
