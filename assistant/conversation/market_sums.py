"""Which sum of a message is the market's amount, and which are something else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.conversation.added_sums import is_added
from assistant.conversation.amounts import Bound, Money, Per, Tax
from assistant.conversation.cues import Cues
from assistant.conversation.part_sums import stated_whole, summed_parts
from assistant.conversation.period_sums import over_periods
from assistant.conversation.phrase_index import Term
from assistant.conversation.restating import ask_untaxed
from assistant.conversation.sum_roles import Role, is_threshold, role_of
from assistant.conversation.wording import Wording
from assistant.conversation.yearly_steps import summed_by_years
from assistant.market import Duration

_CENT = Decimal("0.01")
_MONTHS_A_YEAR = 12
_TERM_NEAR = 60
# Less is rather the price of one thing than that of a market.
_SENTENCE_END = re.compile(r"[;?!\n]|\.(?!\d)")
_MOST_YEARS = 15
_LEAST_MARKET = Decimal(100)
_CORRECTED = re.compile(
    r"\b(?:non|pardon|plutot|en\sfait|finalement|je\sme\strompe|rectification|correction)\b[\s,]*[^.;]{0,20}$"
    r"|\b(?:passe|monte|descend|revient|ramene|releve|porte)e?\sa\s$"
)
_ONE_PERIOD = re.compile(
    r"\s?(?:pour|sur|au\stitre\sde)\s(?:la\s|l'|chaque\s|une\s)?(?:seule\s)?(?:periode\sinitiale|premiere\speriode|reconduction|periode\sferme)\b"
)
_LEAST_ADDED = 3
_TOTAL_BEFORE = re.compile(
    r"\b(?:total|au\stotal|en\stout|ensemble|totalise(?:nt)?|totalisant)\b(?:\s(?:fait|est|de|a|general|ht|estime|d'|[:=])){0,3}\s*[:=]?\s*$|=\s*$"
)
_TOTAL_AFTER = re.compile(r"\s(?:en\stout|au\stotal|toutes\stranches|tous\slots|pour\sl'ensemble)\b")
# « le seuil de 60 000 € pour les services et 100 000 € »: the second sum is a threshold, or an addition, as the first.
_ALIKE = re.compile(r"[^.;?!\n\d]{0,40}?\b(?:et|ou|puis|contre)\s(?:de\s|a\s|d')?")
# « 300 000 €, mettons 320 »: a second thought with another number.
_SECOND_THOUGHT = re.compile(
    r"\s?(?:ht\s?)?[,(;-]?\s?(?:ou\s|enfin\s|allez\s|non\s)?(?:mettons|disons|voire|allez|ou\splutot|enfin\splutot)\s(?:plutot\s)?(?:a\s)?"
    r"(?P<number>\d[\d .,]*\d|\d)(?!\s?(?:ans?|mois|lots?|%|h\b|heures|jours))"
)


Kept = tuple[str, Decimal, int, int, float]


@dataclass(frozen=True, slots=True)
class SumReading:
    """The facts read from sums (name, value, span, confidence) and the French questions in doubt.

    ``over_term`` tells that the market's amount was counted from a yearly or monthly sum.
    """

    facts: tuple[Kept, ...]
    doubts: tuple[str, ...]
    over_term: bool = False


def read_sums(
    money: tuple[Money, ...],
    wording: Wording,
    terms: tuple[Term, ...],
    cues: Cues,
    *,
    vat_rate: Decimal | None,
    duration: Duration | None,
    duration_span: tuple[int, int] | None,
    follows_amount: bool,
    small_is: str | None = None,
) -> SumReading:
    """Sort the sums: the market's amount, hourly cost, penalty, yearly purchases; the rest is left out.

    A sum including VAT is converted at ``vat_rate`` when one is stated; a yearly or monthly sum is
    multiplied over the whole ``duration``, renewals included (CCP R2121-1: the estimated value counts
    them). Anything else that has two readings becomes a question. ``small_is`` names the fact that a lone small sum
    says anew.
    """
    facts: list[Kept] = []
    doubts: list[str] = []
    market: list[Money] = []
    ranges: list[Money] = []
    small: list[Money] = []
    for one, role in _roles(money, wording, terms, cues, follows_amount, doubts):
        if role is Role.MARKET and one.bound is Bound.RANGE:
            ranges.append(one)
        elif role is Role.MARKET and one.doubt:
            doubts.append(one.doubt)
        elif role is Role.MARKET and one.per is Per.WHOLE and one.value < _LEAST_MARKET:
            small.append(one)
        elif role is Role.MARKET:
            market.append(one)
        elif one.bound is not Bound.RANGE and not one.doubt:
            facts.append((role.value, one.value, one.start, one.end, 1.0))
    if len(small) == 1 and small_is is not None and not ranges and (not market or small_is == Role.HOURLY_COST):
        one = small[0]
        facts.append((small_is, one.value, one.start, one.end, 0.9))
    elif small and not market and not ranges:
        words = wording.source(small[0].start, small[0].end)
        doubts.append(
            f"« {words} » est-il un prix unitaire\u00a0? Quel est le montant hors taxes du marché\u00a0?"
        )
    hesitation = _hesitation(market, wording.text)
    if hesitation is not None:
        doubts.append(f"Quel montant hors taxes retenir (« {wording.source(*hesitation)} »)\u00a0?")
        return SumReading(tuple(_without_conflicts(facts, wording, doubts)), tuple(doubts))
    one_period = next((m for m in market if _ONE_PERIOD.match(wording.text, m.end)), None)
    if one_period is not None:
        words = wording.source(one_period.start, one_period.end)
        doubts.append(
            f"« {words} » vaut pour une période : quel est le montant hors taxes toutes périodes comprises\u00a0?"
        )
        return SumReading(tuple(_without_conflicts(facts, wording, doubts)), tuple(doubts))
    if ranges:
        words = wording.source(ranges[0].start, ranges[-1].end)
        doubts.append(f"Quel montant hors taxes retenir dans la fourchette « {words} »\u00a0?")
        return SumReading(tuple(_without_conflicts(facts, wording, doubts)), tuple(doubts))
    chosen = [_with_term(m, duration_span) for m in _chosen(market, wording, duration, doubts)]
    _keep_market(chosen, wording, vat_rate, duration, facts, doubts)
    over_term = any(m.per is not Per.WHOLE for m in chosen)
    return SumReading(tuple(_without_conflicts(facts, wording, doubts)), tuple(doubts), over_term)


def _hesitation(market: list[Money], text: str) -> tuple[int, int] | None:
    """Where a sum of the market is followed by a second thought on it (« 300 000 €, disons 320 »)."""
    for one in market:
        second = _SECOND_THOUGHT.match(text, one.end)
        if second is not None:
            return one.start, second.end("number")
    return None


def _roles(
    money: tuple[Money, ...],
    wording: Wording,
    terms: tuple[Term, ...],
    cues: Cues,
    follows_amount: bool,
    doubts: list[str],
) -> list[tuple[Money, Role]]:
    """The sums that are something, each with what it is; a former sum or an offer is the market's only for want of another."""
    kept: list[tuple[Money, Role]] = []
    compared: Money | None = None
    for one in money:
        role = role_of(one, wording, terms, cues, follows_amount)
        if role is Role.MARKET and compared and _ALIKE.fullmatch(wording.text[compared.end : one.start]):
            role = None
        passes_on = is_threshold(one, wording, terms, cues) or is_added(
            wording.text[: one.start], wording.text[one.end :]
        )
        compared = one if role is None and passes_on else None
        if role is not None:
            kept.append((one, role))
    firm = any(role is Role.MARKET for _, role in kept)
    offered = [one for one, role in kept if role is Role.OFFERED]
    if offered and not firm:
        words = ", ".join(wording.source(one.start, one.end) for one in offered)
        doubts.append(f"« {words} » : quel est le montant hors taxes estimé du marché\u00a0?")
    promoted = [(one, Role.MARKET if role is Role.FORMER and not firm else role) for one, role in kept]
    return [(one, role) for one, role in promoted if role not in (Role.FORMER, Role.OFFERED)]


def _chosen(market: list[Money], wording: Wording, duration: Duration | None, doubts: list[str]) -> list[Money]:
    """The sum of the market, or its readings that agree (HT and TTC, by year and in all); none when several compete."""
    corrected = [m for m in market[1:] if _CORRECTED.search(wording.text[: m.start])]
    if corrected:
        return corrected[-1:]
    excluded = [m for m in market if m.tax is not Tax.INCLUDED]
    included = [m for m in market if m.tax is Tax.INCLUDED]
    if _agree(excluded, duration, wording.text):
        return excluded
    excluded = _total_of(excluded, wording) or stated_whole(excluded, wording.text) or excluded
    by_years = summed_by_years(excluded, wording, duration)
    if by_years is not None:
        return [by_years]
    parts = summed_parts(excluded, wording.text)
    if parts is not None:
        return [parts]
    if len({(m.value, m.per) for m in excluded}) > 1:
        listed = ", ".join(wording.source(m.start, m.end) for m in excluded)
        doubts.append(f"Je lis plusieurs montants ({listed}) : lequel est le montant hors taxes du marché\u00a0?")
        return []
    if len({m.value for m in included}) > 1:
        doubts.append("Je lis plusieurs montants TTC : quel est le montant hors taxes du marché\u00a0?")
        included = []
    return excluded[:1] + included[:1]


def _total_of(sums: list[Money], wording: Wording) -> list[Money]:
    """The sum said to be the total, or that adds up all the others (« 400 et 150 k€, soit 550 »), or nothing."""
    values = [m.value for m in sums]
    said = [m for m in sums if _is_total(m, wording.text)]
    if len(said) == 1 and len(sums) > 1 and said[0].value == max(values) and said[0].per is Per.WHOLE:
        return said
    if len(set(values)) < _LEAST_ADDED or any(m.per is not Per.WHOLE for m in sums):
        return []
    return [m for m in sums if 2 * m.value == sum(values)][:1]


def _is_total(one: Money, text: str) -> bool:
    return bool(_TOTAL_BEFORE.search(text[: one.start]) or _TOTAL_AFTER.match(text[one.end :]))


def _agree(sums: list[Money], duration: Duration | None, text: str) -> bool:
    """Whether a sum by year and a sum in all say the same, as far as the term is known."""
    if (
        len(sums) != 2
        or sum(m.per is Per.WHOLE for m in sums) != 1
        or not any(m.per in (Per.YEAR, Per.WHOLE) for m in sums)
    ):
        return False
    yearly, whole = sorted(sums, key=lambda m: m.per is Per.WHOLE)
    counted = over_term(yearly.value, duration)
    if counted is not None:
        return counted == whole.value
    # In two sentences, nothing says that they are of the same market.
    apart = _SENTENCE_END.search(text[min(yearly.end, whole.end) : max(yearly.start, whole.start)])
    if apart and not _is_total(whole, text):
        return False
    return yearly.value < whole.value <= _MOST_YEARS * yearly.value


def _keep_market(
    chosen: list[Money],
    wording: Wording,
    vat_rate: Decimal | None,
    duration: Duration | None,
    facts: list[Kept],
    doubts: list[str],
) -> None:
    has_excluded = any(m.tax is not Tax.INCLUDED for m in chosen)
    in_all = any(m.per is Per.WHOLE for m in chosen)
    for one in chosen:
        words = wording.source(one.start, one.end)
        value: Decimal | None = one.value
        if one.per is Per.PERIOD:
            value = over_periods(one.value, duration, wording.text)
        elif one.per is not Per.WHOLE:
            yearly = one.value * (one.per.times_a_year or 1)
            name = "amount_ttc_per_year" if one.tax is Tax.INCLUDED else "amount_per_year"
            facts.append((name, yearly, one.start, one.end, 1.0))
            if in_all:
                continue
            value = over_term(yearly, duration)
        if value is None:
            doubts.append(ask_term(words))
        elif one.tax is not Tax.INCLUDED:
            facts.append(("amount_ht", value, one.start, one.end, 1.0 if one.currency else 0.8))
        else:
            facts.append(("amount_ttc", value, one.start, one.end, 1.0))
            if has_excluded:
                continue
            if vat_rate is None:
                doubts.append(ask_untaxed(words))
            else:
                facts.append(("amount_ht", without_vat(value, vat_rate), one.start, one.end, 1.0))


def _with_term(one: Money, span: tuple[int, int] | None) -> Money:
    """A yearly or monthly sum, its place widened to the term it was multiplied over."""
    if one.per is Per.WHOLE or span is None or not -_TERM_NEAR <= span[0] - one.end <= _TERM_NEAR:
        return one
    return replace(one, start=min(one.start, span[0]), end=max(one.end, span[1]))


def over_term(yearly: Decimal, duration: Duration | None) -> Decimal | None:
    """A yearly sum over the whole term, renewals included, to the cent (CCP R2121-1).

    ``None`` when the term is unknown or not in whole months.
    """
    if duration is None or duration.full_months <= 0 or duration.days:
        return None
    return (yearly * duration.full_months / _MONTHS_A_YEAR).quantize(_CENT, ROUND_HALF_UP)


def ask_term(words: str) -> str:
    """The French question on the term of a market known by the sum of one year, in the words it was told by."""
    return f"Sur quelle durée totale, reconductions comprises, court « {words} »\u00a0?"


def without_vat(amount_ttc: Decimal, vat_rate: Decimal) -> Decimal:
    """The sum excluding VAT at that rate (a ratio), to the cent."""
    return (amount_ttc / (1 + vat_rate)).quantize(_CENT, ROUND_HALF_UP)


def _without_conflicts(facts: list[Kept], wording: Wording, doubts: list[str]) -> list[Kept]:
    """The facts, less those of which two different values were read."""
    kept: list[Kept] = []
    for name in dict.fromkeys(fact[0] for fact in facts):
        readings = [fact for fact in facts if fact[0] == name]
        if len({fact[1] for fact in readings}) > 1:
            listed = " et ".join(f"« {wording.source(f[2], f[3])} »" for f in readings)
            doubts.append(f"Je lis deux valeurs ({listed}) : laquelle dois-je retenir\u00a0?")
        else:
            kept.append(readings[0])
    return kept
