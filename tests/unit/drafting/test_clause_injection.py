"""What a user types can bring words, never tags, fields, links, macros or a broken document."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.answer import Calculation, Clause, LotHours, StructureMatch
from assistant.drafting.clause import ClauseDrafter
from assistant.errors import InvalidInput
from assistant.market import LotFacts, MarketFacts

NOTHING = MarketFacts()
PAYLOADS = (
    "{{ 7*7 }}",
    "{% for x in ().__class__.__mro__ %}{% endfor %}",
    "{# commentaire #}",
    "{_{ heures }_}",
    "{_% if x %_}",
    "<w:p><w:r><w:t>injecté</w:t></w:r></w:p>",
    "</w:t></w:r></w:p><w:p>",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "&lt;script&gt;alert(1)&lt;/script&gt; & <b>gras</b>",
    '=HYPERLINK("https://example.org";"clic")',
    '=cmd|" /C calc"!A0',
    "+1+1",
    "@SUM(1;1)",
    "INCLUDETEXT \\\\serveur\\partage",
    '{ HYPERLINK "https://example.org" }',
    "https://example.org/piege javascript:alert(1)",
    "ligne 1\nligne 2\r\nligne 3\ttabulée",
    "nul\x00 cloche\x07 saut\x0c vertical\x0b échappement\x1b",
    "sens\u202einversé\u202c",
    "é à ü œ Ł ﷺ 漢字 🙂 👩‍🔧",
    "\ud800",
    "\ufffe\uffff",
    "x" * 5_000,
    "y" * 5_001,
    "   ",
    "",
    "article L. 1234-56 du code",
    "[à compléter : faux]",
)
PIECES = st.sampled_from((*PAYLOADS, "Rénovation de l’école", "60", "7 %", "Mme Élodie Lafitte"))
VALUES = st.one_of(st.text(max_size=60), PIECES, st.builds("".join, st.lists(PIECES, max_size=3)))


def _typeable(drafter: ClauseDrafter, template_id: str) -> list[str]:
    closed = {"heures", "heures_duree_totale", "formule", "personnes", "lots", "annees", "structures"}
    return [v.name for v in drafter.templates[template_id].variables if v.name not in closed]


@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_text_is_rendered_whole_or_refused_by_name(
    drafter: ClauseDrafter, on: date, data: st.DataObject
) -> None:
    template_id = data.draw(st.sampled_from(sorted(drafter.templates)))
    names = st.sampled_from(_typeable(drafter, template_id))
    typed = data.draw(st.dictionaries(names, VALUES, max_size=4))
    clause, refusal = _drafted(drafter, template_id, typed, on)
    if clause is None:
        assert refusal is not None
        assert refusal.field in typed
        assert "«" in refusal.message
        return
    _assert_inert(drafter.docx(clause))
    assert not re.search(r"\{\{|\{%|\{#|[\x00-\x08\x0b-\x1f\u202a-\u202e]", clause.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_payload_is_inert_or_refused(drafter: ClauseDrafter, on: date, payload: str) -> None:
    clause, refusal = _drafted(drafter, "execution-travaux", {"objet": payload}, on)
    if clause is None:
        assert refusal is not None
        assert refusal.field == "objet"
        return
    _assert_inert(drafter.docx(clause))
    book = load_workbook(BytesIO(drafter.xlsx(clause)))
    assert book["Synthèse"]["B2"].data_type == "s"
    assert book["Synthèse"]["B2"].hyperlink is None


@pytest.mark.parametrize(
    "payload", ["{{ 7*7 }}", "{% if x %}", "{# x #}", "{_{ x }_}", "\ud800", "y" * 5_001, "  ", "\x00"]
)
def test_what_cannot_be_written_is_refused(drafter: ClauseDrafter, on: date, payload: str) -> None:
    with pytest.raises(InvalidInput, match="Objet du marché"):
        drafter.draft("execution-travaux", NOTHING, None, (), on, overrides={"objet": payload})


@settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=VALUES)
def test_names_of_lots_and_structures_are_inert(drafter: ClauseDrafter, on: date, name: str) -> None:
    facts = MarketFacts(lots=(LotFacts(label=name, number=1),))
    hours = Calculation(
        method="montant",
        formula="…",
        hours=Decimal(100),
        lots=(LotHours(label=name, hours=Decimal(60)), LotHours(label="autre", hours=Decimal(40))),
    )
    structure = StructureMatch(name=name, kind="EI", kind_label="entreprise d’insertion", city=name, phone=name)
    for template_id in ("courrier-entreprise", "reservation"):
        clause = drafter.draft(template_id, facts, hours, (structure,), on)
        _assert_inert(drafter.docx(clause))
        assert not re.search(r"\{\{|\{%|\{#|[\x00-\x08\x0b-\x1f\u202a-\u202e]", clause.text)


def test_markup_is_shown_as_it_was_typed(drafter: ClauseDrafter, on: date) -> None:
    typed = "<w:p>A & B</w:p> &amp; <b>C</b>"
    clause = drafter.draft("execution-travaux", NOTHING, None, (), on, overrides={"objet": typed})
    assert f"Le présent marché a pour objet\u00a0: {typed}." in clause.text


def test_five_thousand_characters_are_kept(drafter: ClauseDrafter, on: date) -> None:
    typed = ("Rénovation énergétique, " * 209)[:5_000].strip()
    clause = drafter.draft("execution-travaux", NOTHING, None, (), on, overrides={"objet": typed})
    assert typed in clause.text
    document = Document(BytesIO(drafter.docx(clause)))
    assert any(typed in paragraph.text for paragraph in document.paragraphs)


def test_line_ends_stay_line_ends(drafter: ClauseDrafter, on: date) -> None:
    clause = drafter.draft(
        "note-de-motifs",
        NOTHING,
        None,
        (),
        on,
        overrides={"recherches": "Avis du facilitateur.\r\nDeux devis.\tRien."},
    )
    assert "Avis du facilitateur.\nDeux devis. Rien." in clause.text


def _drafted(
    drafter: ClauseDrafter, template_id: str, typed: dict[str, str], on: date
) -> tuple[Clause | None, InvalidInput | None]:
    """The clause, or why a value was refused."""
    try:
        return drafter.draft(template_id, NOTHING, None, (), on, overrides=typed), None
    except InvalidInput as refusal:
        return None, refusal


def _assert_inert(content: bytes) -> None:
    """The file opens, and holds no tag, no field but page numbers, no macro, no link but the official ones."""
    archive = zipfile.ZipFile(BytesIO(content))
    assert not any("vba" in name.lower() or "embeddings" in name for name in archive.namelist())
    for name in archive.namelist():
        if name.endswith(".rels"):
            for target in re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"', archive.read(name).decode()):
                assert target.startswith("https://www.legifrance.gouv.fr/")
    document = Document(BytesIO(content))
    body = document.element.body
    assert not list(body.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:hyperlink"), qn("w:object")))
    text = "".join(node.text or "" for node in body.iter(qn("w:t")))
    assert not re.search(r"\{\{|\{%|\{#", text)
