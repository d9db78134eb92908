"""« La clause sociale, c’est aussi pour les services ou que les travaux ? »: the articles make no difference between purchases."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import decision_texts, reference_text, side_told, without_opening
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_CLAUSE = re.compile(
    r"\bclauses? (?:sociales?|d'insertion|d'execution sociale)|\bconditions? (?:d'execution )?sociales?|\bconsiderations? sociales?"
    r"|\bheures? d'insertion|\bde l'insertion\b|\bdu social\b"
)
_BOUGHT = r"(?:travaux|chantiers?|batiment|btp|fournitures|services|nettoyage|espaces verts|prestations?|marches? de \w+)"
_ONLY = re.compile(
    rf"\b(?:que|seulement|uniquement|juste|exclusivement|qu'(?:aux|en|au)|rien que"
    r"|reservee?s? (?:aux?|a la)|limitee?s? (?:aux?|a la))"
    rf" (?:(?:pour|sur|dans|en|aux?|a|de|des|les?|la|marches?) )*{_BOUGHT}\b"
)
# Denied, or of one purchase that is to have the clause, it is another question.
_DENIED = re.compile(
    r"\b(?:pas|plus) (?:que|seulement|uniquement|juste|exclusivement)\b|\bfaux\b|\bpeut[- ]on\b|\bpuis[- ]je\b|\bmettre\b"
    r"|\bcalcul\w*|\bde plus de\b|\bn'(?:est|etait) pas (?:reserv|limit)\w+|\b(?:achet\w+|achat\w*|pass(?:e|ons|ent)|veux|voulons"
    r"|uniquement (?:sur|dans)|seulement (?:sur|dans))\b"
)
_OPEN = re.compile(r"\b(?:combien|comment|quel\w*|pourquoi|quand|qui)\b")
_ALSO = re.compile(r"\baussi\b|\begalement\b|\bautre chose que\b")
_OF_ELSE = re.compile(
    r"\bque des? (?:heures|entreprises)|\breserver\b|\bsous-?trait\w*|%|\bpenalit\w*|\bconcession\w*|\bcriteres?\b|\bccag\b"
    r"|\blots?\b"
)
_CLAUSES, _DUTY = "L2112-2", "L2112-2-1"


def any_purchase_asked(desk: Desk) -> Draft | None:
    """The answer to who asks whether a social clause is for works alone, or for another purchase too; ``None`` elsewhere."""
    text = folded(desk.said)
    only = _ONLY.search(text)
    if only is None or _CLAUSE.search(text) is None or _OPEN.search(text):
        return None
    if _OF_ELSE.search(text) or _DENIED.search(text) or not desk.is_ordinary:
        return None
    # « C'est aussi pour la maîtrise d'œuvre ou que les travaux ? » is a yes, « c'est que pour les travaux ? » a no.
    verdict = Verdict.OUI if _ALSO.search(text) or " ou " in text[: only.start() + 1] else Verdict.NON
    # Works named as the only ones are not what is bought.
    told = desk.facts.amount_ht or desk.facts.amount_per_year
    facts = desk.facts if told or verdict is Verdict.OUI else desk.facts.model_copy(update={"nature": None})
    decision = desk.toolbox.obligation(facts, desk.on, side_told(desk))
    clauses = desk.citer.cite(_CLAUSES, used_for="clause sociale de tout marché")
    duty = desk.citer.cite(_DUTY, used_for="obligation de prévoir une considération sociale")
    summary = desk.sentences.render("clause_de_tout_marche")
    said = [
        desk.summarise(verdict, summary, clauses, duty),
        desk.say("phrase", duty, text=without_opening(decision.summary)),
    ]
    return Draft(
        verdict=verdict,
        blocks=(
            *block(BlockKind.SUMMARY, said),
            *block(
                BlockKind.PARAGRAPH,
                [reference_text(desk, ref) for ref in (_CLAUSES, _DUTY)],
                "Textes de référence",
            ),
        ),
        citations=desk.citer.citations,
        questions=decision.questions[:2],
        follow_ups=("Rédige la clause d’insertion", "Combien d’heures ?"),
        evidence=desk.evidence(decision_texts(decision)),
    )
