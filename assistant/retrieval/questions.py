"""What a question says before any search: the regimes it names, and its parts."""

from __future__ import annotations

import re

from assistant.folding import folded
from corpus.regimes import Regime

_NOT = r"(?<!pas une )(?<!pas un )(?<!pas de )(?<!pas d')(?<!hors )(?<!sauf )(?<!ni )"
_NAMES: tuple[tuple[Regime, re.Pattern[str]], ...] = (
    (
        Regime.CONCESSION,
        re.compile(
            _NOT + r"\b(?:con[cs]{1,2}ess?ions?(?! (?:automobile|auto|funeraire|de cimetiere))|"
            r"con[cs]{1,2}ess?ionn?aires?(?! (?:automobile|auto))|"
            r"concedantes?|concedants?|delegations? de services? publics?|dsp|delegataires?|affermages?|"
            r"contrats? de delegation|deleg(?:uer|uons|ue) (?:la |sa |son |l')?(?:gestion|exploitation))\b"
        ),
    ),
    (
        Regime.DEFENCE,
        re.compile(
            _NOT
            + r"\b(?:(?:marches?|contrats?|achats?|accords?[ -]cadres?|acheteurs?|fournitures?|livre|domaine|secteur|"
            r"ministere|regime|regles|passes?|matiere)(?: (?:publics?|passes?|de|du|la|le|des|en|dans|relatifs?|a|"
            r"domaine|secteur|matiere|l'|pour)){0,4} (?:la )?defense(?! (?:exterieure|incendie|contre|des|du|d'))"
            r"|defense (?:ou|et|&|/) (?:de )?(?:la )?securite|defense[ -]securite|m[pd]?ds|armements?|munitions?|"
            r"militaires?|ministere des armees|materiels? de guerre)\b"
        ),
    ),
    (
        Regime.PARTNERSHIP,
        re.compile(
            _NOT + r"\b(?:(?:marches?|contrats?) (?:publics? )?(?:de|en) partenariats?|"
            r"partenariats? publics?[ -]+prives?|ppp)\b"
        ),
    ),
    (
        Regime.OVERSEAS,
        re.compile(
            r"\b(?:outre[ -]mer|mayotte|guadeloupe|martinique|guyane|la reunion\b(?=.{0,20}(?:ile|departement))|"
            r"saint[ -](?:barthelemy|martin(?! de)|pierre[ -]et[ -]miquelon)|nouvelle[ -]caledonie|"
            r"polynesie(?: francaise)?|wallis(?:[ -]et[ -]futuna)?|taaf|terres australes)\b"
        ),
    ),
)
_COMPARISON = re.compile(
    r"\b(?:differences?|distinguer|distinction|comparer|plutot|au lieu|que pour|meme regle)\b"
)
_ORDINARY = re.compile(
    r"\bmarches?\b(?! (?:publics? )?(?:de|en|du) (?:la )?(?:defense|securite|partenariats?|concessions?))"
)
_DEFAULT = frozenset(
    {
        Regime.ORDINARY,
        Regime.COMMON,
        Regime.OTHER_TEXT,
        Regime.PROJECT_MANAGEMENT,
        Regime.OTHER_CONTRACTS,
        Regime.EXCEPTIONAL,
    }
)
_ALWAYS = frozenset({Regime.COMMON, Regime.OTHER_TEXT})


def named_regimes(question: str) -> frozenset[Regime]:
    """The special regimes the question names, in any common spelling; empty for an ordinary question."""
    text = folded(question)
    return frozenset(regime for regime, names in _NAMES if names.search(text))


def searched_regimes(question: str) -> frozenset[Regime]:
    """Where to look: ordinary law by default; the regime named, with common law, when there is one.

    A question that compares a special regime with ordinary contracts is searched in both.
    """
    named = named_regimes(question)
    if not named:
        return _DEFAULT
    text = folded(question)
    if _COMPARISON.search(text) and _ORDINARY.search(text):
        return named | _DEFAULT
    return named | _ALWAYS


_ASKS = (
    r"(?:est[ -]ce|combien|comment|quand|qui\b|que dois|que doit|que peut|quels?|quelles?|quoi|o[uù]\b|faut[ -]il|"
    r"dois[ -]je|doit[ -]on|puis[ -]je|peut[ -]on|peut[ -]il|[aà] partir de|[aà] quel|dans quels?|dans quelles?|sous quels?|"
    r"pour combien|jusqu)"
)
_SENTENCE_END = re.compile(r"(?<=[?!;\n])\s+|(?<=[a-zà-ÿ0-9)»]\.)\s+(?=[A-ZÀ-Ý«])")
_LINKED = re.compile(rf",?\s+(?:et|puis|ou|,)\s+(?={_ASKS})", re.IGNORECASE)
_LIST_THEN_ASK = re.compile(r"^(?P<items>[^:?.]{3,120}?)\s*:\s*(?P<ask>[^:]{5,120}\?)\s*$")
_MOST_PARTS = 3
_SHORTEST_PART = 12


def parts_of(question: str) -> tuple[str, ...]:
    """The questions inside a question, at most three; empty when it asks one thing only.

    ``« écrit, publicité, avance : que dois-je prévoir ? »`` gives one part an item of the list.
    """
    text = " ".join(question.split())
    listed = _LIST_THEN_ASK.match(text)
    if listed:
        items = [item.strip() for item in re.split(r",|\bet\b", listed["items"]) if item.strip()]
        if 2 <= len(items) <= _MOST_PARTS + 2:
            return tuple(f"{item} : {listed['ask']}" for item in items)[:_MOST_PARTS]
    parts = [
        part.strip(" ,;")
        for sentence in _SENTENCE_END.split(text)
        for part in _LINKED.split(sentence)
        if len(part.strip()) >= _SHORTEST_PART
    ]
    asking = [part for part in parts if "?" in part or re.match(_ASKS, folded(part))]
    kept = (asking or parts) if len(parts) > 1 else []
    return tuple(kept[:_MOST_PARTS])
