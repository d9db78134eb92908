"""Communes of the Landes in free text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.understanding import Lexicon, load_lexicon
from assistant.conversation.wording import fold, read_wording
from corpus.commune_files import load_communes
from corpus.errors import BrokenCorpusFile

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(CORPUS)


def place(text: str, lexicon: Lexicon) -> str | None:
    found = lexicon.facts.places.find(read_wording(text))
    return found.value.commune if found and found.value else None


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("espaces verts près de Dax", "Dax"),
        ("un ESAT à mont de marsan", "Mont-de-Marsan"),
        ("un chantier sur mont de marsant", "Mont-de-Marsan"),
        ("st paul les dax", "Saint-Paul-lès-Dax"),
        ("à Saint Paul les Dax", "Saint-Paul-lès-Dax"),
        ("à St-Vincent-de-Tyrosse", "Saint-Vincent-de-Tyrosse"),
        ("autour de tyrosse", "Saint-Vincent-de-Tyrosse"),
        ("à hossegor", "Soorts-Hossegor"),
        ("sur Hagetmau", "Hagetmau"),
        ("peinture de l’école au Vignau", "Le Vignau"),
        ("la mairie du Frêche", "Le Frêche"),
        ("nettoyage à HAGETMAU", "Hagetmau"),
        ("chantier a biscarosse", "Biscarrosse"),
        ("près d’Aire-sur-l’Adour", "Aire-sur-l'Adour"),
        ("aire sur adour", "Aire-sur-l'Adour"),
        ("à Parentis", "Parentis-en-Born"),
        ("près de Morcenx", "Morcenx-la-Nouvelle"),
        ("dans la commune de Sore", "Sore"),
        ("travaux à Vert", "Vert"),
        ("mairie de Campagne", "Campagne"),
        ("près de Capbreton", "Capbreton"),
        ("à Labouheyre", "Labouheyre"),
        ("près de Saint-Sever", "Saint-Sever"),
        ("a st sever", "Saint-Sever"),
        ("proche de Soustons", "Soustons"),
        ("Dax", "Dax"),
        ("charpente du hangar, Sabres, 128 000 HT", "Sabres"),
        ("SMS : mairie Léon - peinture", "Léon"),
        ("finalement c'est plus Hagetmau, c'est Amou", "Amou"),
        ("pas Morcenx mais Mézos", "Mézos"),
        ("C'est à Tarnos et non à Ondres", "Tarnos"),
        ("on avait dit Dax, en fait c'est Narrosse", "Narrosse"),
        ("école st vincent de tyross", "Saint-Vincent-de-Tyrosse"),
        ("peinture à Onesse", "Onesse-Laharie"),
        ("la résidence de Souston", "Soustons"),
    ],
)
def test_a_commune_is_found(text: str, commune: str, lexicon: Lexicon) -> None:
    assert place(text, lexicon) == commune


@pytest.mark.parametrize(
    "text",
    [
        "entretien des espaces verts",
        "une campagne de communication",
        "la note a été lue en conseil",
        "louer un véhicule",
        "tailler les serres du jardin",
        "des bas et des bats",
        "marché réservé à une entreprise adaptée",
        "la plage et l’azur",
        "sort de la procédure",
        "un sabre et des sabres",
        "le vert et le bleu",
        "sur la base du rapport",
        "par an, dans un délai de paiement",
        "Roquefort et autres fromages",
        "près de Bordeaux",
        "à Bayonne",
        "Article L2113-12 du code",
        "Les candidats et Les offres",
        "Merci d'avance. Cordialement, Léon",
        "école Léon Blum",
        "un chantier à Villeneuve-sur-Lot",
        "ce n'est pas à Dax",
    ],
)
def test_common_words_and_other_towns_are_not_communes(text: str, lexicon: Lexicon) -> None:
    assert place(text, lexicon) is None


def test_every_commune_is_found_with_its_full_name(lexicon: Lexicon) -> None:
    communes = load_communes(CORPUS / "communes")
    assert len(communes) == 327
    assert [c.name for c in communes if place(f"un chantier dans la commune de {c.name}", lexicon) != c.name] == []


def test_every_long_name_is_found_without_capitals_nor_accents(lexicon: Lexicon) -> None:
    names = [c.name for c in load_communes(CORPUS / "communes") if "-" in c.name]
    assert [n for n in names if place(f"chantier a {fold(n).replace('-', ' ')}", lexicon) != n] == []


def test_the_radius_is_kept(lexicon: Lexicon) -> None:
    for text in ("dans un rayon de 20 km autour de Dax", "à 20 km de Dax", "à moins de 20 kilomètres de Dax"):
        found = lexicon.facts.places.find(read_wording(text))
        assert found is not None
        assert found.value is not None
        assert found.value.radius_km == 20


def test_a_shared_beginning_and_two_communes_are_asked(lexicon: Lexicon) -> None:
    for text in ("un chantier à Saint-Martin", "un chantier à Dax et à Tartas"):
        found = lexicon.facts.places.find(read_wording(text))
        assert found is not None
        assert found.value is None
        assert found.doubt is not None


def test_a_misspelt_name_is_less_certain(lexicon: Lexicon) -> None:
    found = lexicon.facts.places.find(read_wording("à mont de marsant"))
    assert found is not None
    assert found.confidence < 1


@pytest.mark.parametrize(
    "content",
    [
        "code_insee,commune\n40088,Dax\n",
        "code_insee,commune,codes_postaux,latitude,longitude\n40088,Dax,40100,nord,-1.05\n",
        "code_insee,commune,codes_postaux,latitude,longitude\n40088,Dax,40100,143.7,-1.05\n",
        "code_insee,commune,codes_postaux,latitude,longitude\n40088,,40100,43.7,-1.05\n",
        "code_insee,commune,codes_postaux,latitude,longitude\n40088,Dax,40100,43.7,-1\n40088,Dax,40100,43.7,-1\n",
    ],
)
def test_a_broken_file_of_communes_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "communes.csv").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile, match=r"communes\.csv"):
        load_communes(tmp_path)


def test_no_file_of_communes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenCorpusFile):
        load_communes(tmp_path)


@pytest.mark.parametrize(
    ("text", "communes"),
    [
        ("de la rénovation à Parentis ou Mimizan", ["Parentis-en-Born", "Mimizan"]),
        ("qui fait du ménage côté Morcenx / Labouheyre", ["Morcenx-la-Nouvelle", "Labouheyre"]),
        ("un ESAT vers Dax, Tartas et Pomarez", ["Dax", "Tartas", "Pomarez"]),
    ],
)
def test_communes_told_as_one_neighbourhood_are_one_place(
    text: str, communes: list[str], lexicon: Lexicon
) -> None:
    found = lexicon.facts.places.find(read_wording(text))
    assert found is not None
    assert found.value is not None
    assert [one.commune for one in (found.value, *found.value.also)] == communes


def test_two_sites_are_still_a_doubt(lexicon: Lexicon) -> None:
    found = lexicon.facts.places.find(read_wording("le chantier est à Dax, la mairie est à Tartas"))
    assert found is not None
    assert found.value is None
