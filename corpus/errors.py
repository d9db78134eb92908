"""The one error of the corpus: a file that cannot be read whole is not read at all."""

from __future__ import annotations

from pathlib import Path


class BrokenCorpusFile(Exception):
    """A corpus file is refused: fix the file at the path and line given, then load again.

    ``path`` is the file, ``line`` its 1-based line when known, ``reason`` a French sentence.
    """

    code = "corpus_invalide"

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        where = f"{path}, ligne {line}" if line else str(path)
        super().__init__(f"{where} : {reason}")
        self.path = Path(path)
        self.reason = reason
        self.line = line
