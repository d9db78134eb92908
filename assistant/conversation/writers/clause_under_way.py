"""What the general terms say of a social clause under way: the conclusion first, then the sentences it rests on."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Sentence, Verdict
from assistant.conversation.citing import label_of
from assistant.conversation.clause_under_way import SUBCONTRACTS, UnderWay, under_way
from assistant.conversation.question_form import Modality, asks_openly, is_closed, modality
from assistant.conversation.quoting import abridged
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.conversation.writers.law import SCOPES
from assistant.folding import folded
from assistant.market import MarketNature

_CHANGE_REF = "L2194-1"
_ABOUT_ONE = frozenset({Intent.HOURS, Intent.CLAUSE, Intent.CLAUSE_UPDATE})
_ELIGIBLE = "L'éligibilité des publics doit être établie préalablement"
_HIRED = "Les heures effectuées par les personnes en insertion via l'embauche directe"
_LENT = "par la mise à disposition de salariés en insertion"
_IN_TIME = "L'ensemble des actions mises en œuvre"
_RESPONSIBLE = "Le recours à la sous-traitance n'exonère pas le titulaire"
_COMMITS = "Le titulaire s'engage à réaliser une action d'insertion"
_PENALTY = "Le titulaire se voit appliquer une pénalité forfaitaire"
# The first words of the sentences quoted, alike in both general terms.
_QUOTED = {
    UnderWay.PROOFS: (
        _ELIGIBLE,
        "Ces informations, ainsi que la fréquence",
        "Les renseignements utiles détaillés",
    ),
    UnderWay.PAPERS_MISSING: ("En cas de non-transmission",),
    UnderWay.MEETINGS: (
        "Ces informations, ainsi que la fréquence",
        "une réunion de mise au point de l'action d'insertion",
        "des réunions de suivi de la clause d'insertion",
        "un bilan annuel",
        "un bilan final",
    ),
    UnderWay.DIFFICULTY: (
        "toute difficulté pour assurer son engagement",
        "étudie avec le titulaire",
        "de difficultés dans la mise en œuvre",
    ),
    UnderWay.SUBCONTRACTOR: (_RESPONSIBLE, "il restera responsable", "Les pénalités sont supportées"),
    UnderWay.LENT: (_LENT,),
    UnderWay.AFTERWARDS: (_IN_TIME,),
    UnderWay.OTHER_CONTRACT: (_IN_TIME, "le titulaire peut solliciter auprès de l'acheteur la globalisation"),
    UnderWay.TRAINING: ("Si la formation fait partie du contrat de travail",),
    UnderWay.COUNTED: (_IN_TIME, _HIRED, _LENT),
    UnderWay.ALREADY_HIRED: (_ELIGIBLE, _HIRED),
    UnderWay.SUPERVISION: (_HIRED, _ELIGIBLE),
    UnderWay.UNWRITTEN_PENALTY: (_PENALTY, "toute difficulté pour assurer son engagement"),
    UnderWay.LOCAL_PEOPLE: (
        "les profils de publics éligibles",
        "bénéficiaires du RSA en recherche d'emploi",
        "habitants des quartiers prioritaires",
        "selon une ou plusieurs des modalités suivantes",
    ),
    UnderWay.TAKEN_OVER: (_COMMITS,),
    UnderWay.NOTICE: (_PENALTY, "de difficultés dans la mise en œuvre"),
}
# Read with the general terms: what binds the buyer beside them.
_READ_WITH = {
    UnderWay.LOCAL_PEOPLE: ("L3",),
    UnderWay.TAKEN_OVER: (_CHANGE_REF,),
}
_PERMITTED = {
    UnderWay.SUBCONTRACTOR: Verdict.SOUS_CONDITIONS,
    UnderWay.TRAINING: Verdict.SOUS_CONDITIONS,
    UnderWay.OTHER_CONTRACT: Verdict.SOUS_CONDITIONS,
    UnderWay.LENT: Verdict.OUI,
    UnderWay.AFTERWARDS: Verdict.NON,
    UnderWay.UNWRITTEN_PENALTY: Verdict.NON,
    UnderWay.NOTICE: Verdict.NON,
}
_MAY = re.compile(r"\b(?:peu[txv]\w*|puis|pouvons|possible|droit)\b")
_ASKED = frozenset({Modality.PERMITTED, Modality.FACT})
_CHANGES = re.compile(r"\bprolong\w*|\bavenants?\b|\bmodifi\w+")
_RISKS = re.compile(r"\bpenal\w+|\brisqu\w+")
_SAY_THE_PENALTY = frozenset(
    {
        UnderWay.DIFFICULTY,
        UnderWay.SUBCONTRACTOR,
        UnderWay.PAPERS_MISSING,
        UnderWay.UNWRITTEN_PENALTY,
        UnderWay.NOTICE,
    }
)
# « Elle peut s'en sortir comme ça ? »: what the firm says is not yet what releases it.
_GETS_OUT = re.compile(
    r"\bs'en (?:sort\w*|tire\w*)|\b(?:y )?echapp\w+|\bdispens\w+|\bexoner\w+|\blibere\w*|\bexcus\w+|\bsuffi\w+|\bvalable\b"
)
_WITHOUT = re.compile(r"\bsans (?:\w+ )?(?:mise|mettre)\b")
_RELEASED = re.compile(
    r"\b(?:plus|pas) (?:\w+ ){0,2}(?:responsable|tenu|concerne|penalise|redevable)\w*"
    r"|\bdegag\w+|\bexoner\w+|\bdecharg\w+|\blibere\w*"
)
# The training of somebody hired under such a contract is part of it.
_APPRENTICE_HIRED = re.compile(
    r"\b(?:embauch|recrut|engag)\w*\b.{0,30}"
    r"\b(?:apprentie?|alternante?|(?:en |contrat )(?:d'|de )?(?:apprentissage|alternance|professionnalisation))\b"
)
NEXT = {
    UnderWay.PROOFS: "Que faire si le titulaire n’envoie pas les justificatifs d’insertion ?",
    UnderWay.PAPERS_MISSING: "Quels justificatifs demander pour les heures d’insertion ?",
    UnderWay.MEETINGS: "Quels justificatifs demander pour les heures d’insertion ?",
    UnderWay.DIFFICULTY: "Les heures d’insertion peuvent-elles être faites après la fin du marché ?",
    UnderWay.SUBCONTRACTOR: "Peut-on passer par une ETTI pour les heures d’insertion ?",
    UnderWay.LENT: "Combien de temps comptent les heures d’une personne en insertion embauchée ?",
    UnderWay.AFTERWARDS: "Peut-on globaliser les heures d’insertion avec un autre marché ?",
    UnderWay.OTHER_CONTRACT: "Les heures d’insertion peuvent-elles être faites après la fin du marché ?",
    UnderWay.TRAINING: "Combien de temps comptent les heures d’une personne en insertion embauchée ?",
    UnderWay.COUNTED: "Les heures de formation comptent-elles dans la clause d’insertion ?",
    UnderWay.ALREADY_HIRED: "Quels justificatifs demander pour les heures d’insertion ?",
    UnderWay.SUPERVISION: "Les heures de formation comptent-elles dans la clause d’insertion ?",
    UnderWay.UNWRITTEN_PENALTY: "Quels justificatifs demander pour les heures d’insertion ?",
    UnderWay.LOCAL_PEOPLE: "Quels justificatifs demander pour les heures d’insertion ?",
    UnderWay.TAKEN_OVER: "Quels justificatifs demander pour les heures d’insertion ?",
    UnderWay.NOTICE: "Que faire si le titulaire n’envoie pas les justificatifs d’insertion ?",
}


def asked_under_way(desk: Desk) -> UnderWay | None:
    """What the message asks of a social clause under way, where the general terms hold it; ``None`` elsewhere."""
    told = desk.understanding.facts
    if told.amount_ht or told.amount_ttc or told.amount_per_year:
        # A market told with its sum is asked about before it is under way.
        return None
    last = desk.previous_answers[-1].citations if desk.previous_answers else ()
    on_the_clause = desk.previous_intent in _ABOUT_ONE or any(one.ref in SCOPES for one in last)
    topic = under_way(desk.said, continued=on_the_clause, before=desk.before) if desk.is_ordinary else None
    return topic if topic is not None and desk.citer.knows(_ref(desk)) else None


def write_under_way(desk: Desk, topic: UnderWay) -> Draft:
    """The conclusion, and the sentences of the general terms that give it."""
    ref = _ref(desk)
    article = desk.toolbox.article(ref, desk.on)
    risks = topic not in _SAY_THE_PENALTY and _RISKS.search(folded(desk.said)) is not None
    wanted = (*_QUOTED[topic], *((_PENALTY,) if risks else ()))
    numbers = desk.citer.cite(ref, wanted[0], "exécution de la clause d’insertion")
    verdict = _verdict(desk, topic)
    label = label_of(article)
    words = abridged(article, wanted)
    said = desk.summarise(verdict, desk.sentences.render(topic.value), numbers)
    gets_out = topic is UnderWay.DIFFICULTY and _GETS_OUT.search(folded(desk.said))
    first = [desk.say("suivi_difficulte_dite")] if gets_out else []
    quoted = desk.say("texte_dit", numbers, label=f"L’{label}", words=words)
    return Draft(
        verdict=verdict,
        blocks=(
            *block(BlockKind.SUMMARY, [*first, said, *([desk.say("suivi_penalite", numbers)] if risks else [])]),
            *block(BlockKind.PARAGRAPH, [quoted, *_by_the_other(desk, ref, wanted[0])]),
            *block(BlockKind.PARAGRAPH, [desk.say(SCOPES[ref])]),
            *block(BlockKind.PARAGRAPH, _read_with(desk, topic), "À lire avec"),
        ),
        citations=desk.citer.citations,
        follow_ups=(NEXT[topic],),
        evidence=desk.evidence(),
    )


def _by_the_other(desk: Desk, ref: str, words: str) -> list[Sentence]:
    """The same rule in the other general terms, where nothing tells which are those of the contract."""
    if desk.facts.nature is not None or desk.previous_answers:
        return []
    other = next(one for one in SCOPES if one != ref)
    if not desk.citer.knows(other):
        return []
    article = desk.toolbox.article(other, desk.on)
    numbers = desk.citer.cite(other, words, "exécution de la clause d’insertion")
    return [desk.say("texte_dit", numbers, label=f"L’{label_of(article)}", words=abridged(article, (words,)))]


def _read_with(desk: Desk, topic: UnderWay) -> list[Sentence]:
    """What binds beside the general terms, as the changes of a contract where a difficulty makes one think of an amendment."""
    thought_of = topic is UnderWay.DIFFICULTY and _CHANGES.search(folded(desk.said))
    refs = (_CHANGE_REF,) if thought_of else _READ_WITH.get(topic, ())
    return [reference_text(desk, ref) for ref in refs if desk.citer.knows(ref)]


def _ref(desk: Desk) -> str:
    """The general terms of the contract: those of its nature, else those of the last answer, else those of works."""
    if desk.facts.nature is not None:
        return CCAG_REFS.get(desk.facts.nature.value, CCAG_REFS[MarketNature.SERVICES])
    last = desk.previous_answers[-1].citations if desk.previous_answers else ()
    return next((one.ref for one in last if one.ref in SCOPES), CCAG_REFS[MarketNature.TRAVAUX])


def _verdict(desk: Desk, topic: UnderWay) -> Verdict | None:
    text = folded(desk.said)
    # « … n'a pas tenu la clause et le CCAP n'en dit rien, on peut la pénaliser ? »: « tenu » tells no duty asked.
    may = topic is UnderWay.UNWRITTEN_PENALTY and _MAY.search(text) is not None
    asked = is_closed(desk.said) and not asks_openly(desk.said) and (may or modality(desk.said) in _ASKED)
    verdict = _PERMITTED.get(topic) if asked else None
    if topic is UnderWay.NOTICE and not _WITHOUT.search(text):
        return None
    if verdict is not None and topic is UnderWay.SUBCONTRACTOR and _RELEASED.search(text):
        return Verdict.NON
    if verdict is not None and topic is UnderWay.TRAINING and _APPRENTICE_HIRED.search(text):
        return Verdict.OUI
    # « Peut-on lui sous-traiter les heures ? »: it lends people, and is no subcontractor.
    subcontracted = topic is UnderWay.LENT and SUBCONTRACTS.search(text)
    return Verdict.SOUS_CONDITIONS if verdict is not None and subcontracted else verdict
