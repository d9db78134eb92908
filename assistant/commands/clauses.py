"""``assistant draft`` and ``assistant clauses``: draft a clause, check the Word templates."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.conversation.understanding import load_lexicon, understand
from assistant.drafting.clause import ClauseDrafter
from assistant.errors import MissingFact, UnknownFigure
from assistant.rules import insertion_hours
from assistant.settings import get_settings
from corpus.figure_files import load_figures
from corpus.importers.clause_templates import check_templates
from corpus.load import load_corpus
from corpus.vocabulary_files import load_trades

clauses_app = typer.Typer(no_args_is_help=True, help="Les modèles de clauses.")
out = Console()


@clauses_app.command("check")
def check() -> None:
    """Vérifie chaque modèle Word : étiquettes, variables, base légale en vigueur."""
    settings = get_settings()
    today = datetime.now(UTC).astimezone().date()
    articles = load_corpus(settings.corpus_dir, settings.imported_dir).articles
    problems = check_templates(settings.corpus_dir / "clauses", articles, today)
    for problem in problems:
        out.print(str(problem), style="red", markup=False)
    if problems:
        raise typer.Exit(1)
    out.print("Tous les modèles sont valides.")


@clauses_app.command("list")
def list_templates() -> None:
    """Liste les modèles et quand les utiliser."""
    for template in _drafter().templates.values():
        out.print(f"{template.id} — {template.title} ({template.document})", markup=False, highlight=False)
        out.print(f"    {template.when_to_use}", markup=False, highlight=False, style="dim")


def draft(
    request: Annotated[str, typer.Argument(help="La clause voulue et le marché, en français.")],
    docx: Annotated[Path | None, typer.Option(help="Écrit aussi le document Word à ce chemin.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"])] = None,
) -> None:
    """Prépare une clause à partir des modèles du Département."""
    settings = get_settings()
    on = as_of.date() if as_of else datetime.now(UTC).astimezone().date()
    facts = understand(request, load_lexicon(settings.corpus_dir), None, None, 0).facts
    figures = load_figures(settings.corpus_dir / "figures")
    try:
        result = insertion_hours.compute_hours(insertion_hours.from_facts(facts), figures, on)
        hours = insertion_hours.to_calculation(result)
    except (MissingFact, UnknownFigure):
        # The clause is still useful: its hours stay in brackets for the buyer.
        hours = None
    drafter = _drafter()
    clause = drafter.draft(drafter.choose(request, facts), facts, hours, (), on)
    if docx is not None:
        docx.write_bytes(drafter.docx(clause))
    if json_:
        sys.stdout.write(json.dumps(clause.model_dump(mode="json"), ensure_ascii=False) + "\n")
        return
    out.print(clause.text, markup=False, highlight=False)
    for point in clause.to_complete:
        out.print(f"À compléter : {point}", markup=False, highlight=False, style="yellow")


def _drafter() -> ClauseDrafter:
    settings = get_settings()
    articles = load_corpus(settings.corpus_dir, settings.imported_dir).articles
    figures = load_figures(settings.corpus_dir / "figures")
    return ClauseDrafter(
        settings.corpus_dir / "clauses",
        articles,
        facilitator=settings.facilitator_email,
        figures=figures,
        trades=load_trades(settings.corpus_dir / "vocabulary" / "trades.yaml").phrases,
    )
