"""How many requests each caller may make."""

from __future__ import annotations

import time
from math import ceil

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.problems import Refusal
from api.security import Caller
from assistant.errors import InvalidInput
from assistant.settings import Settings

_VISITORS = "30/minute"
_REFUSED = "30/minute"


class RateLimits:
    """Counts requests in this process; several processes each count their own.

    This machine's own user is not limited unless ``RATE_LIMIT`` is set.

    Raises:
        InvalidInput: the limit of the settings cannot be read.
    """

    def __init__(self, settings: Settings) -> None:
        try:
            self._limit = parse(settings.rate_limit)
        except ValueError as error:
            raise InvalidInput(
                f"RATE_LIMIT vaut «\u00a0{settings.rate_limit}\u00a0»\u00a0; une limite comme « 60/minute » est attendue.",
                field="RATE_LIMIT",
            ) from error
        self._is_chosen = "rate_limit" in settings.model_fields_set
        self._visitors, self._refused = parse(_VISITORS), parse(_REFUSED)
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def count(self, caller: Caller) -> None:
        """Count one request of a recognised caller; raises Refusal 429 when it is one too many."""
        if self._is_chosen or not caller.is_local:
            self._hit(self._limit, "caller", caller.owner)

    def count_visitor(self, address: str) -> None:
        """Count one widget token asked for from an address."""
        self._hit(self._visitors, "visitor", address)

    def count_refused(self, address: str) -> None:
        """Count one wrong credential from an address, so that none can be guessed."""
        self._hit(self._refused, "refused", address)

    def _hit(self, limit: RateLimitItem, *identifiers: str) -> None:
        if self._window.hit(limit, *identifiers):
            return
        wait = max(1, ceil(self._window.get_window_stats(limit, *identifiers).reset_time - time.time()))
        plural = "s" if wait > 1 else ""
        raise Refusal(
            429,
            "trop_de_requetes",
            f"Vous avez posé beaucoup de questions en peu de temps. Réessayez dans {wait}\u00a0seconde{plural}.",
            headers={"Retry-After": str(wait)},
        )
