"""A reference figure asked for itself: « combien d’heures pour un temps plein ? », with its source and its range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.answer import BlockKind
from assistant.conversation.rendering import NBSP, french_date
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block, merge
from assistant.conversation.writers.hours_of_jobs import hours_of_jobs
from assistant.folding import folded
from assistant.rules.hours_parameters import SHARES, share_parameter
from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml
from corpus.models import Figure, FigureValue

_MOST = 2


@dataclass(frozen=True, slots=True)
class FigureQuestions:
    """The words that ask for each figure of ``corpus/figures/``."""

    cues: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]

    def asked(self, question: str) -> tuple[str, ...]:
        """The names of the figures a question asks for, two at most."""
        text = folded(question).replace(NBSP, " ")
        return tuple(name for name, cues in self.cues if any(cue.search(text) for cue in cues))[:_MOST]


def load_figure_questions(path: Path) -> FigureQuestions:
    """The cues of a file ``figure: [expression, …]``.

    Raises:
        BrokenCorpusFile: it is not a dictionary of lists, or an expression cannot be read.
    """
    records = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(records, dict) or not all(isinstance(cues, list) for cues in records.values()):
        raise BrokenCorpusFile(path, "un dictionnaire de listes d’expressions est attendu", 1)
    try:
        cues = tuple((str(name), tuple(re.compile(str(cue)) for cue in found)) for name, found in records.items())
    except re.error as error:
        raise BrokenCorpusFile(path, f"expression illisible ({error})") from error
    return FigureQuestions(cues)


def write_figures(desk: Desk, names: tuple[str, ...]) -> Draft:
    """The figures asked for, one after the other; what full-time jobs told come to, where that is what is asked."""
    return hours_of_jobs(desk) or merge([write_figure(desk, name) for name in names])


def write_figure(desk: Desk, name: str) -> Draft:
    """The values of a figure that day, each with its source, and what they serve to compute."""
    figure = desk.toolbox.figures.figure(name)
    own, used = _of_the_trade(desk) if name == SHARES else ((), None)
    # Where the share of the trade named is known, those of others are not asked for.
    known = (
        [used]
        if used is not None
        else [value for variant in figure.variants() if (value := figure.at(desk.on, variant))]
    )
    lines = [] if used is not None else [_line(figure, value) for value in known]
    notes = [note for value in known for note in _notes(figure, value)]
    said = [desk.say("phrase", text=line) for line in lines]
    blocks = (
        *block(BlockKind.SUMMARY, [desk.say("phrase", text=text) for text in own]),
        *block(BlockKind.SUMMARY, [desk.say("phrase", text=f"{figure.label}{NBSP}: {figure.description}")]),
        *block(BlockKind.PARAGRAPH, said),
        *block(BlockKind.WARNING, [desk.say("phrase", text=note) for note in notes]),
        *block(BlockKind.PARAGRAPH, [desk.say("phrase", text=figure.arithmetic)], "À quoi cela sert"),
    )
    texts = (figure.label, figure.description, figure.arithmetic, *own, *lines, *notes)
    return Draft(
        blocks=blocks,
        follow_ups=("Combien d’heures d’insertion pour un chantier de 1,2 M€ HT sur 14 mois ?",),
        evidence=desk.evidence(texts),
    )


def _of_the_trade(desk: Desk) -> tuple[tuple[str, ...], FigureValue | None]:
    """What is said of the share of the trade named, and its value; nothing where none is named."""
    lots = next((lot.trade for lot in desk.facts.lots if lot.trade), None)
    told = desk.facts.trade.value if desk.facts.trade else lots
    if told is None or not told.key:
        return (), None
    nature = desk.facts.nature.value if desk.facts.nature else None
    share = share_parameter(None, told.key, nature, desk.toolbox.figures, desk.on)
    if share is None or share.figure is None:
        return (desk.say("figure_autres_metiers").text,), None
    value = share.figure.figure
    line = _line(desk.toolbox.figures.figure(share.figure.name), value)
    # No source is one only in name.
    return (line.replace(f"Source{NBSP}: ", "") if value.to_confirm else line,), value


def _line(figure: Figure, value: FigureValue) -> str:
    label = f"{value.label[:1].upper()}{value.label[1:]}{NBSP}: " if value.label else ""
    low, high = value.low, value.high
    span = (
        f" (de {_written(low, figure)} à {_written(high, figure)})" if low is not None and high is not None else ""
    )
    since = f", depuis le {french_date(value.since)}" if value.since else ""
    return f"{label}{_written(value.value, figure)}{span}. Source{NBSP}: {value.reference}{since}."


def _notes(figure: Figure, value: FigureValue) -> list[str]:
    about = f"{value.label[:1].upper()}{value.label[1:]}" if value.label else figure.label
    other = [f"{about}{NBSP}: {_written(o.value, figure)} selon {o.reference}." for o in value.other_sources]
    return other + ([f"{about}{NBSP}: valeur à confirmer par le facilitateur."] if value.to_confirm else [])


def _written(value: Decimal, figure: Figure) -> str:
    if figure.unit == "ratio":
        return f"{format((value * 100).normalize(), 'f')}{NBSP}%".replace(".", ",")
    number = f"{value:,f}".replace(",", NBSP).replace(".", ",")
    return f"{number}{NBSP}{figure.unit}"
