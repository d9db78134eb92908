"""Official files go in: the right state, the right day, the newer text; wrong records never stop the others."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import BrokenCorpusFile
from corpus.importers.articles import ArticleImport, import_articles
from corpus.load import load_corpus

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
ON = date(2026, 11, 22)


def legi(
    number: str = "R2191-3",
    state: str = "VIGUEUR",
    start: str = "2026-09-01",
    end: str = "2999-01-01",
    body: str = "<p>L'acheteur accorde une avance.</p><p>Elle est de 5&#160;%.<br/>Suite.</p>",
    title: str = "Code de la commande publique",
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ARTICLE><META><META_COMMUN><ID>LEGIARTI000037730000</ID></META_COMMUN>
<META_SPEC><META_ARTICLE><NUM>{number}</NUM><ETAT>{state}</ETAT>
<DATE_DEBUT>{start}</DATE_DEBUT><DATE_FIN>{end}</DATE_FIN><TYPE>AUTONOME</TYPE></META_ARTICLE></META_SPEC></META>
<CONTEXTE><TEXTE><TITRE_TXT>{title}</TITRE_TXT><TM><TITRE_TM>Partie réglementaire</TITRE_TM>
<TM><TITRE_TM>DEUXIÈME PARTIE : MARCHÉS PUBLICS</TITRE_TM></TM></TM></TEXTE></CONTEXTE>
<NOTA><CONTENU/></NOTA><BLOC_TEXTUEL><CONTENU>{body}</CONTENU></BLOC_TEXTUEL></ARTICLE>"""


def run(tmp_path: Path, *files: Path, on: date = ON) -> ArticleImport:
    return import_articles(files, CORPUS, tmp_path / "data", on)


def saved(tmp_path: Path, name: str, content: str) -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_legi_article_is_read_with_its_dates_titles_and_paragraphs(tmp_path: Path) -> None:
    report = run(tmp_path, saved(tmp_path, "a.xml", legi()))
    assert report.added == ("R2191-3",)
    article = load_corpus(CORPUS, tmp_path / "data").articles["R2191-3"]
    assert article.paragraphs == ("L'acheteur accorde une avance.", "Elle est de 5 %.", "Suite.")
    assert article.in_force_since == date(2026, 9, 1)
    assert article.path == ("Partie réglementaire", "DEUXIÈME PARTIE : MARCHÉS PUBLICS")
    assert article.url.endswith("LEGIARTI000037730000")


@pytest.mark.parametrize(
    ("state", "start", "end", "kept"),
    [
        ("VIGUEUR", "2019-04-01", "2999-01-01", True),
        ("VIGUEUR_DIFF", "2026-11-01", "2999-01-01", True),
        ("VIGUEUR_DIFF", "2027-01-01", "2999-01-01", False),
        ("ABROGE_DIFF", "2019-04-01", "2027-01-01", True),
        ("ABROGE", "2019-04-01", "2020-01-01", False),
        ("MODIFIE", "2019-04-01", "2024-01-01", False),
        ("MODIFIE_MORT_NE", "2019-04-01", "2999-01-01", False),
        ("TRANSFERE", "2019-04-01", "2999-01-01", False),
    ],
)
def test_only_articles_valid_on_the_day_are_kept(
    tmp_path: Path, state: str, start: str, end: str, kept: bool
) -> None:
    report = run(tmp_path, saved(tmp_path, "a.xml", legi(state=state, start=start, end=end)))
    assert bool(report.added) is kept
    assert bool(report.refused) is not kept


def test_an_archive_is_read_without_being_extracted(tmp_path: Path) -> None:
    archive = tmp_path / "legi.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in (("../../evil.xml", legi()), ("ok/b.xml", legi(number="R2191-4")), ("x.txt", "non")):
            data = content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    report = run(tmp_path, archive)
    assert set(report.added) == {"R2191-3", "R2191-4"}
    assert not (tmp_path.parent.parent / "evil.xml").exists()


def test_external_entities_are_never_followed(tmp_path: Path) -> None:
    secret = saved(tmp_path, "secret.txt", "mot de passe")
    bomb = legi(body="<p>&e;</p>").replace(
        "<ARTICLE>", f'<!DOCTYPE ARTICLE [<!ENTITY e SYSTEM "{secret.as_uri()}">]><ARTICLE>', 1
    )
    report = run(tmp_path, saved(tmp_path, "a.xml", bomb))
    texts = [a.text for a in load_corpus(CORPUS, tmp_path / "data").articles.values()]
    assert not any("mot de passe" in text for text in texts)
    assert report.refused


def test_a_later_version_replaces_and_an_earlier_one_is_kept_out(tmp_path: Path) -> None:
    later = saved(tmp_path, "later.xml", legi(number="R2122-8", start="2026-10-01"))
    earlier = saved(tmp_path, "earlier.xml", legi(number="R2122-8", start="2019-04-01"))
    report = run(tmp_path, later, earlier)
    assert report.replaced == ("R2122-8",)
    assert "avance" in load_corpus(CORPUS, tmp_path / "data").articles["R2122-8"].text
    assert run(tmp_path, earlier).kept == ("R2122-8",)


def test_another_code_gets_its_name_in_the_reference(tmp_path: Path) -> None:
    file = saved(tmp_path, "a.xml", legi(number="L344-2", title="Code de l'action sociale et des familles"))
    assert run(tmp_path, file).added == ("L344-2 (action sociale et des familles)",)


def test_wrong_records_are_reported_and_the_others_imported(tmp_path: Path) -> None:
    good = {
        "ref": "R2191-3",
        "texte_officiel": "Code de la commande publique",
        "chemin": ["Partie réglementaire"],
        "consolidation": "2025-10-24",
        "texte": "Renvoi à l'article L.\n2191-2.",
    }
    lines = ["{", json.dumps({**good, "ref": "R2", "texte": ""}), json.dumps({**good, "consolidation": "hier"})]
    path = tmp_path / "code.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write("\n".join([*lines, json.dumps(good), ""]))
    report = run(tmp_path, path)
    assert report.added == ("R2191-3",)
    assert [refusal.where for refusal in report.refused] == [f"code.jsonl.gz, ligne {n}" for n in (1, 2, 3)]
    assert load_corpus(CORPUS, tmp_path / "data").articles["R2191-3"].text == "Renvoi à l'article L. 2191-2."


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Il prévoit :\nMARCHÉS PUBLICS LIÉS À LA MAÎTRISE D'OUVRAGE PUBLIQUE ET À LA MAÎTRISE D'ŒUVRE PRIVÉE\n1° Le prix.",
         "Il prévoit :\n1° Le prix."),
        ("AUX MARCHÉS PUBLICS LIÉS À LA MAITRISE D'OUVRAGE PUBLIQUE ET À LA MAITRISE D'ŒUVRE La rémunération est fixe.",
         "La rémunération est fixe."),
        ("Compte tenu des AUX MARCHÉS PUBLICS LIÉS À LA MAITRISE D'OUVRAGE PUBLIQUE ET À LA MAITRISE D'ŒUVRE éléments.",
         "Compte tenu des éléments."),
        ("Elle est due.\nSection 2 : Engagements du maître d'œuvre privé", "Elle est due."),
        ("La section 2 : un mot.\nElle est due.", "La section 2 : un mot.\nElle est due."),
    ],
)  # fmt: skip
def test_what_the_page_printed_among_the_words_of_an_article_is_left_out(
    tmp_path: Path, printed: str, text: str
) -> None:
    record = {"ref": "L2422-7", "texte_officiel": "Code de la commande publique", "chemin": ["Partie législative"],
              "consolidation": "2025-10-24", "texte": printed}  # fmt: skip
    run(tmp_path, saved(tmp_path, "code.jsonl", json.dumps(record)))
    assert load_corpus(CORPUS, tmp_path / "data").articles["L2422-7"].text == text


@pytest.mark.parametrize("name", ["notes.docx", "absent.jsonl"])
def test_an_unknown_file_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    if name != "absent.jsonl":
        saved(tmp_path, name, "x")
    with pytest.raises(BrokenCorpusFile):
        run(tmp_path, tmp_path / name)
    assert not (tmp_path / "data").exists()


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "code.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n" * 1000)[:40])
    with pytest.raises(BrokenCorpusFile, match="illisible"):
        run(tmp_path, path)


def test_the_whole_code_imports_and_the_shipped_texts_stay(tmp_path: Path, full_code: Path) -> None:
    report = run(tmp_path, full_code)
    assert len(report.added) + len(report.kept) == 1797
    assert not report.refused
    imported = load_corpus(CORPUS, tmp_path / "data")
    assert "60 000 euros" in imported.articles["R2122-8"].text
    assert "R2152-7" not in imported.in_force(ON)
    assert not [
        ref for ref, article in imported.articles.items() if "MARCHÉS PUBLICS LIÉS À LA MA" in article.text
    ]
