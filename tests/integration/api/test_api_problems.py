"""Every refusal is a problem: a stable code, a French sentence, an identifier to cite."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from fastapi.testclient import TestClient

Serve = Callable[..., AbstractContextManager[TestClient]]


@pytest.mark.parametrize(
    ("method", "path", "given", "status", "code"),
    [
        ("GET", "/api/rien", {}, 404, "adresse_inconnue"),
        ("GET", "/api/chat", {}, 405, "methode_refusee"),
        ("POST", "/api/chat", {"content": "message=a"}, 415, "format_refuse"),
        (
            "POST",
            "/api/chat",
            {"content": "{", "headers": {"Content-Type": "application/json"}},
            422,
            "json_illisible",
        ),
        ("POST", "/api/chat", {"json": []}, 422, "requete_invalide"),
        ("POST", "/api/chat", {"json": {"message": 3}}, 422, "requete_invalide"),
        ("POST", "/api/chat", {"json": {"message": "a", "inconnu": 1}}, 422, "requete_invalide"),
        ("POST", "/api/chat", {"json": {"message": "a" * 300_000}}, 413, "corps_trop_grand"),
        ("POST", "/api/hours", {"json": {}}, 422, "fait_manquant"),
        ("POST", "/api/hours", {"json": {"amount_ht": -1}}, 422, "valeur_invalide"),
        ("POST", "/api/hours", {"json": {"amount_ht": "beaucoup"}}, 422, "requete_invalide"),
        ("POST", "/api/hours", {"json": {"amount_ht": "1e99999"}}, 422, "requete_invalide"),
        ("POST", "/api/hours", {"json": {"amount_ht": 100, "trade": "xylophoniste"}}, 422, "valeur_invalide"),
        ("GET", "/api/articles/L9999-9", {}, 404, "article_inconnu"),
        ("GET", "/api/articles/L2113-12?as_of=hier", {}, 422, "requete_invalide"),
        ("GET", "/api/clauses/inconnue", {}, 404, "conversation_inconnue"),
        ("GET", "/api/structures?family=Astronautique", {}, 422, "valeur_invalide"),
        ("GET", "/widget-assets/../app.py", {}, 404, "adresse_inconnue"),
    ],
)
def test_refusals(
    client: TestClient, method: str, path: str, given: dict[str, object], status: int, code: str
) -> None:
    response = client.request(method, path, **given)  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert re.search(r"[.?]$", problem["detail"]), problem["detail"]
    assert problem["request_id"] == response.headers["x-request-id"]


def test_a_missing_field_is_named(client: TestClient) -> None:
    problem = client.post("/api/chat", json={}).json()
    assert problem["field"] == "message"
    assert problem["detail"] == "«\u00a0message\u00a0»\u00a0: ce champ est obligatoire."


def test_too_many_requests_say_when_to_come_back(serve: Serve) -> None:
    with serve(rate_limit="3/minute") as client:
        statuses = [client.get("/api/structures?query=nettoyage").status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        refused = client.get("/api/structures?query=nettoyage")
    assert refused.json()["code"] == "trop_de_requetes"
    assert 1 <= int(refused.headers["retry-after"]) <= 60


def test_a_body_sent_in_pieces_is_limited_too(serve: Serve) -> None:
    def pieces():  # type: ignore[no-untyped-def]
        for _ in range(100):
            yield b" " * 1_000

    with serve(max_body_bytes=20_000) as client:
        response = client.post("/api/chat", content=pieces(), headers={"Content-Type": "application/json"})
    assert response.status_code == 413


def test_every_response_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/health", "/api/articles/L2113-12", "/api/rien"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "content-security-policy" in headers


def test_an_identifier_of_ours_replaces_one_that_could_forge_a_log(client: TestClient) -> None:
    assert (
        client.get("/health", headers={"X-Request-Id": "demande-0001"}).headers["x-request-id"] == "demande-0001"
    )
    forged = client.get("/health", headers={"X-Request-Id": '{"level": "error"}'}).headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{32}", forged)


def test_the_metrics_count_answers_and_hold_no_question(client: TestClient) -> None:
    client.post("/api/chat", json={"message": "Ce marché de jardinage peut-il être réservé ?"})
    text = client.get("/metrics").text
    assert re.search(r'assistant_answers_total\{.*intent="reservation".*\} [1-9]', text)
    assert 'route="/api/chat"' in text
    assert "jardinage" not in text
