"""``python -m evaluation``: measure the search and the answers, write the report, learn the correction."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.retrieval.adapter import WEIGHTS
from assistant.retrieval.index.build import build_index
from assistant.retrieval.index.low_rank import STANCE_WEIGHTS, SUBJECT_WEIGHTS
from assistant.service import Assistant, open_assistant
from assistant.settings import REPOSITORY
from corpus.commune_files import load_communes
from evaluation import thresholds
from evaluation.answers import AnswerReport, evaluate_answers
from evaluation.attacks import evaluate_attacks
from evaluation.bench import ASSISTANT as ASSISTANT_SYSTEM
from evaluation.bench import PLAIN as PLAIN_SYSTEM
from evaluation.bench import as_json, in_own_process, measure
from evaluation.cases import SPLITS, load_attacks, load_cases, load_dialogues
from evaluation.corpora import SKIPPED_FULL, EvaluatedCorpus, excerpts, full_code
from evaluation.dialogues import DialogueReport, evaluate_dialogues
from evaluation.known import write_shipped
from evaluation.load import measure_load
from evaluation.report import REPORTS, Evaluation, measures_of, write
from evaluation.retrieval import answerable
from evaluation.systems import Comparison, compare

CASES = thresholds.FOLDER / "cases"
WORK = Path(".data") / "evaluation"
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Mesure la recherche et les réponses.")
console = Console()

Split = Annotated[str, typer.Option(help=f"Partie des questions : {' ou '.join(SPLITS)}.")]
Repeats = Annotated[int, typer.Option(min=1, help="Constructions de l’index, le hasard n’est que là.")]
Whole = Annotated[
    bool, typer.Option("--whole/--excerpts", help="Mesure aussi le code entier, s’il est à côté du dépôt.")
]
Accept = Annotated[bool, typer.Option("--accept", help="Retient ces mesures pour les comparaisons suivantes.")]


@app.command()
def retrieval(split: Split = "test", repeats: Repeats = 3, accept: Accept = False) -> None:
    """Compare la recherche de l’assistant à des recherches ordinaires, sur les extraits et le code entier."""
    _run(split, repeats, with_answers=False, accept=accept)


@app.command()
def report(split: Split = "test", repeats: Repeats = 3, accept: Accept = False, whole: Whole = True) -> None:
    """Mesure tout, recherche et réponses, et écrit le rapport ; échoue sous les seuils."""
    _run(split, repeats, with_answers=True, accept=accept, whole=whole)


@app.command()
def bench(
    sizes: Annotated[
        str, typer.Option(help="Nombres d’articles, séparés par des virgules.")
    ] = "1800,20000,100000",
) -> None:
    """Mesure construction, ouverture, recherche et mémoire, en rapport à la chaîne ordinaire, dans un même passage."""
    measures = []
    for size in (0, *(int(size) for size in sizes.split(","))):
        for system in (PLAIN_SYSTEM, ASSISTANT_SYSTEM):
            with console.status(f"{system}, {size or 'extraits, à froid'}"):
                measures.append(in_own_process(system, size))
            console.print(measures[-1])
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / "bench.json"
    path.write_text(as_json(measures), encoding="utf-8")
    console.print(path.read_text(encoding="utf-8"), f"\nMesures : {path}")


@app.command()
def load(
    url: Annotated[str, typer.Option(help="Adresse du serveur en marche.")] = "http://127.0.0.1:8000",
    clients: Annotated[int, typer.Option(min=1, help="Conversations simultanées.")] = 50,
    seconds: Annotated[float, typer.Option(min=1, help="Durée, en secondes.")] = 120,
    pause: Annotated[float, typer.Option(min=0, help="Secondes de lecture entre deux messages.")] = 0,
) -> None:
    """Mène des conversations simultanées sur un serveur en marche : erreurs, mélanges, durées, mémoire."""
    communes = load_communes(REPOSITORY / "corpus" / "communes")
    with console.status(f"{clients} conversations pendant {seconds:g} s"):
        measured = asyncio.run(measure_load(url, communes, clients, seconds, pause))
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / "load.json"
    path.write_text(json.dumps(measured.plain(), ensure_ascii=False, indent=2), encoding="utf-8")
    console.print(path.read_text(encoding="utf-8"), f"\nMesures : {path}", markup=False)
    if not measured.is_clean:
        raise typer.Exit(1)


@app.command(hidden=True)
def bench_one(system: str, size: int) -> None:
    """Mesure un système sur un nombre d’articles, dans ce processus ; 0 : les extraits, sans vecteur connu."""
    on = thresholds.evaluated_on(thresholds.read_thresholds())
    corpus = (full_code(WORK, on) if size else None) or excerpts(WORK)
    questions = [case.question for case in load_cases(CASES, "dev")]
    measured = measure(system, corpus, size or len(corpus.articles), questions, on, cold=size == 0)
    typer.echo(json.dumps(asdict(measured)))


@app.command()
def adapter() -> None:
    """Réapprend la correction des questions sur les lectures du code entier."""
    from evaluation import adapter_training  # loads torch, which the measures of time must not

    corpus = full_code(WORK, thresholds.evaluated_on(thresholds.read_thresholds()))
    if corpus is None:
        console.print(SKIPPED_FULL)
        raise typer.Exit(2)
    loss = adapter_training.train(corpus)
    console.print(f"Correction écrite : {WEIGHTS} (perte {loss:.3f}).")


@app.command()
def stances(
    more: Annotated[
        bool, typer.Option("--more/--anew", help="Part des poids livrés, pour un passage de plus.")
    ] = False,
) -> None:
    """Réapprend le sens des questions fermées sur les lectures (une heure et demie), puis récrit les vecteurs livrés."""
    from evaluation import stance_training  # loads torch

    corpus = excerpts(WORK)
    start = STANCE_WEIGHTS if more else None
    loss = stance_training.train(corpus.readings, progress=console.print, start=start)
    console.print(f"Sens des questions : perte {loss:.3f}.")
    vectors()


@app.command()
def subjects(
    more: Annotated[bool, typer.Option("--more/--anew", help="Part des poids livrés.")] = False,
) -> None:
    """Réapprend le sujet des questions (trois quarts d’heure), puis récrit les vecteurs livrés."""
    from evaluation import subject_training  # loads torch

    start = SUBJECT_WEIGHTS if more else None
    loss = subject_training.train(excerpts(WORK), progress=console.print, start=start)
    console.print(f"Sujet des questions : perte {loss:.3f}.")
    vectors()


@app.command()
def premises() -> None:
    """Réapprend quels chiffres d’une question sont tenus pour ceux de la loi."""
    from evaluation import premise_training  # loads scikit-learn

    kept = premise_training.train(excerpts(WORK).readings)
    console.print(f"Chiffres tenus pour ceux de la loi : {kept} poids.")


@app.command()
def intents() -> None:
    """Réapprend ce que demande un message sur des conversations annotées (dix minutes)."""
    from evaluation import intent_training  # loads scikit-learn

    corpus = excerpts(WORK)
    with _assistant(corpus) as assistant:
        learnt, right = intent_training.train(assistant, corpus.readings)
    console.print(f"Demandes : {learnt} messages appris, {right:.3f} de justes parmi ceux mis à part.")


@app.command()
def vectors() -> None:
    """Récrit les vecteurs livrés avec le dépôt, après une modification des lectures ou des exemples hors sources."""
    with console.status("Vecteurs") as status:
        write_shipped(excerpts(WORK), lambda done, total: status.update(f"Vecteurs : {done} sur {total}"))


def _run(split: str, repeats: int, *, with_answers: bool, accept: bool, whole: bool = True) -> None:
    limits = thresholds.read_thresholds()
    on = thresholds.evaluated_on(limits)
    corpora = [excerpts(WORK), full_code(WORK, on) if whole else None]
    notes = () if corpora[1] else (SKIPPED_FULL,)
    present = [corpus for corpus in corpora if corpus]
    comparisons = tuple(_compared(corpus, split, on, repeats) for corpus in present)
    answers = _answers(present[-1], split, on) if with_answers else None
    dialogues = {corpus.name: _dialogues(corpus, on) for corpus in present} if with_answers else {}
    attacks = None
    if with_answers:
        with console.status("Attaques"):
            attacks = evaluate_attacks(load_attacks(CASES), present[0], WORK / "attacks", on)
    measures = measures_of(comparisons, answers, dialogues, attacks)
    # The development part is where the search was tuned: only the test part is judged.
    checks = tuple(thresholds.check(measures, limits)) if split == "test" else ()
    evaluation = Evaluation(split, on, comparisons, answers, checks, notes, dialogues, attacks)
    data, page = write(evaluation)
    _show(evaluation)
    console.print(f"Rapport : {page}\nMesures : {data}")
    if accept:
        thresholds.accept(measures)
    if not evaluation.passed:
        raise typer.Exit(1)


def _compared(corpus: EvaluatedCorpus, split: str, on: date, repeats: int) -> Comparison:
    cases = answerable(load_cases(CASES, split), corpus.corpus.articles)
    with console.status(corpus.label) as status:
        return compare(corpus, cases, on, repeats, lambda step: status.update(f"{corpus.label} : {step}"))


def _answers(corpus: EvaluatedCorpus, split: str, on: date) -> AnswerReport:
    articles = dict(corpus.corpus.articles)
    # A question half of whose articles are installed has no right answer.
    cases = [
        case
        for case in load_cases(CASES, split)
        if not case.answerable or len({ref in articles for ref in case.expected}) == 1
    ]
    with console.status("Réponses"), _assistant(corpus) as assistant:
        return evaluate_answers(
            cases, lambda question: assistant.answer(question, None, on), articles, on, repeats=3
        )


def _dialogues(corpus: EvaluatedCorpus, on: date) -> DialogueReport:
    with console.status(f"Dialogues, {corpus.label}"), _assistant(corpus) as assistant:
        return evaluate_dialogues(
            load_dialogues(CASES),
            lambda message, conversation: assistant.answer(message, conversation, on),
            corpus.corpus.articles,
        )


@contextmanager
def _assistant(corpus: EvaluatedCorpus) -> Iterator[Assistant]:
    build_index(corpus.articles, corpus.readings, corpus.settings)
    assistant = open_assistant(corpus.settings)
    try:
        yield assistant
    finally:
        assistant.close()


def _show(evaluation: Evaluation) -> None:
    for note in evaluation.notes:
        console.print(f"[yellow]{note}[/]")
    for comparison in evaluation.comparisons:
        title = f"{comparison.corpus.label} : {comparison.assistant.questions} questions ({evaluation.split})"
        table = Table("recherche", "tous@1", "tous@5", "tous@10", "MRR@10", "nDCG@10", "autre régime", title=title)
        for s in comparison.scores:
            values = (s.all_at[1], s.all_at[5], s.all_at[10], s.mrr, s.ndcg, s.wrong_regime)
            table.add_row(s.name, *(f"{value:.3f}" for value in values))
        console.print(table)
    for check in evaluation.checks:
        state = "[green]atteint[/]" if check.passed else "[red]non atteint[/]"
        console.print(f"{check.name} = {check.value:.3f} : {state}")


if __name__ == "__main__":
    app()
