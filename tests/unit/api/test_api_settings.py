"""Settings of access that contradict each other stop the service at its start, in French; logs hold no question."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from api.app import create_app
from assistant.errors import InvalidInput
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"access": "proxy"}, "TRUSTED_PROXIES"),
        ({"access": "oidc"}, "OIDC_ISSUER"),
        ({"trusted_proxies": ("pas une adresse",)}, "TRUSTED_PROXIES"),
        ({"rate_limit": "beaucoup"}, "RATE_LIMIT vaut « beaucoup »"),
    ],
)
def test_contradictions(tmp_path: Path, chosen: dict[str, object], message: str) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, **chosen)  # type: ignore[call-arg,arg-type]
    with pytest.raises(InvalidInput) as refused:
        create_app(settings)
    assert message.replace("\u00a0", " ") in refused.value.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text", ["https://a.example, https://b.example", '["https://a.example", "https://b.example"]']
)
def test_lists_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ALLOWED_ORIGINS", text)
    assert Settings(_env_file=None).allowed_origins == ("https://a.example", "https://b.example")  # type: ignore[call-arg]


def test_a_traceback_in_the_logs_holds_no_local_value() -> None:
    program = """
import structlog
from assistant.logs import configure_logs
from assistant.settings import Settings
configure_logs(Settings(_env_file=None))
def answer(question):
    raise RuntimeError("panne")
try:
    answer("une question " + "confidentielle")
except RuntimeError as error:
    structlog.get_logger().error("unexpected_error", exc_info=error)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert '"panne"' in ran.stderr
    assert '"name": "answer"' in ran.stderr
    assert "confidentielle" not in ran.stderr
