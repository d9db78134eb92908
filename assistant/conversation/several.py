"""A message that asks the texts several things: each is answered from its own article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.conversation.question_form import asks_openly, is_closed
from assistant.conversation.state import Draft
from assistant.conversation.support import ON_SUBJECT, Support, assess
from assistant.conversation.writers.desk import Desk, merge
from assistant.conversation.writers.law import write_law
from assistant.retrieval.questions import parts_of

_ANNOUNCES = re.compile(
    r"^\s*(?:bonjour|bonsoir)?[ ,.!]*(?:deux|trois|plusieurs|2|3)\s+(?:choses|questions|points)\s*[:,.]?\s*",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5
# « Et dans quel délai ? », « qui le signe ? » lean on what was asked just before.
_LEANS = re.compile(
    r"^(?:si\s(?:oui|non)|dans ce cas|sinon|comment\s(?:le|la|les|l['’]))\b"
    r"|\b(?:le|la|les|lui|en|y|l['’])\s?\w+(?:er|ir|oir)\s*\?$|\b(?:le|la|les)\s\w+e-t-(?:il|on)",
    re.IGNORECASE,
)
_AND_IF = re.compile(r"(,\s+(?:et|puis)\s+)(?=(?:si|quand)\s)", re.IGNORECASE)
_AND = re.compile(r"^\s*(?:et|puis|aussi|ensuite)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a message asks: the title of its answer, the question, and what the sources say on it."""

    title: str
    question: str
    support: Support


def separate_questions(desk: Desk) -> tuple[Part, ...]:
    """The questions of a message that stand alone and are answered by different articles; empty when there is one."""
    if desk.said != desk.message or desk.understanding.refs:
        return ()
    parts = separate_parts(desk.message)
    if len(parts) <= 1 or any(len(part.split()) < _FEWEST_WORDS or _LEANS.search(part) for part in parts):
        return ()
    if asks_one_thing(desk.message, parts):
        return ()
    found = tuple(Part(_title(part), part, assess(desk.toolbox, desk.outside, part, desk.on)) for part in parts)
    if any(part.support.signals.confidence < ON_SUBJECT for part in found):
        return ()
    return found if len({part.support.article.ref for part in found}) == len(found) else ()


def separate_parts(message: str) -> tuple[str, ...]:
    """The questions of a message, each without the « et » that leads to it; empty where it asks one thing."""
    asked = _ANNOUNCES.sub("", message)
    return tuple(_AND.sub("", part) for part in (_with_what_if(asked) or parts_of(asked)))


def _with_what_if(message: str) -> tuple[str, ...]:
    """« Ai-je trente jours pour payer, et si je paie en retard je dois quoi ? »: what is asked, then what if; empty elsewhere."""
    first, linked, second = (*_AND_IF.split(message, maxsplit=1), "", "")[:3]
    asks = linked and "?" not in first and (is_closed(first) or asks_openly(first))
    return (f"{first.strip()} ?", second) if asks and (is_closed(second) or asks_openly(second)) else ()


def asks_one_thing(message: str, parts: tuple[str, ...]) -> bool:
    """Whether the parts are the circumstances of one question: « droits exclusifs réels, prix élevé : direct quand même ? »."""
    asked = parts[0].partition(" : ")[2]
    if asked and all(part.endswith(f" : {asked}") for part in parts):
        return not asks_openly(asked)
    return "?" in message and not all(is_closed(part) or asks_openly(part) for part in parts)


def write_each(desk: Desk, parts: tuple[Part, ...]) -> Draft:
    """One draft for all, each part under its title; a yes or no is said in its part and is not that of the whole."""
    return replace(merge(_written(desk, part) for part in parts), verdict=None, to_check=False)


def _written(desk: Desk, part: Part) -> Draft:
    draft = write_law(replace(desk, message=part.question, said=part.question), part.support)
    summary, *rest = draft.blocks
    return replace(draft, blocks=(summary.model_copy(update={"title": part.title}), *rest))


def _title(question: str) -> str:
    asked = question.strip(" ,;.?!")
    return f"{asked[:1].upper()}{asked[1:]}\u00a0?"
