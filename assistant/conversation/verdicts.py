"""Yes, no or under conditions: what the margin questions of the articles found say, the nearest in sense first.

Convention: what the text allows in some circumstance only, or forbids or requires but for one, is « sous conditions » to
who asks whether he may and leaves it open; to who asks whether he must, a duty that has exceptions stays « oui ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp

from assistant.answer import Verdict
from assistant.conversation.question_form import Modality, denies, modality
from assistant.conversation.wording import read_wording
from assistant.folding import folded
from assistant.quantities import quantities
from assistant.retrieval.passages import ReadingMatch

_UNITS = frozenset({"€", "%", "h", "jour", "semaine", "mois", "an"})


# A margin question farther than this is about something else.
_NEAR = 0.86
# The least chance of a verdict that is announced: under it, fewer than half were right.
_SURE = 0.5
# From this chance on, 0.944 of the verdicts were right for 3 950 questions held out, their article known: three in four of them.
_FIRM = 0.8
# Half of the margin questions are answered « non », one in six « sous conditions »; of those asked, fewer and more are. For 2 333
# that no margin held, « sous conditions » was found for 0.52 of those that call for it, instead of 0.40 at equal worth.
_WORTH = {Verdict.NON: 0.9, Verdict.SOUS_CONDITIONS: 1.8}
# What makes two questions alike beside the stance learnt, in logarithm: their words, what they ask of a conduct, and whether
# they deny it. Fitted on four thousand questions asked in people's own words, their article known, and rounded.
_STANCE = 1.3
_WORDS = 4.0
_SAME_MODALITY = 0.4
_BOTH_DENY = 0.3
# What is answered when no note tells: the shares of the verdicts among questions asked.
_UNTOLD = {Verdict.OUI: 0.38, Verdict.NON: 0.4, Verdict.SOUS_CONDITIONS: 0.22}
_SHADE = Decimal("0.01")
_UNDER = re.compile(
    r"\b(sous|moins d[e']|inferieure?s? a|au[- ]dessous d[e']|en[- ]dessous d[e'])\s?(les? |la )?(seuils? de )?$"
)
_ABOVE = re.compile(
    r"\b(plus d[e']|superieure?s? a|au[- ]dessus d[e']|au[- ]dela d[e']|depasse\w*)\s?(les? |la )?(seuils? de )?$"
)
# A question that gives no figure does not say on which side of the bound it is.
_UNSETTLED = 0.6
# One that gives it is answered by the notes whose bound it decides, rather than by those that tell no figure.
_DECIDED = 2.5


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the margin questions answer to a closed question.

    ``share`` is that of their weight which goes to ``verdict``, from 0 to 1; ``similarity`` that of the nearest one.
    """

    verdict: Verdict
    share: float
    similarity: float

    @property
    def is_firm(self) -> bool:
        """Whether the verdict may be said without asking to check it."""
        return self.share >= _FIRM


def opinion_of(question: str, asks: Iterable[ReadingMatch]) -> Opinion | None:
    """The verdict that weighs most among those of an article's margin questions; ``None`` when none is near or weighed."""
    return _most(_votes(_Asked.of(question), asks))


def pooled(
    question: str, articles: Iterable[tuple[float, Sequence[ReadingMatch]]], said: str = ""
) -> Opinion | None:
    """The verdict of several articles, each with its chance to be the one that answers and its margin questions.

    ``said`` is the last message of a question told in several: its figures replace the earlier ones of their kind. The share
    of what no note tells goes to the verdicts as they are usually given.
    """
    asked = _Asked.of(question, said)
    total: dict[Verdict, float] = {}
    nearest = 0.0
    for chance, asks in articles:
        votes, similarity = _votes(asked, asks)
        weight = sum(votes.values())
        for verdict, vote in votes.items():
            total[verdict] = total.get(verdict, 0.0) + chance * vote / weight
        nearest = max(nearest, similarity)
    if not total:
        return None
    untold = max(0.0, 1.0 - sum(total.values()))
    for verdict, share in _UNTOLD.items():
        total[verdict] = total.get(verdict, 0.0) + untold * share
    return _most((total, nearest))


def announced(
    question: str, articles: Iterable[tuple[float, Sequence[ReadingMatch]]], said: str = ""
) -> Opinion | None:
    """What the margin questions of the articles found say to a closed question, ``None`` in doubt."""
    opinion = pooled(question, articles, said)
    return opinion if opinion is not None and opinion.share >= _SURE else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question tells beside its stance."""

    figures: tuple[tuple[Decimal, str], ...]
    modality: Modality
    denied: bool

    @classmethod
    def of(cls, question: str, said: str = "") -> _Asked:
        figures = _figures(said) if said else ()
        told = {unit for _, unit in figures}
        figures += tuple(figure for figure in _figures(question) if figure[1] not in told)
        return cls(figures, modality(question), denies(question))

    def likeness(self, match: ReadingMatch, stance: float) -> float:
        other = match.ask.question
        form = _SAME_MODALITY * (modality(other) is self.modality) + _BOTH_DENY * (denies(other) is self.denied)
        return _STANCE * stance + _WORDS * match.shared + form


def _votes(asked: _Asked, asks: Iterable[ReadingMatch]) -> tuple[dict[Verdict, float], float]:
    """The weight of each verdict, none when no weighed question is near, and the similarity of the nearest one."""
    known = [(ask, asked.likeness(ask, ask.weight)) for ask in asks if ask.ask.verdict and ask.weight is not None]
    nearest = max((ask.similarity for ask, _ in known), default=0.0)
    if nearest < _NEAR:
        return {}, nearest
    heaviest = max(weight for _, weight in known)
    votes: dict[Verdict, float] = {}
    for ask, weight in known:
        verdict, trust = _voice(ask, asked.figures)
        votes[verdict] = votes.get(verdict, 0.0) + _WORTH.get(verdict, 1.0) * trust * exp(weight - heaviest)
    return votes, nearest


def _most(counted: tuple[dict[Verdict, float], float]) -> Opinion | None:
    votes, nearest = counted
    if not votes:
        return None
    first = max(votes, key=lambda verdict: votes[verdict])
    return Opinion(first, votes[first] / sum(votes.values()), nearest)


def _figures(text: str) -> tuple[tuple[Decimal, str], ...]:
    """The figures told, one a shade lower or higher where the words say under or above it (« sous 60 000 € »)."""
    plain = read_wording(text).text
    return tuple((Decimal(q.value) + _shade(plain, q.words), q.unit) for q in quantities(text) if q.unit in _UNITS)


def _shade(plain: str, words: str) -> Decimal:
    before, said, _ = plain.partition(folded(words))
    if not said:
        return Decimal(0)
    return -_SHADE if _UNDER.search(before) else _SHADE if _ABOVE.search(before) else Decimal(0)


def _voice(match: ReadingMatch, figures: tuple[tuple[Decimal, str], ...]) -> tuple[Verdict, float]:
    """The verdict of a margin question for these figures, and how far it may be trusted."""
    ask = match.ask
    verdict = Verdict(ask.verdict or "")
    if ask.within is None or ask.beyond is None:
        return verdict, 1.0
    holds = ask.within.holds(figures)
    if holds is None:
        return Verdict.SOUS_CONDITIONS, _UNSETTLED
    return verdict if holds else Verdict(ask.beyond), _DECIDED
