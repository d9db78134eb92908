"""Who gets in, as whom, and that nobody reaches what belongs to another."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi.testclient import TestClient

Serve = Callable[..., AbstractContextManager[TestClient]]

SITE = "https://intranet.example"
CLAUSE = "Rédige la clause d’insertion pour un lot peinture de 80 000 € HT"


def key_of(client: TestClient, name: str) -> dict[str, str]:
    """The header of a new key."""
    _, secret = client.app.state.house.records().keys.create(name, datetime.now(UTC))  # type: ignore[attr-defined]
    return {"Authorization": f"Bearer {secret}"}


def token_of(client: TestClient, previous: str | None = None) -> dict[str, str]:
    """The headers of a visitor of the allowed site."""
    body = {"previous": previous} if previous else {}
    response = client.post("/api/widget-token", json=body, headers={"Origin": SITE})
    assert response.status_code == 200
    return {"Authorization": f"Bearer {response.json()['token']}", "Origin": SITE}


def made_by(client: TestClient, headers: dict[str, str]) -> dict[str, Any]:
    """What a caller makes: a conversation with a clause, and a clause alone."""
    answer = client.post("/api/chat", json={"message": CLAUSE}, headers=headers)
    alone = client.post("/api/clauses", json={"request": CLAUSE}, headers=headers)
    assert (answer.status_code, alone.status_code) == (200, 201)
    return {
        "conversation": answer.json()["conversation_id"],
        "clauses": [answer.json()["clause"]["id"], alone.json()["clause"]["id"]],
    }


def statuses_of(client: TestClient, headers: dict[str, str], made: dict[str, Any]) -> set[int]:
    """What every way to reach these identifiers answers."""
    conversation, clauses = made["conversation"], made["clauses"]
    responses = [
        client.get(f"/api/conversations/{conversation}", headers=headers),
        client.get(f"/api/conversations/{conversation}/export.docx", headers=headers),
        client.delete(f"/api/conversations/{conversation}", headers=headers),
        client.post("/api/chat", json={"message": "Et à 7 % ?", "conversation_id": conversation}, headers=headers),
        client.post("/api/feedback", json={"conversation_id": conversation, "rating": "utile"}, headers=headers),
        client.post("/api/clauses", json={"request": CLAUSE, "conversation_id": conversation}, headers=headers),
    ]
    for clause in clauses:
        responses += [client.get(f"/api/clauses/{clause}{end}", headers=headers) for end in ("", ".docx", ".xlsx")]
        responses.append(
            client.post("/api/clauses", json={"request": CLAUSE, "previous": clause}, headers=headers)
        )
    return {response.status_code for response in responses}


def test_two_callers_cannot_reach_each_other(serve: Serve) -> None:
    with serve(access="keys", allowed_origins=(SITE,), address="10.1.2.3") as client:
        callers = [key_of(client, "mairie"), key_of(client, "région"), token_of(client), token_of(client)]
        made = [made_by(client, headers) for headers in callers]
        for caller, headers in enumerate(callers):
            for owner, things in enumerate(made):
                if caller != owner:
                    assert statuses_of(client, headers, things) == {404}
        for headers, things in zip(callers, made, strict=True):
            assert client.get(f"/api/conversations/{things['conversation']}", headers=headers).status_code == 200
            assert client.get(f"/api/clauses/{things['clauses'][1]}.docx", headers=headers).status_code == 200


def test_this_machine_needs_no_key_and_others_do(serve: Serve) -> None:
    with serve() as client:
        assert client.get("/api/structures?query=nettoyage").status_code == 200
    with serve(address="192.0.2.7") as client:
        refused = client.get("/api/structures?query=nettoyage")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert refused.json()["code"] == "acces_refuse"
        assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"X-Forwarded-For": "192.0.2.7"}, {"Forwarded": "for=192.0.2.7"}]
)
def test_a_loopback_connection_that_is_not_from_here_needs_a_key(serve: Serve, headers: dict[str, str]) -> None:
    with serve() as client:
        assert client.get("/api/structures?query=nettoyage", headers=headers).status_code == 401


def test_the_page_of_another_site_cannot_use_this_machine(client: TestClient) -> None:
    response = client.post("/api/chat", json={"message": "Bonjour"}, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert response.json()["code"] == "origine_refusee"
    assert "access-control-allow-origin" not in response.headers


def test_a_revoked_key_is_refused_at_once(serve: Serve) -> None:
    with serve(access="keys") as client:
        headers = key_of(client, "stagiaire")
        assert client.get("/v1/models", headers=headers).status_code == 200
        assert client.get("/v1/models", headers={"X-API-Key": headers["Authorization"][7:]}).status_code == 200
        client.app.state.house.records().keys.revoke("stagiaire", datetime.now(UTC))  # type: ignore[attr-defined]
        assert client.get("/v1/models", headers=headers).status_code == 401
        assert client.get("/v1/models").status_code == 401
        assert client.get("/metrics").status_code == 401
        assert client.post("/mcp", json={}).status_code == 401


def test_keys_are_not_kept_in_clear(serve: Serve) -> None:
    with serve(access="keys") as client:
        secret = key_of(client, "une clé")["Authorization"][7:]
        database = client.app.state.house.records().database  # type: ignore[attr-defined]
        assert secret not in repr(database.run("SELECT * FROM access_keys"))


def test_keys_cannot_be_guessed_for_long(serve: Serve) -> None:
    with serve(access="keys", address="192.0.2.9") as client:
        statuses = [
            client.get("/v1/models", headers={"Authorization": f"Bearer acs_{n}"}).status_code for n in range(31)
        ]
    assert statuses == [401] * 30 + [429]


def test_a_widget_token_serves_its_site_only_and_keeps_its_visitor(serve: Serve) -> None:
    with serve(access="keys", allowed_origins=(SITE,), address="192.0.2.8") as client:
        assert client.post("/api/widget-token", headers={"Origin": "https://evil.example"}).status_code == 403
        assert client.post("/api/widget-token").status_code == 403
        headers = token_of(client)
        made = made_by(client, headers)
        elsewhere = {**headers, "Origin": "https://evil.example"}
        assert client.get(f"/api/conversations/{made['conversation']}", headers=elsewhere).status_code == 403
        renewed = token_of(client, previous=headers["Authorization"][7:])
        assert client.get(f"/api/conversations/{made['conversation']}", headers=renewed).status_code == 200
        forged = {**headers, "Authorization": headers["Authorization"][:-4] + "AAAA"}
        assert client.get("/v1/models", headers=forged).status_code == 401


def test_an_expired_widget_token_is_refused_but_can_be_renewed(serve: Serve) -> None:
    with serve(access="keys", allowed_origins=(SITE,)) as client:
        tokens = client.app.state.tokens  # type: ignore[attr-defined]
        old = tokens.make(SITE, datetime.now(UTC) - timedelta(hours=2))
        refused = client.get("/v1/models", headers={"Authorization": f"Bearer {old}", "Origin": SITE})
        assert refused.status_code == 401
        renewed = token_of(client, previous=old)["Authorization"][7:]
        assert _subject(renewed) == _subject(old)
        ancient = tokens.make(SITE, datetime.now(UTC) - timedelta(days=60))
        assert _subject(token_of(client, previous=ancient)["Authorization"][7:]) != _subject(ancient)


def _subject(token: str) -> str:
    claims = jwt.decode(token.removeprefix("widget."), options={"verify_signature": False})
    return str(claims["sub"])


def test_only_allowed_origins_may_read_responses(serve: Serve) -> None:
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,authorization",
    }
    with serve(access="keys", allowed_origins=(SITE,)) as client:
        allowed = client.options("/api/chat", headers={"Origin": SITE, **asked})
        assert allowed.headers["access-control-allow-origin"] == SITE
        refused = client.options("/api/chat", headers={"Origin": "https://evil.example", **asked})
        assert "access-control-allow-origin" not in refused.headers
        answered = client.get("/v1/models", headers=token_of(client))
        assert answered.headers["access-control-allow-origin"] == SITE
        # A refusal must be readable by the widget, or it could not renew its token.
        expired = client.get("/v1/models", headers={"Origin": SITE})
        assert (expired.status_code, expired.headers["access-control-allow-origin"]) == (401, SITE)


def test_the_user_of_a_trusted_proxy_only(serve: Serve) -> None:
    user = {"X-Forwarded-User": "camille", "X-Forwarded-For": "192.0.2.50"}
    with serve(
        access="proxy", trusted_proxies=("10.0.0.0/24",), address="10.0.0.1", host="assistant.example"
    ) as client:
        made = made_by(client, user)
        assert client.get(f"/api/conversations/{made['conversation']}", headers=user).status_code == 200
        other = {**user, "X-Forwarded-User": "dominique"}
        assert statuses_of(client, other, made) == {404}
        assert client.get("/v1/models").status_code == 401
    with serve(access="proxy", trusted_proxies=("10.0.0.0/24",), address="10.0.1.1") as client:
        assert client.get("/v1/models", headers=user).status_code == 401
    with serve(trusted_proxies=("127.0.0.1",)) as client:
        assert client.get("/v1/models").status_code == 401
        assert client.get("/v1/models", headers=user).status_code == 200


@pytest.fixture
def provider() -> Iterator[tuple[str, rsa.RSAPrivateKey]]:
    """A local identity provider: its address, and the private key of the tokens it signs."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    public = {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": "1", "use": "sig"}

    class Provider(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            known = {
                "/.well-known/openid-configuration": {"issuer": address, "jwks_uri": f"{address}/keys"},
                "/keys": {"keys": [public]},
            }
            body = json.dumps(known[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", key
        server.shutdown()


def bearer(key: rsa.RSAPrivateKey, issuer: str, **changed: object) -> dict[str, str]:
    """The header of a token of the provider."""
    now = datetime.now(UTC)
    claims = {"iss": issuer, "aud": "assistant", "sub": "camille", "exp": now + timedelta(minutes=5), **changed}
    kept = {name: value for name, value in claims.items() if value is not None}
    return {"Authorization": f"Bearer {jwt.encode(kept, key, 'RS256', headers={'kid': '1'})}"}


def test_oidc_tokens(serve: Serve, provider: tuple[str, rsa.RSAPrivateKey]) -> None:
    issuer, key = provider
    stranger = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    past = datetime.now(UTC) - timedelta(hours=1)
    with serve(access="oidc", oidc_issuer=issuer, oidc_audience="assistant", address="192.0.2.3") as client:
        camille = bearer(key, issuer)
        made = made_by(client, camille)
        assert (
            client.get(f"/api/conversations/{made['conversation']}", headers=bearer(key, issuer)).status_code
            == 200
        )
        assert statuses_of(client, bearer(key, issuer, sub="dominique"), made) == {404}
        for wrong in (
            bearer(stranger, issuer),
            bearer(key, issuer, aud="autre"),
            bearer(key, "https://evil.example"),
            bearer(key, issuer, exp=past),
            bearer(key, issuer, exp=None),
            bearer(key, issuer, sub=None),
            {"Authorization": f"Bearer {jwt.encode({'sub': 'camille'}, None, 'none')}"},
            {"Authorization": "Bearer n.importe.quoi"},
            {},
        ):
            assert client.get("/v1/models", headers=wrong).status_code == 401


def test_a_silent_identity_provider_is_a_service_to_retry(
    serve: Serve, provider: tuple[str, rsa.RSAPrivateKey]
) -> None:
    _, key = provider
    closed = "http://127.0.0.1:9"
    with serve(access="oidc", oidc_issuer=closed, oidc_audience="assistant") as client:
        response = client.get("/v1/models", headers=bearer(key, closed))
    assert (response.status_code, response.json()["code"]) == (503, "identite_indisponible")
