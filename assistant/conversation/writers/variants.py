"""Are variants allowed, must they be looked at? They are unless the consultation says otherwise (CCP L2151-2)."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_REF = "L2151-2"
# Installed, the articles of the decree answer what is asked beside it.
_DETAILED = "R2151-9"
_VARIANTS = re.compile(r"\bvariantes?\b")
_ALLOWED = re.compile(
    r"\baccept\w+|\bautoris\w+|\bpermi\w+|\boblig\w+|\binterdi\w+|\brefus\w+|\brejet\w+|\becart\w+|\bd'office\b|\badmis\w*"
    r"|\brecevables?\b"
)
# Variants that the buyer asks for, why one is turned down, or how they are compared, are other questions.
_OF_ELSE = re.compile(
    r"\bexig\w+|\bimpos\w+|\bobliger\b|\bpresenter\b|\bparce qu|\bau motif\b|\btransform\w+"
    r"|\bminimal\w*|\bnot(?:er|e|ees?)\b|\bcompar\w+|\bclass\w+|\bpse\b|\bcombien\b"
)
_SILENT = re.compile(
    r"\b(?:ne |n')?(?:dit|disent|parle\w*|precise\w*|prevoi\w*|mentionne\w*|indique\w*) (?:rien|pas)\b|\bsilen\w+|\bmuets?\b"
    r"|\brien (?:d')?(?:ecrit|dit|mis|precise|prevu|mentionne|indique)\b|\bpas (?:ete )?(?:ecrit|precise|prevu|dit|mis"
    r"|mentionne|indique)\w*"
)
# What the consultation forbids, or makes a duty, is no silence.
_FORBIDDEN = re.compile(
    r"\b(?:dit|precise|indique|mentionne|veut|voulait) pas de variante|\b(?:a|avons|ai|avait) (?:interdit|exclu|refuse)\w*\b"
    r"|\b(?:rc|avis|reglement|dce|consultation|documents?) (?:interdi\w+|exclu\w+)|\bvariantes? (?:\w+ ){0,3}obligatoires?\b"
)
_TURNS_DOWN = re.compile(r"\brefus\w+|\brejet\w+|\becart\w+|\binterdi\w+")
_ADAPTED = re.compile(r"\bmapa\b|\bprocedures? adaptees?\b")
_FORMAL = re.compile(r"\bappels? d'offres?\b|\bao\b|\bprocedures? formalisees?\b")
_FEW_WORDS = 9


def asks_of_variants(desk: Desk) -> bool:
    """Whether a message asks if variants are allowed, or few words go on with that question for another procedure."""
    text = folded(desk.said)
    if (
        _OF_ELSE.search(text)
        or _FORBIDDEN.search(text)
        or not desk.is_ordinary
        or not desk.citer.knows(_REF)
        or desk.citer.knows(_DETAILED)
    ):
        return False
    if _VARIANTS.search(text):
        return _ALLOWED.search(text) is not None and is_closed(desk.said)
    told = _ADAPTED.search(text) or _FORMAL.search(text) or _SILENT.search(text)
    few = len(text.split()) <= _FEW_WORDS and told is not None
    before = folded(desk.before)
    return few and _VARIANTS.search(before) is not None and _ALLOWED.search(before) is not None


def write_variants(desk: Desk) -> Draft:
    """What the procedure told allows, and where the contrary must have been said."""
    whole = folded(f"{desk.before} {desk.said}")
    asked = folded(desk.said if _VARIANTS.search(folded(desk.said)) else desk.before)
    told = folded(desk.said)
    kinds = (_ADAPTED.search(told), _FORMAL.search(told))
    if kinds == (None, None):
        kinds = (_ADAPTED.search(whole), _FORMAL.search(whole))
    name = "variantes_toutes"
    if bool(kinds[0]) is not bool(kinds[1]):
        name = "variantes_adaptee" if kinds[0] else "variantes_formalisee"
    numbers = desk.citer.cite(_REF, used_for="variantes")
    verdict = Verdict.SOUS_CONDITIONS
    if _SILENT.search(whole):
        verdict = Verdict.NON if _TURNS_DOWN.search(asked) else Verdict.OUI
    said = desk.summarise(verdict, desk.sentences.render(name), numbers)
    return Draft(
        verdict=verdict,
        blocks=(*block(BlockKind.SUMMARY, [said]), *block(BlockKind.PARAGRAPH, [reference_text(desk, _REF)])),
        citations=desk.citer.citations,
        evidence=desk.evidence(),
    )
