"""The clause a request asks for, drafted from a market and kept for its owner."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pydantic import ConfigDict, Field

from api.clause_links import linked_clause
from api.deps import day
from api.legal_basis import cited
from api.market_bodies import HoursBody
from api.records import Records
from api.schemas import ClauseResponse, Line, Text
from assistant.answer import Calculation
from assistant.conversation.fact_merging import describe_facts
from assistant.errors import MissingFact, UnknownFigure
from assistant.rules.insertion_hours import HoursRequest, compute_hours, to_calculation
from assistant.service import Assistant
from assistant.tools import query_of

_STRUCTURES = 5


class ClauseBody(HoursBody):
    """The clause wanted, in French, and the market it is for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"request": "Rédige la clause d’insertion pour ce lot peinture de 80 000 € HT"},
                {
                    "request": "clause d’insertion",
                    "nature": "travaux",
                    "trade": "peinture",
                    "amount_ht": "80000",
                    "overrides": {"penalite_heure": "60"},
                },
            ]
        }
    )

    request: Text = Field(
        description="La clause voulue, en français\u00a0: le modèle est choisi d’après ces mots."
    )
    template: Line | None = Field(default=None, description="L’identifiant d’un modèle, pour le choisir soi-même.")
    previous: Line | None = Field(default=None, description="La clause à mettre à jour.")
    conversation_id: Line | None = Field(
        default=None, description="La conversation à laquelle rattacher la clause."
    )
    overrides: dict[Line, str] = Field(
        default_factory=dict, max_length=100, description="Les valeurs saisies, par nom de variable."
    )

    def draft(self, assistant: Assistant, records: Records, owner: str) -> ClauseResponse:
        """The clause, kept for its owner.

        Raises:
            UnknownConversation: the conversation or the former clause is not this owner's.
            NoTemplate, InvalidInput, UnknownArticle: as the drafter says.
        """
        on = day(self.as_of)
        if self.conversation_id is not None:
            assistant.store.require(self.conversation_id, owner)
        previous = records.clause(self.previous, owner, assistant) if self.previous else None
        described = self if self.market else self.model_copy(update={"market": self.request})
        facts = described.facts(assistant.lexicon)
        calculation = _calculation(assistant, described.hours_request(facts), on)
        found = assistant.toolbox.partners(query_of(facts)).matches[:_STRUCTURES] if facts.trade else ()
        drafter = assistant.toolbox.drafter
        template = self.template or (previous.template if previous else drafter.choose(self.request, facts))
        clause = drafter.draft(template, facts, calculation, found, on, previous, self.overrides)
        records.clauses.keep(clause, owner, datetime.now(UTC), self.conversation_id)
        return ClauseResponse(
            clause=linked_clause(clause),
            calculation=calculation,
            understood=list(describe_facts(facts)),
            citations=cited(assistant, clause.refs, on),
            as_of=on,
        )


def _calculation(assistant: Assistant, request: HoursRequest, on: date) -> Calculation | None:
    """The hours of the clause; without an amount they stay in brackets for the buyer."""
    try:
        return to_calculation(compute_hours(request, assistant.toolbox.figures, on))
    except (MissingFact, UnknownFigure):
        return None
