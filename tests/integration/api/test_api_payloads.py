"""Hostile words stay words: in JSON, in files, in addresses, in logs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from assistant.feedback import Rating, remarks_csv

Serve = Callable[..., AbstractContextManager[TestClient]]

SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "[clic](javascript:alert(1))",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "</script><script>fetch('//evil.example')</script>",
    "\u202egnp.exe",
]
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "\t=1", "\r=1", "\n=1"]
PATHS = [
    "../app.py",
    "..%2f..%2fapp.py",
    "%2e%2e/%2e%2e/app.py",
    "....//app.py",
    "..\\..\\app.py",
    "/etc/passwd",
    "%00",
    "widget.js%00.html",
    "element.js/..%2f..%2fapp.py",
]


@pytest.mark.parametrize("payload", SCRIPTS)
def test_scripts_stay_data(client: TestClient, payload: str) -> None:
    asked = client.post("/api/chat", json={"message": f"Peut-on réserver un marché de nettoyage ? {payload}"})
    assert asked.status_code == 200
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["x-content-type-options"] == "nosniff"
    identifier = asked.json()["conversation_id"]
    read = client.get(f"/api/conversations/{identifier}")
    assert payload in read.json()["turns"][0]["question"]
    assert read.headers["content-type"] == "application/json"
    document = client.get(f"/api/conversations/{identifier}/export.docx")
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        assert b"<script" not in archive.read("word/document.xml")
    for path in (f"/api/articles/{payload}", "/api/structures"):
        response = client.get(path, params={"query": payload[:250]})
        assert response.headers["content-type"].startswith("application/")


@pytest.mark.parametrize("payload", FORMULAS)
def test_no_exported_cell_is_a_formula(client: TestClient, payload: str) -> None:
    book = client.app.state.house.records().feedback  # type: ignore[attr-defined]
    book.give("local", datetime.now(UTC), Rating.DOWN, payload, question=payload, answer=payload)
    rows = list(csv.reader(io.StringIO(remarks_csv(book.listed()).decode("utf-8-sig")), delimiter=";"))
    assert any(payload in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)
    exported = client.get("/api/structures.csv", params={"query": f"nettoyage {payload}"})
    cells = [
        c for row in csv.reader(io.StringIO(exported.content.decode("utf-8-sig")), delimiter=";") for c in row
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("path", PATHS)
def test_only_files_of_the_widget_are_served(client: TestClient, path: str) -> None:
    response = client.get(f"/widget-assets/{path}")
    assert response.status_code == 404
    assert "create_app" not in response.text
    for address in (f"/api/clauses/{path}.docx", f"/api/conversations/{path}", f"/api/articles/{path}"):
        assert client.get(address).status_code in {404, 405}


@pytest.mark.parametrize(
    "body",
    [
        {"message": "a" * 250_000},
        {"message": "a", "conversation_id": "b" * 200_000},
        {"message": "a", "as_of": "9" * 100_000},
    ],
)
def test_oversized_values_are_refused(client: TestClient, body: dict[str, str]) -> None:
    response = client.post("/api/chat", json=body)
    assert 400 <= response.status_code < 500
    assert len(response.content) < 2_000


@pytest.mark.parametrize("depth", [100, 5_000, 100_000])
def test_deep_json_is_refused(client: TestClient, depth: int) -> None:
    body = "[" * depth + "]" * depth
    response = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in {400, 422}
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("number", ["1e308", "-0", "1e-300", "9" * 60, "NaN", "Infinity"])
def test_strange_numbers_are_refused(client: TestClient, number: str) -> None:
    for body in (
        f'{{"amount_ht": {number}}}',
        f'{{"amount_ht": "{number}"}}',
        f'{{"months": {number}, "amount_ht": 1e5}}',
    ):
        response = client.post("/api/hours", content=body, headers={"Content-Type": "application/json"})
        assert response.status_code == 422, body
        assert json.loads(response.content)["detail"]


def test_a_template_tag_typed_by_a_user_is_refused(client: TestClient) -> None:
    body = {
        "request": "clause d’insertion pour un lot peinture de 80 000 € HT",
        "overrides": {"penalite_heure": "{{ cycler.__init__.__globals__ }}"},
    }
    response = client.post("/api/clauses", json=body)
    assert response.status_code == 422
    assert response.json()["code"] == "valeur_invalide"
