"""Hours that are late in a contract under way: what is left, the pace to hold, the steps before a penalty, the letter."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from assistant.answer import BlockKind, Sentence
from assistant.conversation.citing import label_of
from assistant.conversation.hours_short import Shortfall, hours_short
from assistant.conversation.quoting import abridged
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.words_asked import unquoted
from assistant.conversation.writers.clause import write_clause
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.conversation.writers.law import SCOPES
from assistant.drafting.choice import kind_of
from assistant.drafting.other_texts import LETTER
from assistant.drafting.reminder import reminder_values, told_day
from assistant.folding import folded
from assistant.market import MarketNature
from assistant.rules import french
from corpus.models import ClauseKind

_REMINDER = "courrier-relance"
_STEPS = "Dans cet ordre"
_WHAT_TO_DO = re.compile(
    r"\b(?:je|on|nous) (?:fai[st]|doi[st]|peu[xt])\b.{0,12}\b(?:quoi|comment)\b|\b(?:que|quoi) fai(?:re|s)\b"
    r"|\bque (?:puis|dois)[- ]je\b|\bcomment (?:je |on |faire|rattrap|reag|proced|m'y)\w*|\bet maintenant\b"
    r"|\bqu'est[- ]ce qu(?:e|')\s?(?:je|on) fai[st]\b|\bc'est (?:grave|jouable|rattrapable)\b|\brythme\b|\bpar mois\b"
)
# The penalty itself is asked of the texts.
_PENALTY = re.compile(r"\bpenal\w+|\bsanction\w*|\bresili\w+")
# The letter that presents the facilitator, at the start.
_AT_THE_START = re.compile(r"\bfacilitat\w+|\bstructures?\b|\blancement\b|\bnotifi\w+|\bdemarr\w+")
_WRITES = re.compile(r"\b(?:redig|ecri[st]|ecriv|prepar|fai[st]|faites|propos|sor[st])\w*\b")
_LETTERS = frozenset({ClauseKind.LETTER, ClauseKind.REMINDER})
_DRAFTS = frozenset({Intent.CLAUSE, Intent.CLAUSE_UPDATE})
# A letter asked for in words that no cue of a draft recognises.
_UNREAD = frozenset({Intent.OUT_OF_SCOPE, Intent.LEGAL})
_DAYS_A_MONTH = Decimal("30.4375")
_REASONS = "toute difficulté pour assurer son engagement"
_MEETING = "une réunion de mise au point de l'action d'insertion"
_MEANS = "étudie avec le titulaire"
_PENALTIES = "Le titulaire se voit appliquer une pénalité forfaitaire"
_LETTER = "Prépare le courrier de relance à l’entreprise sur ses heures d’insertion"
# « Une lettre pour la relancer »: of hours, where the conversation told some late.
_REMINDS = re.compile(rf"{LETTER}.*\b(?:relanc\w*|rappel\w*|retards?)\b")


def hours_late(desk: Desk) -> Shortfall | None:
    """The hours done and due that the message tells, with an end date or a question on what to do; ``None`` otherwise."""
    text = folded(desk.said)
    if _PENALTY.search(text) or desk.understanding.facts.amount_ht is not None:
        return None
    short = hours_short((desk.said,), None)
    asked = _WHAT_TO_DO.search(text) is not None or "date_fin" in reminder_values(desk.said)
    return short if asked and short is not None and short.due is not None else None


def asks_for_a_reminder(desk: Desk, intent: Intent) -> bool:
    """Whether a letter is asked for about hours that are late, said now or told before."""
    under_way = desk.previous_clause is not None and desk.previous_clause.template == _REMINDER
    text = folded(desk.said)
    if under_way or intent not in _DRAFTS | _UNREAD or (intent in _UNREAD and not _WRITES.search(text)):
        return False
    kind = kind_of(unquoted(desk.said))
    if kind is ClauseKind.REMINDER:
        return True
    reminds = kind in _LETTERS or _REMINDS.search(text) is not None
    return reminds and not _AT_THE_START.search(text) and _short_told(desk) is not None


def write_reminder(desk: Desk) -> Draft:
    """The letter that asks for the reasons, filled with what the conversation tells of the hours, the dates and the lot."""
    drafter = desk.toolbox.drafter
    values: dict[str, str] = {}
    for message in (*desk.previous_questions, desk.said):
        values |= drafter.updates(message, _REMINDER)
    short = _short_told(desk)
    if short is not None:
        counted = {"prevues": short.due, "faites": short.done, "manquantes": short.missing}
        values |= {f"heures_{name}": french.number(hours) for name, hours in counted.items() if hours is not None}
    return write_clause(desk, _REMINDER, values=values)


def write_hours_late(desk: Desk, short: Shortfall) -> Draft:
    """What is left and the pace it asks for, then the steps of the general terms, in their order."""
    due, done = short.due or Decimal(0), short.done or Decimal(0)
    share = (done * 100 / due).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    said = [
        desk.say(
            "heures_en_retard",
            missing=french.number(short.missing),
            due=french.number(due),
            done=french.number(done),
            share=f"{french.number(share)}{french.NBSP}%",
        ),
        _pace(desk, short.missing),
    ]
    ref = _ref(desk)
    article = desk.toolbox.article(ref, desk.on)
    follow, penalty = (
        desk.citer.cite(ref, words, "heures d’insertion en retard") for words in (_REASONS, _PENALTIES)
    )
    steps = [
        desk.say("retard_etape_raisons", follow),
        desk.say("retard_etape_reunion", follow),
        desk.say("retard_etape_moyens", follow),
        desk.say("retard_etape_penalite", penalty),
    ]
    words = abridged(article, (_MEETING, _REASONS, _MEANS, _PENALTIES))
    quoted = desk.say("texte_dit", follow, label=f"L’{label_of(article)}", words=words)
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, said),
            *block(BlockKind.STEPS, steps, _STEPS),
            *block(BlockKind.PARAGRAPH, [quoted]),
            *block(BlockKind.PARAGRAPH, [desk.say(SCOPES[ref])]),
        ),
        citations=desk.citer.citations,
        heard=True,
        follow_ups=(_LETTER,),
        evidence=desk.evidence([sentence.text for sentence in said]),
    )


def _pace(desk: Desk, missing: Decimal) -> Sentence:
    """The hours to do each month until the end that the conversation tells."""
    told = (
        reminder_values(message).get("date_fin") for message in (desk.said, *reversed(desk.previous_questions))
    )
    words = next((one for one in told if one), None)
    end = told_day(words, desk.on) if words else None
    if words is None or end is None:
        return desk.say("heures_en_retard_fin_inconnue")
    if end <= desk.on:
        return desk.say("heures_en_retard_fin_passee", end=french.day(end))
    months = Decimal((end - desk.on).days) / _DAYS_A_MONTH
    pace = (missing / months).quantize(Decimal(1), rounding=ROUND_CEILING) if months > 1 else missing
    shown = {"today": french.day(desk.on), "end": french.day(end), "months": french.number(months, 1)}
    return desk.say("heures_en_retard_rythme", pace=french.number(pace), **shown)


def _short_told(desk: Desk) -> Shortfall | None:
    return hours_short((desk.said, *reversed(desk.previous_questions)), None)


def _ref(desk: Desk) -> str:
    """The general terms of the contract: those of its nature, else those of works."""
    nature = desk.facts.nature.value if desk.facts.nature is not None else MarketNature.TRAVAUX
    return CCAG_REFS.get(nature, CCAG_REFS[MarketNature.SERVICES])
