"""A reference figure asked for itself is recognised, from the vocabulary shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.writers.figures import load_figure_questions
from assistant.settings import Settings
from corpus.errors import BrokenCorpusFile
from corpus.figure_files import load_figures

CORPUS = Settings().corpus_dir
QUESTIONS = load_figure_questions(CORPUS / "vocabulary" / "figures.yaml")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Combien d’heures pour 1 ETP ?", "heures_temps_plein"),
        ("un temps plein c'est combien d'heures", "heures_temps_plein"),
        ("combien coute une heure d'insertion", "cout_horaire"),
        ("Quel coût horaire retenir ?", "cout_horaire"),
        ("Quelle part de main d'oeuvre pour la peinture ?", "part_main_oeuvre"),
        ("Combien d’heures d’insertion par personne ?", "heures_par_personne"),
        ("Quel effort d'insertion retenir ?", "effort_insertion"),
    ],
)
def test_the_figure_asked_for(question: str, name: str) -> None:
    assert QUESTIONS.asked(question) == (name,)


@pytest.mark.parametrize(
    "question",
    [
        "Combien d’heures d’insertion pour 1,2 M€ ?",
        "Puis-je réserver un lot ?",
        "Qui contrôle les heures ?",
        "Quel taux horaire pour un avocat ?",
        "",
    ],
)
def test_other_questions_ask_for_none(question: str) -> None:
    assert QUESTIONS.asked(question) == ()


def test_a_share_and_a_cost_are_asked_together() -> None:
    asked = QUESTIONS.asked("Pour la plâtrerie, quelle part de main d'œuvre retenir et quel taux horaire ?")
    assert set(asked) == {"part_main_oeuvre", "cout_horaire"}


def test_every_figure_of_the_vocabulary_exists() -> None:
    known = {figure.name for figure in load_figures(CORPUS / "figures").figures}
    assert {name for name, _ in QUESTIONS.cues} <= known


@pytest.mark.parametrize("text", ["- a", "a: b", 'a: ["("]'])
def test_a_broken_vocabulary_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile):
        load_figure_questions(path)
