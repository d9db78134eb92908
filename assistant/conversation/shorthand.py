"""Messages typed in a hurry, written out: « c koi le delai pr repondre » is « c'est quoi le delai pour repondre ».

Data: ``corpus/vocabulary/shorthand.yaml``. Only whole words are written out, and nothing that a dictionary holds unless what
follows tells it (« il peu signer »). Misspelt words are left to :mod:`assistant.retrieval.spelling`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml

# Neither a part of « aujourd'hui » nor of a reference, an address or an amount (« ds@mairie.fr », « L2-ts »).
_WORD = re.compile(r"(?<![\w'@./-])[^\W\d_]+(?![\w'@/-]|\.\w)", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Words and turns of phrase, each with how it is written out."""

    words: dict[str, str]
    turns: tuple[tuple[re.Pattern[str], str], ...]

    def written_out(self, message: str) -> str:
        """The message with its shorthand written out; the message itself when it holds none."""
        plain = message.replace("’", "'")
        read = _WORD.sub(lambda match: self._word(match[0]), plain)
        for turn, written in self.turns:
            read = turn.sub(partial(_turned, written), read)
        return message if read == plain else read

    def _word(self, typed: str) -> str:
        written = self.words.get(typed.lower())
        # « PR » and « DS » are somebody's initials.
        if written is None or (len(typed) > 1 and typed.isupper()):
            return typed
        return _as_begun(typed, written)


def _turned(written: str, match: re.Match[str]) -> str:
    turned = match.expand(written)
    return match[0] if match[0].lower() == turned.lower() else _as_begun(match[0], turned)


def _as_begun(typed: str, written: str) -> str:
    return written[0].upper() + written[1:] if typed[0].isupper() else written


def load_shorthand(path: Path) -> Shorthand:
    """The shorthand of a file ``{words: {written: [typed, …]}, turns: [{typed: expression, written: words}, …]}``.

    Raises:
        BrokenCorpusFile: a part is missing, or an expression cannot be read.
    """
    record = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(record, dict) or not record.keys() >= {"words", "turns"}:
        raise BrokenCorpusFile(path, "deux parties « words » et « turns » sont attendues", 1)
    try:
        words = {str(typed): str(written) for written, forms in record["words"].items() for typed in forms}
        turns = tuple((re.compile(str(t["typed"]), re.IGNORECASE), str(t["written"])) for t in record["turns"])
    except (AttributeError, KeyError, TypeError, re.error) as error:
        raise BrokenCorpusFile(path, f"abréviation illisible ({error})") from error
    return Shorthand(words, turns)
