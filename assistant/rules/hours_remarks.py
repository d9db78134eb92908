"""What a calculation of hours says beside its number: law, renewals, when not to set a clause."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import MarketNature
from assistant.rules import french
from assistant.rules.cleaning_transfer import cleaning_floor
from assistant.rules.decision import Outcome, Step
from assistant.rules.hours_request import CLEANING, HoursMethod, HoursRequest
from corpus.figure_files import FigureSet

ASK_STAFF = "Le titulaire sortant a-t-il du personnel à reprendre, et pour combien d’heures par mois\u00a0?"


def legal_steps(method: HoursMethod, request: HoursRequest) -> tuple[Step, ...]:
    """The legal basis of a clause in hours, and the CCAG article that asks for the volume."""
    basis = Step(
        rule="clause d’insertion",
        ref="L2112-2",
        fact="condition d’exécution relative à l’emploi",
        outcome=Outcome.MET,
        explanation_fr="Les conditions d’exécution peuvent prendre en compte le domaine social et l’emploi, si "
        "elles "
        "sont liées à l’objet du marché.",
    )
    ref = _ccag(method, request)
    if ref is None:
        return (basis,)
    volume = Step(
        rule="volume horaire à inscrire",
        ref=ref,
        fact="documents particuliers du marché",
        outcome=Outcome.DUTY,
        explanation_fr="Les documents particuliers du marché précisent le périmètre de l’action, les publics "
        "éligibles "
        "et le volume horaire d’insertion à la charge du titulaire.",
    )
    return (basis, volume)


def _ccag(method: HoursMethod, request: HoursRequest) -> str | None:
    if method is HoursMethod.CLEANING_TRANSFER or request.trade_key == CLEANING:
        return "CCAG-FCS 16.1"
    return (
        {
            MarketNature.TRAVAUX: "CCAG-Travaux 20.1",
            MarketNature.SERVICES: "CCAG-FCS 16.1",
            MarketNature.FOURNITURES: "CCAG-FCS 16.1",
        }.get(request.nature)
        if request.nature
        else None
    )


def renewal_remark(request: HoursRequest, firm: Decimal, full: Decimal) -> str:
    """How the amount was understood, and the hours of the firm period and of the full term."""
    firm_months = request.firm_months or Decimal(0)
    full_months = firm_months * request.full_term_ratio
    if request.amount_covers_renewals:
        # Words of the message say so: there is nothing to confirm.
        return (
            f"Durée totale, reconductions comprises ({french.months(full_months)})\u00a0: {french.hours(full)}, dont "
            f"{french.hours(firm)} sur la période ferme ({french.months(firm_months)})."
        )
    return (
        f"Le montant est compris comme celui de la période ferme\u00a0: {french.hours(firm)} sur la période ferme "
        f"({french.months(firm_months)}), {french.hours(full)} avec les reconductions "
        f"({french.months(full_months)}). Dites-le si ce n’est pas le cas."
    )


def is_little(hours: Decimal, figures: FigureSet, as_of: date) -> bool:
    """Whether hours are fewer than the only floor that a source gives, that of the method for cleaning."""
    return 0 < hours < cleaning_floor(figures, as_of).value


def advice(
    method: HoursMethod, request: HoursRequest, exact: Decimal | None, figures: FigureSet, as_of: date
) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """Whether a clause is advised, the remarks that say why, and the questions still open."""
    if method is not HoursMethod.CLEANING_TRANSFER and request.trade_key != CLEANING:
        if exact is not None and request.rounding.apply(exact) == 0:
            return (
                False,
                ("Le volume est nul une fois arrondi\u00a0: une clause en heures n’a pas d’intérêt ici.",),
                (),
            )
        return True, _little(exact, len(request.lots) > 1, figures, as_of), ()
    floor = cleaning_floor(figures, as_of)
    remarks, questions = [], []
    if method is not HoursMethod.CLEANING_TRANSFER:
        remarks.append(
            "Nettoyage\u00a0: ce volume suppose qu’il n’y a pas de personnel à reprendre\u00a0; la reprise le "
            "réduit."
        )
        questions.append(ASK_STAFF)
    if exact is None or exact <= 0:
        remarks.append(
            "Le personnel à reprendre occupe tout le marché\u00a0: la méthode de la profession dit de ne pas "
            "fixer de "
            f"clause en heures ({floor.figure.reference})."
        )
        return False, tuple(remarks), tuple(questions)
    if exact < floor.value:
        remarks.append(
            f"Moins de {french.hours(floor.value)}\u00a0: la méthode de la profession dit de ne pas fixer de "
            "clause en "
            f"heures ({floor.figure.reference})."
        )
        return False, tuple(remarks), tuple(questions)
    return True, tuple(remarks), tuple(questions)


def _little(exact: Decimal | None, by_lot: bool, figures: FigureSet, as_of: date) -> tuple[str, ...]:
    if exact is None or not is_little(exact, figures, as_of):
        return ()
    floor = cleaning_floor(figures, as_of)
    advised = "regrouper ces heures avec celles d’autres lots, ou choisir" if by_lot else "choisir"
    return (
        "C’est peu d’heures pour une clause. Seule la propreté a un plancher dans mes sources, "
        f"{french.hours(floor.value)} ({floor.figure.reference})\u00a0: pour un autre métier, ce n’est qu’un repère. "
        f"Vous pouvez {advised} un autre levier.",
    )
