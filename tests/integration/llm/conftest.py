"""A scripted server, the draft it must not spoil, and a socket guard: only the loopback may be reached."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest
from pytest_socket import socket_allow_hosts
from scripted_server import ScriptedServer, scripted_server
from wording_cases import QUESTION, Model, Phrase

from assistant.answer import Block, Verdict
from assistant.conversation.citing import Citer
from assistant.conversation.fidelity import load_linking_words
from assistant.conversation.phrasing import Phraser, PhrasingOutcome
from assistant.conversation.sentences import load_sentences
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent, Understanding
from assistant.conversation.writers.decisions import write_reservation
from assistant.conversation.writers.desk import Desk
from assistant.drafting.clause import ClauseDrafter
from assistant.llm import LanguageModel, open_language_model
from assistant.market import MarketFacts
from assistant.retrieval.search import SearchEngine
from assistant.settings import REPOSITORY, Settings
from assistant.tools import Toolbox, open_directory
from corpus.figure_files import load_figures
from corpus.load import Corpus


@pytest.fixture(autouse=True)
def only_loopback() -> Iterator[None]:
    """Any other host is out of reach."""
    socket_allow_hosts(["127.0.0.1"])
    yield
    socket_allow_hosts(None)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as served:
        yield served


@pytest.fixture(scope="session")
def toolbox(corpus: Corpus) -> Toolbox:
    """The real rules, texts, directory and templates; no index, for no test here searches."""
    settings = Settings()
    return Toolbox(
        corpus=corpus,
        engine=cast(SearchEngine, None),
        directory=open_directory(settings),
        drafter=ClauseDrafter(settings.corpus_dir / "clauses", corpus.articles),
        figures=load_figures(settings.corpus_dir / "figures"),
    )


@pytest.fixture(scope="session")
def draft(toolbox: Toolbox, on: date) -> Draft:
    """A real decision: may a lot be reserved, step by step."""
    desk = Desk(
        toolbox=toolbox,
        sentences=load_sentences(REPOSITORY / "prompts"),
        citer=Citer(toolbox.corpus.articles, on, 365),
        message=QUESTION,
        understanding=Understanding(intent=Intent.RESERVATION, intents=(Intent.RESERVATION,), facts=MarketFacts()),
        facts=MarketFacts(),
        on=on,
    )
    written = write_reservation(desk)
    assert written.verdict is Verdict.SOUS_CONDITIONS
    return written


@pytest.fixture
def model(server: ScriptedServer) -> Iterator[Model]:
    """Opens models on the scripted server, and closes them."""
    opened: list[LanguageModel] = []

    def open_model(timeout: float = 3.0) -> LanguageModel:
        settings = Settings(
            llm_provider="openai-compatible", llm_model="scripte", llm_base_url=server.url,
            llm_timeout_seconds=timeout,
        )  # fmt: skip
        built = open_language_model(settings)
        assert built is not None
        opened.append(built)
        return built

    yield open_model
    for built in opened:
        built.close()


@pytest.fixture
def phrase(model: Model, toolbox: Toolbox, draft: Draft, on: date) -> Phrase:
    """Words the draft with the scripted model: the blocks shown on the way, and the outcome."""

    def run(timeout: float = 3.0, question: str = QUESTION) -> tuple[list[Block], PhrasingOutcome]:
        phraser = Phraser(
            model(timeout), load_sentences(REPOSITORY / "prompts"), toolbox,
            load_linking_words(REPOSITORY / "corpus"), 365,
        )  # fmt: skip
        start = time.monotonic()
        *blocks, outcome = phraser.phrase(question, draft, draft.evidence, MarketFacts(), on)
        # Whatever the server does, the answer is there in time; the second is for a busy machine.
        assert time.monotonic() - start < timeout + 1
        assert isinstance(outcome, PhrasingOutcome)
        return [block for block in blocks if isinstance(block, Block)], outcome

    return run
