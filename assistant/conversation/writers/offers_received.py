"""One offer alone, or a negotiation, asked of a consultation whose procedure is not told: what each procedure allows."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Sentence, Verdict
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_ALONE = re.compile(
    r"\b(?:une seule|1 seule|une unique|l'unique|la seule|qu'une(?: seule)?) (?:offre|reponse|candidature|proposition)\b"
    r"|\b(?:un seul|1 seul|qu'un(?: seul)?|le seul|l'unique) (?:pli|candidat|soumissionnaire|repondant)\b"
    r"|\b(?:un seul|une seule) \w+ (?:a|qui a|nous a) (?:repondu|candidate|remis)\b"
)
_AWARDS = re.compile(
    r"\battribu\w+|\bretenir\b|\bchoisir\b|\bsigner\b|\baccepter\b|\bprendre\b|\bcontinuer\b|\bpoursuivre\b"
    r"|\bvalable\b"
    r"|\blui (?:donner|confier)\b"
)
_STARTS_ANEW = re.compile(r"\brelanc\w+|\brecommenc\w+|\brefaire\b|\binfructu\w+|\bsans suite\b|\bannul\w+")
# What is wrong with the offer, and how long to wait before signing, are settled by other articles.
_OF_ITS_FAULTS = re.compile(
    r"\birreguli\w+|\binaccept\w+|\binapproprie\w*|\bincomplet\w*|\banormal\w*|\btrop (?:chere?|elevee?|basse)\b"
    r"|\bau[- ]dessus\b|\bhors\b"
    r"|\breserv\w+|\bdepass\w+|\bretard\b|\bdelais?\b|\battend\w+|\bavant de sign\w+|\bnotifi\w+|\bnegoci\w+"
    r"|\blots?\b|\baccords?[- ]cadres?\b|\b(?:chaque|un meme) candidat\b|\b(?:remettre|deposer|presenter) qu'une\b"
)
_NEGOTIATES = re.compile(r"\bnegoci(?:er|e|ons|ez|ation)\b")
# A named procedure, or what was written of the negotiation, is answered by its article.
_TOLD_MORE = re.compile(
    r"\bmapa\b|\badaptee?s?\b|\bappels? d'offres?\b|\bao\b|\bformalisee?s?\b|\bdialogue\b|\bconcession\w*|\bdsp\b"
    r"|\bsans (?:publicite|mise en)\b"
    r"|\becrit\w*|\bprevu\w*|\btrace\b|\bavenant\w*|\btitulaire\b|\bprix (?:du|de l'avenant)\b|\bcombien\b|\bavec (?:tous"
    r"|toutes|plusieurs|les trois)\b"
    r"|\bdevis\b|\bgre a gre\b|\bprocedures? (?:avec|de) negociation\b|\blaureat\w*|\bconcours\b|\bcriteres?\b|\bexigences?\b"
    r"|\btours?\b|\bphases?\b|\belimin\w+|\bconception\b|\bentites? adjudicatrices?\b"
    r"|\binsertion\b|\bheures?\b|\bclauses?\b|\battributaires?\b|\bretenue?\b|\d"
    # Nobody answered: what may follow is another article's.
    r"|\b(?:aucune?|zero|pas d'|pas une seule) ?(?:offre|reponse|candidat\w*|pli)s?\b|\bpersonne n'a\b|\brien (?:recu|obtenu)\b"
    r"|\binfructu\w+|\bsans suite\b|\b(?:en )?direct(?:ement)?\b"
)
# Installed, the articles on the procedure with negotiation answer by themselves.
_NEGOTIATED = "R2161-17"
_ASKS_WHETHER = frozenset({Modality.PERMITTED, Modality.FACT})
_ADAPTED, _TENDER, _TO_REJECT = ("R2123-4", "R2123-5"), "L2124-2", "L2152-1"


def asks_of_one_offer(desk: Desk) -> bool:
    """Whether a message asks if the only offer received may be accepted, or the consultation must be started anew."""
    text = folded(desk.said)
    must_start_anew = _STARTS_ANEW.search(text) is not None and modality(desk.said) is Modality.REQUIRED
    follows = _AWARDS.search(text) is not None or must_start_anew
    asked = _ALONE.search(text) is not None and follows and is_closed(desk.said)
    return asked and desk.is_ordinary and _OF_ITS_FAULTS.search(text) is None and desk.citer.knows(_TO_REJECT)


def asks_to_negotiate(desk: Desk) -> bool:
    """Whether a closed question asks to negotiate offers, the procedure not being told."""
    text = folded(desk.message)
    asked = _NEGOTIATES.search(folded(desk.said)) is not None and modality(desk.said) in _ASKS_WHETHER
    closed = is_closed(desk.said) and _TOLD_MORE.search(text) is None
    known = all(desk.citer.knows(ref) for ref in (*_ADAPTED, _TENDER)) and not desk.citer.knows(_NEGOTIATED)
    return asked and closed and known and desk.is_ordinary


def write_one_offer(desk: Desk) -> Draft:
    """No text asks for a second offer: the one received is looked at like any other."""
    text = folded(desk.said)
    verdict: Verdict | None = Verdict.SOUS_CONDITIONS if _AWARDS.search(text) else Verdict.NON
    if modality(desk.said) is Modality.REQUIRED and not _STARTS_ANEW.search(text):
        # « Doit-on accepter la seule offre ? » is neither: it may be turned down for what is wrong with it.
        verdict = None
    numbers = desk.citer.cite(_TO_REJECT, used_for="offres à écarter")
    said = desk.summarise(verdict, desk.sentences.render("une_seule_offre"), numbers)
    return _draft(desk, verdict, said, (_TO_REJECT,), ("Peut-on négocier avec ce candidat ?",))


def write_negotiation(desk: Desk) -> Draft:
    """A procedure adapted to the need may provide for it; a call for tenders is without."""
    refs = (*_ADAPTED, _TENDER)
    numbers = tuple(number for ref in refs for number in desk.citer.cite(ref, used_for="négociation"))
    said = desk.summarise(Verdict.SOUS_CONDITIONS, desk.sentences.render("negocier_selon_la_procedure"), numbers)
    return _draft(desk, Verdict.SOUS_CONDITIONS, said, refs, ("Quelle procédure pour ce marché ?",))


def _draft(
    desk: Desk,
    verdict: Verdict | None,
    opening: Sentence,
    refs: tuple[str, ...],
    follow_ups: tuple[str, ...],
) -> Draft:
    quoted = [reference_text(desk, ref) for ref in refs]
    return Draft(
        verdict=verdict,
        blocks=(
            *block(BlockKind.SUMMARY, [opening]),
            *block(BlockKind.PARAGRAPH, quoted, "Textes de référence"),
        ),
        citations=desk.citer.citations,
        follow_ups=follow_ups,
        evidence=desk.evidence(),
    )
