"""What a message asks in so many words, answered before the sources are looked at."""

from __future__ import annotations

import re

from assistant.answer import Verdict
from assistant.conversation.bare_sums import asks_only_of_a_sum
from assistant.conversation.draft_requests import asks_for_draft
from assistant.conversation.duty_asked import (
    asks_if_allowed,
    asks_if_it_changes,
    asks_to_derogate,
    asks_where_written,
    asks_which_date,
    exceptions_told,
    holds_impossible,
)
from assistant.conversation.hours_asked import asks_hours_of_a_sum, asks_if_hours_due, asks_if_too_many
from assistant.conversation.progress_told import progress_told
from assistant.conversation.reasons_asked import asks_how_to_record_reasons, asks_of_reasons
from assistant.conversation.routing import describes_market
from assistant.conversation.state import Draft
from assistant.conversation.threshold_side import told_side
from assistant.conversation.understanding import Intent
from assistant.conversation.words_asked import asks_to_adapt
from assistant.conversation.worthwhile import asks_if_a_clause_pays, asks_if_worthwhile
from assistant.conversation.writers.any_purchase import any_purchase_asked
from assistant.conversation.writers.candidate_policy import asks_to_rate_a_policy, write_candidate_policy
from assistant.conversation.writers.clause import write_clause
from assistant.conversation.writers.clause_under_way import asked_under_way, write_under_way
from assistant.conversation.writers.contacts import named_contact, write_contacts
from assistant.conversation.writers.decisions import write_obligation
from assistant.conversation.writers.desk import Desk
from assistant.conversation.writers.direct import bought_directly, write_direct
from assistant.conversation.writers.duty_written import write_duty_written
from assistant.conversation.writers.hours import write_hours
from assistant.conversation.writers.hours_late import (
    asks_for_a_reminder,
    hours_late,
    write_hours_late,
    write_reminder,
)
from assistant.conversation.writers.hours_not_renewed import hours_not_renewed
from assistant.conversation.writers.hours_of_jobs import hours_of_jobs
from assistant.conversation.writers.hours_rounded import hours_rounded
from assistant.conversation.writers.hours_told import hours_changed_again
from assistant.conversation.writers.in_force import asks_the_duty, changed_then, write_in_force
from assistant.conversation.writers.kinds_compared import kinds_compared, write_kinds_compared
from assistant.conversation.writers.lever import asks_other_levers, write_lever
from assistant.conversation.writers.local_firms import asks_how_to_favour_local, write_local_firms
from assistant.conversation.writers.manners import is_manners, write_manners
from assistant.conversation.writers.method import asks_formula, asks_method, write_method
from assistant.conversation.writers.modification import asks_of_a_modification, write_modification
from assistant.conversation.writers.offers_received import (
    asks_of_one_offer,
    asks_to_negotiate,
    write_negotiation,
    write_one_offer,
)
from assistant.conversation.writers.parameter_told import parameter_told
from assistant.conversation.writers.penalty_due import penalty_due
from assistant.conversation.writers.procedure import write_procedure
from assistant.conversation.writers.progress import write_progress
from assistant.conversation.writers.publicity import notice_asked
from assistant.conversation.writers.reason import reason_asked
from assistant.conversation.writers.reservation_followed import reservation_followed
from assistant.conversation.writers.unranked import asks_which_is_best, write_unranked
from assistant.conversation.writers.unset import asked_unset, write_unset
from assistant.conversation.writers.variants import asks_of_variants, write_variants
from assistant.folding import folded

# What an article known beforehand answers may be told in the words of these.
READ_AS_LAW = frozenset(
    {Intent.LEGAL, Intent.PROCEDURE, Intent.LEVER, Intent.OBLIGATION, Intent.RESERVATION, Intent.HOURS}
)
_TELLS_METHOD = frozenset({Intent.HOURS, Intent.SOURCES, Intent.LEGAL, Intent.OUT_OF_SCOPE})
_MAY_BE_A_CHANGE = frozenset({Intent.LEGAL, Intent.OUT_OF_SCOPE, Intent.OBLIGATION, Intent.SOURCES})
# « Des idées autres que les heures ? » asks for levers, whatever else is told.
_ASKS_LEVERS = frozenset({Intent.OBLIGATION, Intent.HOURS, Intent.LEVER, Intent.LEGAL})
# « La différence entre EI et ACI ? » names structures, and looks for none.
_TELLS_KINDS = frozenset({Intent.LEGAL, Intent.OUT_OF_SCOPE, Intent.RESERVATION, Intent.LEVER, Intent.PROCEDURE})
# « 800 heures, c'est disproportionné ? » judges hours of the market told.
_MAY_JUDGE = frozenset({Intent.LEGAL, Intent.OUT_OF_SCOPE, Intent.LEVER})
_OF_NO_CONTRACT = frozenset({Intent.ATTACK, Intent.EMPTY, Intent.INSULT, Intent.FOREIGN_LANGUAGE})
_MAY_BE_LAW = READ_AS_LAW | {Intent.OUT_OF_SCOPE}
# Hours done and due, with what to do of them, whatever else their words look like.
_MAY_BE_LATE = _MAY_BE_LAW | {Intent.FACT_UPDATE, Intent.PARTNERS}
# What several articles together conclude, each with how it is asked.
_CONCLUDED = (
    (asks_of_one_offer, write_one_offer),
    (asks_to_negotiate, write_negotiation),
    (asks_of_variants, write_variants),
    (asks_how_to_favour_local, write_local_firms),
)
# « Un avenant de 9 % passerait ? », whatever rule its words look like.
_MAY_MODIFY = _MAY_BE_LAW | {Intent.PARTNERS}
# « Peut-on y mettre de l'insertion ? » reserves nothing.
_OF_THE_CLAUSE = frozenset(
    {Intent.LEGAL, Intent.PROCEDURE, Intent.OBLIGATION, Intent.RESERVATION, Intent.OUT_OF_SCOPE}
)
_DUTY_REF = "L2112-2-1"
_LATELY = 2
_MAY_ASK_HELP = frozenset({Intent.HELP, Intent.PARTNERS, Intent.CLAUSE, Intent.LEGAL, Intent.OUT_OF_SCOPE})
# « Le tel de l’Arbre à pain » asks the directory, whatever its words look like.
_MAY_REACH = frozenset({Intent.LEGAL, Intent.OUT_OF_SCOPE, Intent.PARTNERS, Intent.RESERVATION})
_FEW_WORDS = 10
# « Qui peut m'aider à écrire mes clauses ? » asks for the facilitator.
_WHO_HELPS = re.compile(
    r"\bqui (?:peut|pourrait|peuvent|va) (?:m'|m |me |nous )?aider?\b.{0,40}"
    r"\b(?:claus|ecrire|rediger|calculer|heures d'insertion|marche inclusif)"
)
# « J'ai le droit de ne rien faire ? », after a question on the social condition.
_DOES_NOTHING = re.compile(
    r"\b(?:ne )?rien (?:faire|mettre|prevoir|ecrire|ajouter)\b|\b(?:peu[tx]|puis|pourrai[ts]?) (?:donc )?(?:m'en|s'en) passer\b"
)
_DUTY = re.compile(r"\b(oblig|faut|doi[st])\w*\b.{0,40}\b(clause|consideration|condition)s? (sociale|d'insertion)")


def asked_outright(intent: Intent, desk: Desk) -> Draft | None:
    """The draft of what is asked in words that leave no doubt; ``None`` when the sources must be looked at first."""
    told = (
        penalty_due(desk, intent)
        or parameter_told(desk)
        or hours_not_renewed(desk)
        or hours_of_jobs(desk)
        or hours_rounded(desk)
        or reason_asked(desk)
    )
    if told is not None:
        return told
    if (lots := progress_told(desk.said)) and intent not in _OF_NO_CONTRACT:
        return write_progress(desk, lots)
    if asks_for_a_reminder(desk, intent):
        return write_reminder(desk)
    if intent in _MAY_BE_LATE and (short := hours_late(desk)) is not None:
        return write_hours_late(desk, short)
    if (followed := reservation_followed(desk, intent)) is not None:
        return followed
    if _asks_where_the_duty_is_written(intent, desk):
        return write_duty_written(desk)
    if intent in _TELLS_METHOD and (changed_hours := hours_changed_again(desk)):
        return changed_hours
    if intent in _MAY_BE_LAW and (concluded := any_purchase_asked(desk)):
        return concluded
    if intent in _MAY_BE_LAW and (notice := notice_asked(desk)):
        return notice
    if intent is Intent.HOURS and describes_market(desk.facts) and asks_if_hours_due(desk.said):
        return write_obligation(desk)
    if intent is Intent.CLAUSE and (asks_for_draft(desk.said) or asks_to_adapt(desk.said)):
        draft = write_clause(desk)
        if not draft.refused:
            return draft
    if intent in _MAY_REACH and (reached := named_contact(desk)):
        return write_contacts(desk, reached)
    if intent in _MAY_ASK_HELP and _WHO_HELPS.search(folded(desk.said)):
        return write_manners(desk, Intent.HELP)
    if intent is Intent.HOURS and asks_hours_of_a_sum(desk.said, desk.understanding.facts):
        return write_hours(desk)
    if asks_which_is_best(desk):
        return write_unranked(desk)
    if asks_formula(desk) or (intent in _TELLS_METHOD and asks_method(desk, intent)):
        return write_method(desk)
    if intent in _MAY_JUDGE and asks_if_too_many(desk.said, desk.facts) and not asks_other_levers(desk.said):
        return write_hours(desk)
    if intent in _ASKS_LEVERS and describes_market(desk.facts) and asks_other_levers(desk.said):
        return write_lever(desk)
    worthwhile = intent is Intent.OBLIGATION and asks_if_worthwhile(desk.said)
    pays = intent in _MAY_JUDGE and asks_if_a_clause_pays(desk.said)
    if (worthwhile or pays) and describes_market(desk.facts):
        return write_lever(desk)
    if not desk.previous_answers and asks_only_of_a_sum(desk.said):
        return write_procedure(desk)
    if _asks_the_duty_again(intent, desk) or _asks_of_the_clause(intent, desk):
        return write_obligation(desk)
    if intent in _MAY_BE_A_CHANGE and (changed := changed_then(desk)):
        return write_obligation(desk) if asks_the_duty(desk, changed) else write_in_force(desk, changed)
    if intent in _MAY_MODIFY and asks_of_a_modification(desk):
        return write_modification(desk)
    asks = intent is Intent.OUT_OF_SCOPE or not is_manners(intent)
    if asks and (unset := asked_unset(desk)) is not None:
        return write_unset(desk, unset)
    if intent in _MAY_MODIFY and (topic := asked_under_way(desk)) is not None:
        return write_under_way(desk, topic)
    if intent in _MAY_BE_LAW and (write := next((write for asked, write in _CONCLUDED if asked(desk)), None)):
        return write(desk)
    if asks and asks_to_rate_a_policy(desk):
        return write_candidate_policy(desk)
    if intent in READ_AS_LAW and desk.understanding.intent is Intent.FACT_UPDATE and bought_directly(desk):
        return write_direct(desk) if desk.facts.structure_kinds else write_procedure(desk)
    if intent in _TELLS_KINDS and (kinds := kinds_compared(desk)):
        return write_kinds_compared(desk, kinds)
    if _asks_of_reasons(intent, desk):
        recorded = asks_how_to_record_reasons(desk.said)
        return write_clause(desk, "Rédige la note de motifs") if recorded else write_obligation(desk)
    return None


def _asks_the_duty_again(intent: Intent, desk: Desk) -> bool:
    """Whether a message tells the other side of the threshold, or asks to do nothing, after a question on the social condition."""
    if intent not in _MAY_BE_LAW or len(desk.said.split()) > _FEW_WORDS:
        return False
    after = desk.previous_intent is Intent.OBLIGATION
    if after and _DOES_NOTHING.search(folded(desk.said)):
        return True
    told = told_side(desk.said, desk.message) is not None
    return told and (after or _DUTY.search(folded(desk.message)) is not None)


def _asks_of_the_clause(intent: Intent, desk: Desk) -> bool:
    """Whether a social clause is asked to be possible, or the duty just told to be set aside or dated anew."""
    if intent not in _OF_THE_CLAUSE or not desk.is_ordinary:
        return False
    told = desk.understanding.facts.amount_ht or desk.understanding.facts.amount_per_year
    if told is not None and (asks_if_allowed(desk.said) or holds_impossible(desk.said)):
        return True
    due = (one.ref for answer in desk.previous_answers[-_LATELY:] for one in answer.citations[:1])
    if _DUTY_REF not in due:
        return False
    dated = asks_which_date(desk.said) or asks_if_it_changes(desk.said)
    launched = desk.understanding.facts.launch is not None
    return asks_to_derogate(desk.said) or (launched and dated) or bool(exceptions_told(desk.said))


def _asks_where_the_duty_is_written(intent: Intent, desk: Desk) -> bool:
    """Whether a message asks where to write the condition just said to be due, or why it is set aside."""
    last = desk.previous_answers[-1] if desk.previous_answers else None
    cited = last is not None and any(one.ref == _DUTY_REF for one in last.citations)
    due = cited and desk.previous_intent is Intent.OBLIGATION and desk.is_ordinary
    return due and intent in READ_AS_LAW | {Intent.OUT_OF_SCOPE} and asks_where_written(desk.said)


def _asks_of_reasons(intent: Intent, desk: Desk) -> bool:
    """Whether a message asks which reasons allow to do without the social condition just said to be due, or how to record them."""
    asked = intent in READ_AS_LAW | {Intent.OUT_OF_SCOPE, Intent.CLAUSE} and asks_of_reasons(desk.said)
    due = any(answer.intent == Intent.OBLIGATION for answer in desk.previous_answers[-_LATELY:])
    return asked and due and desk.toolbox.obligation(desk.facts, desk.on).verdict is not Verdict.NON
