"""Messages typed in a hurry are written out; careful ones are left to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.shorthand import Shorthand, load_shorthand
from corpus.errors import BrokenCorpusFile

FILE = Path(__file__).parents[3] / "corpus" / "vocabulary" / "shorthand.yaml"


@pytest.fixture(scope="module")
def shorthand() -> Shorthand:
    return load_shorthand(FILE)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("c koi le delai pr repondre", "c'est quoi le delai pour repondre"),
        ("ki signe et kan", "qui signe et quand"),
        ("lot 1 GO 420 000 €, lot 2 peinture 60 000 €", "lot 1 gros œuvre 420 000 €, lot 2 peinture 60 000 €"),
        ("et si le GO passe à 510 000 ?", "et si le gros œuvre passe à 510 000 ?"),
        ("2 Go de données pour 300 €", "2 Go de données pour 300 €"),
        ("fo til allotir", "faut-il allotir"),
        ("Faut t'il publier", "Faut t'il publier"),
        ("faut t il publier", "faut-il publier"),
        ("on peu negocier", "on peut negocier"),
        ("ma boite peu se retirer", "ma boite peut se retirer"),
        ("peu on negocier", "peut-on negocier"),
        ("la mairie peu faire une avance", "la mairie peut faire une avance"),
        ("le titulaire peu modifier", "le titulaire peut modifier"),
        ("je doi attendre cb de jours", "je dois attendre combien de jours"),
        ("es que jai droit a une avance", "est-ce que j'ai droit a une avance"),
        ("y a til un seuil", "y a-t-il un seuil"),
        ("Cb dheures", "Combien dheures"),
        (
            "il veut des sous avant, les sous-traitants aussi",
            "il veut de l'argent avant, les sous-traitants aussi",
        ),
        ("jveux mes sous", "je veux l'argent"),
        ("jfacture une régie et jlivre demain", "je facture une régie et je livre demain"),
    ],
)
def test_shorthand_is_written_out(typed: str, written: str, shorthand: Shorthand) -> None:
    assert shorthand.written_out(typed) == written


@pytest.mark.parametrize(
    "careful",
    [
        "Peut-on attendre un peu avant de signer ?",
        "Il y a peu d’offres : peut-on relancer ?",
        "Est-ce que l’annexe 2 c s’applique ?",
        "Le point 2 c du règlement",
        "Un plan en jpeg à J+30",
        "Il y a plus de trois lots",
        "Le règlement est peu clair et l’offre peu claire",
        "Un prestataire régional peu cher",
        "Les PR et le DS de la préfecture",
        "L’acheteur peut-il négocier aujourd’hui ?",
        "Écrivez à ds@mairie.example avant le 3.",
        "",
    ],
)
def test_careful_french_is_left_alone(careful: str, shorthand: Shorthand) -> None:
    assert shorthand.written_out(careful) == careful


@pytest.mark.parametrize(
    "text", ["- pour: [pr]", "words: {pour: [pr]}", "{words: {}, turns: [{typed: '(', written: a}]}"]
)
def test_a_broken_file_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "shorthand.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile):
        load_shorthand(path)
