"""What the tests of both kinds of models share: the question, a good sentence, and how what is shown is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.answer import Block
from assistant.conversation.phrasing import PhrasingOutcome
from assistant.llm import LanguageModel

QUESTION = "Un lot d’entretien de 300 000 € HT peut-il être réservé ?"
SUMMARY = (
    "Ce marché peut être réservé aux entreprises adaptées et ESAT et aux structures d’insertion par l’activité économique, "
    "sous les conditions ci-dessous."
)
STEPS = (
    (
        "La réservation peut porter sur un marché entier ou sur un lot (ici, le marché entier ou un lot), qu’il s’agisse de "
        "travaux, de fournitures ou de services.",
        "L2113-12",
    ),
    (
        "Le marché ou le lot peut être réservé aux entreprises adaptées et ESAT et aux structures équivalentes.",
        "L2113-12",
    ),
    (
        "Le marché ou le lot peut être réservé aux structures d’insertion par l’activité économique et aux structures "
        "équivalentes.",
        "L2113-13",
    ),
    (
        "Le même marché ou le même lot peut être réservé à la fois aux entreprises adaptées et ESAT et aux structures "
        "d’insertion.",
        "L2113-14",
    ),
    (
        "L’attributaire doit employer au moins 50 % de travailleurs handicapés ou de travailleurs défavorisés ; à vérifier "
        "dans les candidatures.",
        "R2113-7",
    ),
    (
        "La décision de réserver est mentionnée dans l’avis d’appel à la concurrence ou, en l’absence d’avis, dans les "
        "documents de la consultation.",
        "R2113-7",
    ),
    (
        "Réserver limite les candidats, sans dispenser de la procédure ni de la mise en concurrence que demande la valeur du "
        "besoin.",
        None,
    ),
)
TO_PASTE = "Le présent [marché / lot n° …] est réservé aux entreprises adaptées (article L2113-12)."
GOOD = (
    "[2] La réservation peut porter sur un lot ou sur un marché entier (ici, le marché entier ou un lot), "
    "qu’il s’agisse de services, de fournitures ou de travaux."
)

Model = Callable[..., LanguageModel]
Phrase = Callable[..., tuple[list[Block], PhrasingOutcome]]


def shown(blocks: Iterable[Block]) -> str:
    """What is shown, with ordinary spaces: a bad sentence is looked for in any typography."""
    return "\n".join(s.text for block in blocks for s in block.sentences).replace("\u00a0", " ")
