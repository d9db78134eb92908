"""Read a question to the directory: kinds, way of working, radius and SIRET named in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.partners.preferences import either, is_preferred
from assistant.partners.query import Way
from assistant.partners.radius import read_radius
from assistant.partners.refusals import is_refused
from assistant.partners.words import fold
from corpus.models import StructureKind

_K = StructureKind
_SIAE = frozenset(kind for kind in StructureKind if kind.is_siae)
_ADAPTED = frozenset(kind for kind in StructureKind if kind.is_adapted)
_TEMP = frozenset((_K.ETTI, _K.EATT))

# Longest wording first: the words of one are taken out of the question before the next is looked for.
_KIND_WORDINGS: tuple[tuple[str, frozenset[StructureKind]], ...] = (
    (r"entreprises? adaptees? (?:de travail temporaire|d interim)", frozenset((_K.EATT,))),
    (r"entreprises? de travail temporaire d insertion", frozenset((_K.ETTI,))),
    (r"(?:agences? d )?interim (?:d )?insertion", frozenset((_K.ETTI,))),
    (r"entreprises? d insertion par le travail independant", frozenset((_K.EITI,))),
    (r"structures? (?:de l |d )?insertion par l activite economique", _SIAE),
    (r"insertion par l activite economique", _SIAE),
    (r"ateliers?(?: et)? chantiers? d insertion|chantiers? d insertion", frozenset((_K.ACI,))),
    (r"entreprises? d insertion", frozenset((_K.EI,))),
    (r"associations? intermediaires?", frozenset((_K.AI,))),
    (r"(?:entreprises?|boites?|societes?) adaptees?", frozenset((_K.EA, _K.EATT))),
    (
        r"(?:etablissements?|services?)[\w ]{0,25} (?:d aide|d accompagnement) par le travail",
        frozenset((_K.ESAT,)),
    ),
    (r"groupements? d employeurs?(?: pour l insertion et la qualification)?", frozenset((_K.GEIQ,))),
    (r"regies? de (?:quartiers?|territoires?)", frozenset((_K.REGIE,))),
    (r"secteur (?:protege|adapte)(?: et adapte)?|travailleurs? handicapes?|stpa|handicap", _ADAPTED),
    (r"siae|iae", _SIAE),
    (r"etti", frozenset((_K.ETTI,))),
    (r"eatt", frozenset((_K.EATT,))),
    (r"eiti", frozenset((_K.EITI,))),
    (r"acis?", frozenset((_K.ACI,))),
    (r"esats?", frozenset((_K.ESAT,))),
    (r"geiqs?", frozenset((_K.GEIQ,))),
    (r"interim(?:aires?)?|travail temporaire", _TEMP),
)
# Two letters are an acronym only in capitals: « ai » and « ea » are words or parts of words.
_SHORT_ACRONYMS = re.compile(r"(?<!\w)(?<![jJ][’'])(EI|EA|AI)(?![\w’'])")
_STAFF = re.compile(
    r"mis(?:e|es|er)? a (?:la )?dispo(?:sition)?(?: de)?"
    r"(?: personnel| salaries?| main d o?e?uvre| travailleurs?)?"
    r"|met(?:tre|tent|tez)? (?:du personnel |des salaries |des agents |des travailleurs |quelqu un |une? \w+ )?a dispo(?:sition)?"
    r"|pret(?:e|er|s|ent)? (?:du |de la |des |de |d )?(?:personnel|main d o?e?uvre|salaries?|(?=agents?))"
    r"|interim(?:aires?)?|travail temporaire|renforts? (?:de )?(?:personnel|en personnel)|remplacements? d agents?"
)
_SUBCONTRACTING = re.compile(r"sous trait(?:ance|ants?|er)(?! industrielle)")
_DIRECT = re.compile(r"attribu(?:tion directe|taires? directs?)|en direct\b")
_NUMBER = re.compile(r"(?<!\d)\d(?:[\s. \u202f]?\d){8}(?:(?:[\s. \u202f]?\d){5})?(?!\d)")
_ARTICLE = r"(?:a\s+)?(?:les?\s+|la\s+|l\s+|de\s+|d\s+|des\s+|aux?\s+|une?\s+)?"
_LEFT_OUT = re.compile(
    r"\b(?:enleve[rz]?|oublie[rz]?|retire[rz]?|supprime[rz]?|ote[rz]?|exclu\w*|ecarte[rz]?|sans|hors|sauf|ni|a part"
    r"|plutot que?|autres? (?:choses? )?que?)\s+(?:moi\s+)?"
    # « Enlevez les ESAT, les EA » goes on after the comma; « ni ESAT ni EA, une EI » does not.
    rf"(?:{_ARTICLE}(?:\w*\s*(?:et|ni|ou)\s+{_ARTICLE})?|les\s+\w*\s*,\s*les\s+)$"
)
_SEPARATORS = re.compile(r"[^\w]")
_CUTS = re.compile(r"[,.;!?\n]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a question say; ``rest`` is the same text, blanked where something was read.

    ``left_out`` are the kinds it turns down, ``preferred`` those it would rather have, beside the others.
    """

    kinds: frozenset[StructureKind]
    preferred: frozenset[StructureKind]
    left_out: frozenset[StructureKind]
    way: Way | None
    radius_km: int | None
    number: str | None
    rest: str


def read(text: str) -> Reading:
    """The kinds, way, radius and SIRET (or SIREN) a question names; character positions are kept in ``rest``."""
    rest = text
    number = _NUMBER.search(rest)
    if number:
        rest = _blank(rest, number.start(), number.end())
    radius = read_radius(_aligned(rest))
    if radius:
        rest = _blank(rest, radius.start, radius.end)
    way, rest = _way(rest)
    if welcome := either(_aligned(rest)):
        rest = _blank(rest, welcome.start(), welcome.end())
    kinds, preferred, left_out, rest = _kinds(rest)
    return Reading(
        kinds=kinds,
        preferred=preferred,
        left_out=left_out,
        way=way,
        radius_km=radius.km if radius else None,
        number=re.sub(r"\D", "", number.group()) if number else None,
        rest=rest,
    )


def _way(text: str) -> tuple[Way | None, str]:
    folded = _aligned(text)
    found: Way | None = None
    for way, pattern in ((Way.STAFF, _STAFF), (Way.SUBCONTRACTING, _SUBCONTRACTING), (Way.DIRECT, _DIRECT)):
        for match in re.finditer(rf"\b(?:{pattern.pattern})\b", folded):
            found = found or way
            if not match.group().startswith(("interim", "travail temporaire")):
                text = _blank(text, match.start(), match.end())
    return found, text


def _kinds(
    text: str,
) -> tuple[frozenset[StructureKind], frozenset[StructureKind], frozenset[StructureKind], str]:
    """The kinds named, less those to leave out: of all of them, where none is asked for; those preferred; those left out."""
    kinds: set[StructureKind] = set()
    preferred: set[StructureKind] = set()
    out: set[StructureKind] = set()

    def named(kept: frozenset[StructureKind], match: re.Match[str]) -> str:
        before, after = _clauses(text)[: match.start()], text[match.end() :]
        refused = _LEFT_OUT.search(before) or is_refused(before, after)
        rather = is_preferred(_aligned(before), _aligned(after))
        (out if refused else preferred if rather else kinds).update(kept)
        return _blank(text, match.start(), match.end())

    for match in _SHORT_ACRONYMS.finditer(text):
        text = named(frozenset((StructureKind(match.group(1)),)), match)
    for wording, those in _KIND_WORDINGS:
        for match in re.finditer(rf"\b(?:{wording})\b", _aligned(text)):
            text = named(those, match)
    if out:
        # « Plutôt une AI, pas d’ESAT » chooses.
        kinds, preferred = kinds | preferred, set()
    if out and not kinds - out:
        kinds = set(StructureKind)
    return frozenset(kinds - out), frozenset(preferred - out), frozenset(out), text


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _clauses(text: str) -> str:
    """The text as ``_aligned`` gives it, with what cuts a sentence kept in its place."""
    return "".join(cut if _CUTS.match(cut) else char for cut, char in zip(text, _aligned(text), strict=True))


def _aligned(text: str) -> str:
    """The folded text, punctuation as blanks, one character for one character."""
    return "".join(_SEPARATORS.sub(" ", fold(char)[:1] or " ") for char in text)
