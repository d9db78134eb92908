"""The form of a question: whether yes or no answers it, what it asks of a conduct, and whether it denies it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from assistant.conversation.premises import without_ground
from assistant.folding import folded


class Modality(StrEnum):
    """What a closed question asks of a conduct."""

    PERMITTED = "permis"
    REQUIRED = "obligatoire"
    FORBIDDEN = "interdit"
    RELEASED = "dispensé"
    FACT = "fait"


_OPEN = re.compile(
    r"(?<!n'importe )(?<!nimporte )(?<!\btel )(?<!telle )(?<!tels )(?<!telles )\bquel(le)?s?\b(?! que (so|pu))(?! part\b)"
    r"|^(et |a |pour |sur )?quelle part\b|\bcombien\b|\bcomment\b|(?<!savoir )(?<!dire )\bpourquoi\b"
    r"|(?<!pour )(?<!dans )(?<!par )(?<!sur )(?<!avec )(?<!selon )(?<!\w a )\b(le|la|les)quel"
    r"|(?<!\bn'importe )\b[qk]u?oi\b(?! qu)"
    r"|\bqu'est|\bqu est|\bqu'(appelle|entend|arrive)|\bkesk|\b(a|par|de|chez|avec|pour) qui\b(?! (on|il|elle|je|nous) ve)(?! ca\b)"
    r"|\bd'ou\b|\bc'?est qui (?!que\b)"
    r"|^(et |mais |donc |alors |puis )?(qui|quand(?!\b[^?]*, \w)|ou|que|a partir|depuis quand|jusqu'a quand|jusqu'ou)\b"
    r"(?! (bien|non|pas)\b)"
    r"|[,;:.] ?(et |ou )?(qui|quand|que|ou) (est-ce|est ce|dois|doit|faut|peut|puis|faire|commence|trouver|publier)"
    r"|[:;] ?(quand|comment|combien|quel\w*|qui|ou)\b|, ?quand \w+ent\b"
    r"|\bou ?\?+$|\bque deviennent\b|\b(lit|trouve|ecri(t|re)|publie|met|mettre|dire)(-on|-t-on)? (ca |cela )?ou\b(?! non| pas)"
    r"|\bque (dit|dois|doit|faut|faire|prevoi|se passe|risque|devient|signifie|contient|peut-on faire)"
    r"|\ba partir de (combien|quand)|^(le )?(montant|seuil|delai|duree|taux) (\w+ )?(maxi|mini)"
    # « 72 000 € par an, procédure ? »
    r"|(^|[,;:.] ?|\d ?(k€|m€|€|euros|ht|par an) ?)(procedure|delai|montant|seuil|duree|penalite)s? ?\?*$"
)
# « Un devis ou une vraie consultation ? » asks which.
_WHICH = re.compile(r"\bou (?!pas\b|non\b|bien\b|faux\b|est-ce|est ce)\w+")
_VERB = (
    r"(est|sont|doit|doivent|peut|peuvent|peux|puis|dois|doi|faut|fo|suis|suit|compte|touche|part|court|ai|a|as|sommes|etes"
    r"|suffit|couvre|ont|va|vont|vaut|reste|oblige|dispense|permet|autorise|impose|interdit)"
)
_CLOSED = re.compile(
    rf"\b\w+-(t-)?(il|elle|on|ils|elles|je|nous|vous|ce)\b|\bes[tk]?[ -]?(ce )?qu|\b{_VERB} (t )?(je|nous|ce|on)\b"
    r"|\b(je|on|nous|il|elle|ils|j') ?(peux|peut|peu|pouvons|puis|dois|doi|doit|devons|ai le droit|a le droit|suis oblige)"
    r"|\b(?!(?:quand|si|comme|dont|ou|et|car|mais|donc|alors|que?)\b)\w+ (t )?(il|elle|ils|elles)\b"
    r"|\bpeu \w+(er|e|ir|re)\b|\bpeuvent\b|\bil faut\b|\bou (pas|non)\b|, (non|oui|si)\b|\bun (souci|probleme)\b|\bsommes[ -]nous\b"
    r"|\bc'est (permis|interdit|possible|obligatoire|legal|illegal|autorise|regulier|normal|ok|bon|grave)"
    r"|\b(possible|obligatoire|autorise|permis|interdit|valable|legal|illegal|exige|necessaire|applicable|facultati[fv])e?s?$"
    # Written in a hurry, « le mandataire peut signer à notre place » asks.
    r"|\b(peut|doit|doivent|faut)\b(?!-)|\bca (compte|suffit|marche|passe|joue)\b|\bpossible (de|d'|pour|sans|avec|en|si)\b"
    r"|\b(on|nous) (y )?a(vons)? droit\b|\b(ai|a|ont) le droit\b|\bjpeu[xt]?\b"
    r"|\b(compte|joue|suffit|vaut)(nt)? aussi\b"
    r"|^(interdire|imposer|exiger|reserver|refuser) "
)
# What is asked of a thing to say: « dois-je dire combien de lots… » is asked closed.
_TOLD = re.compile(
    r"\b(dire|indiquer|preciser|regarder|verifier|comparer|justifier|expliquer|savoir a l'avance|annoncer|ecrire|noter"
    r"|mentionner|motiver)\b.*"
)
# « … nous demande pourquoi, doit-on… ? », « peut-il contrôler comment j'exécute ? », « pour savoir quelle… » tell it, too.
_EMBEDDED = re.compile(
    r"\bpourquoi ?, (?=\w+-)|\bpour (savoir|voir|choisir|determiner|fixer) (quel\w*|combien|comment)\b"
    r"|(?<=\w )(?<!, )\b(comment|pourquoi|quand) (je|j'|on|il|elle|nous|le|la|les|l'|son|sa|mon|ma|un|une)\b ?\w+"
)
# « Celui à qui nous avons confié le mandat peut-il… ? » asks for nobody.
_WHO_IS_TOLD = re.compile(
    r"\b(celui|celle|ceux|celles|societe|entreprise|boite|personne|structure|organisme|prestataire)s?"
    r" (a|par|de|chez|avec|pour) qui\b"
)
# What ends or begins a message asked closed, whatever stands beside: « …, c’est bien ça ? », « c’est bon si… ? ».
_BY_YES_OR_NO = re.compile(
    r"^c'?(est)? (bon|ok) si\b|[,.:] ?(c'?(est)? (bien )?(ca|bon|juste|correct|ok|exact)|ca (passe|marche|joue)|oui ou non"
    r"|vrai ou faux) ?\?*$"
)
# « … et sous quelles conditions ? » asks more of what is first asked closed.
_AND_MORE = re.compile(
    r",? et (?=(?:a|sous|dans|avec|pour|de|en) (?:quel|combien)|comment\b|quel|combien|qui\b"
    r"|que (?:doi|faut|peu|met|dit|prevo|risqu))|, (?=et )"
)
_CUES: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (Modality.FORBIDDEN, re.compile(r"\binterdi|\billegal|\bproscri|\bprohib|\bilicite|\billicite|\bdefendu\b")),
    (
        Modality.RELEASED,
        re.compile(
            r"\bdispens\w+|\bexonere"
            r"|(\b(peu[txv]|puis|pouvons|possible|pourr)\w*\b.{0,12})?(\b(se|me|nous|vous) passer d|\b(m'en|s'en|nous en) passer\b)"
            r"|\bfacultati"
            r"|\b(peu[txv]\w*|puis|pouvons|possible|droit|pourr\w+)\b.{0,12}\bne (pas|rien|plus|jamais)\b"
        ),
    ),
    (
        Modality.REQUIRED,
        re.compile(
            r"\bobligatoir|\boblige|\bobligation|\bdoi[ts]?\b|\bdoivent|\bdevons|\bfaut\b|\bimpos|\btenue?s?\b"
            r"|\bexige-|\bexige\b|\bnecessaire|\bforcement|\bforce\b|\bindispensable"
        ),
    ),
    (
        Modality.PERMITTED,
        re.compile(
            r"\bpeu[txv]|\bpuis\b|\bpouvons|\bpossible|\bpossibilite|\bdroit d|\bautoris|\bpermi|\bpourr|\breserver\b"
            r"|\bont le droit"
        ),
    ),
)
# « Sans maximum », « se passer de maximum », « ne pas mettre de maximum » ask the contrary of « mettre un maximum ».
_DENIES = re.compile(
    r"\bsans\b|\bne? .{0,40}\b(pas|plus|jamais|rien|aucun\w*)\b|\baucune?\b|\bpas (de|d'|besoin|oblige|force)"
    r"|\b(se|s'en|m'en|nous|me) passer d"
    r"|\b(refus|evit|renonc|ignor|oubli|omett|ecart|exclu|supprim|dispens|manqu)\w*|\babsence\b|\bhors (delai|lot)|\bapres\b"
)


# « De plein droit » permits nothing, and « je dois acheter… » tells a need.
_NOT_ASKED = re.compile(
    r"\bde plein droit\b|\b(je|on|nous) (dois|doit|devons) (acheter|commander|passer|lancer|refaire|renouveler|remplacer"
    r"|construire|louer|organiser|choisir|trouver)\b(?=.*[,;.:?!].*\S)"
)


# Margin questions are read again at each question near them.
_KEPT = 20_000


def is_closed(question: str) -> bool:
    """Whether a question is answered by yes or no; its questions decide, not what it tells before."""
    return any(_begins_closed(sentence) for sentence in _asked(question))


def asks_openly(question: str) -> bool:
    """Whether the question asks for more than yes or no; neither this nor :func:`is_closed`, it is typed in a hurry."""
    return any(
        _OPEN.search(sentence) or (_WHICH.search(sentence) and not _CLOSED.search(sentence))
        for sentence in _asked(question)
    )


def _begins_closed(sentence: str) -> bool:
    if _BY_YES_OR_NO.search(sentence.strip()):
        return True
    first = _WHO_IS_TOLD.sub(" ", _AND_MORE.split(sentence, maxsplit=1)[0])
    told = _TOLD.search(first)
    if told and _CLOSED.search(first[: told.start()]):
        first = first[: told.end(1)]
    embedded = _EMBEDDED.search(first)
    if embedded:
        before, after = first[: embedded.start()], first[embedded.end() :]
        # What is asked stands before, but for « … pourquoi, doit-on… ? ».
        if _CLOSED.search(before + after if embedded.group().endswith(", ") else before):
            first = f"{before} {after}"
    if _OPEN.search(first):
        return False
    return bool(_CLOSED.search(first.rstrip(" .!"))) or ("?" in sentence and not _WHICH.search(first))


@lru_cache(maxsize=_KEPT)
def modality(question: str) -> Modality:
    """What the question asks: is it permitted, required, forbidden, or is something so. The first cue wins."""
    text = _NOT_ASKED.sub(" ", " ".join(_asked(question)))
    found = [(match.start(), kind) for kind, cues in _CUES if (match := cues.search(text))]
    return min(found, key=lambda cue: cue[0])[1] if found else Modality.FACT


def _asked(question: str) -> list[str]:
    """The sentences that end with a question mark, folded; the last sentence when none does."""
    text = folded(without_ground(question)).replace("\u00a0", " ").strip(" ,")
    sentences = [part for part in re.split(r"(?<=[?.!])\s+", text) if part.strip()]
    return [part for part in sentences if "?" in part] or sentences[-1:]


@lru_cache(maxsize=_KEPT)
def denies(question: str) -> bool:
    """Whether what a question asks about is an omission, a refusal or a lack."""
    return bool(_DENIES.search(" ".join(_asked(question))))
