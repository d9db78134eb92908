"""``assistant corpus``: import texts and directories, show what is known."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import get_settings
from corpus.commune_files import load_communes
from corpus.importers.articles import ArticleImport, import_articles
from corpus.importers.directory import import_directory
from corpus.load import load_corpus
from corpus.source_files import refresh_sources

corpus_app = typer.Typer(no_args_is_help=True, help="Les textes et l’annuaire.")
out = Console()

_DIRECTORY = (".csv", ".csv.gz", ".xlsx", ".json")


@corpus_app.command("import")
def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(help="Code entier (.jsonl, .jsonl.gz), LEGI (.xml, .tar.gz), annuaire (.csv, .xlsx)."),
    ],
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"])] = None,
    column: Annotated[list[str] | None, typer.Option(help="« nom=Raison sociale » : colonne à lire.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="N’écrit rien, dit seulement ce qui se passerait (annuaire).")
    ] = False,
) -> None:
    """Importe des articles ou un annuaire, sans jamais toucher aux fichiers du dépôt."""
    on = as_of.date() if as_of else datetime.now(UTC).astimezone().date()
    settings = get_settings()
    directories = [file for file in files if file.name.lower().endswith(_DIRECTORY)]
    texts = [file for file in files if file not in directories]
    if texts:
        _print_articles(import_articles(texts, settings.corpus_dir, settings.imported_dir, on))
        out.print(
            "L’index sera mis à jour au prochain démarrage, ou tout de suite : « python -m assistant index »."
        )
    if directories:
        report = import_directory(
            directories,
            settings.corpus_dir / "structures" / "landes.csv",
            settings.imported_dir,
            load_communes(settings.corpus_dir / "communes"),
            on=on,
            columns=dict(pair.split("=", 1) for pair in column or () if "=" in pair),
            dry_run=dry_run,
        )
        for line in report.lines():
            out.print(line, markup=False, highlight=False)


@corpus_app.command()
def sources() -> None:
    """Récrit les empreintes de sources.yaml après une modification voulue des fichiers du corpus."""
    for name in refresh_sources(get_settings().corpus_dir):
        out.print(f"empreinte mise à jour : {name}", markup=False)


@corpus_app.command()
def status() -> None:
    """Montre combien de textes sont connus, et de quand ils datent."""
    settings = get_settings()
    corpus = load_corpus(settings.corpus_dir, settings.imported_dir)
    today = datetime.now(UTC).astimezone().date()
    table = Table("Texte", "Articles", "En vigueur", "Dernière consolidation")
    for name in sorted({article.text_name for article in corpus.articles.values()}):
        articles = [article for article in corpus.articles.values() if article.text_name == name]
        live = sum(article.is_in_force(today) for article in articles)
        table.add_row(name, str(len(articles)), str(live), max(a.consolidated_on for a in articles).isoformat())
    out.print(table)


def _print_articles(report: ArticleImport) -> None:
    out.print(
        f"{len(report.added)} ajoutés, {len(report.replaced)} remplacés, "
        f"{len(report.kept)} conservés (texte connu au moins aussi récent), {len(report.refused)} refusés"
    )
    for ref in report.replaced:
        out.print(f"  remplacé : {ref}", markup=False)
    for refusal in report.refused[:50]:
        out.print(f"  refusé : {refusal.where} — {refusal.reason}", markup=False)
    if len(report.refused) > 50:
        out.print(f"  … et {len(report.refused) - 50} autres refus")
