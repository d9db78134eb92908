"""What one running service holds: its settings, the assistant once it could be opened, and the answering threads."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from api.records import Records, open_records
from assistant.errors import AssistantError, IndexNotReady
from assistant.service import Assistant, open_assistant
from assistant.settings import Settings
from corpus.errors import BrokenCorpusFile

log = structlog.get_logger(__name__)

_MOST_ANSWERING_THREADS = 6
PROBE = "marché réservé"
_RETRY_SECONDS = 3.0


class House:
    """Opens the assistant when it can be, again after a failure, and lends it to the routes.

    ``opener`` builds the assistant of the settings; tests give one already open.
    """

    def __init__(self, settings: Settings, opener: Callable[[Settings], Assistant] = open_assistant) -> None:
        self.settings = settings
        self.workers = ThreadPoolExecutor(answering_threads(settings), thread_name_prefix="answer")
        # Probes never wait behind the answers.
        self.probes = ThreadPoolExecutor(2, thread_name_prefix="probe")
        self._opener = opener
        self._opening, self._keeping = threading.Lock(), threading.Lock()
        self._assistant: Assistant | None = None
        self._records: Records | None = None
        self._failure: AssistantError | None = None
        self._retry_at = 0.0

    def assistant(self) -> Assistant:
        """The open assistant; waits for an opening under way. Call it from a worker thread.

        Raises:
            IndexNotReady, StoreUnavailable, …: why it cannot be opened, at most a few seconds ago.
        """
        return self.opened() or self._open()

    def records(self) -> Records:
        """The keys, the feedback and the drafted clauses. Call it from a worker thread.

        Raises:
            StoreUnavailable: their database cannot be opened.
        """
        with self._keeping:
            if self._records is None:
                self._records = open_records(self.settings)
            return self._records

    def opened(self) -> Assistant | None:
        """The assistant if it is open, without waiting."""
        return self._assistant

    def failure(self) -> AssistantError | None:
        """Why the last opening failed, ``None`` before the first or after a success."""
        return self._failure

    def warm(self) -> None:
        """Open the assistant in the background and search once, so that the first question does not wait.

        The embedding model is only loaded by the first search.
        """

        def opening() -> None:
            try:
                assistant = self.assistant()
                assistant.search(PROBE, assistant.toolbox.corpus.latest_consolidation, 1)
            except Exception as error:  # the first question will meet it again, and say it
                log.warning("assistant_not_ready", error=type(error).__name__, reason=str(error))

        threading.Thread(target=opening, name="opening", daemon=True).start()

    def close(self) -> None:
        """Stop answering and release the index and the databases."""
        for threads in (self.workers, self.probes):
            threads.shutdown(wait=True, cancel_futures=True)
        with self._opening:
            if self._assistant is not None:
                self._assistant.close()
                self._assistant = None
        with self._keeping:
            if self._records is not None:
                self._records.database.close()
                self._records = None

    def _open(self) -> Assistant:
        with self._opening:
            opened = self.opened()
            if opened is not None:
                return opened
            if self._failure is not None and time.monotonic() < self._retry_at:
                raise self._failure
            try:
                self._assistant = self._opener(self.settings)
            except AssistantError as error:
                # With its own cause, which tells a full disk from a lock.
                self._failed(error)
                raise
            except BrokenCorpusFile as error:
                raise self._failed(IndexNotReady(f"Un fichier du corpus est illisible\u00a0: {error}")) from error
            self._failure = None
            return self._assistant

    def _failed(self, error: AssistantError) -> AssistantError:
        self._failure = error
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        return error


def answering_threads(settings: Settings) -> int:
    """How many answers are prepared at once.

    Rules and search only compute: more threads than processors take turns at the interpreter and give fewer answers
    a second. A language model is mostly waited for.
    """
    if settings.llm_provider:
        return _MOST_ANSWERING_THREADS
    return min(max(os.cpu_count() or 2, 2), _MOST_ANSWERING_THREADS)
