"""Yes, no or under conditions: what the margin questions of the answering article say, the nearest in sense first.

Convention: a permission that depends on a circumstance is « sous conditions »; a duty or a prohibition that has
exceptions keeps its principle (« oui », « non »), the exception being shown beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from math import exp, log

from assistant.answer import Verdict
from assistant.conversation.question_form import Modality, denies, modality
from assistant.conversation.wording import read_wording
from assistant.quantities import quantities
from assistant.retrieval.lexicon import folded
from assistant.retrieval.passages import ReadingMatch

_UNITS = frozenset({"€", "%", "h", "jour", "semaine", "mois", "an"})


# A margin question farther than this is about something else. Chosen on the development questions, as the next one.
_NEAR = 0.86
# The least share of the weight for a verdict to be announced: under it, one in four was right.
_SURE = 0.5
# From this share on, more than nine verdicts in ten were right on the development questions; under it, seven.
_FIRM = 0.9
# Half of the margin questions are answered « non » and few « sous conditions »; those asked are not.
_WORTH = {Verdict.NON: 0.7, Verdict.SOUS_CONDITIONS: 1.3}
# What makes two questions alike beside the stance learnt, in logarithm: their words, what they ask of a conduct, and whether
# they deny it. Chosen on the development questions, the article known: 0.82 of the verdicts right against 0.78 without.
_STANCE = 0.57
_WORDS = 4.0
_SAME_MODALITY = 1.2
_BOTH_DENY = 0.5
# How much less the second article counts, when the first may not be the one that answers.
_SECOND = log(0.3) / _STANCE
_SHADE = Decimal("0.01")
_UNDER = re.compile(
    r"\b(sous|moins d[e']|inferieure?s? a|au[- ]dessous d[e']|en[- ]dessous d[e'])\s?(les? |la )?(seuils? de )?$"
)
_ABOVE = re.compile(
    r"\b(plus d[e']|superieure?s? a|au[- ]dessus d[e']|au[- ]dela d[e']|depasse\w*)\s?(les? |la )?(seuils? de )?$"
)
# A question that gives no figure does not say on which side of the bound it is.
_UNSETTLED = 0.6


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the margin questions of an article answer to a closed question.

    ``share`` is that of their weight which goes to ``verdict``, from 0 to 1; ``similarity`` that of the nearest one.
    """

    verdict: Verdict
    share: float
    similarity: float

    @property
    def is_firm(self) -> bool:
        """Whether the verdict may be said without asking to check it."""
        return self.share >= _FIRM


def opinion_of(question: str, asks: Iterable[ReadingMatch], said: str = "") -> Opinion | None:
    """The verdict that weighs most among those of the margin questions; ``None`` when none is near or weighed.

    ``said`` is the last message of a question told in several: its figures replace the earlier ones of their kind.
    """
    figures = _figures(said) if said else ()
    told = {unit for _, unit in figures}
    figures += tuple(figure for figure in _figures(question) if figure[1] not in told)
    asked, denied = modality(question), denies(question)
    known = [
        (ask, _likeness(ask, ask.weight, asked, denied=denied))
        for ask in asks
        if ask.ask.verdict and ask.weight is not None
    ]
    nearest = max((ask.similarity for ask, _ in known), default=0.0)
    if nearest < _NEAR:
        return None
    heaviest = max(weight for _, weight in known)
    votes: dict[Verdict, float] = {}
    for ask, weight in known:
        verdict, trust = _voice(ask, figures)
        worth = _WORTH.get(verdict, 1.0) * trust
        votes[verdict] = votes.get(verdict, 0.0) + worth * exp(weight - heaviest)
    first = max(votes, key=lambda verdict: votes[verdict])
    return Opinion(first, votes[first] / sum(votes.values()), nearest)


def _likeness(match: ReadingMatch, stance: float, asked: Modality, *, denied: bool) -> float:
    other = match.ask.question
    form = _SAME_MODALITY * (modality(other) is asked) + _BOTH_DENY * (denies(other) is denied)
    return _STANCE * stance + _WORDS * match.shared + form


def fainter(ask: ReadingMatch) -> ReadingMatch:
    """A margin question of the second article found."""
    return ask if ask.weight is None else replace(ask, weight=ask.weight + _SECOND)


def announced(question: str, asks: Iterable[ReadingMatch], said: str = "") -> Opinion | None:
    """What the margin questions of the answering article say to a closed question, ``None`` in doubt."""
    opinion = opinion_of(question, asks, said)
    return opinion if opinion is not None and opinion.share >= _SURE else None


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
    return verdict if holds else Verdict(ask.beyond), 1.0
