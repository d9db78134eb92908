"""Premises taken for granted in a question (« puisque la loi impose 30 % ») that the cited texts do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.quantities import Quantity, quantities
from assistant.retrieval.lexicon import folded
from corpus.models import LegalArticle

# What announces that the user holds something for the law.
_TAKEN = re.compile(
    r"\b(puisqu|etant donne|vu que|comme (la|le|les|il|on|l')|sachant qu|du fait qu"
    r"|(la |le )?(loi|code|decret|reglement|texte)s? (\w+ )?(oblig|impos|exig|interdi|prevoi|fix|limit|autoris|di[ts]|reserv)"
    r"|(le|les|un|du|au) (seuil|plafond|delai|quota|taux)s?\b.{0,40}\b(est|sont|etait|passe|a|de|bien)\b"
    r"|il suffit (de|d')|(est|sont) (limite|plafonne|fixe|oblige|reserve)"
    r"|obligatoire(s|ment)? (a|de) \d|oblige a|impose (de|que|un|une)|selon (la loi|le code|l'article))"
)
# « Puisque la réservation est interdite en dessous du seuil, … »: what follows is held for true.
_GROUND = re.compile(
    r"\b(?:puisqu|[ée]tant donn[ée] qu|vu qu|sachant qu|du fait qu|dans la mesure o[uù] |comme (?=l(?:a|e|es)\b|l['’]|il |on ))"
    r"(?:e\b|['’])?\s*(?P<ground>[^,;.?!:]{15,})",
    re.IGNORECASE,
)
# Where what is stated stops and what is asked begins.
_CUT = re.compile(
    r"(?<=[.!;:?])\s+|\s*,\s*(?=(?:et |mais |donc |alors |du coup )?(?:comment|combien|quel|qui|quand|o[uù]\b|que "
    r"|je |j['’]|on |dois|puis|faut|à partir))"
    r"|\s+(?=(?:donc|alors|du coup|mais)\s+(?:comment|combien|quel|qui|quand|en combien|je |on ))",
    re.IGNORECASE,
)
_OPENING_WORDS = re.compile(
    r"^(?:puisque?|comme|vu que|étant donné que|sachant que|on sait (?:tous )?que?|je sais que?|du fait que|dans la mesure où"
    r"|si j['’]ai bien compris|d['’]après (?:le|la) (?:code|loi)|selon (?:le|la) (?:code|loi))\s*(?:['’]\s*)?,?\s*",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\?|^(et |mais |donc |alors )?(comment|combien|quel|qui\b|quand|ou\b|que\b|qu'|pourquoi|cb\b|a partir"
    r"|dans quel|sous quel|est-ce)"
    r"|\b(je|on|nous) (fais|fait|faisons|mets?|relance|cherche)\b"
)
_FEWEST_WORDS = 4
_CLAUSE = re.compile(r"[^.?!;]*")
_UNITS = frozenset({"%", "€", "an", "mois", "jour", "semaine", "h"})


def taken_for_granted(question: str) -> tuple[Quantity, ...]:
    """The figures of a question that its words hold for the law's, not for the user's own market."""
    text = folded(question).replace("\u00a0", " ")
    match = _TAKEN.search(text)
    if match is None:
        return ()
    # From the announcement to the end of its clause, a conclusion (« donc… », « , dois-je… ») left out.
    clause = _CLAUSE.match(text, match.start())
    assert clause is not None
    stated = re.split(r"\bdonc\b|,\s*(?:dois|puis|peut|peux|est-ce|comment|mon|notre|combien|faut)", clause[0])[0]
    return tuple(q for q in quantities(stated) if q.unit in _UNITS)


def ground_of(question: str) -> str | None:
    """What a question gives as its reason, to be checked as a question of its own."""
    match = _GROUND.search(question)
    return match["ground"].strip() if match else None


def statements_of(question: str) -> tuple[str, ...]:
    """What an open question states beside what it asks (« les communes ont soixante jours pour payer : quand… ? »)."""
    clauses = (clause.strip(" ,") for clause in _CUT.split(question))
    bare = (_OPENING_WORDS.sub("", clause) for clause in clauses)
    return tuple(c for c in bare if len(c.split()) >= _FEWEST_WORDS and not _ASKING.search(folded(c)))


def without_ground(question: str) -> str:
    """The question without the reason it gives, which is not what it asks."""
    return _GROUND.sub(" ", question, count=1)


def unsupported(figures: Iterable[Quantity], articles: Iterable[LegalArticle]) -> tuple[Quantity, ...]:
    """Those that no article of the answer holds."""
    known = {q.key for article in articles for q in quantities(article.text)}
    return tuple(figure for figure in figures if figure.key not in known)
