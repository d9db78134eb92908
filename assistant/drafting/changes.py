"""What changed between two drafts of a clause, line by line."""

from __future__ import annotations

from assistant.answer import Clause, ClauseVariable
from assistant.drafting.values import TO_COMPLETE
from assistant.drafting.wording import NBSP

_LONG = 120


def describe_changes(previous: Clause, title: str, variables: tuple[ClauseVariable, ...]) -> tuple[str, ...]:
    """``Effort d’insertion : 5 % → 7 %``, one line for each variable whose value changed."""
    before = {variable.name: variable for variable in previous.variables}
    lines = [] if previous.title == title else [f"Modèle{NBSP}: {previous.title} → {title}"]
    for variable in variables:
        old = before.get(variable.name)
        if old is None:
            if variable.origin != TO_COMPLETE:
                lines.append(f"{variable.label}{NBSP}: {_short(variable.value)} (ajouté)")
        elif old.value != variable.value or old.rows != variable.rows:
            lines.append(f"{variable.label}{NBSP}: {_shown(old)} → {_shown(variable)}")
    return tuple(lines)


def _shown(variable: ClauseVariable) -> str:
    return "à compléter" if variable.origin == TO_COMPLETE else _short(variable.value)


def _short(value: str) -> str:
    return value if len(value) <= _LONG else f"{value[:_LONG]}…"
