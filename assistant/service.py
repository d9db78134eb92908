"""The single entry point: open everything once, answer messages, stream them, keep conversations."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.types import StreamMode

from assistant.answer import Answer, Clause
from assistant.conversation.asides import load_asides
from assistant.conversation.deployment import Deployment
from assistant.conversation.fidelity import load_linking_words
from assistant.conversation.graph import build_graph
from assistant.conversation.limits import load_limits
from assistant.conversation.memory import ConversationStore, open_store
from assistant.conversation.nodes import Nodes
from assistant.conversation.outside import OutsideExamples, load_outside
from assistant.conversation.phrasing import Phraser
from assistant.conversation.rewording import Rewording
from assistant.conversation.sentences import Sentences, load_sentences
from assistant.conversation.state import State, Turn, finished_turns
from assistant.conversation.understanding import Lexicon, load_lexicon
from assistant.conversation.writers.figures import load_figure_questions
from assistant.drafting.clause import ClauseDrafter
from assistant.errors import InvalidInput, UnknownConversation
from assistant.llm import LanguageModel, open_language_model
from assistant.retrieval.passages import Passage
from assistant.retrieval.search import open_index
from assistant.settings import Settings
from assistant.tools import Toolbox, open_directory
from corpus.figure_files import load_figures
from corpus.load import load_corpus
from corpus.reading_files import load_readings, sort_readings
from corpus.vocabulary_files import load_trades

log = structlog.get_logger(__name__)

MAX_MESSAGE_CHARACTERS = 8_000
_STEPS = {
    "understand": "Je lis votre question…",
    "search": "Je cherche les articles et je calcule…",
    "phrase": "Je rédige…",
    "verify": "Je vérifie chaque phrase…",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to show while an answer is being prepared.

    ``name`` is ``progress`` (step and label), ``understood``, ``citations``, ``block`` or ``answer``; ``data`` is
    plain JSON material.
    """

    name: str
    data: Any


class Assistant:
    """Answers questions and keeps conversations; safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        toolbox: Toolbox,
        lexicon: Lexicon,
        sentences: Sentences,
        store: ConversationStore,
        outside: OutsideExamples,
        model: LanguageModel | None = None,
    ) -> None:
        self.settings = settings
        self.toolbox = toolbox
        self.lexicon = lexicon
        self.sentences = sentences
        self.store = store
        self.outside = outside
        limits = load_limits(settings.corpus_dir / "vocabulary" / "limits.yaml")
        figures = load_figure_questions(settings.corpus_dir / "vocabulary" / "figures.yaml")
        asides = load_asides(settings.corpus_dir / "vocabulary" / "asides.yaml")
        deployment = Deployment(
            settings.conversation_retention_days,
            settings.stale_text_days,
            words_with_model=model is not None,
            facilitator=settings.facilitator_email,
        )
        nodes = Nodes(toolbox, lexicon, sentences, limits, outside, figures, asides, deployment)
        self._model = model
        self._graph = build_graph(nodes, store.checkpointer, self._rewording())
        self._locks = _Locks()

    def answer(self, question: str, conversation: str | None, on: date, owner: str = "local") -> Answer:
        """The answer to one message, kept in its conversation (a new one when none is given).

        Raises:
            InvalidInput: the message is empty, too long or not text.
            UnknownConversation: no such conversation for this owner.
            StoreUnavailable: the conversation cannot be read or written.
        """
        events = self.stream(question, conversation, on, owner)
        return next(Answer.model_validate(event.data) for event in events if event.name == "answer")

    def stream(self, question: str, conversation: str | None, on: date, owner: str = "local") -> Iterator[Event]:
        """The same, step by step: progress, facts understood, citations, verified blocks, then the answer."""
        message = clean_message(question)
        now = datetime.now(UTC)
        conversation_id = self.store.open(conversation, owner, now)
        return self._run(message, conversation_id, on)

    def _run(self, message: str, conversation_id: str, on: date) -> Iterator[Event]:
        config: RunnableConfig = {"configurable": {"thread_id": conversation_id}}
        given: State = {"message": message, "on": on, "conversation_id": conversation_id}
        with self._locks.held(conversation_id):
            answer: Answer | None = None
            modes: list[StreamMode] = ["custom", "updates"]
            for step in self._graph.stream(given, config, stream_mode=modes, durability="exit"):
                # With several modes, each step is a pair, which LangGraph's types do not say.
                mode, chunk = cast(tuple[StreamMode, dict[str, Any]], step)
                if mode == "updates":
                    if "verify" in chunk:
                        answer = chunk["verify"]["answer"]
                        yield from _first_events(answer)
                    elif chunk.get("phrase"):
                        answer = chunk["phrase"]["answer"]
                elif "progress" in chunk:
                    yield Event("progress", {"step": chunk["progress"], "label": _STEPS[chunk["progress"]]})
                else:
                    yield Event("block", chunk["block"])
            assert answer is not None
            self.store.touch(conversation_id, datetime.now(UTC))
        material = answer.model_dump(mode="json")
        if self._model is None:
            for block in material["blocks"]:
                yield Event("block", block)
        yield Event("answer", material)

    def search(self, question: str, on: date, k: int = 10) -> tuple[Passage, ...]:
        """The passages of law closest to a question, best first."""
        return self.toolbox.search(clean_message(question), on, k)

    def history(self, conversation_id: str, owner: str = "local") -> tuple[Turn, ...]:
        """The finished turns of a conversation, oldest first."""
        self.store.require(conversation_id, owner)
        return finished_turns(self._state(conversation_id))

    def clause(self, clause_id: str, owner: str = "local") -> Clause:
        """A clause drafted in one of the owner's conversations.

        Raises:
            UnknownConversation: no such clause for this owner.
        """
        for conversation_id, _ in self.store.listed(owner):
            for turn in finished_turns(self._state(conversation_id)):
                if turn.answer.clause is not None and turn.answer.clause.id == clause_id:
                    return turn.answer.clause
        raise UnknownConversation("Cette clause n’existe pas ou n’est plus conservée.")

    def delete(self, conversation_id: str, owner: str = "local") -> None:
        """Erase a conversation."""
        with self._locks.held(conversation_id):
            self.store.delete(conversation_id, owner)

    def forget_expired(self, now: datetime) -> int:
        """Erase the conversations past their retention; returns how many."""
        return self.store.purge(now - timedelta(days=self.settings.conversation_retention_days))

    def close(self) -> None:
        """Release the index and the database."""
        if self._model is not None:
            self._model.close()
        self.toolbox.engine.close()
        self.store.close()

    def _rewording(self) -> Rewording | None:
        if self._model is None:
            return None
        linking = load_linking_words(self.settings.corpus_dir)
        stale = self.settings.stale_text_days
        return Rewording(Phraser(self._model, self.sentences, self.toolbox, linking, stale))

    def _state(self, conversation_id: str) -> Mapping[str, Any]:
        config: RunnableConfig = {"configurable": {"thread_id": conversation_id}}
        values: Mapping[str, Any] = self._graph.get_state(config).values
        return values


def _first_events(answer: Answer) -> Iterator[Event]:
    """What is known before a model says a word: the facts read and the texts cited."""
    yield Event("understood", [fact.model_dump(mode="json") for fact in answer.understood])
    yield Event("citations", [citation.model_dump(mode="json") for citation in answer.citations])


def clean_message(question: str) -> str:
    """The message without control characters and outer spaces.

    Raises:
        InvalidInput: it is empty, longer than ``MAX_MESSAGE_CHARACTERS``, or looks binary.
    """
    if len(question) > MAX_MESSAGE_CHARACTERS:
        raise InvalidInput(
            f"Votre message compte {len(question)} caractères ; {MAX_MESSAGE_CHARACTERS} au plus sont acceptés.",
            field="message",
        )
    strange = sum(
        1 for c in question if (ord(c) < 32 and c not in "\n\r\t") or c == "\ufffd" or 0xD800 <= ord(c) <= 0xDFFF
    )
    if strange and strange * 20 >= len(question):
        raise InvalidInput(
            "Ce message n’est pas du texte lisible. Écrivez votre question en français.", field="message"
        )
    cleaned = "".join(
        c for c in question if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF)
    ).strip()
    if not cleaned:
        raise InvalidInput("Votre message est vide. Écrivez une question en français.", field="message")
    return cleaned


def open_assistant(settings: Settings) -> Assistant:
    """Open the index, the corpus and the conversations of a deployment.

    Raises:
        BrokenCorpusFile: a file of the corpus cannot be read whole.
        IndexNotReady: the index is missing or was built for other texts; the message says what to run.
        StoreUnavailable: the conversations cannot be opened.
        InvalidInput: the settings of the language model cannot be used; the message says which.
    """
    model = open_language_model(settings)
    corpus = load_corpus(settings.corpus_dir, settings.imported_dir)
    articles = tuple(corpus.articles.values())
    readings = load_readings(settings.corpus_dir / "readings")
    engine = open_index(settings, articles, readings)
    figures = load_figures(settings.corpus_dir / "figures")
    toolbox = Toolbox(
        corpus=corpus,
        engine=engine,
        directory=open_directory(settings, engine),
        drafter=ClauseDrafter(
            settings.corpus_dir / "clauses",
            corpus.articles,
            facilitator=settings.facilitator_email,
            figures=figures,
            trades=load_trades(settings.corpus_dir / "vocabulary" / "trades.yaml").phrases,
        ),
        figures=figures,
    )
    store = open_store(settings.conversations_path, settings.database_url)
    lexicon = load_lexicon(settings.corpus_dir)
    dormant = sort_readings(readings, articles).dormant
    outside = load_outside(settings.outside_path, dormant, engine.embedder, engine.subjects.learnt)
    return Assistant(settings, toolbox, lexicon, load_sentences(settings.prompts_dir), store, outside, model)


class _Locks:
    """One lock a conversation, so that two messages of one conversation follow each other."""

    def __init__(self, kept: int = 1_000) -> None:
        self._guard = threading.Lock()
        self._locks: OrderedDict[str, threading.Lock] = OrderedDict()
        self._kept = kept

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
            self._locks.move_to_end(key)
            while len(self._locks) > self._kept:
                oldest = next(iter(self._locks))
                if self._locks[oldest].locked() or oldest == key:
                    break
                del self._locks[oldest]
        with lock:
            yield
