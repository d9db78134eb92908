"""Structured logs: one JSON line an event, never the text of a question unless asked."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from assistant.settings import Settings


def configure_logs(settings: Settings) -> None:
    """Send structured lines to standard error at the level of the settings."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # The values of local variables would hold questions.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_standard_error,
        cache_logger_on_first_use=True,
    )


class _Lines(structlog.PrintLogger):
    """Prints lines, and drops one that cannot be written: a full disk under the logs must not stop the answers."""

    def msg(self, message: str) -> None:
        """Print a line."""
        with suppress(OSError):
            super().msg(message)

    debug = info = warning = error = critical = exception = msg


def _standard_error(*_names: object) -> _Lines:
    return _Lines(sys.stderr)
