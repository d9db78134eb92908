"""A figure said alone in the place of one already known: « pardon 570 000 », « c'est 32 et pas 33 », « ttc »."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.conversation.added_sums import is_added
from assistant.conversation.other_sums import is_beside
from assistant.conversation.renewals import read_renewal
from assistant.conversation.wording import Wording
from assistant.market import Duration, Fact, MarketFacts

_MOST_WORDS = 10
# « Mettez plutôt 70 € », « passez à 65 euros de l'heure »: a sum of which nothing else is named.
_ONLY_SAYS = (
    r"(?:(?:met\w{0,4}|pass(?:e|ez|ons|er)|pren(?:d|ds|ez|ons)|reten(?:ez|ons)|retiens|disons|dis|corrig\w+|modifi\w+|chang\w+|je|on|nous|veux|voulais|voudrais"
    r"|dire|j'ai|dit|plutot|pardon|desolee?|non|oui|ok|bon|alors|finalement|en|fait|realite|c'est|ce|sera|serait|ca|a|de|d'|l'|la|le|les|et|pas|mais|par"
    r"|heure|l'heure|euros?|ht|h|hein|merci|svp|environ|au|lieu|{0})(?![a-z])|[\d\W])*"
)
_NAMES_IT = {"penalty_per_hour": r"penalites?", "hourly_cost": r"couts?|taux|horaires?"}
_FEW_WORDS = 7
_NEAR = 30
_MONTHS_A_YEAR = 12
_NUMBER = r"(?P<{0}>\d{{1,3}}(?:[ .]\d{{3}})+|\d+(?:[.,]\d+)?)(?P<{0}_unit>\s?(?:k|m|millions?)\b)?"
_SAID = _NUMBER.format("said")
_KNOWN = _NUMBER.format("known")
# Not the beginning of a longer number.
_ENDS = r"(?!\w|[.,]\d|\s\d{3}\b)"
_ONE = re.compile(r"(?<![\w,./-])" + _SAID + _ENDS)
_NOT = (
    r"\s?(?:€|euros?|h|heures?|%)?\s?(?:ht\s?)?(?:par\san|l'an|/\s?an)?,?\s?"
    r"(?:et\s)?(?:pas|non(?:\spas)?|au\slieu\sde)\s(?:de\s)?"
)
_SAID_NOT = re.compile(r"(?<![\w,.])" + _SAID + _NOT + _KNOWN + _ENDS)
_NOT_SAID = re.compile(r"\bpas\s" + _KNOWN + r"\s?(?:,|mais|:)\s?(?:mais\s|c'est\s)?" + _SAID + _ENDS)
# What a number that stands for the whole may be followed by; a noun makes it a number of something else.
_AFTER = re.compile(
    r"\s?(?:€|euros?)?\s?(?:$|[,.;:!?)]|\b(?:ht|hors|ttc|sans|avec|au|en|pour|finalement|plutot|pardon|pas|maxi\w*|compris\w*|tout|par\san"
    r"|l'an|annuels?|desormais|maintenant|c'est|max|environ|alors|seulement|et)\b|/\s?an\b)"
)
_YEARLY = re.compile(r"\s?(?:€|euros?)?\s?(?:ht\s)?(?:par\san\b|l'an\b|/\s?an\b|annuels?\b)")
_BEFORE = re.compile(
    r"\b(?:lots?|article|numero|n|no|en|d'ici|le|du|phase|tranche|rue|dans|depuis|avant|apres|vers|postale?(?:\sest)?"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\s?$"
)
_WITH_TAX = re.compile(r"\b(?:ttc|taxes\scomprises)\b")
# « et c'est HT hein », of a sum known.
_WITHOUT_TAX = re.compile(
    r"(?:(?:et|ah|oui|non|mais|donc|pardon|tout|c'est|c|ce|sont|bien|sur|le|la|montant|prix|somme|chiffre|du|hein|svp|est|en|au|fait|bien\ssur)[\s,]+)*"
    r"(?:ht|hors\staxes?|hors\stva)(?:\s(?:hein|svp|bien\ssur|evidemment|d'ailleurs|au\sfait|pardon|pas\sttc|et\spas\sttc|et\snon\sttc|non\sttc))*\s?[.!]*"
)
# « le seuil, c'est HT ou TTC ? » asks, and says nothing of the sum known.
_WHICH_TAX = re.compile(r"\bht\s?(?:ou|/)\s?(?:en\s)?ttc\b|\bttc\s?(?:ou|/)\s?(?:en\s)?ht\b|\bseuils?\b")
_EACH_YEAR = re.compile(r"\b(?:par\san|annuels?|chaque\sannee)\b")
_ASKS = re.compile(r"\?|\b(?:quel\w*|combien|comment|pourquoi|est-ce|peut-on|puis-je|faut-il|doit-on)\b")
_A_PART = re.compile(r"\b(?:lots?|tranches?|postes?|ferme|option)\b")
_BUT = re.compile(r"\b(?:hors|sans|compris\w*|sauf|avec|en)\b")
SCALES = (Decimal(1), Decimal(1_000), Decimal(1_000_000))
# What a figure said alone may be; where one is read, it is not said alone.
FIGURES = (
    "amount_ht", "amount_ttc", "amount_per_year", "amount_ttc_per_year", "duration", "lots", "effort", "labour_share",
    "labour_hours", "target_hours", "vat_rate", "hourly_cost", "yearly_purchases", "penalty_per_hour", "transferable_monthly_hours",
)  # fmt: skip
_AMOUNTS = ("amount_ht", "amount_ttc", "amount_per_year", "amount_ttc_per_year")
_COUNTED_FROM = {"amount_ht": "amount_per_year", "amount_ttc": "amount_ttc_per_year"}
_HOURS = ("target_hours", "labour_hours")
_NUMBERS = (*_AMOUNTS, *_HOURS, "yearly_purchases")
_RATES = ("effort", "labour_share", "vat_rate")
# A figure much farther from the one known is one of something else; hours said without their unit are nearer still.
FARTHEST = Decimal(12)
_NEAR_HOURS = Decimal(2)
_NEAR_PENALTY = Decimal(5)
_IN_EUROS = re.compile(r"\s?(?:€|euros?\b)")
_YEAR = re.compile(r"20[1-3]\d")
# « remets 10 » after 74 000 € is no 10 000 €: a number of few figures stands for thousands only near the one known.
_FEW_FIGURES = Decimal(20)
_NEAR_SCALED = Decimal(4)
# « ok on part sur 2100 » after 3,8 M€ is no 2 100 000 €, but it is after « 3 800 k€ ».
_IN_THOUSANDS = re.compile(r"\d\s?k|\bmille\b", re.IGNORECASE)
# Without an amount known, a number this large is one.
_LEAST_AMOUNT = Decimal(5_000)


def restated(wording: Wording, read: MarketFacts, known: MarketFacts, turn: int) -> dict[str, Fact[Any]]:
    """The fact that a message of few words and no unit gives, under its name; nothing when it gives none.

    ``read`` are the facts read of it already: a figure among them was not said alone. The fact keeps the scale
    of the one it replaces: « plutôt 2,8 » after 2,4 M€ is 2 800 000 €.
    """
    text = wording.text
    told = any(getattr(read, name) for name in FIGURES)
    # « Le gros œuvre est monté à 2,45 », « le lot ferait 12 000 »: a part is not the whole.
    of_a_part = _A_PART.search(text) or (read.trade is not None and not _BUT.search(text))
    if told or of_a_part or len(text.split()) > _MOST_WORDS or _ASKS.search(text):
        return {}
    for pattern in (_SAID_NOT, _NOT_SAID):
        if found := pattern.search(text):
            return _in_place_of(found, wording, known, turn)
    numbers = [m for m in _ONE.finditer(text) if not _is_another(text, m)]
    if _WITHOUT_TAX.fullmatch(text.strip()):
        return _said_without_tax(wording, known, turn)
    whole = known.amount_ht
    same = whole is not None and all(any(_value(m, "said") * s == whole.value for s in SCALES) for m in numbers)
    if whole is not None and same and (name := _said_of_the_same(text, with_figure=bool(numbers))):
        source = f"{whole.source}, {wording.source(0, len(text))}"
        return {name: Fact(value=whole.value, source=source, turn=turn)}
    if renewed := _renewed(wording, known, turn):
        return renewed
    alone = [m for m in numbers if _AFTER.match(text[m.end() :])]
    said = _in_place_of_amount(alone[0], wording, known, turn) if len(alone) == 1 else {}
    with_tax = _WITH_TAX.search(text) and "amount_ht" in said
    return {"amount_ttc": said["amount_ht"]} if with_tax else said


def _is_another(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    year = _YEAR.fullmatch(found["said"]) and not found["said_unit"]
    after = text[found.end() :]
    # « On fait un avenant de 60 000 € » does not say the amount anew.
    return bool(year or _BEFORE.search(before)) or is_beside(before, after) or is_added(before, after)


def _renewed(wording: Wording, known: MarketFacts, turn: int) -> dict[str, Fact[Any]]:
    """The term that renewals told alone give to a market known by the sum of one year: that year, and as many again."""
    renewal = read_renewal(wording.text)
    if renewal is None or known.duration is not None or known.amount_per_year is None:
        return {}
    term = Duration(months=Decimal(_MONTHS_A_YEAR), renewals=renewal.times, renewal_months=renewal.months)
    return {"duration": Fact(value=term, source=wording.source(renewal.start, renewal.end), turn=turn)}


def _said_without_tax(wording: Wording, known: MarketFacts, turn: int) -> dict[str, Fact[Any]]:
    """The sum known, said to exclude VAT: that of the year where the whole was counted from it."""
    for name, taxed in (("amount_per_year", "amount_ttc_per_year"), ("amount_ht", "amount_ttc")):
        fact: Fact[Decimal] | None = getattr(known, taxed) or getattr(known, name)
        if fact is not None:
            source = f"{fact.source}, {wording.source(0, len(wording.text))}"
            said: dict[str, Fact[Any]] = {name: Fact(value=fact.value, source=source, turn=turn)}
            covers = known.amount_covers_renewals
            return said if covers is None else {**said, "amount_covers_renewals": covers}
    return {}


def _said_of_the_same(text: str, *, with_figure: bool) -> str | None:
    """What the amount known is said to be: a sum with VAT, or, its figure said again, one of each year."""
    if _WITH_TAX.search(text) and not _WHICH_TAX.search(text):
        return "amount_ttc"
    return "amount_per_year" if with_figure and _EACH_YEAR.search(text) else None


def _in_place_of(
    found: re.Match[str], wording: Wording, known: MarketFacts, turn: int
) -> dict[str, Fact[Decimal]]:
    """The fact whose value is the one denied, changed for the one said."""
    said, denied = _value(found, "said"), _value(found, "known")
    source = wording.source(*found.span())
    for name in _NUMBERS:
        fact: Fact[Decimal] | None = getattr(known, name)
        scale = next((s for s in SCALES if fact is not None and denied * s == fact.value), None)
        if scale is not None:
            # « 28000 par an, pas 18 »: only one of the two is said by thousands.
            nearest = min((said * s for s in (scale, SCALES[0])), key=lambda value: apart(value, denied * scale))
            return {name: Fact(value=nearest, source=source, turn=turn)}
    for name in _RATES:
        rate: Fact[Decimal] | None = getattr(known, name)
        if rate is not None and denied == rate.value * 100 and said < 100:
            return {name: Fact(value=said / 100, source=source, turn=turn)}
    return {}


def _in_place_of_amount(
    found: re.Match[str], wording: Wording, known: MarketFacts, turn: int
) -> dict[str, Fact[Decimal]]:
    said, source = _value(found, "said"), wording.source(*found.span())

    def fact(name: str, value: Decimal) -> dict[str, Fact[Decimal]]:
        return {name: Fact(value=value, source=source, turn=turn)}

    if _YEARLY.match(wording.text[found.end() :]):
        return fact("amount_per_year", said) if said >= _LEAST_AMOUNT else {}
    in_euros = _IN_EUROS.match(wording.text[found.end() :]) is not None
    for name, scales, farthest in (
        *((name, SCALES, FARTHEST) for name in _AMOUNTS),
        *((name, SCALES[:1], _NEAR_HOURS) for name in _HOURS if not in_euros),
        *(
            (name, SCALES[:1], _NEAR_PENALTY)
            for name in ("penalty_per_hour",)
            if in_euros and _only_says(wording.text, name)
        ),
    ):
        former: Fact[Decimal] | None = getattr(known, name)
        # Where the whole was counted from a year's sum, a sum said alone may be either.
        if not former or not former.value or (name in _COUNTED_FROM and getattr(known, _COUNTED_FROM[name])):
            continue
        ratios = {s: apart(said * s, former.value) for s in scales if said and not _is_overscaled(said, s, former)}
        scale = min(ratios, key=lambda one: ratios[one], default=None)
        near = (
            _NEAR_SCALED
            if scale != SCALES[0] and said <= _FEW_FIGURES and said == said.to_integral()
            else farthest
        )
        if scale is not None and ratios[scale] <= near:
            return fact(name, said * scale)
    amounts = any(getattr(known, name) is not None for name in _AMOUNTS)
    return fact("amount_ht", said) if said >= _LEAST_AMOUNT and not amounts else {}


def _is_overscaled(said: Decimal, scale: Decimal, former: Fact[Decimal]) -> bool:
    """Whether a number of thousands would be read as thousands of them, where the amount known was not told so."""
    return scale != SCALES[0] and said >= SCALES[1] and not _IN_THOUSANDS.search(former.source)


def ask_untaxed(words: str) -> str:
    """The French question on a sum that includes VAT, in the words it was told by."""
    return f"« {words} » est TTC : quel est le montant hors taxes, ou le taux de TVA\u00a0?"


def small_figure(text: str, known: MarketFacts, *, labour: bool = False) -> str | None:
    """The fact by the hour that a sum of a few euros says: anew in a few words, or the cost where a share of ``labour`` is told.

    ``None`` where none is known, or two are.
    """
    hourly = [name for name in ("penalty_per_hour", "hourly_cost") if getattr(known, name) is not None]
    said = len(hourly) == 1 and len(text.split()) <= _FEW_WORDS and _only_says(text, hourly[0])
    return hourly[0] if said else "hourly_cost" if labour else None


def _only_says(text: str, name: str) -> bool:
    """Whether a folded text has no words but those that correct a figure, or that name the fact by the hour."""
    return re.fullmatch(_ONLY_SAYS.replace("{0}", _NAMES_IT[name]), text) is not None


def figure_after(text: str, end: int) -> tuple[Decimal, bool, str] | None:
    """The one figure said just after a place of a folded text, whether its scale is said, and its words; none beside another."""
    said = _SAID_NOT.search(text, end) or _ONE.search(text, end)
    alone = said is not None and len(_ONE.findall(text)) <= (2 if said.re is _SAID_NOT else 1)
    if said is None or not alone or said.start() - end > _NEAR or _BEFORE.search(text[: said.start()]):
        return None
    if said.re is _ONE and not _AFTER.match(text[said.end() :]):
        return None
    return _value(said, "said"), bool(said["said_unit"]), said.group()


def apart(value: Decimal, other: Decimal) -> Decimal:
    """How many times one is the other, the larger over the smaller; infinite beside nothing."""
    return max(value / other, other / value) if value and other else Decimal("Infinity")


def _value(found: re.Match[str], group: str) -> Decimal:
    digits = found[group]
    plain = re.sub(r"[ .](?=\d{3}\b)", "", digits).replace(",", ".")
    unit = (found[f"{group}_unit"] or "").strip()
    return Decimal(plain) * {"k": SCALES[1], "": SCALES[0]}.get(unit, SCALES[2])
