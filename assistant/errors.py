"""Errors named after what the caller should do; messages are French and meant for users.

Every error carries a stable ``code`` that the API, the CLI and the widget repeat.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of every error the assistant raises on purpose.

    ``code`` is stable and machine-readable; ``str(error)`` is a French sentence for the user.
    """

    code = "erreur"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class InvalidInput(AssistantError):
    """A value is not acceptable: the message says which, its value and what is accepted."""

    code = "valeur_invalide"


class MissingFact(AssistantError):
    """A fact is needed: ask the user the question carried by the message."""

    code = "fait_manquant"


class UnknownFigure(AssistantError):
    """No dated value exists for this figure at this date: ask for one, never guess."""

    code = "parametre_inconnu"


class UnknownArticle(AssistantError):
    """The article is not in the corpus, or not in force at the date."""

    code = "article_inconnu"


class UnsupportedClaim(AssistantError):
    """A sentence states what no source, tool or user word supports: repair or drop it."""

    code = "affirmation_sans_source"


class NoTemplate(AssistantError):
    """No clause template covers the need; the message names the nearest one."""

    code = "modele_absent"


class IndexNotReady(AssistantError):
    """The index is missing, incomplete or built otherwise: the message says what to run."""

    code = "index_indisponible"


class StoreUnavailable(AssistantError):
    """Conversations or vectors cannot be read or written for now: retry later."""

    code = "stockage_indisponible"


class UnknownConversation(AssistantError):
    """No such conversation for this caller: start a new one."""

    code = "conversation_inconnue"


class ModelUnavailable(AssistantError):
    """The language model gives no usable reply: answer without it."""

    code = "modele_indisponible"
