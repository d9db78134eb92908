"""The reasons for and against each lever, each with its weight: the sum ranks them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.market import MarketNature
from assistant.rules import french
from assistant.rules.lever_request import LeverKind, LeverRequest, LocalOffer


@dataclass(frozen=True, slots=True)
class Reason:
    """A French reason; a negative weight speaks against the lever, any other one for it."""

    text: str
    weight: int


@dataclass(frozen=True, slots=True)
class LeverContext:
    """Everything the reasons look at, with the dated figures already read.

    ``offer`` is ``None`` when the directory was not searched; ``duty`` whether L2112-2-1 obliges;
    ``competition`` whether the amount calls for publicity and competition; ``labour_share`` is ``None``
    when no source gives one; ``hours`` the insertion hours of a clause.
    """

    request: LeverRequest
    offer: LocalOffer | None
    yearly_capacity: Decimal
    near_km: Decimal
    labour_share: Decimal | None
    hours: Decimal | None
    clause_advised: bool
    hours_per_person: Decimal
    duty: bool
    competition: bool | None

    @property
    def years_of_capacity(self) -> Decimal | None:
        """The yearly amount in multiples of what one structure does in a year."""
        yearly = self.request.yearly_amount
        return None if yearly is None else yearly / self.yearly_capacity


def reasons(kind: LeverKind, context: LeverContext) -> tuple[Reason, ...]:
    """The reasons of one lever in this context, the strongest first."""
    found = _RULES[kind](context)
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def _structures(count: int, one: str, several: str) -> str:
    """``1 structure de l’annuaire peut``, ``3 structures de l’annuaire peuvent``."""
    return f"{count} structure{'s' if count > 1 else ''} de l’annuaire {several if count > 1 else one}"


def _sectors(offer: LocalOffer) -> str:
    """`` : 2 du secteur adapté ou protégé, 3 de l’insertion``; what there is none of is not counted."""
    counted = ((offer.adapted, "du secteur adapté ou protégé"), (offer.siae, "de l’insertion"))
    present = [(count, sector) for count, sector in counted if count]
    if len(present) == 1:
        # They are already counted in the sentence.
        return f", toutes {present[0][1]}"
    return "\u00a0: " + ", ".join(f"{count} {sector}" for count, sector in present) if present else ""


def _offer_reasons(context: LeverContext) -> list[Reason]:
    """What the local offer says of a reservation, whole or by lot."""
    offer = context.offer
    if offer is None:
        return [Reason("L’offre locale n’a pas été recherchée\u00a0: à vérifier avant de réserver.", -1)]
    if offer.answering == 0:
        return [Reason("Aucune structure de l’annuaire n’est connue pour cette activité.", -8)]
    found = []
    if offer.answering == 1:
        found.append(
            Reason(
                "Une seule structure de l’annuaire de ce métier peut répondre à un marché réservé\u00a0: la mise en concurrence "
                "serait de pure forme.",
                -2,
            )
        )
    else:
        found.append(
            Reason(
                f"{_structures(offer.answering, 'peut', 'peuvent')} répondre{_sectors(offer)}.",
                3,
            )
        )
    if offer.nearest_km is not None and offer.nearest_km > context.near_km:
        found.append(
            Reason(f"La plus proche est à {french.number(offer.nearest_km, 0)}\u00a0km\u00a0: c’est loin.", -3)
        )
    elif offer.nearest_km is not None:
        found.append(Reason(f"La plus proche est à {french.number(offer.nearest_km, 0)}\u00a0km.", 1))
    return found


def _labour_reasons(context: LeverContext) -> list[Reason]:
    share = context.labour_share
    if share is None:
        return []
    if share >= Decimal("0.5"):
        return [
            Reason(
                f"La part de main-d’œuvre retenue est de {french.percent(share)}\u00a0: beaucoup de travail.", 1
            )
        ]
    return [Reason(f"La part de main-d’œuvre retenue n’est que de {french.percent(share)} du montant.", -2)]


def _reservation(context: LeverContext) -> list[Reason]:
    found = _offer_reasons(context) + _labour_reasons(context)
    multiple = context.years_of_capacity
    yearly = context.request.yearly_amount
    if multiple is not None and yearly is not None:
        lasts = context.request.duration_months is not None and context.request.duration_months >= 12
        amount = french.euros_ht(yearly) + (" par an" if lasts else "")
        nobody = context.offer is not None and context.offer.answering == 0
        if multiple <= 1:
            # Small as it is, it is within nobody's reach where no one is known to do it.
            if not nobody:
                found.append(Reason(f"Avec {amount}, le marché est à la portée d’une structure seule.", 3))
        elif multiple <= 3:
            found.append(Reason(f"Avec {amount}, il faudrait sans doute un groupement de structures.", -1))
        else:
            found.append(
                Reason(f"Avec {amount}, le marché entier dépasse la capacité probable des structures.", -6)
            )
    if len(context.request.lot_amounts) > 1:
        found.append(Reason("Le marché a plusieurs lots\u00a0: en réserver un suffit souvent.", -1))
    if context.request.nature is MarketNature.TRAVAUX:
        found.append(Reason("En travaux, réserver tout le marché écarte les entreprises du métier.", -2))
    if context.request.nature is MarketNature.SERVICES:
        found.append(Reason("Les services courants sont le terrain habituel des structures inclusives.", 2))
    if context.request.recurring:
        found.append(Reason("Un besoin récurrent donne de la visibilité aux structures.", 1))
    return found


def _reserved_lot(context: LeverContext) -> list[Reason]:
    found = _offer_reasons(context) + _labour_reasons(context)
    multiple = context.years_of_capacity
    years = max(Decimal(1), (context.request.duration_months or Decimal(12)) / 12)
    small = [lot for lot in context.request.lot_amounts if lot / years <= context.yearly_capacity]
    if small:
        found.append(
            Reason(f"{len(small)} lot{'s' if len(small) > 1 else ''} à la portée d’une structure seule.", 3)
        )
    elif context.request.lot_amounts:
        found.append(Reason("Aucun des lots connus n’est à la portée d’une structure seule.", -2))
    if multiple is not None and multiple > 1 and not context.request.lot_amounts:
        found.append(Reason("Un lot à la taille des structures peut être détaché du marché.", 2))
    if multiple is not None and multiple <= 1 and len(context.request.lot_amounts) < 2:
        found.append(Reason("Le marché est déjà petit\u00a0: en détacher un lot n’apporte rien.", -3))
    return found


def _clause(context: LeverContext) -> list[Reason]:
    request = context.request
    found = _labour_reasons(context)
    if request.nature is MarketNature.TRAVAUX:
        found.append(Reason("En travaux, la clause en heures est l’usage et le CCAG la règle.", 3))
    if request.nature is MarketNature.FOURNITURES:
        found.append(Reason("Des fournitures demandent peu d’heures de travail à confier.", -4))
    if request.nature is MarketNature.PRESTATIONS_INTELLECTUELLES:
        found.append(Reason("Les qualifications demandées laissent peu d’heures à des débutants.", -1))
    if request.duration_months is not None and request.duration_months < 6:
        months = french.months(request.duration_months)
        found.append(Reason(f"{months} sont peu pour recruter et accompagner quelqu’un.", -3))
    elif request.duration_months is not None:
        found.append(Reason(f"{french.months(request.duration_months)} laissent le temps d’un parcours.", 1))
    if not context.clause_advised:
        found.append(Reason("La méthode de calcul déconseille ici une clause en heures.", -6))
    elif context.hours is not None and context.hours >= context.hours_per_person:
        found.append(Reason(f"{french.hours(context.hours)} d’insertion sont en jeu, aux valeurs retenues.", 3))
    elif context.hours is not None:
        found.append(Reason(f"{french.hours(context.hours)} seulement\u00a0: moins que pour une personne.", -3))
    if context.offer is not None and context.offer.staff_providers:
        count = context.offer.staff_providers
        found.append(Reason(f"{_structures(count, 'met', 'mettent')} du personnel à disposition.", 1))
    if context.duty:
        found.append(Reason("Au-dessus du seuil européen, elle répond à l’obligation.", 3))
    if request.nature is None:
        found.append(
            Reason(
                "Elle vaut pour tout marché qui demande du travail\u00a0; le métier et le montant disent combien.",
                0,
            )
        )
    return found


def _criterion(context: LeverContext) -> list[Reason]:
    found = [Reason("Un critère note la démarche du candidat\u00a0; seul, il ne fixe pas d’heures.", -1)]
    nature = context.request.nature
    if nature is MarketNature.PRESTATIONS_INTELLECTUELLES:
        found.append(Reason("La qualité de la démarche se compare bien dans un mémoire.", 4))
    elif nature in (MarketNature.SERVICES, MarketNature.FOURNITURES):
        found.append(Reason("Il départage les offres et complète bien une clause.", 1))
    if context.duty:
        found.append(
            Reason(
                "Seul, il ne satisfait pas l’obligation\u00a0: elle demande une condition d’exécution sociale.", -1
            )
        )
    if context.competition is False:
        found.append(Reason("Sans mise en concurrence, il n’y a pas d’offres à noter.", -4))
    return found


def _subcontracting(context: LeverContext) -> list[Reason]:
    found = [Reason("Le titulaire choisit à qui il sous-traite\u00a0; il reste seul responsable.", -1)]
    offer, multiple = context.offer, context.years_of_capacity
    if offer is not None and offer.subcontractors:
        found.append(
            Reason(f"{_structures(offer.subcontractors, 'peut', 'peuvent')} recevoir de la sous-traitance.", 2)
        )
    elif offer is not None:
        found.append(Reason("Aucune structure connue ne peut recevoir de la sous-traitance ici.", -5))
    if multiple is not None and multiple > 3:
        found.append(Reason("Le marché est trop grand pour une structure seule\u00a0: une part lui convient.", 2))
    elif multiple is not None and multiple <= 1:
        found.append(
            Reason(
                "Le marché est à la taille d’une structure seule\u00a0: en détacher une part n’apporte rien.", -3
            )
        )
    return found


def _none(context: LeverContext) -> list[Reason]:
    if context.duty:
        return [Reason("Au-dessus du seuil européen, y renoncer suppose une exception, motivée par écrit.", -6)]
    return [
        Reason("Aucune obligation ne ressort des faits connus\u00a0; mieux vaut s’abstenir que mal choisir.", 0)
    ]


_RULES = {
    LeverKind.RESERVATION: _reservation,
    LeverKind.RESERVED_LOT: _reserved_lot,
    LeverKind.CLAUSE: _clause,
    LeverKind.CRITERION: _criterion,
    LeverKind.SUBCONTRACTING: _subcontracting,
    LeverKind.NONE: _none,
}
