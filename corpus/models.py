"""The frozen values the corpus is read into: law, dated figures, clause templates, structures, communes.

Nothing here reads a file: see :mod:`corpus.load`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corpus.regimes import Regime, regime_of


@dataclass(frozen=True, slots=True)
class LegalArticle:
    """One dated article of an official text.

    ``ref`` is unique in the corpus (``L2113-12``, ``L5132-4 (travail)``, ``CCAG-FCS 16.1``, ``Annexe 2``).
    ``in_force_since`` is unknown (``None``) for texts taken from an edition of the whole code; the
    article was then in force at ``consolidated_on``. ``in_force_until`` is the first day on which the
    text no longer applies.
    """

    ref: str
    text_name: str
    path: tuple[str, ...]
    consolidated_on: date
    text: str
    url: str
    source: str
    in_force_since: date | None = None
    in_force_until: date | None = None
    note: str | None = None

    @property
    def regime(self) -> Regime:
        """The body of rules the article belongs to, read from its number and its place in the code."""
        return regime_of(self.ref, self.path)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The lines of the text, in order, without blank ones: what a citation may quote."""
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())

    def is_in_force(self, on: date) -> bool:
        """Whether the text applies on that day; an unknown start counts as already in force."""
        started = self.in_force_since is None or self.in_force_since <= on
        return started and (self.in_force_until is None or on < self.in_force_until)


class Authority(StrEnum):
    """Who may change a figure."""

    LAW = "loi"
    PROFESSION = "profession"
    DEPARTMENT = "département"


@dataclass(frozen=True, slots=True)
class OtherSource:
    """What another source says of the same figure, shown when sources disagree."""

    value: Decimal
    reference: str


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One value of a figure from a date of effect.

    ``variant`` names the case inside the figure (a trade, a buyer kind), empty when there is only one;
    ``label`` says it in French. ``low`` and ``high`` bound the range seen in practice when the value is
    an estimate; ``other_sources`` are the values of sources that disagree.
    """

    value: Decimal
    since: date | None
    reference: str
    last_checked: date
    variant: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    article_ref: str | None = None
    url: str | None = None
    note: str | None = None
    to_confirm: bool = False
    label: str = ""
    other_sources: tuple[OtherSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated parameter: never a constant in code. One YAML file of ``corpus/figures/`` each.

    ``arithmetic`` says in French words how the value enters a calculation or a decision.
    """

    name: str
    label: str
    description: str
    unit: str
    authority: Authority
    values: tuple[FigureValue, ...]
    arithmetic: str = ""

    def at(self, on: date, variant: str = "") -> FigureValue | None:
        """The value in effect that day for the variant, or ``None`` if there is none."""
        known = [v for v in self.values if v.variant == variant and (v.since is None or v.since <= on)]
        return max(known, key=lambda v: v.since or date.min, default=None)

    def variants(self) -> tuple[str, ...]:
        """The variants the figure knows, in file order."""
        return tuple(dict.fromkeys(v.variant for v in self.values))


class StructureKind(StrEnum):
    """Kinds of inclusive structures; French acronyms are the field's own."""

    EI = "EI"
    ACI = "ACI"
    AI = "AI"
    ETTI = "ETTI"
    EITI = "EITI"
    EA = "EA"
    EATT = "EATT"
    ESAT = "ESAT"
    GEIQ = "GEIQ"
    REGIE = "régie"
    ASSOCIATION = "association"

    @property
    def label(self) -> str:
        """The French name in full."""
        return _KIND_LABELS[self]

    @property
    def is_siae(self) -> bool:
        """Whether the kind is one of those L5132-4 of the Code du travail lists."""
        return self in _SIAE

    @property
    def is_adapted(self) -> bool:
        """Whether the kind may answer a reservation under L2113-12 of the CCP."""
        return self in _ADAPTED


_KIND_LABELS = {
    StructureKind.EI: "entreprise d’insertion",
    StructureKind.ACI: "atelier et chantier d’insertion",
    StructureKind.AI: "association intermédiaire",
    StructureKind.ETTI: "entreprise de travail temporaire d’insertion",
    StructureKind.EITI: "entreprise d’insertion par le travail indépendant",
    StructureKind.EA: "entreprise adaptée",
    StructureKind.EATT: "entreprise adaptée de travail temporaire",
    StructureKind.ESAT: "établissement et service d’accompagnement par le travail",
    StructureKind.GEIQ: "groupement d’employeurs pour l’insertion et la qualification",
    StructureKind.REGIE: "régie de quartier ou de territoire",
    StructureKind.ASSOCIATION: "association",
}
_SIAE = frozenset({StructureKind.EI, StructureKind.ACI, StructureKind.AI, StructureKind.ETTI, StructureKind.EITI})
_ADAPTED = frozenset({StructureKind.EA, StructureKind.EATT, StructureKind.ESAT})


@dataclass(frozen=True, slots=True)
class Structure:
    """One inclusive structure of the directory; an unknown fact is ``None`` or empty, never invented."""

    name: str
    kind: StructureKind
    city: str
    postal_code: str
    department: str
    source: str
    siret: str | None = None
    activities: tuple[str, ...] = ()
    activities_read_from: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    naf: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    contact_name: str | None = None
    updated_on: date | None = None

    @property
    def id(self) -> str:
        """A stable identifier: the SIRET, or the name and the city where there is none."""
        return self.siret or f"{self.name}@{self.city}"


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune: official geographic code, name, postal codes, WGS84 coordinates of its centre."""

    insee_code: str
    name: str
    postal_codes: tuple[str, ...]
    latitude: float
    longitude: float


class ClauseKind(StrEnum):
    """What a clause template does; the header table of each template names one."""

    EXECUTION = "clause d’exécution"
    RESERVATION = "réservation"
    SOCIAL_ECONOMY_RESERVATION = "réservation à l’économie sociale et solidaire"
    CRITERION = "critère d’attribution"
    SUBCONTRACTING = "part confiée à des structures inclusives"
    REASONS = "note de motifs"
    COMMITMENT = "annexe d’engagement"
    STATEMENT = "état trimestriel"
    LETTER = "courrier à l’entreprise"
    REMINDER = "relance à l’entreprise"


@dataclass(frozen=True, slots=True)
class TemplateVariable:
    """One variable of a clause template: its name in the tags, what it means, its unit.

    ``default`` is the facilitator's usual value, always shown as to be confirmed. A variable that is
    not ``required`` only opens an optional passage of the template.
    """

    name: str
    meaning: str
    unit: str
    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class ClauseTemplate:
    """A Word clause of ``corpus/clauses/`` as its header table describes it.

    ``natures`` are the natures of market it is written for, all of them when empty; ``case`` is the
    particular case it serves (``reprise de personnel``), empty for the general one.
    """

    id: str
    title: str
    when_to_use: str
    document: str
    legal_basis: tuple[str, ...]
    variables: tuple[TemplateVariable, ...] = field(default=())
    filename: str = ""
    kind: ClauseKind = ClauseKind.EXECUTION
    natures: tuple[str, ...] = ()
    case: str = ""
