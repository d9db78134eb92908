"""Who calls: an API key, an OIDC identity, a trusted proxy's user, a widget's visitor, or this very machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from api.oidc import OidcVerifier
from api.problems import Refusal
from api.widget_tokens import WidgetTokens
from assistant import access_keys
from assistant.errors import InvalidInput
from assistant.settings import Settings

LOCAL_OWNER = "local"
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_LONGEST_USER = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """A recognised caller: ``owner`` is what conversations, clauses and feedback belong to.

    ``is_local`` marks a caller let in without credentials, from this machine.
    """

    owner: str
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """What identifies a request: the address of the connection, and the headers."""

    address: str
    headers: Headers

    @property
    def credential(self) -> str:
        """The bearer token or the API key sent, empty when there is none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token.strip():
            return token.strip()
        return self.headers.get("x-api-key", "").strip()


class Doorkeeper:
    """Recognises callers as the settings ask.

    Raises:
        InvalidInput: the settings contradict each other; the message says which.
    """

    def __init__(self, settings: Settings, keys: Callable[[], access_keys.KeyRing], tokens: WidgetTokens) -> None:
        self._settings = settings
        self._keys = keys
        self._tokens = tokens
        self._origins = frozenset(origin.rstrip("/") for origin in settings.allowed_origins)
        # Our own pages may call us whatever the name a proxy gives us; that alone does not open the door.
        ours = frozenset((settings.public_url.rstrip("/"),)) if settings.public_url else frozenset()
        self._pages = self._origins | ours
        self._proxies = _networks(settings.trusted_proxies)
        self._oidc = OidcVerifier.of(settings)
        if settings.access == "proxy" and not self._proxies:
            raise InvalidInput("ACCESS=proxy demande TRUSTED_PROXIES.", field="TRUSTED_PROXIES")
        if settings.access == "oidc" and self._oidc is None:
            raise InvalidInput("ACCESS=oidc demande OIDC_ISSUER et OIDC_AUDIENCE.", field="OIDC_ISSUER")

    def recognise(self, visit: Visit) -> Caller:
        """The caller of a request. May read the key store or fetch signing keys: call it from a thread.

        Raises:
            Refusal: 401 without a valid credential, 403 from a page of another site.
        """
        self._check_origin(visit)
        return self._by_credential(visit) or self._by_proxy(visit) or self._without_credential(visit)

    def accepts_origin(self, visit: Visit) -> bool:
        """Whether a page of this origin may ask for a widget token: an allowed one, or ours when access is open."""
        origin = visit.headers.get("origin", "").rstrip("/")
        return origin in self._origins or (_is_same_origin(visit) and self._is_open_to(visit))

    def client_address(self, visit: Visit) -> str:
        """The address of the person: the last one added by a proxy we trust, else that of the connection."""
        address = visit.address
        forwarded = [part.strip() for part in visit.headers.get("x-forwarded-for", "").split(",") if part.strip()]
        while forwarded and self._is_proxy(address):
            address = forwarded.pop()
        return address

    def _check_origin(self, visit: Visit) -> None:
        origin = visit.headers.get("origin", "").rstrip("/")
        if not origin or origin in self._pages or _is_same_origin(visit):
            return
        raise Refusal(
            403, "origine_refusee", "Cette page n’est pas autorisée à appeler l’assistant (ALLOWED_ORIGINS)."
        )

    def _by_credential(self, visit: Visit) -> Caller | None:
        credential = visit.credential
        if not credential:
            return None
        if credential.startswith(access_keys.PREFIX):
            key = self._keys().recognise(credential)
            if key is None:
                raise _unknown("Cette clé d’API est inconnue ou révoquée.")
            return Caller(owner=f"cle:{key.id}")
        if WidgetTokens.is_one(credential):
            owner = self._tokens.owner_of(credential, visit.headers.get("origin"))
            if owner is None:
                raise _unknown("Ce jeton a expiré ou n’est pas valable. Rechargez la page.")
            return Caller(owner=owner)
        if self._oidc is not None:
            return Caller(owner=self._oidc.owner_of(credential))
        if self._is_open_to(visit):
            # OpenAI clients always send a key: on an open service any word will do.
            return None
        raise _unknown("Cette clé d’API est inconnue ou révoquée.")

    def _by_proxy(self, visit: Visit) -> Caller | None:
        if self._settings.access not in {"auto", "proxy"} or not self._is_proxy(visit.address):
            return None
        user = visit.headers.get(self._settings.proxy_user_header, "").strip()
        if not user or len(user) > _LONGEST_USER:
            return None
        return Caller(owner=f"proxy:{user}")

    def _without_credential(self, visit: Visit) -> Caller:
        if not self._is_open_to(visit):
            raise _unknown(None)
        if _is_loopback(visit.address):
            return Caller(owner=LOCAL_OWNER, is_local=True)
        return Caller(owner=f"adresse:{self.client_address(visit)}")

    def _is_open_to(self, visit: Visit) -> bool:
        if self._settings.access == "open":
            return True
        if self._settings.access != "auto" or self._is_proxy(visit.address):
            return False
        # A forwarded request, or a name that a page elsewhere made point here, is not this machine's user.
        forwarded = any(header in visit.headers for header in _FORWARDING)
        return _is_loopback(visit.address) and not forwarded and _hostname(visit) in _LOCAL_NAMES

    def _is_proxy(self, address: str) -> bool:
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._proxies)


def _unknown(detail: str | None) -> Refusal:
    return Refusal(401, detail=detail, headers={"WWW-Authenticate": 'Bearer realm="assistant"'})


def _hostname(visit: Visit) -> str:
    try:
        return urlsplit(f"//{visit.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def _is_same_origin(visit: Visit) -> bool:
    origin = urlsplit(visit.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == visit.headers.get("host", "")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _networks(addresses: tuple[str, ...]) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    try:
        return tuple(ipaddress.ip_network(address, strict=False) for address in addresses)
    except ValueError as error:
        raise InvalidInput(
            f"TRUSTED_PROXIES\u00a0: {error}. Des adresses ou des réseaux sont attendus, comme 10.0.0.1 ou 10.0.0.0/24.",
            field="TRUSTED_PROXIES",
        ) from error
