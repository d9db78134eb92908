"""« De » or « d’ » before a word."""

from __future__ import annotations

import pytest

from assistant.elision import with_of


@pytest.mark.parametrize(
    "words", ["élagage", "œuvres", "hydrocurage", "habillement", "horloges", "IRVE", "Ygos-Saint-Saturnin"]
)
def test_vowels_and_mute_h_are_elided(words: str) -> None:
    assert with_of(words) == f"d’{words}"


@pytest.mark.parametrize(
    "words", ["yaourts", "haricots", "haute tension", "onze véhicules", "hangars", "hottes", "voirie", "Hinx"]
)
def test_others_are_not(words: str) -> None:
    assert with_of(words) == f"de {words}"
