"""Many conversations at once against a running server: errors, cross-talk, lost turns, delays, memory.

Every conversation is about a market of its own: an amount that no other has, and the commune of its client. An
answer that knows another amount or another place than its conversation's is cross-talk. No two conversations ask
the same first question, so that what the server remembers of earlier questions helps as little as in real use.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from corpus.models import Commune

CHAT = "/api/chat"
_TIMEOUT_SECONDS = 120.0
_SAMPLE_SECONDS = 1.0
_FIRST_AMOUNT, _BETWEEN_AMOUNTS = 100_001, 10
_TRADES = (
    "de nettoyage",
    "de peinture",
    "d’entretien d’espaces verts",
    "de restauration collective",
    "de blanchisserie",
)
_SIX_DIGITS = re.compile(r"(?<!\d)\d{3}[\s.]?\d{3}(?=\s*€)")
_MEMORY = "process_resident_memory_bytes"


@dataclass(frozen=True, slots=True)
class Market:
    """What one conversation is about; the amount is known to no other."""

    number: int
    commune: str

    @property
    def amount(self) -> int:
        """Euros, HT. Ends with 1, as no figure of the law does."""
        return _FIRST_AMOUNT + _BETWEEN_AMOUNTS * self.number

    @property
    def messages(self) -> tuple[str, ...]:
        """What the person says; only the first message names the market."""
        trade, effort = _TRADES[self.number % len(_TRADES)], 3 + self.number % 9
        return (
            f"Ce marché {trade} de {self.amount} € HT à {self.commune} peut-il être réservé ?",
            f"Combien d’heures d’insertion avec un effort de {effort} % ?",
            "Rédige la clause d’insertion.",
            "Qui peut répondre, au plus près ?",
            "Suis-je obligé de prévoir une considération sociale ?",
        )

    def foreign(self, answer: dict[str, Any]) -> tuple[str, ...]:
        """What an answer knows that this conversation never said: another amount or another place."""
        facts = {fact["name"]: fact["value"] for fact in answer["understood"]}
        said = {int(re.sub(r"\D", "", found)) for found in _SIX_DIGITS.findall(answer["text"])}
        others = {n for n in said if n != self.amount and (n - _FIRST_AMOUNT) % _BETWEEN_AMOUNTS == 0}
        kept_amount = re.sub(r"\D", "", facts.get("amount_ht", ""))
        known = [str(amount) for amount in sorted(others)]
        if kept_amount != str(self.amount):
            known.append(f"montant retenu : {facts.get('amount_ht')}")
        if facts.get("place") != self.commune:
            known.append(f"lieu retenu : {facts.get('place')}")
        return tuple(known)


@dataclass(slots=True)
class Tally:
    """What happened in one phase; seconds are those of whole answers, ``problems`` counts each by its words."""

    seconds: list[float] = field(default_factory=list)
    conversations: int = 0
    errors: int = 0
    mixed: int = 0
    lost: int = 0
    problems: Counter[str] = field(default_factory=Counter)

    def percentile(self, hundredths: int) -> float:
        """Milliseconds; NaN with fewer than two answers."""
        if len(self.seconds) < 2:
            return float("nan")
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[hundredths - 1] * 1_000


@dataclass(frozen=True, slots=True)
class LoadReport:
    """One run: the same server alone with one client, then with all. Milliseconds; memory in MB, ``None`` unsaid."""

    clients: int
    seconds: float
    pause_seconds: float
    conversations: int
    answers: int
    errors: int
    mixed: int
    lost: int
    problems: dict[str, int]
    answers_per_second: float
    alone_p50_ms: float
    alone_p95_ms: float
    p50_ms: float
    p95_ms: float
    p95_ratio: float
    memory_start_mb: float | None
    memory_middle_mb: float | None
    memory_end_mb: float | None
    memory_peak_mb: float | None

    @property
    def is_clean(self) -> bool:
        """No error, no cross-talk, no lost turn, and something was answered."""
        return self.answers > 0 and self.errors == self.mixed == self.lost == 0

    def plain(self) -> dict[str, Any]:
        """The report as JSON material."""
        return asdict(self)


async def measure_load(
    url: str,
    communes: Sequence[Commune],
    clients: int,
    seconds: float,
    pause_seconds: float = 0.0,
    alone: int = 40,
) -> LoadReport:
    """Hold ``alone`` conversations one after the other, then ``clients`` at once for ``seconds``.

    Each client waits for an answer, then ``pause_seconds``, then goes on; a finished conversation is read back and
    the next one begins. The delays are those a client sees, on the machine where this runs.

    Raises:
        httpx.HTTPError: the server does not answer ``/ready`` with 200.
    """
    limits = httpx.Limits(max_connections=clients + 1, max_keepalive_connections=clients + 1)
    async with httpx.AsyncClient(base_url=url, timeout=_TIMEOUT_SECONDS, limits=limits) as http:
        (await http.get("/ready")).raise_for_status()
        numbers = itertools.count()
        warming, single, crowd = Tally(), Tally(), Tally()
        await _converse(http, Market(next(numbers), communes[0].name), warming, float("inf"), 0.0)
        for _ in range(alone):
            number = next(numbers)
            await _converse(http, Market(number, communes[number % len(communes)].name), single, float("inf"), 0.0)
        memory: list[float] = []
        started = time.perf_counter()
        sampling = asyncio.create_task(_sample_memory(http, memory))
        await asyncio.gather(
            *(
                _client(
                    http, communes[client % len(communes)].name, numbers, crowd, started + seconds, pause_seconds
                )
                for client in range(clients)
            )
        )
        elapsed = time.perf_counter() - started
        sampling.cancel()
        memory += await _memory(http)
    return LoadReport(
        clients=clients,
        seconds=round(elapsed, 1),
        pause_seconds=pause_seconds,
        conversations=crowd.conversations,
        answers=len(crowd.seconds),
        errors=crowd.errors + single.errors + warming.errors,
        mixed=crowd.mixed + single.mixed + warming.mixed,
        lost=crowd.lost + single.lost + warming.lost,
        problems=dict(crowd.problems + single.problems + warming.problems),
        answers_per_second=round(len(crowd.seconds) / elapsed, 2),
        alone_p50_ms=round(single.percentile(50), 1),
        alone_p95_ms=round(single.percentile(95), 1),
        p50_ms=round(crowd.percentile(50), 1),
        p95_ms=round(crowd.percentile(95), 1),
        p95_ratio=round(crowd.percentile(95) / single.percentile(95), 2),
        memory_start_mb=memory[0] if memory else None,
        memory_middle_mb=memory[len(memory) // 2] if memory else None,
        memory_end_mb=memory[-1] if memory else None,
        memory_peak_mb=max(memory, default=None),
    )


async def _client(
    http: httpx.AsyncClient, commune: str, numbers: Iterator[int], tally: Tally, end: float, pause: float
) -> None:
    while time.perf_counter() < end:
        await _converse(http, Market(next(numbers), commune), tally, end, pause)


async def _converse(http: httpx.AsyncClient, market: Market, tally: Tally, end: float, pause: float) -> None:
    """One conversation, given up after ``end`` or an error, then read back from the server."""
    conversation: str | None = None
    asked: list[str] = []
    tally.conversations += 1
    for message in market.messages:
        if time.perf_counter() >= end:
            break
        began = time.perf_counter()
        answer = await _json(http, tally, "POST", CHAT, json={"message": message, "conversation_id": conversation})
        if answer is None:
            break
        tally.seconds.append(time.perf_counter() - began)
        conversation = answer["conversation_id"]
        asked.append(message)
        foreign = market.foreign(answer)
        if foreign:
            tally.mixed += 1
            tally.problems.update(foreign)
        if pause:
            await asyncio.sleep(pause)
    if conversation is not None:
        kept = await _json(http, tally, "GET", f"/api/conversations/{conversation}")
        if kept is not None and [turn["question"] for turn in kept["turns"]][: len(asked)] != asked:
            tally.lost += 1
            tally.problems["tours perdus ou mêlés"] += 1


async def _json(
    http: httpx.AsyncClient, tally: Tally, method: str, path: str, **sent: Any
) -> dict[str, Any] | None:
    """The body of a success; anything else is counted as an error."""
    try:
        response = await http.request(method, path, **sent)
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        tally.errors += 1
        tally.problems[f"HTTP {error.response.status_code} {error.response.text[:200]}"] += 1
        return None
    except httpx.TransportError as error:
        tally.errors += 1
        tally.problems[type(error).__name__] += 1
        return None
    body: dict[str, Any] = response.json()
    return body


async def _sample_memory(http: httpx.AsyncClient, memory: list[float]) -> None:
    while True:
        memory += await _memory(http)
        await asyncio.sleep(_SAMPLE_SECONDS)


async def _memory(http: httpx.AsyncClient) -> list[float]:
    """The resident memory of the server's process in MB, none where ``/metrics`` does not say it."""
    try:
        metrics = (await http.get("/metrics")).raise_for_status().text
    except httpx.HTTPError:
        return []
    return [
        round(sample.value / 1e6, 1)
        for family in text_string_to_metric_families(metrics)
        for sample in family.samples
        if sample.name == _MEMORY
    ]
