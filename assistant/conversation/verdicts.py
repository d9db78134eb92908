"""Yes, no or under conditions: read from the margin notes asked the same way round, else from the text itself.

Convention: a permission that depends on a circumstance is « sous conditions »; a duty or a prohibition that has
exceptions keeps its principle (« oui », « non »), the exception being shown beside it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answer import Verdict
from assistant.conversation.citing import paragraph_with
from assistant.conversation.support import Support
from assistant.retrieval.lexicon import folded
from assistant.retrieval.search import ReadingMatch

_TRUSTED = 0.90


class Modality(StrEnum):
    """What a closed question asks of a conduct."""

    PERMITTED = "permis"
    REQUIRED = "obligatoire"
    FORBIDDEN = "interdit"
    FACT = "fait"


_OPEN = re.compile(
    r"\bquels?\b|\bquelles?\b|\bcombien\b|\bcomment\b|\bpourquoi\b|\blequel|\blaquelle|\blesquel|\ba quoi\b|\bde quoi\b|\bquoi\b"
    r"|\bqu'est|\bqu est|\bkesk|(^|[,;:.] ?|\bet |\bpuis )(qui|quand|ou|que|a qui|depuis quand|jusqu'a quand|jusqu'ou)\b"
    r"|\bque (dit|dois|doit|faut|faire|prevoi|se passe|risque|devient|signifie|contient|peut-on faire)|\bou (est-ce que|dois|doit)"
    r"|\ba partir de (combien|quand)|\b(montant|seuil|delai|duree) (maxi|mini)"
)
_CLOSED = re.compile(
    r"\b\w+-(t-)?(il|elle|on|ils|elles|je|nous|vous|ce)\b|\best[ -]ce qu|\best ce qu"
    r"|\b(je|on|nous|il|elle|ils|j') ?(peux|peut|pouvons|puis|dois|doi|doit|devons|ai le droit|a le droit|suis oblige)"
    r"|\b(peut|peux|puis|doit|dois|doi|faut|fo|suis|suffit) ?(t ?)?(on|je|il|elle|nous)\b|\bpeuvent\b|\bil faut\b"
    r"|\bc'est (permis|interdit|possible|obligatoire|legal|illegal|autorise|regulier|normal|ok|bon|grave)"
    r"|\bou (pas|non)\b|, (non|oui|si) ?\?|\by a[ -]t|\bun (souci|probleme)\b"
    r"|\bobligatoir\w* (si|pour|de|meme|en|ds|dans)|\bobliges?\b.*\?"
)
_CUES: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (Modality.FORBIDDEN, re.compile(r"\binterdi|\billegal|\bproscri|\bprohib")),
    (
        Modality.REQUIRED,
        re.compile(
            r"\bobligatoir|\boblige|\bobligation|\bdoi[ts]?\b|\bdoivent|\bdevons|\bfaut\b|\bimpos|\btenue?s?\b"
            r"|\bexige-|\bnecessaire|\bdispens|\bforcement|\bforce\b"
        ),
    ),
    (
        Modality.PERMITTED,
        re.compile(
            r"\bpeu[txv]|\bpuis\b|\bpouvons|\bpossible|\bpossibilite|\bdroit d|\bautoris|\bpermi|\bpourr|\breserva|\bont le droit"
        ),
    ),
)
_EXCEPTION = re.compile(r"\bsauf\b|\ba moins\b|\bsous reserve\b|\bexcept|\bstipulation contraire|\bderog")
_CONDITION = re.compile(
    r"\bsi\b|\bs'il|\blorsqu|\ba condition|\bsous reserve|\bpour autant|\bdans les (cas|conditions|limites)"
    r"|\bdans l'un des cas|\bne (peut|peuvent)\b.{0,80}\bque\b"
    r"|\ben cas d|\bsauf\b|\binferieur|\bsuperieur|\buniquement|\bexclusivement|\bseulement|\bau moins\b"
)
_DENIAL = re.compile(
    r"\bne (peut|peuvent|doit|doivent|saurait)\b(?!.{0,80}\bque\b)|\bn'est pas\b|\bne sont pas\b|\binterdi|\belimin|\brejet|\bnul\b"
    r"|\bgratuit|\bsans negociation|\bexclus?\b|\bn'ont pas\b|\bne (comport|donn|dispens|fait|font)\w*\b.{0,20}\bpas\b"
)
_FACULTY = re.compile(r"\b(peut|peuvent|a la faculte|est libre|librement)\b")
_RELEASE = re.compile(
    r"\bn'est pas (tenu|obligatoire|oblige)|\bne sont pas tenu|\bdispens|\bfacultati|\bpeut (decider de ne pas|ne pas)"
)


def is_closed(question: str) -> bool:
    """Whether a question is answered by yes or no; its questions decide, not what it tells before."""
    return any(_CLOSED.search(part) and not _OPEN.search(part) for part in _asked(question))


def modality(question: str) -> Modality:
    """What the question asks: is it permitted, required, forbidden, or is something so. The first cue wins."""
    text = " ".join(_asked(question))
    found = [(match.start(), kind) for kind, cues in _CUES if (match := cues.search(text))]
    return min(found, key=lambda cue: cue[0])[1] if found else Modality.FACT


def _asked(question: str) -> list[str]:
    """The sentences that end with a question mark, folded; the last sentence when none does."""
    text = folded(question).replace("\u00a0", " ").strip()
    sentences = [part for part in re.split(r"(?<=[?.!])\s+", text) if part.strip()]
    return [part for part in sentences if "?" in part] or sentences[-1:]


def verdict_of(question: str, support: Support) -> Verdict | None:
    """The verdict the texts give to a closed question, ``None`` when they do not decide."""
    asked = modality(question)
    noted = [note for note in support.notes if note.ask.verdict and note.similarity >= _TRUSTED]
    same = [note for note in noted if modality(note.ask.question) is asked]
    for note in same or noted:
        verdict = _from_note(note, asked, support)
        if verdict is not None:
            return verdict
    return _from_text(asked, support)


def _from_note(note: ReadingMatch, asked: Modality, support: Support) -> Verdict | None:
    verdict = Verdict(note.ask.verdict) if note.ask.verdict else None
    if verdict is None:
        return None
    condition = folded(note.reading.condition or "")
    known = modality(note.ask.question)
    if {asked, known} == {Modality.PERMITTED, Modality.FORBIDDEN}:
        verdict = {Verdict.OUI: Verdict.NON, Verdict.NON: Verdict.OUI}.get(verdict, verdict)
    elif asked is not known and Modality.FACT not in {asked, known}:
        return None
    if verdict is Verdict.SOUS_CONDITIONS and condition and _EXCEPTION.search(condition):
        return _principle(asked, support)
    if verdict is Verdict.OUI and asked is Modality.PERMITTED and _CONDITION.search(condition):
        return Verdict.SOUS_CONDITIONS
    return verdict


def _principle(asked: Modality, support: Support) -> Verdict:
    """The rule behind an exception: the duty or the prohibition stands, a permission stays conditional."""
    if asked in {Modality.REQUIRED, Modality.FORBIDDEN}:
        return Verdict.OUI
    words = folded(paragraph_with(support.article, support.anchor))
    return Verdict.NON if _DENIAL.search(words) else Verdict.SOUS_CONDITIONS


def _from_text(asked: Modality, support: Support) -> Verdict:
    words = folded(paragraph_with(support.article, support.anchor))
    denied, conditional = bool(_DENIAL.search(words)), bool(_CONDITION.search(words))
    if asked is Modality.REQUIRED:
        if _RELEASE.search(words) or (_FACULTY.search(words) and not re.search(r"\bdoi(t|vent)\b", words)):
            return Verdict.NON
        return Verdict.SOUS_CONDITIONS if conditional and not _EXCEPTION.search(words) else Verdict.OUI
    if asked is Modality.FORBIDDEN:
        return Verdict.OUI if denied else Verdict.NON
    if denied:
        return Verdict.NON
    # Without a jurist's note, a permission is never announced without its text's conditions.
    return Verdict.SOUS_CONDITIONS if asked is Modality.PERMITTED else Verdict.OUI
