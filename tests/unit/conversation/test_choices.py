"""Questions that offer two things, told from those that yes or no answers."""

from __future__ import annotations

import pytest

from assistant.conversation.choices import offers_a_choice


@pytest.mark.parametrize(
    "message",
    [
        "Un critère carbone suffit ou il faut aussi une clause sociale ?",
        "L’obligation vise-t-elle chaque lot ou seulement le total ?",
        "c'est une obligation ou une simple faculté ?",
        "la clause est facultative ou obligatoire ?",
        "On attend la notification ou on peut démarrer avant ?",
        "Faut-il un avenant ou suffit-il d’un ordre de service ?",
        "l'offre est irrégulière ou inacceptable, laquelle des deux ?",
        "dois-je publier au BOAMP ou puis-je me contenter du profil d’acheteur",
    ],
)
def test_a_choice_is_offered(message: str) -> None:
    assert offers_a_choice(message)


@pytest.mark.parametrize(
    "message",
    [
        "Peut-on publier au BOAMP ou dans un journal local ?",
        "je dois faire des lots ou pas",
        "procédure formalisée oui ou non ?",
        "Puis-je réserver à une EA ou à un ESAT ?",
        "On doit mettre une clause ou c’est nous qui voyons ?",
        "J’ai le droit de les appeler avant ou c’est du favoritisme ?",
        "Le document où il faut écrire le nombre d’heures est-il signé ?",
        "un concours ou on demande un diplôme, faut un jury ?",
        "le syndicat ou je travaille doit-il publier ?",
        "il faut une clause ou on risque quelque chose ?",
        "on peut négocier ou on n’a pas le droit ?",
        "c’est légal ou ça ne l’est pas ?",
        "Le candidat peut-il présenter plusieurs offres ou plusieurs variantes ?",
    ],
)
def test_none_is(message: str) -> None:
    assert not offers_a_choice(message)
