"""A directory import says what happened to each row, and never loses a good one to a bad one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.commune_files import load_communes
from corpus.errors import BrokenCorpusFile
from corpus.importers import directory_table
from corpus.importers.directory import DirectoryImport, completed, import_directory
from corpus.models import Commune, Structure, StructureKind
from corpus.siret import is_valid_siret
from corpus.structure_files import load_directory, load_structures, write_structures

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "corpus" / "structures" / "landes.csv"
ON = date(2026, 11, 22)
HEADER = "siret,nom,type,activites,code_postal,commune,source"
GOOD = "35600000000048,LAVERIE DU MARSAN,EI,Blanchisserie,40000,Mont-de-Marsan,essai"


@pytest.fixture(scope="module")
def communes() -> tuple[Commune, ...]:
    return load_communes(ROOT / "corpus" / "communes")


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "imported"


def run(
    imported: Path, communes: Sequence[Commune], path: Path, content: str | bytes, **options: object
) -> DirectoryImport:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return import_directory([path], SHIPPED, imported, communes, on=ON, **options)  # type: ignore[arg-type]


def reasons(report: DirectoryImport) -> list[str]:
    return [note.reason for note in report.refused]


def test_a_new_structure_is_added_and_read_back(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n{GOOD}\n")
    assert report.added == ("35600000000048",)
    assert report.refused == report.warnings == ()
    found = {s.id: s for s in load_directory(SHIPPED, imported)}
    assert len(found) == 35
    assert found["35600000000048"].activities == ("Blanchisserie",)
    assert found["35600000000048"].department == "40"


def test_importing_twice_changes_nothing(tmp_path: Path, imported: Path, communes: tuple[Commune, ...]) -> None:
    path = tmp_path / "a.csv"
    run(imported, communes, path, f"{HEADER}\n{GOOD}\n")
    before = (imported / "structures.csv").read_bytes()
    report = run(imported, communes, path, f"{HEADER}\n{GOOD}\n")
    assert (report.added, report.replaced) == ((), ())
    assert "identique" in report.kept[0].reason
    assert (imported / "structures.csv").read_bytes() == before


def test_a_dry_run_writes_nothing(tmp_path: Path, imported: Path, communes: tuple[Commune, ...]) -> None:
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n{GOOD}\n", dry_run=True)
    assert report.added == ("35600000000048",)
    assert report.lines()[0].startswith("Essai à blanc, rien n’est écrit. Structures ajoutées\u00a0: 1")
    assert not imported.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("35600000000049,X,EI,,40000,Mont-de-Marsan,e", "clé de contrôle"),
        ("3560000,X,EI,,40000,Mont-de-Marsan,e", "14 chiffres"),
        ("3.56E+13,X,EI,,40000,Mont-de-Marsan,e", "tableur"),
        ("٣٥٦٠٠٠٠٠٠٠٠٠٤٨,X,EI,,40000,Mont-de-Marsan,e", "14 chiffres"),
        (",,EI,,40000,Mont-de-Marsan,e", "le nom est vide"),
        (",X,,,40000,Mont-de-Marsan,e", "le type est vide"),
        (",X,SARL,,40000,Mont-de-Marsan,e", "type « SARL » inconnu"),
        (",X,EI,,4000A,Mont-de-Marsan,e", "code postal"),
        (",X,EI,,40000,,e", "la commune est vide"),
        (",X,EI,,40000,Mont-de-Marsan,e,de,trop", "9 cellules pour 7 colonnes"),
        (f",{'X' * 301},EI,,40000,Mont-de-Marsan,e", "dépasse 300"),
        (f",{'X' * 6000},EI,,40000,Mont-de-Marsan,e", "dépasse 5000"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_stops_no_other(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...], row: str, said: str
) -> None:
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n{row}\n{GOOD}\n")
    assert report.added == ("35600000000048",)
    assert [note.line for note in report.refused] == [2]
    assert said in report.refused[0].reason


def test_a_bad_row_never_replaces_a_good_structure(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    before = load_structures(SHIPPED)
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n83158488300019,AUTRE,EI,,4023,,e\n")
    assert len(report.refused) == 1
    assert load_directory(SHIPPED, imported) == before


def test_the_same_siret_twice_keeps_the_first(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    second = GOOD.replace("EI", "ACI")
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n{GOOD}\n{second}\n")
    assert reasons(report) == ["SIRET 35600000000048 déjà lu a.csv, ligne 2, sous le type EI"]
    assert {s.id: s for s in load_directory(SHIPPED, imported)}["35600000000048"].kind is StructureKind.EI


def test_a_nearly_identical_name_is_reported(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    row = "35600000000048,LANDES PARTAGE NETTOYAGE SERVICE ASSOC,EI,,40000,MONT DE MARSAN,e"
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n{row}\n")
    assert report.added == ("35600000000048",)
    assert "doublon possible de « ASSOC LANDES PARTAGE NETTOYAGE SERVICES »" in report.warnings[0].reason


def test_a_known_structure_without_its_siret_is_kept_as_known(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n,Cultures Solid'ère,ACI,,40230,Saubion,e\n")
    assert "déjà connue sous le SIRET 83158488300019" in report.kept[0].reason
    assert report.added == ()


def test_an_unknown_commune_is_reported_with_the_nearest(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n,X Y Z,EI,,40600,Biscarosse,e\n")
    assert len(report.added) == 1
    assert "commune « Biscarosse » inconnue ; la plus proche est Biscarrosse" in report.warnings[0].reason


def test_a_commune_is_written_as_officially(tmp_path: Path, imported: Path, communes: tuple[Commune, ...]) -> None:
    run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n,X Y Z,EI,,40390,ST MARTIN DE SEIGNANX,e\n")
    assert "Saint-Martin-de-Seignanx" in {s.city for s in load_directory(SHIPPED, imported)}


def test_a_replaced_structure_keeps_the_facts_the_new_row_leaves_blank(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    row = "35347299600027,ATELIER FIL,ACI,,40100,Dax,Fichier 2026"
    report = run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n{row}\n")
    assert report.replaced == ("35347299600027",)
    found = {s.id: s for s in load_directory(SHIPPED, imported)}["35347299600027"]
    assert found.name == "ATELIER FIL"
    assert found.activities == ("Couture, textile",)
    assert found.source.startswith("Fichier 2026 ; complété par :")
    assert found.latitude is not None


def test_completed_never_mixes_two_points() -> None:
    base = Structure(name="A", kind=StructureKind.EI, city="Dax", postal_code="40100", department="40", source="s")
    new = replace(base, latitude=43.7, longitude=-1.0)
    assert completed(new, replace(base, latitude=1.0, longitude=2.0)) == new


def test_an_older_row_does_not_replace_a_newer_structure(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    header = f"{HEADER},date_maj"
    run(imported, communes, tmp_path / "a.csv", f"{header}\n{GOOD},2026-05-01\n")
    report = run(
        imported, communes, tmp_path / "a.csv", f"{header}\n{GOOD.replace('MARSAN', 'VIEUX')},01/02/2025\n"
    )
    assert "plus récente (01/05/2026)" in report.kept[0].reason
    assert report.replaced == ()


def test_wrong_optional_facts_are_left_out_and_said(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    header = f"{HEADER},latitude,longitude,courriel,site_web,date_maj"
    row = f"{GOOD},430,-1,pas une adresse,javascript:alert(1),2031-01-01"
    report = run(imported, communes, tmp_path / "a.csv", f"{header}\n{row}\n")
    found = {s.id: s for s in load_directory(SHIPPED, imported)}["35600000000048"]
    assert (found.latitude, found.email, found.website, found.updated_on) == (None, None, None, None)
    assert len(report.warnings) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...], encoding: str, separator: str
) -> None:
    text = "nom,type,code_postal,commune\nRégie d’été,régie,40100,Dax\n".replace(",", separator)
    report = run(imported, communes, tmp_path / "a.csv", text.encode(encoding))
    assert report.added == ("Régie d’été@Dax",)
    assert bool(report.warnings) == (encoding in ("utf-16", "cp1252"))


def test_columns_are_found_by_usual_names_or_as_chosen(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    text = "Raison sociale,Type de structure,CP,Ville,Quoi,Divers\nX Y,EI,40100,Dax,Blanchisserie,?\n"
    report = run(imported, communes, tmp_path / "a.csv", text, columns={"activites": "Quoi"}, source="Liste 2026")
    assert report.columns["a.csv"]["activites"] == "Quoi"
    assert report.ignored_columns["a.csv"] == ("Divers",)
    found = {s.id: s for s in load_directory(SHIPPED, imported)}["X Y@Dax"]
    assert (found.activities, found.source) == (("Blanchisserie",), "Liste 2026")


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("", {}, "nommer les colonnes"),
        ("nom,type,commune\nX,EI,Dax\n", {}, "aucune colonne pour « code_postal »"),
        ("nom,nom,type\n", {}, "figure deux fois"),
        (f"{HEADER}\n", {"columns": {"activites": "Absente"}}, "pas de colonne « Absente »"),
        (f"{HEADER}\n", {"columns": {"couleur": "nom"}}, "n’est pas un champ"),
        (b"\x00\x01\x02\x00\x00binaire", {}, "n’est pas un texte"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(
    tmp_path: Path,
    imported: Path,
    communes: tuple[Commune, ...],
    content: str | bytes,
    options: Mapping[str, object],
    said: str,
) -> None:
    with pytest.raises(BrokenCorpusFile, match=said):
        run(imported, communes, tmp_path / "a.csv", content, **options)
    assert not imported.exists()


@pytest.mark.parametrize("name", ["a.pdf", "absent.csv", "faux.xlsx", "faux.csv.gz", "faux.json"])
def test_other_files_are_refused(tmp_path: Path, imported: Path, communes: tuple[Commune, ...], name: str) -> None:
    path = tmp_path / name
    if name != "absent.csv":
        path.write_bytes(b"rien de tel")
    with pytest.raises(BrokenCorpusFile):
        import_directory([path], SHIPPED, imported, communes, on=ON)


def test_an_oversized_file_is_refused(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory_table, "MAX_BYTES", 1_000)
    bomb = tmp_path / "bombe.csv.gz"
    bomb.write_bytes(gzip.compress(b"nom,type\n" + b"a" * 100_000))
    assert bomb.stat().st_size < 1_000
    with pytest.raises(BrokenCorpusFile, match="dépasse"):
        import_directory([bomb], SHIPPED, imported, communes, on=ON)


def test_a_workbook_is_read_with_its_numbers_as_written(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["SIRET", "Nom", "Type", "Code postal", "Commune", "Latitude", "Longitude"])
    sheet.append([35600000000048, "LAVERIE", "entreprise d’insertion", 40100.0, "Dax", 43.7, -1.05])
    sheet.append([None, None, None, None, None, None, None])
    sheet.append([35600000000049, "FAUSSE", "EI", 40100, "Dax", None, None])
    book.save(tmp_path / "a.xlsx")
    report = import_directory([tmp_path / "a.xlsx"], SHIPPED, imported, communes, on=ON)
    assert report.added == ("35600000000048",)
    assert [note.line for note in report.refused] == [4]


def test_the_data_inclusion_schema_is_recognised_and_checked(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...]
) -> None:
    def record(**facts: object) -> dict[str, object]:
        base = {
            "id": "dora--1",
            "source": "dora",
            "nom": "Laverie solidaire",
            "date_maj": "2026-01-15",
            "commune": "Dax",
            "code_postal": "40100",
            "reseaux_porteurs": ["ei"],
        }
        return {**base, **facts}

    records = [
        record(siret="35600000000048", courriel="bonjour@exemple.fr"),
        record(nom="Sans réseau", reseaux_porteurs=["ccas-cias"]),
        record(nom="Sans date", date_maj="hier"),
        record(nom="Mauvais courriel", courriel="pas une adresse", reseaux_porteurs=["esat"]),
        "pas un objet",
    ]
    report = run(imported, communes, tmp_path / "a.json", json.dumps(records))
    assert report.added == ("35600000000048", "Mauvais courriel@Dax")
    found = {s.id: s for s in load_directory(SHIPPED, imported)}
    assert found["35600000000048"].kind is StructureKind.EI
    assert found["35600000000048"].email == "bonjour@exemple.fr"
    assert found["35600000000048"].updated_on == date(2026, 1, 15)
    assert found["Mauvais courriel@Dax"].email is None
    assert [note.line for note in report.refused] == [2, 3, 5]
    assert "aucun type" in report.refused[0].reason
    assert "date_maj" in report.refused[1].reason


def test_a_crash_while_writing_keeps_the_previous_file(
    tmp_path: Path, imported: Path, communes: tuple[Commune, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(imported, communes, tmp_path / "a.csv", f"{HEADER}\n{GOOD}\n")
    before = (imported / "structures.csv").read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disque plein"):
        run(imported, communes, tmp_path / "b.csv", f"{HEADER}\n,Autre,EI,,40100,Dax,e\n")
    assert (imported / "structures.csv").read_bytes() == before


def test_written_structures_are_read_back_equal(tmp_path: Path) -> None:
    structures = load_structures(SHIPPED)
    write_structures(tmp_path / "copie.csv", structures)
    assert load_structures(tmp_path / "copie.csv") == structures


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("nom,type\n", 1),
        ("nom,type,code_postal,commune,departement,source\nX,SARL,40100,Dax,40,s\n", 2),
        ("nom,type,code_postal,commune,departement,source\nX,EI,40100,,40,s\n", 2),
        ("nom,type,code_postal,commune,departement,source,latitude\nX,EI,40100,Dax,40,s,haut\n", 2),
        ("nom,type,code_postal,commune,departement,source\nX,EI,40100,Dax,40,s\nX,EI,40100,Dax,40,s\n", 3),
    ],
)
def test_a_broken_shipped_directory_is_refused_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile) as refusal:
        load_structures(path)
    assert refusal.value.line == line


def test_the_post_office_has_its_own_control_key() -> None:
    assert is_valid_siret("35600000000048")
    assert is_valid_siret("356 000 000 00001")  # digits add up to a multiple of five, the key is not Luhn’s
    assert not is_valid_siret("35600000000011")
    assert not is_valid_siret("83158488300018")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.lists(st.text(max_size=30), max_size=9), max_size=6))
def test_any_rows_leave_the_good_one_and_a_readable_directory(
    tmp_path: Path, communes: tuple[Commune, ...], rows: list[list[str]]
) -> None:
    path, imported = tmp_path / "a.json", tmp_path / "any"
    fields = HEADER.split(",")
    records = [dict(zip(fields, row, strict=False)) for row in rows]
    path.write_text(json.dumps([*records, dict(zip(fields, GOOD.split(","), strict=True))]), encoding="utf-8")
    report = import_directory([path], SHIPPED, imported, communes, on=ON)
    assert "35600000000048" in {s.id for s in load_directory(SHIPPED, imported)}
    assert len(report.refused) <= len(rows)
