"""A rephrasing says what its source says: pairs that do, and pairs that do not, with the fault to find."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.fidelity import Fault, LinkingWords, faults, load_linking_words

LINKING: LinkingWords = load_linking_words(Path(__file__).parents[3] / "corpus")
RESERVED = (
    "Ce marché peut être réservé à des entreprises adaptées (EA) et à des ESAT, à condition qu’au moins 50 % des "
    "travailleurs concernés soient handicapés."
)
THRESHOLDS = (
    "En dessous de 60 000 € HT pour les services et les fournitures, et de 100 000 € HT pour les travaux, l’acheteur peut "
    "passer le marché sans publicité ni mise en concurrence."
)
QUOTED = (
    "Article L2113-12 : « Des lots peuvent être réservés à des entreprises adaptées mentionnées à l’article L. 5213-13 du code "
    "du travail, lorsqu’elles emploient une proportion minimale de travailleurs handicapés qui ne peuvent exercer une activité "
    "professionnelle dans des conditions normales. »"
)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (RESERVED, RESERVED),
        (
            "Vous pouvez réserver ce marché à des ESAT et à des entreprises adaptées (EA), si au moins 50 % des travailleurs "
            "concernés sont handicapés.",
            RESERVED,
        ),
        (
            "L’acheteur peut passer le marché sans publicité ni mise en concurrence en dessous de 100 000 € HT pour les travaux, "
            "et de 60 000 € HT pour les services et les fournitures.",
            THRESHOLDS,
        ),
    ],
)
def test_a_faithful_rephrasing_passes(text: str, source: str) -> None:
    assert faults(text, source, LINKING, whole=True) == ()


@pytest.mark.parametrize(
    ("text", "source", "fault"),
    [
        (RESERVED.replace("50", "30"), RESERVED, Fault.FIGURES),
        (RESERVED.replace("50 %", "la moitié"), RESERVED, Fault.FIGURES),
        (RESERVED.replace("au moins", "au plus"), RESERVED, Fault.LIMITS),
        (RESERVED.replace("peut être", "doit être"), RESERVED, Fault.LIMITS),
        (RESERVED.replace("peut être", "ne peut pas être"), RESERVED, Fault.NEGATION),
        (RESERVED.replace("ESAT", "GEIQ"), RESERVED, Fault.NAMES),
        (RESERVED.replace(" et à des ESAT", ""), RESERVED, Fault.NAMES),
        ("Ce marché peut être réservé à des entreprises adaptées (EA) et à des ESAT.", RESERVED, Fault.LIMITS),
        (RESERVED.replace("Ce marché", "Ce marché de défense"), RESERVED, Fault.ADDED),
        (RESERVED.replace("peut être", "peut toujours être"), RESERVED, Fault.LIMITS),
        (RESERVED.replace("adaptées (EA)", "adaptées (EA, article L2113-12)"), RESERVED, Fault.REFERENCES),
        (RESERVED.replace("handicapés.", "handicapés : www.exemple.fr."), RESERVED, Fault.FORM),
        (RESERVED.replace(".", ""), RESERVED, Fault.FORM),
        ("Ce marché peut être réservé à des EA et à des ESAT si c’est au moins 50 %.", RESERVED, Fault.MISSING),
        (
            "L’acheteur peut passer le marché sans publicité ni mise en concurrence en dessous de 100 000 € HT pour les services "
            "et les fournitures, et de 60 000 € HT pour les travaux.",
            THRESHOLDS,
            Fault.FIGURES,
        ),
        (THRESHOLDS.replace("sans publicité ni", "avec publicité et"), THRESHOLDS, Fault.NEGATION),
    ],
)
def test_an_unfaithful_rephrasing_is_found(text: str, source: str, fault: Fault) -> None:
    assert text != source
    assert fault in faults(text, source, LINKING, whole=True)


def test_an_explanation_may_say_a_part_but_not_drop_what_limits_it() -> None:
    kept = (
        "Des lots peuvent donc être réservés à des entreprises adaptées lorsqu’elles emploient une proportion minimale de "
        "travailleurs handicapés qui ne peuvent exercer une activité professionnelle dans des conditions normales."
    )
    assert faults(kept, QUOTED, LINKING, whole=False) == ()
    dropped = "Vous pouvez donc réserver des lots à des entreprises adaptées."
    assert Fault.LIMITS in faults(dropped, QUOTED, LINKING, whole=False)
    cut = kept.partition(" qui ne")[0] + "."
    assert Fault.NEGATION in faults(cut, QUOTED, LINKING, whole=False)


def test_what_the_buyer_named_may_be_named() -> None:
    source = "Ce marché peut être réservé."
    text = "Ce marché de nettoyage à Dax peut être réservé."
    assert set(faults(text, source, LINKING, whole=True)) == {Fault.NAMES, Fault.ADDED}
    assert faults(text, source, LINKING, whole=True, context=("Nettoyage", "Dax")) == ()
