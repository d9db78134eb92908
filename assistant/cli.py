"""The command line: ``python -m assistant ask|search|serve|index|corpus|hours|…``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.commands.access import keys_app
from assistant.commands.clauses import clauses_app, draft
from assistant.commands.corpus import corpus_app
from assistant.commands.feedback import feedback_app
from assistant.commands.partners import partners
from assistant.commands.rules import hours, lever_, obligation_, reservation_
from assistant.conversation.outside import load_outside
from assistant.errors import AssistantError
from assistant.logs import configure_logs
from assistant.retrieval.index.build import CACHE, build_index, embedder_of, is_index_current
from assistant.retrieval.index.subjects import Subjects
from assistant.retrieval.passages import Passage
from assistant.service import Assistant, open_assistant
from assistant.settings import Settings, get_settings
from corpus.errors import BrokenCorpusFile
from corpus.load import load_corpus
from corpus.reading_files import load_readings, sort_readings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="L’assistant de la commande publique inclusive."
)
app.add_typer(corpus_app, name="corpus")
app.add_typer(clauses_app, name="clauses")
app.add_typer(keys_app, name="keys")
app.add_typer(feedback_app, name="feedback")
app.command()(hours)
app.command("reservation")(reservation_)
app.command("obligation")(obligation_)
app.command("lever")(lever_)
app.command()(draft)
app.command()(partners)

out = Console()
err = Console(stderr=True)

AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Date du droit à appliquer.")]
AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON.")]
FromFile = Annotated[
    Path | None, typer.Option("--file", help="Une question par ligne.", exists=True, dir_okay=False)
]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="La question, en français.")] = "",
    json_: AsJson = False,
    as_of: AsOf = None,
    file: FromFile = None,
    conversation: Annotated[str | None, typer.Option(help="Identifiant d’une conversation à poursuivre.")] = None,
) -> None:
    """Pose une question et affiche la réponse citée."""
    on = _day(as_of)
    with _assistant() as assistant:
        if file is not None:
            for line in _lines(file):
                _print_json({"question": line, **_answered(assistant, line, on)})
            return
        answer = assistant.answer(question, conversation, on)
        if json_:
            _print_json(answer.model_dump(mode="json"))
        else:
            # The answer is text, never console markup.
            out.print(answer.text, markup=False, highlight=False, soft_wrap=True)
            out.print(f"\nMoteur : {answer.engine} · conversation {answer.conversation_id}", style="dim")


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="Ce que vous cherchez.")] = "",
    k: Annotated[int, typer.Option("--k", min=1, max=100)] = 10,
    json_: AsJson = False,
    as_of: AsOf = None,
    file: FromFile = None,
) -> None:
    """Cherche les articles, les plus proches d’abord."""
    on = _day(as_of)
    with _assistant() as assistant:
        if file is not None:
            for line in _lines(file):
                _print_json({"question": line, "results": _searched(assistant, line, on, k)})
            return
        for passage in assistant.search(question, on, k):
            if json_:
                _print_json(_plain(passage))
            else:
                out.print(f"[bold]{passage.ref}[/bold] [dim]{passage.score:.3f} {passage.why}[/dim]")
                out.print(passage.quote, markup=False, highlight=False)


@app.command()
def index() -> None:
    """Construit l’index s’il manque ou s’il ne correspond plus aux textes."""
    _prepare(get_settings())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse d’écoute.")] = None,
    port: Annotated[int | None, typer.Option(help="Port d’écoute.")] = None,
) -> None:
    """Prépare l’index s’il le faut, puis sert l’assistant et sa page."""
    settings = get_settings()
    host, port = host or settings.host, port or settings.port
    configure_logs(settings)
    _prepare(settings)
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    out.print(f"Assistant prêt sur [bold]http://{shown}:{port}[/bold] (Ctrl+C pour arrêter)")
    uvicorn.run("api.app:create_app", factory=True, host=host, port=port, log_config=None, access_log=False)


def main() -> None:
    """Run the command line; an expected error is one French sentence and exit code 2."""
    try:
        app(standalone_mode=True)
    except (AssistantError, BrokenCorpusFile) as error:
        err.print(str(error), style="red", markup=False)
        sys.exit(2)


def _prepare(settings: Settings) -> None:
    corpus = load_corpus(settings.corpus_dir, settings.imported_dir)
    articles = tuple(corpus.articles.values())
    readings = load_readings(settings.corpus_dir / "readings")
    if is_index_current(settings, articles, readings):
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err) as progress:
        task = progress.add_task("Construction de l’index", total=None)

        def report(label: str, done: int, total: int) -> None:
            progress.update(task, description=label, completed=done, total=total)

        build_index(articles, readings, settings, report)
        load_outside(
            settings.outside_path,
            sort_readings(readings, articles).dormant,
            embedder_of(settings),
            Subjects(settings.index_dir / CACHE),
            partial(report, "Exemples de questions"),
        )


@contextmanager
def _assistant() -> Iterator[Assistant]:
    settings = get_settings()
    configure_logs(settings)
    _prepare(settings)
    assistant = open_assistant(settings)
    try:
        yield assistant
    finally:
        assistant.close()


def _answered(assistant: Assistant, line: str, on: date) -> dict[str, Any]:
    try:
        return assistant.answer(line, None, on).model_dump(mode="json")
    except AssistantError as error:
        return {"error": {"code": error.code, "message": error.message}}


def _searched(assistant: Assistant, line: str, on: date, k: int) -> list[dict[str, Any]]:
    try:
        return [_plain(passage) for passage in assistant.search(line, on, k)]
    except AssistantError:
        # A blank or binary line has no result; the other lines go on.
        return []


def _plain(passage: Passage) -> dict[str, Any]:
    return {**asdict(passage), "kind": passage.kind.value}


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else datetime.now(UTC).astimezone().date()


def _print_json(material: object) -> None:
    sys.stdout.write(json.dumps(material, ensure_ascii=False) + "\n")
