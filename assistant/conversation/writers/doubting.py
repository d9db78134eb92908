"""« Vous êtes sûr ? », « on m’a dit le contraire »: the last answer again, with the texts it rests on and since when they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Answer, BlockKind, Sentence, Status
from assistant.conversation.rendering import french_date
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_OPENING = r"\W*(?:(?:et|mais|ah|bon|ok|hum|euh|non mais|attendez?|pourtant)\W+)*"
_ENDS = r"(?=\s*(?:$|[?!.,;:…]))"
# Typed without its accent, « sûr » is told from « sur quel article » by what follows.
_SURE = (
    r"(?:vous etes|vs etes|tu es|t'es|etes[- ]vous|es[- ]tu)\W+(?:vraiment |bien |vrmt )?(?:surs?e?s?|certaine?s?)\b"
    rf"(?:{_ENDS}|(?=\s+(?:de (?:vous|toi|ca)|on|ma|mon|le|la|notre|un|une|car|parce)\b))"
    rf"|(?:(?:c'est|c)\W+(?:vraiment |bien )?)?(?:surs?e?s?|certain)\b{_ENDS}"
)
# « Le formateur dit le contraire », « ma collègue me dit que le seuil a changé »: what somebody else holds.
_HELD = (
    r"(?:nous |m'|m |me |l'|lui )?(?:(?:a|ont|avait) )?"
    r"(?:dit|disent|soutient|pretend\w*|affirme\w*|assure\w*|repond\w*|explique\w*)"
)
_CONTRARY = rf"\b{_HELD}\b.{{0,12}}\b(?:le contraire|l'inverse|autre chose)\b"
_DOUBTS = re.compile(rf"{_OPENING}(?:{_SURE})")
_AGAINST = re.compile(
    rf"{_OPENING}(?!.{{0,40}}\b(?:candidat|titulaire|soumissionnaire|attributaire"
    rf"|entreprise))(?:[\w' -]{{2,40}} )?{_CONTRARY}\W*$"
)
_CONFIRMS = re.compile(rf"{_OPENING}(?:donc )?(?:vous|tu) (?:me |nous |le )?confirme[sz]\W*$")
# « Répondez clairement : oui ou non », of an answer that said it.
_YES_OR_NO = re.compile(
    r"\b(?:repond\w*|di[ts]\w*|dites|tranch\w*|clair\w*|bref)\b.{0,30}\boui ou (?:bien |c'est )?non\b"
    r"|^\W*(?:(?:et|mais|bon|alors|donc|bref|enfin)\W+)*(?:c'est )?oui ou (?:bien )?non\W*$"
)
# Beyond the doubt, what reports another opinion asks nothing.
_REPORTS = re.compile(rf"\b{_HELD}\b")
_MOST_WORDS = 18
_SHORT = 6
_QUOTED = 2


def doubts(desk: Desk) -> bool:
    """Whether the message only doubts the last answer, which the texts gave, and brings no new fact."""
    last = _doubted(desk)
    if last is None or last.status is Status.REFUSED or not last.citations or _summary(last) is None:
        return False
    if last.clause is not None or last.calculation is not None or (last.structures and last.verdict is None):
        return False
    text, words = folded(desk.said), len(desk.said.split())
    if words > _MOST_WORDS or any(map(str.isdigit, desk.said)) or desk.understanding.facts.tells_anything:
        return False
    if _CONFIRMS.match(text) or _AGAINST.match(text):
        return True
    if last.verdict is not None and _YES_OR_NO.search(text):
        return True
    return _DOUBTS.match(text) is not None and (words <= _SHORT or _REPORTS.search(text) is not None)


def stand_by(desk: Desk) -> Draft:
    """What was answered, and each text it rests on, in force since the day it says."""
    last = _doubted(desk)
    assert last is not None
    told = _summary(last)
    assert told is not None
    # Those that the summary rests on, then the others.
    cited = (*(last.citations[number - 1] for number in told.citations), *last.citations)
    refs = [ref for ref in dict.fromkeys(one.ref for one in cited) if desk.citer.knows(ref)][:_QUOTED]
    said, days = texts_since(desk, refs)
    numbers = tuple(number for sentence in said for number in sentence.citations)
    name = "reponse_a_verifier" if last.verdict_to_check else "reponse_maintenue"
    opening = [desk.say(name, numbers, words=told.text), desk.say("comparer_les_textes")]
    return Draft(
        blocks=(*block(BlockKind.SUMMARY, opening), *block(BlockKind.PARAGRAPH, said, "Textes de référence")),
        citations=desk.citer.citations,
        follow_ups=last.follow_ups,
        evidence=desk.evidence((told.text, *days)),
    )


def _doubted(desk: Desk) -> Answer | None:
    """The last answer that was not already this one again."""
    answers = (answer for answer in reversed(desk.previous_answers) if answer.intent != Intent.SOURCES.value)
    return next(answers, None)


def _summary(answer: Answer) -> Sentence | None:
    """The sentence that answered, on its texts: it is what is doubted."""
    said = (sentence for part in answer.blocks if part.kind is BlockKind.SUMMARY for sentence in part.sentences)
    return next((sentence for sentence in said if sentence.citations), None)


def texts_since(desk: Desk, refs: Iterable[str]) -> tuple[list[Sentence], list[str]]:
    """Each text, followed by the day since when it is in force so worded where it says one; those days."""
    said: list[Sentence] = []
    days: list[str] = []
    for ref in refs:
        quoted = reference_text(desk, ref)
        said.append(quoted)
        since = desk.toolbox.article(ref, desk.on).in_force_since
        if since is not None:
            days.append(french_date(since))
            said.append(desk.say("en_vigueur_depuis", quoted.citations, day=days[-1]))
    return said, days
