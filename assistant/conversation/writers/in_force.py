"""What changed on a date that the message names: « la loi d’août 2026 », « qu’est-ce qui change au 22 août ? »."""

from __future__ import annotations

import re

from assistant.answer import BlockKind
from assistant.conversation.periods import MONTH_NAMES
from assistant.conversation.quoting import SHORT
from assistant.conversation.rendering import french_date, french_month
from assistant.conversation.routing import describes_market
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from corpus.models import LegalArticle

_NAMED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:er)? )?(?P<month>{'|'.join(MONTH_NAMES)})(?: (?P<year>20\d\d))?\b"
)
_WRITTEN = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.](?P<year>20\d\d|\d\d))?\b")
_CHANGES = re.compile(
    r"\blois?\b|\bdecrets?\b|\btextes?\b|\bregle\w*|\bchang\w+|\bnouve\w+|\breformes?\b|\ben vigueur\b|\bmodifi\w+"
)
_OF_A_LAW = re.compile(
    r"\b(lois?|decrets?|reformes?|change\w*|en vigueur|nouve\w+)( \w+){0,2} (d'|du |de |le |au |depuis le )$"
)
# « Le marché démarre le 1er avril » dates a market.
_STARTS = re.compile(r"\b(demarr|commenc|debut|notifi|lanc|livr|signe|publie|attribu)\w*")
_LAW_ASKED = re.compile(r"\bobligatoire|\boblige\w*|\bobligation|\bsocia\w+|\bconcern\w+|\binsertion")
_DUTY_REF = "L2112-2-1"
# Beyond this, a date is that of a whole code.
_MOST = 6


def changed_then(desk: Desk) -> tuple[LegalArticle, ...]:
    """The articles in force since the date the message names, where it asks about a change; none, or too many to tell: empty."""
    text = folded(desk.said).replace("\u00a0", " ")
    named = _NAMED.search(text) or _WRITTEN.search(text)
    if named is None or not _CHANGES.search(text) or _STARTS.search(text):
        return ()
    # « À quoi oblige la loi d'août 2026 pour un marché de 150 000 € ? » asks of a market what the law requires of it.
    of_the_law = _OF_A_LAW.search(text[: named.start()]) and _LAW_ASKED.search(text)
    if describes_market(desk.facts) and not of_the_law:
        return ()
    if not named["year"] and not _OF_A_LAW.search(text[: named.start()]):
        # « Le chantier commence en avril, quelles règles ? » names no text.
        return ()
    month = MONTH_NAMES.index(named["month"]) + 1 if named["month"] in MONTH_NAMES else int(named["month"])
    year = int(named["year"] or desk.on.year) % 100
    found = [
        article
        for article in desk.toolbox.corpus.articles.values()
        if (since := article.in_force_since) is not None
        and since <= desk.on
        and (since.year % 100, since.month) == (year, month)
        and (named["day"] is None or since.day == int(named["day"]))
    ]
    return tuple(sorted(found, key=lambda article: article.ref != _DUTY_REF)) if len(found) <= _MOST else ()


def asks_the_duty(desk: Desk, changed: tuple[LegalArticle, ...]) -> bool:
    """Whether what is asked of the change is the duty of a social condition that came with it."""
    return any(article.ref == _DUTY_REF for article in changed) and bool(_LAW_ASKED.search(folded(desk.said)))


def write_in_force(desk: Desk, changed: tuple[LegalArticle, ...]) -> Draft:
    """The articles in force since then, each in its own words."""
    days = sorted({article.in_force_since for article in changed if article.in_force_since})
    said = [reference_text(desk, article.ref, SHORT) for article in changed]
    cited = tuple(number for sentence in said for number in sentence.citations)
    since = f"le {french_date(days[0])}" if len(days) == 1 else french_month(days[0])
    summary = desk.say("en_vigueur_alors", cited, since=since, count=len(changed))
    return Draft(
        blocks=(*block(BlockKind.SUMMARY, [summary]), *block(BlockKind.PARAGRAPH, said)),
        citations=desk.citer.citations,
        follow_ups=("Suis-je obligé de prévoir une considération sociale ?",) if _is_duty(changed) else (),
        evidence=desk.evidence([since]),
    )


def _is_duty(changed: tuple[LegalArticle, ...]) -> bool:
    return changed[0].ref == _DUTY_REF
