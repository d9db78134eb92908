"""``assistant feedback``: what users thought of the answers, and the questions left unanswered."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.database import open_database
from assistant.feedback import FeedbackBook, Remark, RemarkKind, remarks_csv
from assistant.settings import get_settings

feedback_app = typer.Typer(no_args_is_help=True, help="Les avis et les questions sans réponse.")
out = Console()
_SHOWN = 120


class Wanted(StrEnum):
    """Which remarks to show."""

    ALL = "tout"
    FEEDBACK = "avis"
    UNANSWERED = "sans-reponse"


class ExportFormat(StrEnum):
    """The file to write."""

    CSV = "csv"
    JSONL = "jsonl"


_KINDS = {Wanted.ALL: None, Wanted.FEEDBACK: RemarkKind.FEEDBACK, Wanted.UNANSWERED: RemarkKind.UNANSWERED}
Kind = Annotated[Wanted, typer.Option(help="Ce qu’il faut montrer.")]
Days = Annotated[int | None, typer.Option(min=1, help="Les N derniers jours seulement.")]


@feedback_app.command("list")
def list_remarks(kind: Kind = Wanted.ALL, days: Days = None) -> None:
    """Montre les avis et les questions sans réponse, les plus récents d’abord."""
    table = Table("Date", "Nature", "Avis", "Question", "Commentaire")
    for remark in _remarks(kind, days):
        # What users typed is text, never console markup.
        cells = (
            f"{remark.at:%d/%m/%Y %H:%M}",
            remark.kind.value,
            remark.rating.value if remark.rating else "",
            remark.question[:_SHOWN],
            remark.comment[:_SHOWN],
        )
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)


@feedback_app.command("export")
def export(
    to: Annotated[Path | None, typer.Argument(help="Le fichier à écrire ; la sortie standard par défaut.")] = None,
    format_: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.CSV,
    kind: Kind = Wanted.ALL,
    days: Days = None,
) -> None:
    """Écrit les avis et les questions sans réponse, sans l’identité de leurs auteurs."""
    remarks = _remarks(kind, days)
    content = remarks_csv(remarks) if format_ is ExportFormat.CSV else _lines(remarks)
    if to is None:
        sys.stdout.buffer.write(content)
    else:
        to.write_bytes(content)
        out.print(f"{len(remarks)} ligne(s) écrite(s) dans {to}.", markup=False)


def _remarks(kind: Wanted, days: int | None) -> tuple[Remark, ...]:
    settings = get_settings()
    now = datetime.now(UTC)
    database = open_database(settings.records_path, settings.database_url)
    try:
        book = FeedbackBook(database, settings.feedback_retention_days)
        book.forget_expired(now)
        return book.listed(_KINDS[kind], now - timedelta(days=days) if days else None)
    finally:
        database.close()


def _lines(remarks: tuple[Remark, ...]) -> bytes:
    lines = (
        json.dumps(remark.model_dump(mode="json", exclude={"owner"}), ensure_ascii=False) for remark in remarks
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
