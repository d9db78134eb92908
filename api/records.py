"""What is kept beside the conversations: API keys, feedback, drafted clauses, in one database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.access_keys import KeyRing
from assistant.answer import Answer, Clause
from assistant.clause_shelf import ClauseShelf
from assistant.database import Database, open_database
from assistant.feedback import FeedbackBook
from assistant.service import Assistant
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Records:
    """The books of one deployment."""

    database: Database
    keys: KeyRing
    feedback: FeedbackBook
    clauses: ClauseShelf

    def note_answer(self, question: str, answer: Answer, owner: str) -> None:
        """Keep the clause of an answer, and the question when the sources did not answer it.

        Raises:
            StoreUnavailable: the books cannot be written.
        """
        now = datetime.now(UTC)
        if answer.clause is not None:
            self.clauses.keep(answer.clause, owner, now, answer.conversation_id)
        self.feedback.note_unanswered(owner, now, question, answer)

    def clause(self, clause_id: str, owner: str, assistant: Assistant) -> Clause:
        """A clause of this owner, drafted alone or in a conversation.

        Raises:
            UnknownConversation: no such clause for this owner.
        """
        return self.clauses.get(clause_id, owner) or assistant.clause(clause_id, owner)

    def forget_conversation(self, conversation_id: str, owner: str) -> None:
        """Erase what bears on a conversation its owner deletes."""
        self.clauses.forget_conversation(conversation_id, owner)
        self.feedback.forget_conversation(conversation_id, owner)


def open_records(settings: Settings) -> Records:
    """Open the books, creating their tables at the first time.

    Raises:
        StoreUnavailable: the database cannot be opened.
    """
    database = open_database(settings.records_path, settings.database_url)
    return Records(
        database,
        KeyRing(database),
        FeedbackBook(database, settings.feedback_retention_days),
        ClauseShelf(database, settings.conversation_retention_days),
    )
