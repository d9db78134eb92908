"""What the tests of both kinds of models share: the question, a good sentence, and how what is shown is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.answer import Block
from assistant.conversation.phrasing import PhrasingOutcome
from assistant.llm import LanguageModel

QUESTION = "Un lot d’entretien de 300 000 € HT peut-il être réservé ?"
GOOD = (
    "[2] La réservation peut porter sur un lot ou sur un marché entier (ici, le marché entier ou un lot), "
    "qu’il s’agisse de services, de fournitures ou de travaux."
)

Model = Callable[..., LanguageModel]
Phrase = Callable[..., tuple[list[Block], PhrasingOutcome]]


def shown(blocks: Iterable[Block]) -> str:
    """What is shown, with ordinary spaces: a bad sentence is looked for in any typography."""
    return "\n".join(s.text for block in blocks for s in block.sentences).replace("\u00a0", " ")
