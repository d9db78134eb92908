"""Yes, no or under conditions: what the margin questions of the answering article say, the nearest in sense first.

Convention: a permission that depends on a circumstance is « sous conditions »; a duty or a prohibition that has
exceptions keeps its principle (« oui », « non »), the exception being shown beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import exp, log

from assistant.answer import Verdict
from assistant.conversation.premises import without_ground
from assistant.conversation.wording import read_wording
from assistant.quantities import quantities
from assistant.retrieval.lexicon import folded
from assistant.retrieval.passages import ReadingMatch

_UNITS = frozenset({"€", "%", "h", "jour", "semaine", "mois", "an"})


class Modality(StrEnum):
    """What a closed question asks of a conduct."""

    PERMITTED = "permis"
    REQUIRED = "obligatoire"
    FORBIDDEN = "interdit"
    RELEASED = "dispensé"
    FACT = "fait"


_OPEN = re.compile(
    r"(?<!n'importe )\bquel(le)?s?\b(?! que (so|pu))|\bcombien\b|\bcomment\b|\bpourquoi\b"
    r"|(?<!pour )(?<!dans )(?<!par )(?<!sur )(?<!avec )(?<!selon )\b(le|la|les)quel"
    r"|(?<!\bn'importe )\bquoi\b(?! qu)"
    r"|\bqu'est|\bqu est|\bqu'(appelle|entend|arrive)|\bkesk|\b(a|par|de|chez|avec|pour) qui\b|\bd'ou\b"
    r"|^(et |mais |donc |alors |puis )?(qui|quand(?!\b[^?]*, \w)|ou|que|a partir|depuis quand|jusqu'a quand|jusqu'ou)\b"
    r"(?! (bien|non|pas)\b)"
    r"|[,;:.] ?(et |ou )?(qui|quand|que|ou) (est-ce|est ce|dois|doit|faut|peut|puis|faire|commence|trouver|publier)"
    r"|[:;] ?(quand|comment|combien|quel\w*|qui|ou)\b|, ?quand \w+ent\b"
    r"|\bque (dit|dois|doit|faut|faire|prevoi|se passe|risque|devient|signifie|contient|peut-on faire)"
    r"|\ba partir de (combien|quand)|^(le )?(montant|seuil|delai|duree|taux) (\w+ )?(maxi|mini)"
)
_VERB = (
    r"(est|sont|doit|doivent|peut|peuvent|peux|puis|dois|doi|faut|fo|suis|suit|compte|touche|part|court|ai|a|as|sommes|etes"
    r"|suffit|couvre|ont|va|vont|vaut|reste|oblige|dispense|permet|autorise|impose|interdit)"
)
_CLOSED = re.compile(
    rf"\b\w+-(t-)?(il|elle|on|ils|elles|je|nous|vous|ce)\b|\bes[tk]?[ -]?(ce )?qu|\b{_VERB} (t )?(je|nous|ce|on)\b"
    r"|\b(je|on|nous|il|elle|ils|j') ?(peux|peut|peu|pouvons|puis|dois|doi|doit|devons|ai le droit|a le droit|suis oblige)"
    r"|\b(?!(?:quand|si|comme|dont|ou|et|car|mais|donc|alors|que?)\b)\w+ (t )?(il|elle|ils|elles)\b"
    r"|\bpeu \w+(er|e|ir|re)\b|\bpeuvent\b|\bil faut\b|\bou (pas|non)\b|, (non|oui|si)\b|\bun (souci|probleme)\b|\bsommes[ -]nous\b"
    r"|\bc'est (permis|interdit|possible|obligatoire|legal|illegal|autorise|regulier|normal|ok|bon|grave)"
    r"|\b(possible|obligatoire|autorise|permis|interdit|valable|legal|illegal|exige|necessaire|applicable|facultati[fv])e?s?$"
)
# What is asked of a thing to say: « dois-je dire combien de lots… » is asked closed.
_TOLD = re.compile(
    r"\b(dire|indiquer|preciser|justifier|expliquer|savoir a l'avance|annoncer|ecrire|noter|mentionner|motiver)\b.*"
)
# « … et sous quelles conditions ? » asks more of what is first asked closed.
_AND_MORE = re.compile(
    r",? et (?=(?:a|sous|dans|avec|pour|de|en) (?:quel|combien)|comment\b|quel|combien|qui\b)|, (?=et )"
)
_CUES: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (Modality.FORBIDDEN, re.compile(r"\binterdi|\billegal|\bproscri|\bprohib|\bilicite|\billicite|\bdefendu\b")),
    (
        Modality.RELEASED,
        re.compile(
            r"\bdispens\w+|\bexonere"
            r"|(\b(peu[txv]|puis|pouvons|possible|pourr)\w*\b.{0,12})?(\b(se|me|nous|vous) passer d|\b(m'en|s'en|nous en) passer\b)"
            r"|\bfacultati"
            r"|\b(peu[txv]\w*|puis|pouvons|possible|droit|pourr\w+)\b.{0,12}\bne (pas|rien|plus|jamais)\b"
        ),
    ),
    (
        Modality.REQUIRED,
        re.compile(
            r"\bobligatoir|\boblige|\bobligation|\bdoi[ts]?\b|\bdoivent|\bdevons|\bfaut\b|\bimpos|\btenue?s?\b"
            r"|\bexige-|\bexige\b|\bnecessaire|\bforcement|\bforce\b|\bindispensable"
        ),
    ),
    (
        Modality.PERMITTED,
        re.compile(
            r"\bpeu[txv]|\bpuis\b|\bpouvons|\bpossible|\bpossibilite|\bdroit d|\bautoris|\bpermi|\bpourr|\breserver\b"
            r"|\bont le droit"
        ),
    ),
)
# A margin question farther than this is about something else. Chosen on the development questions, as the next one.
_NEAR = 0.86
# The least share of the weight for a verdict to be announced: under it, one in four was right.
_SURE = 0.5
# From this share on, more than nine verdicts in ten were right on the development questions; under it, seven.
_FIRM = 0.9
# Half of the margin questions are answered « non » and few « sous conditions »; those asked are not.
_WORTH = {Verdict.NON: 0.7, Verdict.SOUS_CONDITIONS: 1.3}
# How much less the second article counts, when the first may not be the one that answers.
_SECOND = log(0.3)
_SHADE = Decimal("0.01")
_UNDER = re.compile(
    r"\b(sous|moins d[e']|inferieure?s? a|au[- ]dessous d[e']|en[- ]dessous d[e'])\s?(les? |la )?(seuils? de )?$"
)
_ABOVE = re.compile(
    r"\b(plus d[e']|superieure?s? a|au[- ]dessus d[e']|au[- ]dela d[e']|depasse\w*)\s?(les? |la )?(seuils? de )?$"
)
# A question that gives no figure does not say on which side of the bound it is.
_UNSETTLED = 0.6


# « De plein droit » permits nothing, and « je dois acheter… » tells a need.
_NOT_ASKED = re.compile(
    r"\bde plein droit\b|\b(je|on|nous) (dois|doit|devons) (acheter|commander|passer|lancer|refaire|renouveler|remplacer"
    r"|construire|louer|organiser|choisir|trouver)\b(?=.*[,;.:?!].*\S)"
)


def is_closed(question: str) -> bool:
    """Whether a question is answered by yes or no; its questions decide, not what it tells before."""
    return any(_begins_closed(sentence) for sentence in _asked(question))


def _begins_closed(sentence: str) -> bool:
    first = _AND_MORE.split(sentence, maxsplit=1)[0]
    told = _TOLD.search(first)
    if told and _CLOSED.search(first[: told.start()]):
        first = first[: told.end(1)]
    return not _OPEN.search(first) and bool("?" in sentence or _CLOSED.search(first.rstrip(" .!")))


def modality(question: str) -> Modality:
    """What the question asks: is it permitted, required, forbidden, or is something so. The first cue wins."""
    text = _NOT_ASKED.sub(" ", " ".join(_asked(question)))
    found = [(match.start(), kind) for kind, cues in _CUES if (match := cues.search(text))]
    return min(found, key=lambda cue: cue[0])[1] if found else Modality.FACT


def _asked(question: str) -> list[str]:
    """The sentences that end with a question mark, folded; the last sentence when none does."""
    text = folded(without_ground(question)).replace("\u00a0", " ").strip(" ,")
    sentences = [part for part in re.split(r"(?<=[?.!])\s+", text) if part.strip()]
    return [part for part in sentences if "?" in part] or sentences[-1:]


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
    known = [(ask, ask.weight) for ask in asks if ask.ask.verdict and ask.weight is not None]
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
