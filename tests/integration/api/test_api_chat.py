"""``/api/chat``: an answer whole or step by step, and what is refused."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Answer

QUESTION = "Ce marché de nettoyage peut-il être réservé ?"
CLAUSE = "Rédige la clause d’insertion pour un lot peinture de 80 000 € HT"


def events_of(text: str) -> list[tuple[str, object]]:
    """The events of a stream: name and data."""
    found = []
    for part in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in part.split("\n") if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_an_answer_cites_the_law_and_opens_a_conversation(client: TestClient) -> None:
    response = client.post("/api/chat", json={"message": QUESTION})
    assert response.status_code == 200
    answer = Answer.model_validate(response.json())
    refs = {citation.ref for citation in answer.citations}
    assert answer.verdict is not None
    assert refs & {"L2113-12", "L2113-13"}
    assert "R2113-7" in refs
    read = client.get(f"/api/conversations/{answer.conversation_id}").json()
    assert [turn["question"] for turn in read["turns"]] == [QUESTION]


def test_a_stream_ends_with_the_answer_a_plain_request_gives(client: TestClient) -> None:
    plain = client.post("/api/chat", json={"message": QUESTION}).json()
    response = client.post("/api/chat", json={"message": QUESTION}, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = events_of(response.text)
    names = [name for name, _ in events]
    assert names[0] == "progress"
    assert names.index("understood") < names.index("citations") < names.index("block") < names.index("answer")
    assert names[-1] == "answer"
    assert names.count("block") == len(plain["blocks"])
    streamed = events[-1][1]
    assert isinstance(streamed, dict)
    ignored = ("conversation_id",)
    assert {k: v for k, v in streamed.items() if k not in ignored} == {
        k: v for k, v in plain.items() if k not in ignored
    }


def test_a_conversation_goes_on(client: TestClient) -> None:
    first = client.post(
        "/api/chat", json={"message": "Combien d’heures pour un chantier de 1,2 M€ HT sur 14 mois ?"}
    )
    second = client.post(
        "/api/chat",
        json={"message": "Et avec un effort de 7 % ?", "conversation_id": first.json()["conversation_id"]},
    ).json()
    assert second["conversation_id"] == first.json()["conversation_id"]
    assert second["calculation"]["hours"] == pytest.approx(first.json()["calculation"]["hours"] * 7 / 5, rel=0.01)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("", "valeur_invalide"),
        (" \n\t ", "valeur_invalide"),
        ("?" * 20_000, "valeur_invalide"),
        ("\x00\x01\x02\x03\x7f\x00", "valeur_invalide"),
        ("\ud800\udfff\ud83d", "valeur_invalide"),
        ("PK\x03\x04\x14\x00\x08\x08\x00", "valeur_invalide"),
    ],
)
def test_unreadable_messages_are_refused_in_french(client: TestClient, message: str, code: str) -> None:
    body = json.dumps({"message": message}).encode()
    for accept in ("application/json", "text/event-stream"):
        response = client.post(
            "/api/chat", content=body, headers={"Content-Type": "application/json", "Accept": accept}
        )
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["code"] == code
        assert "message" in response.json()["detail"].lower()


@pytest.mark.parametrize(
    "known", ["0" * 32, "inconnue", "../etc/passwd", "' OR 1=1 --", "\x00", "\ud800", "é" * 300]
)
def test_an_unknown_conversation_is_not_found(client: TestClient, known: str) -> None:
    body = json.dumps({"message": QUESTION, "conversation_id": known}).encode()
    response = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 404
    assert response.json()["code"] == "conversation_inconnue"


def test_a_clause_can_be_downloaded_where_the_answer_says(client: TestClient) -> None:
    answer = client.post("/api/chat", json={"message": CLAUSE}).json()
    assert answer["clause"]["docx_url"] == f"/api/clauses/{answer['clause']['id']}.docx"
    document = client.get(answer["clause"]["docx_url"])
    assert document.status_code == 200
    assert document.content.startswith(b"PK")
    assert document.headers["content-disposition"] == 'attachment; filename="clause.docx"'


def test_what_the_sources_do_not_hold_is_kept_for_the_facilitator(client: TestClient) -> None:
    question = "Quelle est la recette de la garbure landaise ?"
    answer = client.post("/api/chat", json={"message": question}).json()
    assert answer["status"] == "refused"
    book = client.app.state.house.records().feedback  # type: ignore[attr-defined]
    assert question in [remark.question for remark in book.listed()]


def test_erasing_a_conversation_erases_its_clauses_and_its_feedback(client: TestClient) -> None:
    answer = client.post("/api/chat", json={"message": CLAUSE}).json()
    identifier, clause = answer["conversation_id"], answer["clause"]["docx_url"]
    comment = "Le seuil manque, à revoir."
    kept = client.post(
        "/api/feedback", json={"conversation_id": identifier, "rating": "pas utile", "comment": comment}
    )
    assert kept.status_code == 201
    assert client.delete(f"/api/conversations/{identifier}").status_code == 204
    assert client.get(f"/api/conversations/{identifier}").status_code == 404
    assert client.get(clause).status_code == 404
    book = client.app.state.house.records().feedback  # type: ignore[attr-defined]
    assert comment not in [remark.comment for remark in book.listed()]


def test_the_latest_opinion_on_a_turn_replaces_the_earlier_one(client: TestClient) -> None:
    identifier = client.post("/api/chat", json={"message": QUESTION}).json()["conversation_id"]
    for rating in ("utile", "pas utile"):
        client.post("/api/feedback", json={"conversation_id": identifier, "rating": rating})
    book = client.app.state.house.records().feedback  # type: ignore[attr-defined]
    ratings = [remark.rating.value for remark in book.listed() if remark.conversation_id == identifier]
    assert ratings == ["pas utile"]
