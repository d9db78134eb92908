"""The logs never stop the service."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import structlog

from assistant.logs import configure_logs
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The configuration of the logs is that of the whole process."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


def test_a_line_is_json_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(_env_file=None))
    structlog.get_logger().warning("essai", valeur="é")
    assert '"valeur": "é", "event": "essai", "level": "warning"' in capsys.readouterr().err


def test_a_line_that_cannot_be_written_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("ce système n’a pas de /dev/full")
    stream = full.open("w", encoding="utf-8")
    with pytest.raises(OSError, match="No space left"):
        print("essai", file=stream, flush=True)
    monkeypatch.setattr(sys, "stderr", stream)
    configure_logs(Settings(_env_file=None))
    logger = structlog.get_logger()
    logger.info("essai")
    logger.error("essai")
    monkeypatch.undo()
    with suppress(OSError):
        stream.close()
