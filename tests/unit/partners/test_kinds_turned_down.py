"""A kind of structure turned down is left out; one that is missed or looked for is kept."""

from __future__ import annotations

import pytest

from assistant.partners.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "N’existe-t-il pas un ESAT vers Tartas pour la tonte ?",
        "on n’a pas trouvé, je n’ai pas d’ESAT, qui fait les repas ?",
        "nous ne connaissons pas d’ESAT à Mimizan",
        "Pas d’ESAT à Mimizan ?",
        "vous ne proposez pas d’ESAT ?",
    ],
)
def test_what_is_looked_for_is_kept(text: str) -> None:
    reading = read(text)
    assert reading.kinds == {"ESAT"}
    assert not reading.left_out


@pytest.mark.parametrize(
    "text",
    [
        "une EI, pas un ESAT",
        "nous ne voulons pas d’ESAT pour la tonte",
        "Qui fait la tonte ? Pas d’ESAT.",
        "ne me proposez pas d’ESAT",
        "des repas, mais pas d’ESAT",
        "ce n’est pas un ESAT que je cherche",
    ],
)
def test_what_is_turned_down_is_left_out(text: str) -> None:
    assert read(text).left_out == {"ESAT"}


@pytest.mark.parametrize(
    ("text", "kinds", "left_out"),
    [
        ("ni ESAT ni EA, une EI", {"EI"}, {"ESAT", "EA"}),
        ("sans EA, un ESAT", {"ESAT"}, {"EA"}),
        ("plutôt une AI, pas d’ESAT ni d’EA", {"AI"}, {"ESAT", "EA"}),
    ],
)
def test_a_comma_ends_what_is_left_out(text: str, kinds: set[str], left_out: set[str]) -> None:
    reading = read(text)
    assert (set(reading.kinds), set(reading.left_out)) == (kinds, left_out)


def test_kinds_taken_out_one_after_the_other() -> None:
    assert read("enlevez les ESAT, les EA").left_out == {"ESAT", "EA"}
