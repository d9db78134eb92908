"""The bodies of requests and responses."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    """A request body: an unknown field is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AsOf = Field(default=None, description="Le jour dont le droit s’applique ; aujourd’hui par défaut.")


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
