"""Whether each part of the service can work now, tried for real, with what to do when it cannot."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from typing import Literal

from pydantic import BaseModel

from api import problems
from api.house import PROBE, House
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.settings import Settings

_LEAST_FREE_BYTES = 20_000_000


class Health(BaseModel):
    """The process lives."""

    status: Literal["ok"]


class Part(BaseModel):
    """The state of one part; ``detail`` is a French sentence, ``code`` is stable."""

    name: str
    ok: bool
    code: str = "ok"
    detail: str = ""


class Readiness(BaseModel):
    """Whether questions can be answered, part by part."""

    ready: bool
    parts: list[Part]
    corpus_date: date | None = None
    engine: str = "deterministic"


def readiness_of(house: House) -> Readiness:
    """Try the disk, the index and the conversations; never raises."""
    parts = [_tried("disque", lambda: _check_disk(house.settings))]
    parts.append(_tried("index", lambda: _search(house.assistant())))
    assistant = house.opened()
    if assistant is not None:
        parts.append(_tried("conversations", assistant.store.check))
    consolidated = assistant.toolbox.corpus.latest_consolidation if assistant else None
    return Readiness(ready=all(part.ok for part in parts), parts=parts, corpus_date=consolidated)


def _search(assistant: Assistant) -> None:
    assistant.search(PROBE, assistant.toolbox.corpus.latest_consolidation, 1)


def _check_disk(settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.data_dir) as probe:
        os.posix_fallocate(probe.fileno(), 0, _LEAST_FREE_BYTES)


def _tried(name: str, check: Callable[[], None]) -> Part:
    try:
        check()
    except AssistantError as error:
        return Part(name=name, ok=False, code=error.code, detail=error.message)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        detail = (
            f"Le dossier des données ne peut pas être écrit ({reason}). Libérez de la place ou changez DATA_DIR."
        )
        return Part(name=name, ok=False, code="stockage_indisponible", detail=detail)
    except Exception as error:  # a probe reports, whatever broke
        problem = problems.of_exception(error)
        return Part(name=name, ok=False, code=problem.code, detail=problem.detail)
    return Part(name=name, ok=True)
