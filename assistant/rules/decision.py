"""What a legal rule returns: a verdict, and the steps that lead to it."""

from __future__ import annotations

from enum import StrEnum

from assistant.answer import Verdict
from assistant.market import Frozen
from assistant.rules.parameters import UsedFigure


class Outcome(StrEnum):
    """What looking at one fact gave."""

    MET = "condition remplie"
    NOT_MET = "condition non remplie"
    UNKNOWN = "à préciser"
    DUTY = "à faire"


class Step(Frozen):
    """One rule applied to one fact.

    ``ref`` is the article the step rests on, ``None`` for a step that only reads a fact; ``fact`` says in
    French what was looked at; ``explanation_fr`` is a whole French sentence.
    """

    rule: str
    ref: str | None
    fact: str
    outcome: Outcome
    explanation_fr: str

    def render(self) -> str:
        """The French sentence with its article before the full stop."""
        if self.ref is None:
            return self.explanation_fr
        return f"{self.explanation_fr.removesuffix('.')} ({article_name(self.ref)})."


def article_name(ref: str) -> str:
    """How a reference is named in a sentence: ``article L2113-12``, ``annexe 2``, ``CCAG-FCS 16.1``."""
    if ref.startswith("Annexe"):
        return ref.lower()
    return f"article {ref}" if ref[:1] in "LRD" and ref[1:2].isdigit() else ref


class Decision(Frozen):
    """A verdict with its steps, its legal basis, the dated figures used and what is still to be asked.

    ``questions`` are the missing facts, most useful first; ``draft_sentence`` is a sentence ready to be
    pasted, with brackets left for the buyer.
    """

    subject: str
    verdict: Verdict
    summary: str
    steps: tuple[Step, ...]
    questions: tuple[str, ...] = ()
    figures: tuple[UsedFigure, ...] = ()
    remarks: tuple[str, ...] = ()
    draft_sentence: str | None = None

    def turned(self) -> Decision:
        """The same decision for the opposite question: its yes is a no, its no a yes."""
        opposite = {Verdict.OUI: Verdict.NON, Verdict.NON: Verdict.OUI}
        return self.model_copy(update={"verdict": opposite.get(self.verdict, self.verdict)})

    @property
    def refs(self) -> tuple[str, ...]:
        """The articles the decision rests on, in the order of the steps, each once."""
        return tuple(dict.fromkeys(step.ref for step in self.steps if step.ref))
