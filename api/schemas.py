"""The bodies of requests and responses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.answer import Answer, Calculation, Citation, Clause, StructureMatch, UnderstoodFact
from assistant.feedback import Rating
from assistant.retrieval.passages import Passage
from assistant.rules.decision import Decision
from assistant.rules.levers import LeverAdvice

MAX_TEXT = 8_000


def _readable(value: object) -> object:
    if isinstance(value, str) and any(c == "\0" or 0xD800 <= ord(c) <= 0xDFFF for c in value):
        raise ValueError("un texte lisible est attendu, sans caractère de contrôle.")
    return value


Text = Annotated[str, BeforeValidator(_readable, json_schema_input_type=str), Field(max_length=MAX_TEXT)]
Line = Annotated[str, BeforeValidator(_readable, json_schema_input_type=str), Field(max_length=300)]


class Body(BaseModel):
    """A request body: an unknown field is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AsOf: Any = Field(default=None, description="Le jour dont le droit s’applique ; aujourd’hui par défaut.")


class ChatRequest(Body):
    """One message, in a new conversation or an earlier one."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"message": "Ce marché de nettoyage peut-il être réservé\u00a0?"},
                {
                    "message": "Et pour un lot de 40 000 € HT\u00a0?",
                    "conversation_id": "0f8fad5bd9cb469fa16570867728950e",
                },
            ]
        }
    )

    message: str = Field(description="La question, en français, 8 000 caractères au plus.")
    conversation_id: str | None = Field(default=None, description="La conversation à poursuivre.")
    as_of: date | None = AsOf


class SearchRequest(Body):
    """What to look for among the texts."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"query": "réserver un marché à des entreprises adaptées", "k": 5}]}
    )

    query: str = Field(description="Une question ou des mots, en français.")
    k: int = Field(default=10, ge=1, le=100)
    as_of: date | None = AsOf


class PassageShown(BaseModel):
    """One passage found: ``quote`` is the paragraph that matched, word for word."""

    id: str
    kind: str
    ref: str
    label: str
    quote: str
    paragraph: int
    score: float
    why: str
    url: str
    in_force_since: date | None = None
    consolidated_on: date

    @classmethod
    def of(cls, passage: Passage, citation: Citation) -> PassageShown:
        """The passage with the dates and the address of its article."""
        return cls(
            id=passage.id,
            kind=passage.kind.value,
            ref=passage.ref,
            label=citation.label,
            quote=passage.quote,
            paragraph=passage.paragraph,
            score=passage.score,
            why=passage.why,
            url=citation.url,
            in_force_since=citation.in_force_since,
            consolidated_on=citation.consolidated_on,
        )


class SearchResponse(BaseModel):
    """The passages, best first."""

    query: str
    as_of: date
    results: list[PassageShown]


class Paragraph(BaseModel):
    """One paragraph; ``index`` is 0-based, as in a passage."""

    index: int
    text: str


class ArticleShown(BaseModel):
    """One whole article in force at ``as_of``."""

    ref: str
    label: str
    text_name: str
    path: list[str]
    text: str
    paragraphs: list[Paragraph]
    url: str
    source: str
    in_force_since: date | None = None
    in_force_until: date | None = None
    consolidated_on: date
    note: str | None = None
    stale: bool = Field(description="La vérification du texte date de plus longtemps que le délai réglé.")
    as_of: date


class Reasoned(BaseModel):
    """What every computed result carries: the facts understood and the texts it rests on."""

    understood: list[UnderstoodFact]
    citations: list[Citation]
    as_of: date


class HoursResponse(Reasoned):
    """The insertion hours, with every parameter and its source."""

    calculation: Calculation
    questions: list[str]


class DecisionResponse(Reasoned):
    """A decision with its steps."""

    decision: Decision


class LeverResponse(Reasoned):
    """The levers, best first, and the structures that could answer."""

    advice: LeverAdvice
    structures: list[StructureMatch]


class ClauseResponse(Reasoned):
    """A drafted clause."""

    clause: Clause
    calculation: Calculation | None = None


class StructuresResponse(BaseModel):
    """The structures found, best first; ``total`` counts those that fit before ``limit``."""

    structures: list[StructureMatch]
    total: int
    count_by_kind: dict[str, int]
    unknown_activity_count: int
    nearest_km: int | None = None
    remarks: list[str]


class TurnShown(BaseModel):
    """One finished turn."""

    question: str
    answer: Answer
    at: datetime


class ConversationShown(BaseModel):
    """A conversation, oldest turn first."""

    id: str
    turns: list[TurnShown]


class FeedbackRequest(Body):
    """An opinion on an answer, or on the assistant when no conversation is named."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"conversation_id": "0f8fad5bd9cb469fa16570867728950e", "turn": 0, "rating": "pas utile",
                 "comment": "Il manque le seuil."}
            ]
        }
    )  # fmt: skip

    conversation_id: str | None = None
    turn: int | None = Field(default=None, ge=0, description="Le tour, à partir de 0 ; le dernier par défaut.")
    rating: Rating | None = None
    comment: Annotated[Text, Field(max_length=2_000)] = ""


class FeedbackKept(BaseModel):
    """The opinion was kept."""

    id: str
    kept_until: date


class TokenRequest(Body):
    """A token to renew, so that the visitor keeps their conversations."""

    previous: str | None = Field(default=None, max_length=2_000)


class WidgetToken(BaseModel):
    """A token for ``Authorization: Bearer``, on pages of the origin that asked for it."""

    token: str
    expires_in: int = Field(description="En secondes.")
