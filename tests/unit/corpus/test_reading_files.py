"""Readings are refused when malformed, and set aside when the law has changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.bounds import read_bound
from corpus.errors import BrokenCorpusFile
from corpus.models import LegalArticle
from corpus.reading_files import Reading, load_readings, paragraph_of, sort_readings

GOOD = """
- ref: L1-1
  topic: Réserver un lot
  asks:
    - {q: "Puis-je réserver ?", verdict: oui}
    - "et pour un lot"
  answer: "peuvent être réservés"
  condition: "au moins 50 %"
  also: [R1-1]
  terms: [ESAT, 50]
"""


def article(text: str) -> LegalArticle:
    return LegalArticle("L1-1", "Code", (), date(2026, 1, 1), text, "https://example.org", "source")


def load(tmp_path: Path, text: str) -> tuple[Reading, ...]:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    return load_readings(tmp_path)


def test_a_reading_is_read_whole(tmp_path: Path) -> None:
    (reading,) = load(tmp_path, GOOD)
    assert [(ask.question, ask.verdict) for ask in reading.asks] == [
        ("Puis-je réserver ?", "oui"),
        ("et pour un lot", None),
    ]
    assert reading.anchors == ("peuvent être réservés", "au moins 50 %")
    assert reading.also == ("R1-1",)
    assert reading.terms == ("ESAT", "50")


def test_no_folder_means_no_reading(tmp_path: Path) -> None:
    assert load_readings(tmp_path / "absent") == ()


@pytest.mark.parametrize(
    ("former", "broken", "reason"),
    [
        ("verdict: oui", "verdict: peut-être", "verdict"),
        ("topic: Réserver un lot", "topic: ''", "topic"),
        ("terms: [ESAT, 50]", "termes: [ESAT]", "termes"),
        ('answer: "peuvent être réservés"', 'answer: "sans fin', "YAML"),
        ("also: [R1-1]", "also: R1-1", "also"),
        ("verdict: oui", 'verdict: oui, within: "< 3 an"', "vont ensemble"),
        ("verdict: oui", 'verdict: oui, within: "3 an", beyond: non', "signe"),
        ("verdict: oui", 'verdict: oui, within: "< 3 an", beyond: peut-être', "peut-être"),
    ],
)
def test_a_malformed_reading_is_refused_with_its_reason(
    tmp_path: Path, former: str, broken: str, reason: str
) -> None:
    with pytest.raises(BrokenCorpusFile, match=reason) as refused:
        load(tmp_path, GOOD.replace(former, broken))
    assert refused.value.path == tmp_path / "a.yaml"


def test_readings_follow_the_text_of_their_article(tmp_path: Path) -> None:
    readings = load(tmp_path, GOOD)
    held = article("Des lots peuvent être réservés\nlorsque au moins 50\u00a0% des travailleurs…")
    assert sort_readings(readings, [held]).valid == readings
    assert sort_readings(readings, [article("Des lots sont réservés.")]).outdated == readings
    assert sort_readings(readings, []).dormant == readings


def test_an_anchor_gives_its_paragraph() -> None:
    text = article("Premier alinéa.\nL’acheteur peut réserver.")
    assert paragraph_of("L'acheteur peut", text) == 1
    assert paragraph_of("absent", text) == 0


def test_a_figure_may_decide(tmp_path: Path) -> None:
    (reading,) = load(tmp_path, GOOD.replace("verdict: oui", 'verdict: oui, within: "< 3 an", beyond: non'))
    assert reading.asks[0].within == read_bound("< 3 an")
    assert reading.asks[0].beyond == "non"
