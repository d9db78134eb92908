"""Identity from an OpenID Connect provider: bearer tokens checked with its published keys."""

from __future__ import annotations

import hashlib
import threading

import httpx
import jwt
import structlog

from api.problems import Refusal
from assistant.settings import Settings

log = structlog.get_logger(__name__)

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_TIMEOUT_SECONDS = 5.0
_LEEWAY_SECONDS = 30


class OidcVerifier:
    """Checks the signature, the issuer, the audience and the dates of a token.

    The address of the keys is ``jwks_url``, or the one the provider publishes.
    """

    def __init__(self, issuer: str, audience: str, jwks_url: str | None) -> None:
        self._issuer = issuer
        self._audience = audience
        self._jwks_url = jwks_url
        self._client: jwt.PyJWKClient | None = None
        self._finding = threading.Lock()

    @classmethod
    def of(cls, settings: Settings) -> OidcVerifier | None:
        """The verifier of the settings, ``None`` where no provider is set or another access is asked for."""
        asked = settings.access in {"auto", "oidc"}
        if not asked or not settings.oidc_issuer or not settings.oidc_audience:
            return None
        return cls(settings.oidc_issuer, settings.oidc_audience, settings.oidc_jwks_url)

    def owner_of(self, token: str) -> str:
        """The owner a token speaks for: its issuer and its subject.

        Raises:
            Refusal: 401 when the token is not valid, 503 when the provider's keys cannot be read.
        """
        try:
            key = self._keys().get_signing_key_from_jwt(token)
            claims = jwt.decode(
                token,
                key.key,
                algorithms=_ALGORITHMS,
                audience=self._audience,
                issuer=self._issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["exp", "sub", "iss", "aud"]},
            )
        except (jwt.PyJWKClientConnectionError, httpx.HTTPError) as error:
            log.error("oidc_provider_unreachable", error=str(error))
            raise Refusal(
                503,
                "identite_indisponible",
                "Le service d’identité ne répond pas. Réessayez dans un instant.",
            ) from error
        except (jwt.InvalidTokenError, jwt.PyJWKClientError, UnicodeError, ValueError) as error:
            raise Refusal(
                401,
                detail="Ce jeton n’est pas valable ou a expiré. Reconnectez-vous.",
                headers={"WWW-Authenticate": 'Bearer realm="assistant", error="invalid_token"'},
            ) from error
        issuer = hashlib.sha256(self._issuer.encode()).hexdigest()[:12]
        return f"oidc:{issuer}:{claims['sub']}"

    def _keys(self) -> jwt.PyJWKClient:
        with self._finding:
            if self._client is None:
                url = self._jwks_url or self._published()
                self._client = jwt.PyJWKClient(url, cache_keys=True, lifespan=600, timeout=_TIMEOUT_SECONDS)
            return self._client

    def _published(self) -> str:
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        answer = httpx.get(address, timeout=_TIMEOUT_SECONDS, follow_redirects=True)
        answer.raise_for_status()
        document = answer.json()
        if not isinstance(document, dict) or not isinstance(document.get("jwks_uri"), str):
            raise ValueError(f"{address} does not name jwks_uri")
        return str(document["jwks_uri"])
