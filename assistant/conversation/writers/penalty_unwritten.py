"""« Puis-je le pénaliser si le contrat n’en dit rien ? »: the general terms leave the sum of the penalty to the contract."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.citing import label_of
from assistant.conversation.question_form import Modality, asks_openly, is_closed, modality
from assistant.conversation.quoting import abridged
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.folding import folded

_PENALISES = re.compile(r"\bpenal\w+")
_UNWRITTEN = re.compile(
    r"\b(?:n'en|n'y|ne|n'a|n'est|pas|rien|aucune?|sans|muets?|oublie\w*)\b(?:\W+\w+){0,4}?\W+(?:prevoi\w*|prevu\w*|ecri\w+"
    r"|fix\w+|di[ts]|mentionn\w+|chiffre\w*"
    r"|parle\w*|inscri\w+|montant)\b|\b(?:contrat|marche|ccap|ccp|clause|cahier)s?(?:\W+\w+){0,2}?\W+(?:muets?|silencieux)\b"
    r"|\b(?:a|ai|avons|avait|est) (?:ete )?oublie\w*|\b(?:pas|aucune) (?:de )?(?:penalite|montant)s?(?:\W+\w+){0,3}?\W+(?:au"
    r"|dans le) (?:contrat|marche|ccap|ccp)\b"
)
_WHERE = re.compile(
    r"\bcontrats?\b|\bmarches?\b|\bcc[at]?p\b|\bclauses?\b|\bpieces\b|\bdocuments?\b|\bcahiers?\b|\becrit\w*"
    r"|\bprevu\w*|\bprevoi\w*"
)
_OF_THE_CLAUSE = re.compile(r"\binsertion\b|\bheures?\b|\d ?h\b|\bclauses? sociales?")
_OF_ELSE = re.compile(
    r"\bretards? de (?:livraison|paiement|chantier)|\bdelais? d'execution|\bsous-?trait\w*|\bredig\w*"
    r"|\bavenant\w*"
)
_MAY = re.compile(r"\b(?:peu[txv]\w*|puis|pouvons|possible|droit)\b")
_SUM = "Le titulaire se voit appliquer une pénalité forfaitaire"
_HELP = "toute difficulté pour assurer son engagement"
_EITHER = tuple(dict.fromkeys(CCAG_REFS.values()))


def penalty_unwritten(desk: Desk) -> Draft | None:
    """The answer to who asks of a penalty that the contract does not set, for hours of insertion; ``None`` elsewhere."""
    text = folded(desk.said)
    asked = _PENALISES.search(text) and _UNWRITTEN.search(text) and _WHERE.search(text)
    about = _OF_THE_CLAUSE.search(f"{text} {folded(desk.before)}")
    if not (asked and about) or _OF_ELSE.search(text) or not desk.is_ordinary:
        return None
    nature = desk.facts.nature.value if desk.facts.nature else None
    refs = [ref for ref in ((CCAG_REFS[nature],) if nature in CCAG_REFS else _EITHER) if desk.citer.knows(ref)]
    if not refs:
        return None
    closed = is_closed(desk.said) and not asks_openly(desk.said)
    may = _MAY.search(text) is not None and modality(desk.said) is not Modality.FORBIDDEN
    verdict = Verdict.NON if closed and may else None
    numbers = tuple(number for ref in refs for number in desk.citer.cite(ref, _SUM, "montant de la pénalité"))
    article = desk.toolbox.article(refs[0], desk.on)
    quoted = desk.say(
        "texte_dit", numbers[:1], label=f"L’{label_of(article)}", words=abridged(article, (_SUM, _HELP))
    )
    return Draft(
        verdict=verdict,
        blocks=(
            *block(
                BlockKind.SUMMARY,
                [desk.summarise(verdict, desk.sentences.render("penalite_non_ecrite"), numbers)],
            ),
            *block(BlockKind.PARAGRAPH, [quoted]),
        ),
        citations=desk.citer.citations,
        follow_ups=("Que faire si le titulaire ne fait pas les heures d’insertion ?",),
        evidence=desk.evidence(),
    )
