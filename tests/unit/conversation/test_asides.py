"""What people ask beside a purchase is told by its words, and a question on a purchase in like words is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.apart import stutters
from assistant.conversation.asides import Aside, AsideCues, load_asides
from corpus.errors import BrokenCorpusFile

FILE = Path(__file__).parents[3] / "corpus" / "vocabulary" / "asides.yaml"


@pytest.fixture(scope="module")
def asides() -> AsideCues:
    return load_asides(FILE)


@pytest.mark.parametrize(
    ("message", "aside"),
    [
        ("tu es qui au juste ?", Aside.IDENTITY),
        ("je parle à un robot là ?", Aside.IDENTITY),
        ("Vous êtes une intelligence artificielle ?", Aside.IDENTITY),
        ("y a quelqu'un derrière ou c'est une machine", Aside.IDENTITY),
        ("qui vous a programmé ?", Aside.IDENTITY),
        ("vos réponses sont-elles fiables ?", Aside.RELIABILITY),
        ("comment il fonctionne, cet assistant ?", Aside.WORKING),
        ("vous fonctionnez comment ?", Aside.WORKING),
        ("Vos réponses ont-elles une valeur juridique ?", Aside.LEGAL_VALUE),
        ("votre chat, c'est opposable juridiquement ?", Aside.LEGAL_VALUE),
        ("je peux te faire confiance ?", Aside.RELIABILITY),
        ("vous pourriez vous tromper ?", Aside.RELIABILITY),
        ("tu risques de faire une erreur ?", Aside.RELIABILITY),
        ("c'est une IA ?", Aside.IDENTITY),
        ("qui rédige vos réponses ?", Aside.IDENTITY),
        ("ça sert à quoi les clauses d'insertion, honnêtement ?", Aside.RESULTS),
        ("Mes messages sont-ils enregistrés quelque part ?", Aside.PRIVACY),
        ("comment effacer cette conversation ?", Aside.PRIVACY),
        ("qui peut lire ce que j'écris ?", Aside.PRIVACY),
        ("vos textes datent de quand ?", Aside.TEXT_DATES),
        ("comment fonctionne cet outil ?", Aside.WORKING),
        ("il marche comment votre robot ?", Aside.WORKING),
        ("vos réponses ont une valeur juridique ?", Aside.LEGAL_VALUE),
        ("ce que vous dites est opposable ?", Aside.LEGAL_VALUE),
        ("pouvez-vous me rappeler demain ?", Aside.CALL),
        ("on peut vous téléphoner ?", Aside.CALL),
        ("Êtes-vous à jour ?", Aside.TEXT_DATES),
        ("à quoi tu sers ? tu sais faire quoi ?", Aside.ABILITIES),
        ("je cherche un emploi en espaces verts vers Soustons", Aside.JOB_SEEKER),
        ("je suis au chômage, où envoyer mon CV ?", Aside.JOB_SEEKER),
        ("ma fille est en IME, quel ESAT pourrait la prendre ?", Aside.CARE),
        ("Quel est le numéro de la facilitatrice ?", Aside.FACILITATOR),
        ("le facilitateur est joignable en août ?", Aside.FACILITATOR),
        ("comment persuader mes élus de faire de l'insertion ?", Aside.RESULTS),
        ("Quel bilan des clauses d'insertion dans les Landes ?", Aside.RESULTS),
        (
            "Je dirige une entreprise d'insertion, où trouver les marchés réservés publiés ?",
            Aside.STRUCTURE,
        ),
        ("Notre société doit faire 150 heures d'insertion, comment s'y prendre ?", Aside.BOUND_FIRM),
        ("je suis artisan, on m'impose une clause sociale, qui embaucher ?", Aside.BOUND_FIRM),
        ("ma cheffe me crie dessus tous les jours, je craque", Aside.DISTRESS),
        ("franchement j'en peux plus de mon poste", Aside.DISTRESS),
        ("je pense à me tuer", Aside.DANGER),
        ("j'ai des pensées suicidaires", Aside.DANGER),
        ("on peut se fier à vos calculs ?", Aside.RELIABILITY),
        ("une vraie personne ou un bot ?", Aside.IDENTITY),
        ("je cherche du taf pour les vacances", Aside.JOB_SEEKER),
    ],
)
def test_an_aside_is_told(message: str, aside: Aside, asides: AsideCues) -> None:
    assert asides.of(message) is aside


@pytest.mark.parametrize(
    "message",
    [
        "Qui est le pouvoir adjudicateur ?",
        "Un candidat a rédigé son mémoire avec ChatGPT, que faire ?",
        "Nos échanges avec les candidats doivent-ils être conservés ?",
        "Combien de temps conserver les offres ?",
        "Le décret sur les seuils est-il à jour ?",
        "Je cherche un ESAT pour du travail de blanchisserie",
        "Le titulaire cherche du travail pour son équipe",
        "Faut-il écrire les coordonnées du facilitateur dans le CCAP ?",
        "Le facilitateur peut-il contrôler les heures ?",
        "Combien d'heures d'insertion prévoir pour mon marché dans les Landes ?",
        "Notre entreprise n'a fait que 80 heures d'insertion, quelle pénalité ?",
        "Je suis acheteur, l'entreprise me demande comment faire ses heures d'insertion",
        "L'ESAT de ma commune peut-il répondre à un marché ?",
        "peux-tu rédiger une clause ?",
        "vous pouvez me rappeler les seuils ?",
        "rappelez-moi mon montant",
        "un titulaire peut-il appeler les candidats évincés ?",
        "un devis signé par mail, c'est valable juridiquement ?",
        "comment fonctionne un accord-cadre ?",
        "Le titulaire peut-il se tromper dans ses factures ?",
        "Qui rédige les réponses aux candidats évincés ?",
        "à quoi sert le règlement de la consultation ?",
        "la clause d'insertion du marché peut-elle être supprimée ?",
        "On n'en peux plus de ces avenants à répétition",
        "j'en peux plus, le prestataire ne rend pas ses attestations",
        "je craque avec ce marché, comment le résilier ?",
        "ce dossier va me tuer, quel délai pour la consultation ?",
        "l'offre à 12 € de l'heure est suicidaire, la rejeter ?",
        "Peut-on faire confiance à ce chantier d'insertion ?",
        "Ce que j'écris dans l'annonce reste visible combien de temps ?",
        "le rapport d'analyse, c'est confidentiel ?",
        "on cherche du travail pour nos équipes d'espaces verts",
        "une personne ou une machine pour désherber le cimetière ?",
        "il y a le collège Frédéric Mistral à nettoyer",
        "des exemples de clause d'insertion dans les Landes svp",
        "combien d'heures d'insertion pour un gymnase à 900 000 € dans les Landes ?",
        "à quoi sert la clause d'insertion plutôt qu'un marché réservé ?",
        "quelle est l'utilité d'une clause sociale comparée à un critère ?",
    ],
)
def test_a_question_on_a_purchase_is_none(message: str, asides: AsideCues) -> None:
    assert asides.of(message) is None


def test_all_that_is_asked_of_the_assistant_is_told(asides: AsideCues) -> None:
    both = "Vous êtes une intelligence artificielle ? Mes messages sont-ils enregistrés ?"
    assert asides.all_of(both) == (Aside.IDENTITY, Aside.PRIVACY)
    assert asides.all_of(f"{both} Les marchés de la commune sont confidentiels.") == (
        Aside.IDENTITY,
        Aside.PRIVACY,
    )
    assert asides.all_of("je cherche du boulot, tu es qui ?")[0] in {Aside.JOB_SEEKER, Aside.IDENTITY}
    assert len(asides.all_of("je cherche du boulot, tu es qui ?")) == 1
    assert asides.all_of("Peut-on réserver un lot ?") == ()


def test_a_few_words_continue_what_the_reader_told_of_himself(asides: AsideCues) -> None:
    job = "je cherche du boulot près de Dax"
    assert asides.continued("j'ai pas de voiture", [job]) is Aside.JOB_SEEKER
    assert asides.continued("et je vois qui ?", ["j'ai pas de voiture", job]) is Aside.JOB_SEEKER
    assert asides.continued("et en travaux ?", ["tu es qui ?"]) is None
    assert asides.continued("et en travaux ?", ["Quel est le seuil de publicité pour une commune ?", job]) is None
    assert asides.continued("", []) is None


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("lot lot heures heures 5 5", True),
        ("non non et non", False),
        ("un marché très très urgent à passer vite vite", False),
        ("oui oui", False),
    ],
)
def test_words_said_twice_ask_nothing(message: str, told: bool) -> None:
    assert stutters(message) is told


@pytest.mark.parametrize(
    "text", ["nom: x", "- name: identite", "- {name: inconnu, cues: [a]}", "- {name: identite, cues: ['(']}"]
)
def test_a_broken_file_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "asides.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile):
        load_asides(path)
