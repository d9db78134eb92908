"""What a text asks of formal procedures alone is not asked of an adapted one: « dois-je attendre onze jours en MAPA ? »."""

from __future__ import annotations

import re

from assistant.answer import Verdict
from assistant.conversation.question_form import Modality, denies, is_closed, modality
from assistant.folding import folded
from corpus.models import LegalArticle

_ADAPTED = re.compile(r"\bmapas?\b|\bprocedures? adaptees?\b")
_FORMAL = re.compile(
    r"\bformalisee?s?\b|\bappels? d'offres?\b|\bdialogues? competitifs?\b|\bprocedures? avec negociation\b|\bao\b"
)
_FOR_FORMAL = re.compile(r"pour les marches passes selon une procedure formalisee\b|en procedure formalisee,")
# A section on one formal procedure speaks of no other.
_OF_ONE_PROCEDURE = re.compile(r"\bappels? d'offres\b|\bdialogue competitif\b|\bprocedure avec negociation\b")
# « Est-ce faux que… ? » turns the answer round.
IS_FALSE = re.compile(r"\bfaux\b")
_DUTIES = frozenset({Modality.REQUIRED, Modality.FACT})


def asks_of_adapted_only(question: str) -> bool:
    """Whether the procedure named is an adapted one, and no other."""
    text = folded(question)
    return _ADAPTED.search(text) is not None and _FORMAL.search(text) is None


def verdict_out_of_scope(question: str, article: LegalArticle) -> Verdict | None:
    """No, to a duty asked of an adapted procedure that the article opens by setting for formal ones; ``None`` elsewhere."""
    asked = is_closed(question) and modality(question) in _DUTIES and asks_of_adapted_only(question)
    asked = asked and not (denies(question) or IS_FALSE.search(folded(question)))
    return Verdict.NON if asked and _FOR_FORMAL.match(folded(article.text)) else None


def is_of_another_procedure(question: str, article: LegalArticle) -> bool:
    """Whether the section of the article is on a formal procedure, and the question on an adapted one: no yes or no comes of it."""
    within = any(_OF_ONE_PROCEDURE.search(folded(title)) for title in article.path)
    return within and asks_of_adapted_only(question)
