"""A scripted server, the draft it must not spoil, and a socket guard: only the loopback may be reached."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from scripted_server import ScriptedServer, scripted_server
from wording_cases import QUESTION, STEPS, SUMMARY, TO_PASTE, Model, Phrase

from assistant.answer import Block, BlockKind, Sentence, Verdict
from assistant.conversation.citing import Citer
from assistant.conversation.fidelity import load_linking_words
from assistant.conversation.phrasing import Phraser, PhrasingOutcome
from assistant.conversation.sentences import load_sentences
from assistant.conversation.state import Draft
from assistant.drafting.clause import ClauseDrafter
from assistant.llm import LanguageModel, open_language_model
from assistant.market import MarketFacts
from assistant.retrieval.search import SearchEngine
from assistant.settings import REPOSITORY, Settings
from assistant.tools import Toolbox, open_directory
from assistant.verification import Evidence, check_sentence
from corpus.figure_files import load_figures
from corpus.load import Corpus

# Well over the time a good server takes: a machine that stalls for seconds must not fail a test of what is said.
PATIENT = 30.0
# What a busy machine may add to the time given; the bad servers are silent for much longer.
STALL = 5.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any other host than the loopback is out of reach of these tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as served:
        yield served


@pytest.fixture(scope="session")
def toolbox(corpus: Corpus) -> Toolbox:
    """The real rules, texts, directory and templates; no index, for no test here searches."""
    settings = Settings(_env_file=None)
    return Toolbox(
        corpus=corpus,
        engine=cast(SearchEngine, None),
        directory=open_directory(settings),
        drafter=ClauseDrafter(settings.corpus_dir / "clauses", corpus.articles),
        figures=load_figures(settings.corpus_dir / "figures"),
    )


@pytest.fixture(scope="session")
def draft(corpus: Corpus, on: date) -> Draft:
    """A decision as the writers hand it over: an opening verdict, numbered steps, a sentence to paste."""
    citer = Citer(corpus.articles, on, 365)
    said = [Sentence(text=text, citations=citer.cite(ref)) for text, ref in STEPS]
    opening = Sentence(text=f"Oui, sous conditions. {SUMMARY}", citations=(1, 2, 3))
    blocks = (
        Block(kind=BlockKind.SUMMARY, sentences=(opening,)),
        Block(kind=BlockKind.STEPS, sentences=tuple(said), title="Ce que j’ai vérifié"),
        Block(kind=BlockKind.PARAGRAPH, sentences=(Sentence(text=TO_PASTE),), title="Phrase à reprendre"),
        Block(kind=BlockKind.QUESTIONS, sentences=(Sentence(text="Quelle est la durée du marché ?"),)),
    )
    texts = (SUMMARY, TO_PASTE, *(text for text, _ in STEPS))
    evidence = Evidence(citer.used_articles, texts, (QUESTION,))
    for block in blocks[:3]:
        assert [check_sentence(sentence.text, evidence) for sentence in block.sentences if sentence.citations] == [
            () for sentence in block.sentences if sentence.citations
        ]
    return Draft(
        verdict=Verdict.SOUS_CONDITIONS, blocks=blocks, citations=citer.citations, evidence=evidence,
        questions=("Quelle est la durée du marché ?",),
    )  # fmt: skip


@pytest.fixture
def model(server: ScriptedServer) -> Iterator[Model]:
    """Opens models on the scripted server, and closes them."""
    opened: list[LanguageModel] = []

    def open_model(timeout: float = PATIENT) -> LanguageModel:
        settings = Settings(
            _env_file=None, llm_provider="openai-compatible", llm_model="scripte", llm_base_url=server.url,
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

    def run(timeout: float = PATIENT, question: str = QUESTION) -> tuple[list[Block], PhrasingOutcome]:
        phraser = Phraser(
            model(timeout), load_sentences(REPOSITORY / "prompts"), toolbox,
            load_linking_words(REPOSITORY / "corpus"), 365,
        )  # fmt: skip
        start = time.monotonic()
        *blocks, outcome = phraser.phrase(question, draft, draft.evidence, MarketFacts(), on)
        # Whatever the server does, the answer is there in time.
        assert time.monotonic() - start < timeout + STALL
        assert isinstance(outcome, PhrasingOutcome)
        return [block for block in blocks if isinstance(block, Block)], outcome

    return run
