"""Figure files: read whole or refused with path, line and reason; every value sourced and checked in time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import BrokenCorpusFile
from corpus.figure_files import FigureSet, NoFigureValue, load_figures
from corpus.models import Authority

FOLDER = Path(__file__).parents[3] / "corpus" / "figures"
WHOLE = """\
label: Seuil d’essai
description: Un seuil pour les tests.
unit: € HT
authority: loi
arithmetic: Seuil compris.
values:
  - value: 40_000
    since: 2020-01-01
    reference: Texte A
    last_checked: 2026-08-23
  - value: 79_000 / 380
    variant: ratio
    since: null
    reference: Texte B
    last_checked: 2026-08-23
    to_confirm: true
    other_sources:
      - value: 0.30
        reference: Texte C
  - value: 60_000
    since: 2026-04-01
    reference: Texte D
    last_checked: 2026-08-23
"""


@pytest.fixture(scope="module")
def figures() -> FigureSet:
    return load_figures(FOLDER)


def write(folder: Path, text: str, name: str = "seuil.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_is_read_with_exact_decimals(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    figures = load_figures(tmp_path)
    assert figures.figure("seuil").authority is Authority.LAW
    assert figures.at("seuil", date(2026, 3, 31)).value == Decimal(40_000)
    assert figures.at("seuil", date(2026, 4, 1)).value == Decimal(60_000)
    ratio = figures.at("seuil", date(1999, 1, 1), "ratio")
    assert ratio.value == Decimal(79_000) / Decimal(380)
    assert ratio.to_confirm
    assert ratio.other_sources[0].value == Decimal("0.30")


@pytest.mark.parametrize(
    ("found", "replaced", "line", "reason"),
    [
        ("label: Seuil d’essai\n", "", 1, "« label » est obligatoire"),
        ("unit: € HT", "units: € HT", 3, "clé « units » inconnue"),
        ("authority: loi", "authority: État", 4, "autorité « État » inconnue"),
        ("value: 40_000", "value: quarante mille", 7, "n’est pas un nombre"),
        ("value: 40_000", "value: .nan", 7, "n’est pas un nombre"),
        ("value: 79_000 / 380", "value: 79_000 / 0", 11, "n’est pas un nombre"),
        ("since: 2020-01-01", "since: 01/01/2020", 8, "n’est pas une date"),
        ("reference: Texte A\n", 'reference: ""\n', 9, "un texte est attendu"),
        ("    last_checked: 2026-08-23\n  - value: 79", "  - value: 79", 7, "« last_checked » est obligatoire"),
        ("to_confirm: true", "to_confirm: peut-être", 16, "true ou false"),
        ("since: 2026-04-01", "since: 2020-01-01", 7, "même date d’effet"),
        ("values:\n", "values: []\nx:\n", 7, "clé « x » inconnue"),
        ("label: Seuil d’essai\n", "label: A\nlabel: B\n", 2, "écrite deux fois"),
        ("value: 40_000", "value: 40_000\n    low: 50_000", 7, "comprise entre low et high"),
        ("label: Seuil d’essai", "label: [", None, "YAML illisible"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, found: str, replaced: str, line: int | None, reason: str
) -> None:
    assert found in WHOLE
    path = write(tmp_path, WHOLE.replace(found, replaced, 1))
    with pytest.raises(BrokenCorpusFile) as caught:
        load_figures(tmp_path)
    assert caught.value.path == path
    assert reason in caught.value.reason
    if line is not None:
        assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "reason"), [("", "vide"), ("- a\n- b\n", "clé : valeur"), ("label: x\nvalues: 3\n", "liste")]
)
def test_a_file_that_is_no_figure_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    write(tmp_path, text.replace("values", "authority: loi\nvalues"))
    with pytest.raises(BrokenCorpusFile, match=reason):
        load_figures(tmp_path)


def test_unreadable_bytes_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenCorpusFile, match="aucun fichier"):
        load_figures(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00label")
    with pytest.raises(BrokenCorpusFile, match="illisible"):
        load_figures(tmp_path)


def test_an_unknown_name_variant_or_day_is_named(figures: FigureSet) -> None:
    with pytest.raises(NoFigureValue, match="n’existe pas"):
        figures.at("seuil_inconnu", date(2026, 1, 1))
    with pytest.raises(NoFigureValue, match="Cas connus"):
        figures.at("seuil_europeen", date(2026, 1, 1), "armement")
    with pytest.raises(NoFigureValue, match="31/12/2023") as caught:
        figures.at("seuil_europeen", date(2023, 12, 31), "travaux")
    assert caught.value.name == "seuil_europeen"


@pytest.mark.parametrize(
    ("name", "variant", "on", "value"),
    [
        ("seuil_europeen", "services_fournitures_collectivite", "2025-12-31", "221000"),
        ("seuil_europeen", "services_fournitures_collectivite", "2026-01-01", "216000"),
        ("seuil_europeen", "services_fournitures_etat", "2025-12-31", "143000"),
        ("seuil_europeen", "services_fournitures_etat", "2026-01-01", "140000"),
        ("seuil_europeen", "services_fournitures_entite", "2025-12-31", "443000"),
        ("seuil_europeen", "services_fournitures_entite", "2026-01-01", "432000"),
        ("seuil_europeen", "travaux", "2025-12-31", "5538000"),
        ("seuil_europeen", "travaux", "2026-01-01", "5404000"),
        ("seuil_europeen", "concession", "2026-01-01", "5404000"),
        ("seuil_sans_publicite", "services_fournitures", "2026-03-31", "40000"),
        ("seuil_sans_publicite", "services_fournitures", "2026-04-01", "60000"),
        ("seuil_sans_publicite", "travaux", "2026-04-01", "100000"),
        ("seuil_marche_ecrit", "", "2026-04-01", "25000"),
        ("seuil_spaser", "", "2026-04-01", "50000000"),
        ("proportion_reservation", "", "2022-12-30", "0.5"),
        ("duree_reservation_ess", "", "2026-04-01", "3"),
        ("attente_reservation_ess", "", "2026-04-01", "3"),
        ("obligation_consideration_sociale", "", "2026-08-21", "0"),
        ("obligation_consideration_sociale", "", "2026-08-22", "1"),
        ("heures_temps_plein", "", "2026-04-01", "1607"),
        ("part_main_oeuvre", "peinture_interieure", "2026-04-01", "0.7"),
        ("part_main_oeuvre", "maconnerie", "2026-04-01", "0.5"),
        ("part_main_oeuvre", "charpente_metallique", "2026-04-01", "0.2"),
        ("part_main_oeuvre", "proprete", "2026-04-01", "0.8"),
        ("cout_horaire", "travaux", "2026-04-01", "30"),
        ("cout_horaire", "proprete", "2026-04-01", "20"),
    ],
)
def test_the_values_of_the_law_and_of_the_profession(
    figures: FigureSet, name: str, variant: str, on: str, value: str
) -> None:
    assert figures.at(name, date.fromisoformat(on), variant).value == Decimal(value)


def test_every_value_is_sourced_and_was_checked_in_time(figures: FigureSet) -> None:
    today = datetime.now(UTC).date()
    for figure in figures.figures:
        limit = figures.at("age_maximal_verification", today, figure.authority.value).value
        for value in figure.values:
            where = (figure.name, value.variant, value.since)
            assert value.reference, where
            assert (today - value.last_checked).days <= limit, where
            assert value.article_ref is None or value.article_ref in value.reference.replace("annexe", "Annexe"), (
                where
            )
        assert figure.description, figure.name
        assert figure.arithmetic, figure.name


def test_a_value_without_a_source_says_it_is_to_be_confirmed(figures: FigureSet) -> None:
    for figure in figures.figures:
        for value in figure.values:
            unsourced = "à confirmer" in value.reference.lower()
            assert not unsourced or value.to_confirm, (figure.name, value.variant)


def test_figures_of_the_law_rest_on_articles_of_the_corpus(figures: FigureSet) -> None:
    articles = "\n".join(
        p.read_text(encoding="utf-8") for p in (FOLDER.parent / "articles").rglob("*") if p.is_file()
    )
    for figure in figures.figures:
        for value in figure.values:
            assert value.article_ref is None or value.article_ref in articles, (figure.name, value.article_ref)
