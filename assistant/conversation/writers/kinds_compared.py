"""« La différence entre une EI et un ACI »: what the texts say of each, first, and what it changes to a reservation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import BlockKind
from assistant.conversation.citing import label_of
from assistant.conversation.comparing import compared
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.partners.reading import read
from corpus.models import StructureKind

_K = StructureKind
_LISTED = "L5132-4 (travail)"
_FOR_INSERTION, _FOR_DISABLED, _BOTH = "L2113-13", "L2113-12", "L2113-14"
# Typed in a hurry, an acronym has no capitals.
_ACRONYM = re.compile(r"^(?:ea|ei|ai|aci|etti|esat|geiq|siae)s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """The article that says what a kind is, the first words of its paragraph there, and the sentence that sums it up."""

    ref: str
    anchor: str
    sentence: str


_ADAPTED_FIRMS = frozenset((_K.EA, _K.EATT))
_KINDS = {
    frozenset((_K.EI,)): _Told("L5132-5 (travail)", "Les entreprises d'insertion concluent", "difference_ei"),
    frozenset((_K.ACI,)): _Told("L5132-15 (travail)", "Les ateliers et chantiers d'insertion", "difference_aci"),
    frozenset((_K.AI,)): _Told("L5132-7 (travail)", "Les associations intermédiaires sont", "difference_ai"),
    frozenset((_K.ETTI,)): _Told(
        "L5132-6 (travail)", "Les entreprises de travail temporaire d'insertion dont", "difference_etti"
    ),
    frozenset((_K.GEIQ,)): _Told("L1253-1 (travail)", "Les groupements qui organisent", "difference_geiq"),
    _ADAPTED_FIRMS: _Told("L5213-13-1 (travail)", "Elles concluent des contrats", "difference_ea"),
    frozenset((_K.ESAT,)): _Told("L2113-12", "Des marchés ou des lots", "difference_esat"),
    frozenset(kind for kind in StructureKind if kind.is_siae): _Told(
        _LISTED, "Les structures d'insertion", "difference_siae"
    ),
}


def kinds_compared(desk: Desk) -> tuple[frozenset[StructureKind], ...]:
    """The two kinds of structures whose difference the message asks; empty when it compares anything else."""
    things = compared(desk.message)
    if things is None:
        return ()
    kinds = tuple(_kind(thing) for thing in things)
    known = all(kind in _KINDS and desk.citer.knows(_KINDS[kind].ref) for kind in kinds)
    return kinds if known and kinds[0] != kinds[1] else ()


def write_kinds_compared(desk: Desk, kinds: tuple[frozenset[StructureKind], ...]) -> Draft:
    """One sentence for each kind, what a reservation makes of both, then the texts."""
    told = [_KINDS[kind] for kind in kinds]
    numbers = [desk.citer.cite(one.ref, one.anchor, "type de structure") for one in told]
    summary = [desk.say(one.sentence, cited) for one, cited in zip(told, numbers, strict=True)]
    families = [_family(kind) for kind in kinds]
    if all(families):
        refs = dict.fromkeys(ref for ref in families if ref)
        law = [desk.citer.cite(ref, used_for="marché réservé") for ref in refs]
        if len(refs) == 1:
            summary.append(desk.say("difference_meme_reservation", *law, insertion=_FOR_INSERTION in refs))
        else:
            both = desk.citer.cite(_BOTH, used_for="marché réservé")
            summary.append(desk.say("difference_deux_reservations", *law, both))
    texts = []
    for one, cited in zip(told, numbers, strict=True):
        article = desk.toolbox.corpus.articles[one.ref]
        said = (paragraph for paragraph in article.paragraphs if paragraph.startswith(one.anchor))
        words = article.text if one.ref == _LISTED else next(said)
        texts.append(desk.say("texte_dit", cited, label=f"L’{label_of(article)}", words=words))
    return Draft(
        blocks=(*block(BlockKind.SUMMARY, summary), *block(BlockKind.PARAGRAPH, texts)),
        citations=desk.citer.citations,
        follow_ups=("Ce marché peut-il être réservé ?", "Quelles structures près de chez nous ?"),
        evidence=desk.evidence([sentence.text for sentence in summary]),
    )


def _kind(thing: str) -> frozenset[StructureKind]:
    """The kind a side names, up to its first comma: « ACI, j’en ai besoin pour un lot »."""
    side = thing.partition(",")[0].strip()
    kinds = read(side.rstrip("sS").upper() if _ACRONYM.match(side) else side).kinds
    return _ADAPTED_FIRMS if kinds == {_K.EA} else kinds


def _family(kinds: frozenset[StructureKind]) -> str | None:
    """The article under which a market is reserved to structures of these kinds; ``None`` for those it does not name."""
    if all(kind.is_siae for kind in kinds):
        return _FOR_INSERTION
    return _FOR_DISABLED if all(kind.is_adapted for kind in kinds) else None
