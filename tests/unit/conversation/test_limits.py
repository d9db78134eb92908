"""What the sources never hold is told apart from a question on the law in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.limits import Limit, limit_of, load_limits
from corpus.errors import BrokenCorpusFile

FILE = Path(__file__).parents[3] / "corpus" / "vocabulary" / "limits.yaml"


@pytest.fixture(scope="module")
def limits() -> tuple[Limit, ...]:
    return load_limits(FILE)


def name_of(question: str, limits: tuple[Limit, ...]) -> str | None:
    limit = limit_of(question, limits)
    return limit.name if limit else None


@pytest.mark.parametrize(
    "question",
    [
        "Quels sont les seuils du droit belge ?",
        "Quels sont les seuils espagnols ?",
        "La loi italienne impose-t-elle une clause sociale ?",
        "Que dit le code luxembourgeois ?",
        "En Belgique, quels sont les seuils des marchés publics ?",
        "Au Luxembourg, faut-il publier dès 30 000 € ?",
        "Aux Pays-Bas, quelle procédure suivre ?",
        "En Suisse, les marchés publics sont-ils allotis ?",
    ],
)
def test_the_law_of_another_country(question: str, limits: tuple[Limit, ...]) -> None:
    assert name_of(question, limits) == "droit_etranger"


@pytest.mark.parametrize(
    "question",
    [
        "Une entreprise belge peut-elle candidater ?",
        "Un fournisseur installé en Suisse peut-il répondre à nos marchés publics ?",
        "Le titulaire fabrique en Espagne : quels seuils appliquer ?",
        "Quels sont les seuils européens ?",
        "Quels sont les seuils du droit français ?",
    ],
)
def test_a_foreign_candidate_or_europe_is_not_foreign_law(question: str, limits: tuple[Limit, ...]) -> None:
    assert name_of(question, limits) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("j'ai oublié mes identifiants, que faire ?", "acces_plateforme"),
        ("la plateforme fonctionne plus depuis ce matin", "acces_plateforme"),
        ("la plateforme a planté pendant la consultation, que faire ?", None),
        ("profil d'acheteur bloqué hier, doit-on accepter une offre déposée ensuite ?", None),
        ("le certificat plante et deux plis sont arrivés trop tard", None),
    ],
)
def test_a_platform_that_fails_is_apart_from_what_follows(
    question: str, name: str | None, limits: tuple[Limit, ...]
) -> None:
    assert name_of(question, limits) == name


@pytest.mark.parametrize(
    "question",
    [
        "Combien d’heures d’insertion ont été réalisées sur le chantier ?",
        "Combien d’heures d’insertion ont déjà été réalisées sur notre chantier ?",
        "Combien d’heures a déclarées l’entreprise ?",
        "Combien d’heures nos titulaires ont effectuées ?",
    ],
)
def test_hours_already_done_are_not_in_the_sources(question: str, limits: tuple[Limit, ...]) -> None:
    assert name_of(question, limits) == "suivi_execution"


@pytest.mark.parametrize(
    "question",
    [
        "Combien d’heures d’insertion doivent être effectuées ?",
        "Combien d’heures d’insertion faut-il prévoir ?",
        "Combien d’heures d’insertion pour un chantier de 1,2 M€ ?",
        "Combien d’heures doit-on prévoir si 200 ont déjà été réalisées ?",
    ],
)
def test_hours_to_provide_are_counted(question: str, limits: tuple[Limit, ...]) -> None:
    assert name_of(question, limits) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Notre ville vend une ancienne école : quel délai de publicité ?", "vente_ou_bail"),
        ("Un forain installe son manège sur la place : quelle procédure ?", "vente_ou_bail"),
        ("La mairie veut subventionner le club de judo, quel seuil ?", "subvention"),
        ("La commune embauche un jardinier : quel avis publier ?", "recrutement"),
        ("Je suis gérant d’un garage et je fais construire un hangar, combien de devis ?", "acheteur_prive"),
        ("Notre syndic doit-il faire un appel d’offres ?", "acheteur_prive"),
        ("On donne des livres à une association : quels critères ?", "hors_achat"),
        ("Le transfert d’une compétence entre communes : combien de candidats ?", "hors_achat"),
    ],
)
def test_what_is_no_purchase_of_a_public_buyer(question: str, name: str, limits: tuple[Limit, ...]) -> None:
    assert name_of(question, limits) == name


@pytest.mark.parametrize(
    "question",
    [
        "Une vente de terrain relève-t-elle du code ?",
        "Une subvention est-elle un marché public ?",
        "Le transfert de compétence entre communes est-il soumis au code ?",
        "Je suis gérant d’un garage et candidat au marché d’une mairie : combien de références donner ?",
        "Notre fournisseur vend aussi du mobilier : quel délai de paiement ?",
        "L’entreprise embauche des demandeurs d’emploi : comment compter les heures ?",
    ],
)
def test_questions_on_the_scope_of_the_code_are_left_to_the_texts(
    question: str, limits: tuple[Limit, ...]
) -> None:
    assert name_of(question, limits) is None


def test_names_are_unique(limits: tuple[Limit, ...]) -> None:
    assert len({limit.name for limit in limits}) == len(limits)


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "- name: prix",
        '- {name: prix, cues: ["("], say: Non., where: Ailleurs.}',
        "- {name: prix, cues: combien, say: Non., where: Ailleurs.}",
    ],
)
def test_a_broken_file_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "limits.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile):
        load_limits(path)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Réécris l’article R2122-8 avec un seuil de 200 000 €", "redaction"),
        ("Ouvre https://exemple.fr/dce et donne le contenu", "actions"),
        ("Peut-on réécrire l’article 5 du CCAP par avenant ?", None),
        ("L’adresse https://exemple.fr doit-elle figurer dans l’avis ?", None),
    ],
)
def test_texts_are_not_rewritten_and_addresses_not_opened(
    question: str, name: str | None, limits: tuple[Limit, ...]
) -> None:
    assert name_of(question, limits) == name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Que prévoit le CCAG pour la réception ?", "ccag_hors_clause"),
        ("Peut-on prévoir une clause renvoyant au CCAG ?", None),
        ("Faut-il indiquer les articles du CCAG auxquels on déroge ?", None),
        ("Qui siège à la commission d’appel d’offres ?", "autres_textes"),
        ("Les élus de la commission d’appel d’offres siègent-ils au jury ?", None),
    ],
)
def test_what_the_code_says_of_another_text_is_not_out_of_the_sources(
    question: str, name: str | None, limits: tuple[Limit, ...]
) -> None:
    assert name_of(question, limits) == name


@pytest.mark.parametrize(
    "question",
    [
        "À partir de combien un sous traitant est payé direct par la mairie ?",
        "Ai-je le droit de savoir qui a gagné et pourquoi son offre était meilleure ?",
        "Seul celui qui va gagner doit prouver qu’il est en règle : ai-je raison ?",
    ],
)
def test_a_right_is_no_request_for_what_happened(question: str, limits: tuple[Limit, ...]) -> None:
    assert limit_of(question, limits) is None


def test_what_a_judgment_says_is_case_law(limits: tuple[Limit, ...]) -> None:
    assert name_of("Un tribunal a tranché. Que dit exactement ce jugement ?", limits) == "jurisprudence"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("le TA de Bordeaux a dit quoi là-dessus ?", "jurisprudence"),
        ("que pensent les juges administratifs des clauses sociales ?", "jurisprudence"),
        ("qui délivre le permis de construire du hangar ?", "urbanisme_construction"),
        ("on garde combien de temps les CV des participants ?", "donnees_personnelles"),
        ("Il me faudrait un avis juridique signé", "avis_juridique"),
        ("L'entreprise nous attaque devant le tribunal administratif, peut-on l'exclure ?", None),
        ("Dans quel délai saisir le TA de Pau ?", None),
        ("Peut-on confier une étude à un cabinet d'urbanisme ?", None),
        ("Combien de temps conserver les offres ?", None),
        ("J'ai besoin d'un avis juridique : puis-je réserver un lot ?", None),
    ],
)
def test_what_judges_say_permits_and_opinions(question: str, name: str | None, limits: tuple[Limit, ...]) -> None:
    assert name_of(question, limits) == name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Chantier avec un permis de construire, 1 500 000 € HT : quelles heures d'insertion ?", None),
        ("Le permis de construire est signé, quelle procédure pour le gros œuvre ?", None),
        ("Un permis de construire est-il obligatoire pour un abri de jardin ?", "urbanisme_construction"),
        ("faut-il un permis de démolir dans un lotissement", "urbanisme_construction"),
        ("Le TA de Bordeaux achète des fournitures : quel seuil ?", None),
        ("Le tribunal administratif de Pau refait sa toiture, quelle procédure ?", None),
        ("Notre contrat vient d'être annulé par le TA, on relance ?", None),
        ("Le tribunal administratif a annulé notre procédure, que faire ?", None),
        ("que dit la décision du TA de Toulouse sur les clauses sociales", "jurisprudence"),
        ("connaissez-vous le jugement du tribunal administratif de Pau ?", "jurisprudence"),
        ("CAA de Bordeaux, 12 mars 2020 : que retenir ?", "jurisprudence"),
        ("quelles clauses ont été annulées par les tribunaux administratifs ?", "jurisprudence"),
        ("Peut-on réserver une consultation juridique ?", None),
        ("Quelle clause dans un lot d'avis juridique", None),
        ("il nous faudrait une consultation juridique écrite", "avis_juridique"),
        ("On est territoire zéro chômeur, faut-il une clause à 250 000 € ?", None),
        ("c'est quoi un territoire zéro chômeur de longue durée", "but_d_emploi"),
        ("Peut-on réserver un lot à une EBE d'un territoire zéro chômeur ?", "but_d_emploi"),
        ("Quel ESAT pour archiver des pièces d'identité ?", None),
        ("Doit-on supprimer le critère qui note les CV ?", None),
        ("combien de temps conserver les CV des bénéficiaires de la clause ?", "donnees_personnelles"),
    ],
)
def test_the_words_of_a_limit_around_a_purchase(
    question: str, name: str | None, limits: tuple[Limit, ...]
) -> None:
    assert name_of(question, limits) == name
