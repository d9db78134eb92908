"""What users thought of the answers, and the questions left unanswered, kept for the facilitator."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from assistant.answer import Answer, Status
from assistant.database import Database
from assistant.market import Frozen

_TABLE = """CREATE TABLE IF NOT EXISTS remarks (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, owner TEXT NOT NULL, at TEXT NOT NULL, conversation_id TEXT,
    turn INTEGER, rating TEXT, comment TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL)"""
_COLUMNS = "id, kind, owner, at, conversation_id, turn, rating, comment, question, answer"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_ATTACK = "attack"


class RemarkKind(StrEnum):
    """An opinion given by a user, or a question the sources did not answer."""

    FEEDBACK = "avis"
    UNANSWERED = "sans réponse"


class Rating(StrEnum):
    """A thumb."""

    UP = "utile"
    DOWN = "pas utile"


class Remark(Frozen):
    """One line for the facilitator; ``turn`` is the 0-based turn of the conversation it bears on."""

    id: str
    kind: RemarkKind
    owner: str
    at: datetime
    conversation_id: str | None = None
    turn: int | None = None
    rating: Rating | None = None
    comment: str = ""
    question: str = ""
    answer: str = ""


class FeedbackBook:
    """Keeps remarks for ``retention_days``, then forgets them."""

    def __init__(self, database: Database, retention_days: int) -> None:
        self._database = database
        self._retention = timedelta(days=retention_days)
        database.run(_TABLE)

    def give(
        self,
        owner: str,
        now: datetime,
        rating: Rating | None,
        comment: str = "",
        conversation_id: str | None = None,
        turn: int | None = None,
        question: str = "",
        answer: str = "",
    ) -> Remark:
        """Keep an opinion; the same turn rated again replaces the earlier opinion."""
        if conversation_id is not None:
            self._database.run(
                "DELETE FROM remarks WHERE kind = ? AND owner = ? AND conversation_id = ? AND COALESCE(turn, -1) = ?",
                (RemarkKind.FEEDBACK.value, owner, conversation_id, -1 if turn is None else turn),
            )
        return self._keep(
            Remark(
                id=uuid4().hex,
                kind=RemarkKind.FEEDBACK,
                owner=owner,
                at=now,
                conversation_id=conversation_id,
                turn=turn,
                rating=rating,
                comment=comment,
                question=question,
                answer=answer,
            ),
            now,
        )

    def note_unanswered(self, owner: str, now: datetime, question: str, answer: Answer) -> Remark | None:
        """Keep a question the sources did not answer; ``None`` when it was answered, or was an attack."""
        if answer.status is not Status.REFUSED or answer.intent == _ATTACK:
            return None
        return self._keep(
            Remark(
                id=uuid4().hex,
                kind=RemarkKind.UNANSWERED,
                owner=owner,
                at=now,
                conversation_id=answer.conversation_id,
                question=question,
                answer=answer.text,
            ),
            now,
        )

    def listed(self, kind: RemarkKind | None = None, since: datetime | None = None) -> tuple[Remark, ...]:
        """The remarks, most recent first."""
        sql = f"SELECT {_COLUMNS} FROM remarks WHERE at >= ? AND (? = '' OR kind = ?) ORDER BY at DESC"
        wanted = kind.value if kind else ""
        rows = self._database.run(sql, (since.isoformat() if since else "", wanted, wanted))
        names = _COLUMNS.split(", ")
        return tuple(Remark.model_validate(dict(zip(names, row, strict=True))) for row in rows)

    def forget_conversation(self, conversation_id: str, owner: str) -> None:
        """Erase what bears on a conversation its owner deletes."""
        self._database.run("DELETE FROM remarks WHERE conversation_id = ? AND owner = ?", (conversation_id, owner))

    def forget_expired(self, now: datetime) -> None:
        """Erase the remarks past their retention."""
        self._database.run("DELETE FROM remarks WHERE at < ?", ((now - self._retention).isoformat(),))

    def _keep(self, remark: Remark, now: datetime) -> Remark:
        self.forget_expired(now)
        row = remark.model_dump(mode="json")
        values = [remark.at.isoformat() if name == "at" else row[name] for name in _COLUMNS.split(", ")]
        marks = ", ".join("?" for _ in values)
        self._database.run(f"INSERT INTO remarks ({_COLUMNS}) VALUES ({marks})", values)
        return remark


def remarks_csv(remarks: Sequence[Remark]) -> bytes:
    """The remarks as a CSV a French spreadsheet opens, without the owners; no cell is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Date", "Nature", "Avis", "Commentaire", "Question", "Réponse", "Conversation"))
    for remark in remarks:
        cells = (
            remark.at.isoformat(timespec="seconds"),
            remark.kind.value,
            remark.rating.value if remark.rating else "",
            remark.comment,
            remark.question,
            remark.answer,
            remark.conversation_id or "",
        )
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")
