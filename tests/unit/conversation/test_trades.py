"""Trades in free text, and the vocabulary they are read with."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.fact_reading import read_facts
from assistant.conversation.trades import TradeFound, main_trade
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.conversation.wording import read_wording
from assistant.market import MarketNature
from corpus.errors import BrokenCorpusFile
from corpus.vocabulary_files import load_intents, load_trades, load_word_lists

CORPUS = Path(__file__).parents[3] / "corpus"
TRADES = CORPUS / "vocabulary" / "trades.yaml"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(CORPUS)


def trade(text: str, lexicon: Lexicon) -> TradeFound | None:
    return main_trade(lexicon.facts.trades.find(lexicon.spelling.terms(read_wording(text))))


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("je suis architecte, marché de voirie de 400 000 € HT", MarketNature.TRAVAUX),
        ("en tant qu’AMO, je passe le nettoyage des écoles", MarketNature.SERVICES),
        ("une mission d’architecte pour le collège", MarketNature.PRESTATIONS_INTELLECTUELLES),
    ],
)
def test_who_speaks_is_not_what_is_bought(text: str, nature: MarketNature, lexicon: Lexicon) -> None:
    read = read_facts(read_wording(text), lexicon.facts, None, 0).facts
    assert read.nature is not None
    assert read.nature.value is nature


@pytest.mark.parametrize(
    ("text", "sector", "key"),
    [
        ("un lot peinture", "Peinture & Revêtement des murs", "peinture_interieure"),
        ("des travaux de maçonnerie", "Travaux de chantiers", "maconnerie"),
        ("le gros œuvre", "Travaux de chantiers", "maconnerie"),
        ("charpente métallique", "Ouvrages métalliques", "charpente_metallique"),
        ("nettoyage des locaux", "Nettoyage de locaux", "proprete"),
        ("netoyage de locaux", "Nettoyage de locaux", "proprete"),
        ("nettoyage des vitres du collège", "Nettoyage de locaux", "proprete"),
        ("plomberie-chauffage", "Plomberie", "plomberie"),
        ("l’entretien des espaces verts", "Création et entretien des espaces verts", "espaces_verts"),
        ("tonte et taille de haies", "Création et entretien des espaces verts", "espaces_verts"),
        ("numérisation d’archives", "Numérisation & GED", "informatique"),
        ("la blanchisserie de l’hôpital", "Blanchisserie", "blanchisserie"),
        ("livraison de repas", "Restauration collective", "restauration"),
        ("flocage de vêtements", "Impressions", "communication"),
        ("réfection de toiture", "Travaux de chantiers", "couverture"),
        ("démolition d’un hangar", "Déconstruction, curage, démolition", "demolition"),
    ],
)
def test_a_trade_is_found_with_its_figure(text: str, sector: str, key: str, lexicon: Lexicon) -> None:
    found = trade(text, lexicon)
    assert found is not None
    assert (found.value.sector, found.value.key) == (sector, key)


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("peinture", MarketNature.TRAVAUX),
        ("nettoyage", MarketNature.SERVICES),
        ("fournitures de bureau", MarketNature.FOURNITURES),
        ("vêtements de travail", MarketNature.FOURNITURES),
        ("mission de maîtrise d’œuvre", MarketNature.PRESTATIONS_INTELLECTUELLES),
    ],
)
def test_the_trade_tells_the_nature(text: str, nature: MarketNature, lexicon: Lexicon) -> None:
    found = trade(text, lexicon)
    assert found is not None
    assert found.nature is nature


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("maintenance des ascenseurs", MarketNature.SERVICES),
        ("assurance des bâtiments", MarketNature.SERVICES),
        ("travaux sur les ascenseurs", MarketNature.TRAVAUX),
        ("remplacement d’un ascenseur", MarketNature.TRAVAUX),
        ("achat de mobilier scolaire", MarketNature.FOURNITURES),
        ("fioul", MarketNature.FOURNITURES),
        ("trois couches de peinture", MarketNature.TRAVAUX),
        ("téléphonie mobile", MarketNature.SERVICES),
    ],
)
def test_the_words_around_a_trade_may_make_another_nature_of_it(
    text: str, nature: MarketNature, lexicon: Lexicon
) -> None:
    read = read_facts(read_wording(f"Un marché : {text}, 100 000 € HT"), lexicon.facts, None, 1).facts
    assert read.nature is not None
    assert read.nature.value is nature


@pytest.mark.parametrize(
    "text",
    [
        "le conseil départemental des Landes",
        "un marché de défense ou de sécurité",
        "un atelier et chantier d’insertion",
        "le code du travail",
        "notre commune",
        "une action de formation",
        "le règlement de la consultation",
        "le délai de livraison",
    ],
)
def test_a_phrase_that_contains_a_trade_word_names_no_trade(text: str, lexicon: Lexicon) -> None:
    assert trade(text, lexicon) is None


def test_the_vocabulary_holds_20_families_and_154_sectors() -> None:
    entries = load_trades(TRADES).entries
    assert len({entry.family for entry in entries}) == 20
    assert len({(entry.family, entry.sector) for entry in entries if entry.sector}) == 154


@pytest.mark.shared
def test_families_and_sectors_are_those_of_the_national_marketplace() -> None:
    import csv

    source = CORPUS.parents[1] / "shared" / "directory" / "sectors.csv"
    if not source.exists():
        pytest.skip("the list of sectors is not beside the checkout")
    with source.open(encoding="utf-8") as file:
        official = {(row["famille"], row["secteur"]) for row in csv.DictReader(file)}
    assert {(e.family, e.sector) for e in load_trades(TRADES).entries if e.sector} == official


def test_every_sector_is_found_by_each_of_its_words(lexicon: Lexicon) -> None:
    lost = []
    for entry in load_trades(TRADES).entries:
        for words in entry.words:
            found = trade(words, lexicon)
            if found is None or found.value.family != entry.family:
                # Words two families share belong to the first that lists them.
                lost.append((entry.family, words))
    assert len(lost) <= 12, lost


@pytest.mark.parametrize(
    "content",
    [
        "- liste",
        "familles: []",
        "familles: [{nature: services, mots: [a]}]",
        "familles: [",
        "familles: [{famille: A, nature: services, mots: x}]",
    ],
)
def test_a_broken_trades_file_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "trades.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BrokenCorpusFile, match=r"trades\.yaml"):
        load_trades(path)


def test_a_missing_section_or_weight_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("mots: [un]\n", encoding="utf-8")
    with pytest.raises(BrokenCorpusFile, match="autres"):
        load_word_lists(path).section("autres")
    with pytest.raises(BrokenCorpusFile, match="intentions"):
        load_intents(path)
    path.write_text("intentions: {hours: {lourd: [heures]}}\n", encoding="utf-8")
    with pytest.raises(BrokenCorpusFile, match="lourd"):
        load_intents(path)
    with pytest.raises(BrokenCorpusFile, match="illisible"):
        load_word_lists(tmp_path / "absent.yaml")


def read_trade(text: str, lexicon: Lexicon) -> str | None:
    found = read_facts(read_wording(text), lexicon.facts, None, 0).facts.trade
    return found.value.sector if found else None


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("il faut repasser devant le conseil municipal", None),
        ("on devra repasser en appel d’offres", None),
        ("qui peut repasser les nappes de la cantine ?", "Repassage"),
        ("un logiciel acheté sur étagère", "Conception de logiciels"),
        ("des produits sur étagère", None),
        ("acheter deux étagères", "Equipements et mobiliers"),
        ("je suis rédactrice marchés à la communauté de communes", None),
        ("notre avocat nous a dit l’inverse", None),
        ("le formateur prétend que c’est interdit", None),
        ("former les agents", "Conseils & Formation"),
        ("les heures d’une intérimaire comptent-elles ?", None),
        ("un marché d’intérim pour les écoles", "Autre (Administratif)"),
        ("le linge de la cafétéria à laver", "Blanchisserie"),
        ("numérisation de livres anciens", "Numérisation & GED"),
        ("reconditionnement de 30 ordinateurs", "Recyclage d'équipements électriques et électroniques (DEEE)"),
        ("achat de 30 ordinateurs", "Autre (Informatique)"),
        ("relier les délibérations du conseil", "Restauration de livres"),
        ("dépressage de jeunes pins", "Travaux forestiers, Bûcheronnage"),
        ("restauration du petit patrimoine : four à pain, lavoir", "Travaux de chantiers"),
    ],
)
def test_a_word_of_a_trade_is_read_for_what_it_says(text: str, sector: str | None, lexicon: Lexicon) -> None:
    assert read_trade(text, lexicon) == sector


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("maintenance climatisation de la mairie", MarketNature.SERVICES),
        ("contrat d’entretien de la chaufferie", MarketNature.SERVICES),
        ("remplacement de la climatisation", MarketNature.TRAVAUX),
    ],
)
def test_what_keeps_an_equipment_running_is_a_service(text: str, nature: MarketNature, lexicon: Lexicon) -> None:
    read = read_facts(read_wording(text), lexicon.facts, None, 0).facts.nature
    assert read is not None
    assert read.value is nature


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("de la blanchisserie, et aussi quelqu’un pour de la tonte", ["Création et entretien des espaces verts"]),
        ("un traiteur et la location de barnums", ["Traiteur"]),
        ("peinture et plâtrerie", []),
        ("peinture et électricité, une structure qui fait les deux", ["Electricité"]),
        ("nettoyage des bureaux et des sanitaires", []),
        ("réparation de vélos et de mobilier", []),
        ("nettoyage des vitres, combien d’heures ?", []),
    ],
)
def test_the_trades_joined_to_the_main_one_are_kept(text: str, others: list[str], lexicon: Lexicon) -> None:
    found = read_facts(read_wording(text), lexicon.facts, None, 0).facts.other_trades
    assert [trade.sector for trade in (found.value if found else ())] == others


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("plutôt une entreprise adaptée, l’ESAT est trop loin", ("EA",)),
        ("une AI plutôt qu’un chantier d’insertion", ("AI",)),
        ("il n’y a pas d’ESAT à Dax ?", ("ESAT",)),
        ("on ne veut pas d’ESAT", None),
        ("ni ESAT ni EA", None),
        ("ni ESAT ni EA, une EI", ("EI",)),
        ("n’existe-t-il pas un ESAT vers Tartas ?", ("ESAT",)),
        ("on ne trouve pas d’ESAT, qui peut aider ?", ("ESAT",)),
        ("Pas d’ESAT vers Tartas ?", ("ESAT",)),
        ("une EA, surtout pas d’ESAT", ("EA",)),
        ("un ESAT est-il trop petit pour cela ?", ("ESAT",)),
    ],
)
def test_the_kinds_turned_down_are_left_out(text: str, kinds: tuple[str, ...] | None, lexicon: Lexicon) -> None:
    read = read_facts(read_wording(text), lexicon.facts, None, 0).facts.structure_kinds
    assert (read.value if read else None) == kinds


@pytest.mark.parametrize(
    ("message", "nature"),
    [
        ("Construction d’un pôle petite enfance pour 2,4 M€ HT", MarketNature.TRAVAUX),
        ("réhabilitation de l’ancien centre de formation, 600 000 €", MarketNature.TRAVAUX),
        ("gestion du pôle petite enfance, 80 000 € par an", MarketNature.SERVICES),
        ("démolition de hangars avec un bureau d’études, 90 000 €", MarketNature.TRAVAUX),
        ("réfection de toiture, accompagnés d’un architecte", MarketNature.TRAVAUX),
        ("marché avec un bureau d’études pour 40 000 €", MarketNature.PRESTATIONS_INTELLECTUELLES),
        (
            "construction d’une école avec un architecte, ses honoraires : 90 000 €",
            MarketNature.PRESTATIONS_INTELLECTUELLES,
        ),
    ],
)
def test_a_building_or_an_adviser_beside_the_works_is_not_what_is_bought(
    message: str, nature: MarketNature, lexicon: Lexicon
) -> None:
    found = understand(message, lexicon, None, None, 0).facts.nature
    assert found is not None
    assert found.value is nature


@pytest.mark.parametrize(
    "text",
    [
        "le titulaire a planté notre chantier",
        "une société qui nous avait plantés l’an dernier",
        "peut-on compenser les heures par des formations ?",
        "un salarié en formation est-il compté ?",
    ],
)
def test_a_turn_of_phrase_buys_neither_plants_nor_training(text: str, lexicon: Lexicon) -> None:
    assert read_facts(read_wording(text), lexicon.facts, None, 0).facts.trade is None


@pytest.mark.parametrize(
    "text", ["planter des arbres dans la cour", "marché de formation", "on a planté 40 arbres à arroser"]
)
def test_what_is_planted_or_taught_is_bought(text: str, lexicon: Lexicon) -> None:
    assert read_facts(read_wording(text), lexicon.facts, None, 0).facts.trade is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("marché de traiteur pour les voeux du maire", "traiteur"),
        ("un traiteur pour le repas des aînés", "traiteur"),
        ("les voeux du maire", "voeux du maire"),
    ],
)
def test_the_name_of_a_trade_tells_it_rather_than_the_occasion(text: str, said: str, lexicon: Lexicon) -> None:
    found = trade(text, lexicon)
    assert found is not None
    assert read_wording(text).text[found.start : found.end] == said


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("réserver un lot au handicap", ("EA", "ESAT")),
        ("qui fait de l’impression avec des personnes handicapées", ("EA", "ESAT")),
        ("transport de personnes handicapées", None),
        ("une sensibilisation au handicap des agents", None),
        ("au handicap, plutôt un ESAT", ("ESAT",)),
    ],
)
def test_a_public_in_plain_words_tells_the_kinds(
    text: str, kinds: tuple[str, ...] | None, lexicon: Lexicon
) -> None:
    found = read_facts(read_wording(text), lexicon.facts, None, 0).facts.structure_kinds
    assert (found.value if found is not None else None) == kinds
