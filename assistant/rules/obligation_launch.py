"""The duty of a social condition at the date a consultation is launched, and not at that of the question."""

from __future__ import annotations

from datetime import date

from assistant.answer import Verdict
from assistant.market import ContractKind, Launch
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.launch import LaunchDays, launch_days, other_year, told_days
from corpus.figure_files import FigureSet

ENTRY_INTO_FORCE = "date d’entrée en vigueur"
_DUTY = "obligation_consideration_sociale"
_THRESHOLD = "seuil_europeen"
_YEARS_BETWEEN_THRESHOLDS = 2
ASK_DAY = "Quel jour la consultation est-elle lancée, ou l’avis envoyé\u00a0?"
ASK_YEAR = "En quelle année la consultation est-elle lancée, ou l’avis envoyé\u00a0?"


def at_launch(
    decision: Decision, contract: ContractKind, launch: Launch, figures: FigureSet, on: date
) -> Decision:
    """The ``decision`` of the last day the launch may be; the day is asked where its days straddle the start of the duty."""
    days, start = launch_days(launch, on), start_of_duty(figures)
    if days.before:
        decision = _told_by_its_bound(decision, days)
    ordinary = contract is ContractKind.MARCHE
    depends = decision.verdict in (Verdict.OUI, Verdict.SOUS_CONDITIONS) and days.first < start <= days.last
    if ordinary and depends:
        decision = _to_be_dated(decision, days, start)
    if decision.verdict is Verdict.SANS_OBJET:
        return decision
    remarks = [*decision.remarks]
    if days.last < start and ordinary:
        remarks.append(_engaged_before(start))
    remarks += _thresholds_revised(decision, days)
    questions = decision.questions
    if days.assumed:
        remarks.append(f"Vous n’avez pas dit l’année du lancement\u00a0: je retiens {told_days(days)}.")
        # A day told after another, « et le 21 août ? », is of the same year.
        sure = launch.supposed and launch.days is not None
        if not sure and (days.last < start) is not (other_year(launch, on).last < start):
            questions = (ASK_YEAR, *questions)
    return decision.model_copy(update={"remarks": tuple(remarks), "questions": questions})


def _told_by_its_bound(decision: Decision, days: LaunchDays) -> Decision:
    """The decision of the eve of the day told, which speaks of what is before that day."""
    eve, bound = french.day(days.last), told_days(days)

    def told(text: str) -> str:
        return text.replace(f"Au {eve}", bound.capitalize()).replace(f"au {eve}", bound)

    steps = tuple(step.model_copy(update={"explanation_fr": told(step.explanation_fr)}) for step in decision.steps)
    return decision.model_copy(update={"summary": told(decision.summary), "steps": steps})


def start_of_duty(figures: FigureSet) -> date:
    """The day the duty of a social condition begins."""
    return min(value.since for value in figures.figure(_DUTY).values if value.value and value.since)


def _to_be_dated(decision: Decision, days: LaunchDays, start: date) -> Decision:
    """The decision of the last day, where on the first one nothing is due yet."""
    waits = Step(
        rule=ENTRY_INTO_FORCE,
        ref="L2112-2-1",
        fact=told_days(days),
        outcome=Outcome.UNKNOWN,
        explanation_fr=f"L’obligation n’est en vigueur que depuis le {french.day(start)}, et vous indiquez un lancement "
        f"{told_days(days)}\u00a0: avant cette date, prévoir une considération sociale est une faculté.",
    )
    return decision.model_copy(
        update={
            "verdict": Verdict.SOUS_CONDITIONS,
            "summary": f"Cela dépend du jour du lancement\u00a0: l’obligation n’est en vigueur que depuis le {french.day(start)}.",
            "steps": (waits, *(step for step in decision.steps if step.rule != ENTRY_INTO_FORCE)),
            "questions": (ASK_DAY, *decision.questions),
        }
    )


def _engaged_before(start: date) -> str:
    return (
        "La date regardée est celle de l’envoi de l’avis ou du lancement de la consultation. Ce que devient une "
        f"consultation déjà engagée au {french.day(start)} relève d’une disposition transitoire qui n’est pas dans mes "
        "sources\u00a0: vérifiez-la sur Légifrance. Une consultation relancée depuis cette date se regarde à sa nouvelle date."
    )


def _thresholds_revised(decision: Decision, days: LaunchDays) -> list[str]:
    """A remark where the launch comes after the next revision of the European thresholds the decision used."""
    since = {used.figure.since for used in decision.figures if used.name == _THRESHOLD and used.figure.since}
    if not since or days.last.year < max(since).year + _YEARS_BETWEEN_THRESHOLDS:
        return []
    return [
        f"Les seuils européens sont révisés tous les deux ans. Ceux retenus ici valent depuis le {french.day(max(since))}\u00a0: "
        f"pour un lancement {told_days(days)}, vérifiez sur Légifrance ceux qui seront alors en vigueur."
    ]
