"""The directory answers who fits, why, how far, and what it does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import StructureMatch
from assistant.errors import InvalidInput
from assistant.market import Place
from assistant.partners import PartnerDirectory, PartnerQuery, PartnerResults, Way
from corpus.models import Commune, Structure, StructureKind
from corpus.sector_files import Sectors

DAX = Place(commune="Dax", insee_code="40088", latitude=43.7016, longitude=-1.0562)
NBSP = "\u00a0"


def ask(directory: PartnerDirectory, text: str, **fields: object) -> PartnerResults:
    return directory.search(replace(PartnerQuery(text=text, limit=40), **fields))  # type: ignore[arg-type]


def names(results: PartnerResults) -> list[str]:
    return [match.name for match in results.matches]


def does_the_trade(match: StructureMatch) -> bool:
    return any(reason.startswith(f"Activité{NBSP}:") for reason in match.reasons)


def structure(name: str, kind: StructureKind = StructureKind.EI, **facts: object) -> Structure:
    base = Structure(name=name, kind=kind, city="Dax", postal_code="40100", department="40", source="essai")
    return replace(base, **facts)  # type: ignore[arg-type]


def test_a_match_says_its_activity_where_it_was_read_and_how_far(directory: PartnerDirectory) -> None:
    match = ask(directory, "nettoyage de locaux à Dax").matches[0]
    assert match.name == "DAX EMPLOI FORMATION INSERTION SOLIDARITE SERVICES"
    assert match.reasons[0] == f"Activité{NBSP}: nettoyage de locaux (lue dans le code NAF 81.21Z)"
    assert "À Dax" in match.reasons
    assert match.distance_km == 2
    assert "à vérifier" in match.source


def test_unknown_activities_come_last_and_are_never_said_to_do_the_trade(directory: PartnerDirectory) -> None:
    results = ask(directory, "nettoyage de locaux à Dax")
    unknown = [match for match in results.matches if not match.activities]
    assert len(unknown) == results.unknown_activity_count == 8
    assert all(match in results.matches[-8:] for match in unknown)
    assert not any(does_the_trade(match) for match in unknown)
    assert all(match.unknown[0].startswith("Activité non renseignée") for match in unknown)


def test_staff_provision_fits_any_trade_after_known_activities(directory: PartnerDirectory) -> None:
    results = ask(directory, "peinture à Hagetmau")
    order = [does_the_trade(match) for match in results.matches]
    first_staff = names(results).index("SERVICE CHALOSSE TURSAN")
    assert all(order[:3])
    assert first_staff >= 3
    staff = results.matches[first_staff]
    assert staff.reasons[0].startswith("Mise à disposition de personnel")
    assert any("à lui demander" in said for said in staff.unknown)


def test_a_wider_activity_is_said_to_need_confirmation(directory: PartnerDirectory) -> None:
    match = ask(directory, "lot peinture à Tarnos").matches[0]
    assert match.name == "EURL ITEMS"
    assert any("reste à confirmer" in said and "peinture" in said for said in match.unknown)


def test_a_near_activity_is_not_the_trade(directory: PartnerDirectory) -> None:
    results = ask(directory, "tonte de pelouses à Biscarrosse")
    assert results.direct_by_kind == {}
    first = results.matches[0]
    assert first.name == "CHANTIERS INSERTION GRANDS LACS"
    assert not does_the_trade(first)
    assert first.reasons[0].startswith("Activité voisine")
    assert any("n’a pour activité connue" in remark for remark in results.remarks)


def test_counts_agree_with_the_matches(directory: PartnerDirectory) -> None:
    results = ask(directory, "nettoyage à Dax")
    assert sum(results.count_by_kind.values()) == results.total == len(results.matches) - 8
    assert results.direct_by_kind == {StructureKind.ACI: 1, StructureKind.EI: 1}
    assert results.nearest_km == 2


def test_a_radius_is_strict_and_says_what_it_leaves_out(directory: PartnerDirectory) -> None:
    results = ask(directory, "nettoyage à Dax dans un rayon de 30 km")
    assert results.understood.radius_km == 30
    assert all(match.distance_km is not None and match.distance_km <= 30 for match in results.matches)
    assert any(f"au-delà de 30{NBSP}km" in remark for remark in results.remarks)


def test_without_a_radius_the_others_are_not_hidden(directory: PartnerDirectory) -> None:
    results = ask(directory, "nettoyage", place=DAX)
    distances = [match.distance_km for match in results.matches if does_the_trade(match)]
    assert distances == sorted(distances)
    assert distances[-1] > 40


def test_ways_of_working_select_structures(directory: PartnerDirectory) -> None:
    staff = ask(directory, "nettoyage à Dax", way=Way.STAFF)
    assert {match.kind for match in staff.matches} == {"AI", "ETTI", "GEIQ", "ESAT"}
    direct = ask(directory, "nettoyage à Dax", way=Way.SUBCONTRACTING)
    assert not {match.kind for match in direct.matches} & {"AI", "ETTI", "GEIQ"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("un ESAT près de Mont-de-Marsan", {"ESAT"}),
        ("chantier d’insertion à Dax", {"ACI"}),
        ("quelles AI et quelles EI dans les Landes", {"AI", "EI"}),
        ("les SIAE de Tarnos", {"EI", "EITI", "ACI", "AI", "ETTI"}),
        ("j’ai besoin d’une entreprise de nettoyage", set()),
        ("entreprise adaptée pour du nettoyage", {"EA", "EATT"}),
    ],
)
def test_kinds_are_read_from_words(directory: PartnerDirectory, text: str, kinds: set[str]) -> None:
    results = ask(directory, text)
    assert {kind.value for kind in results.understood.kinds} == kinds
    if kinds:
        assert {match.kind for match in results.matches} <= kinds


def test_no_structure_of_the_kind_is_said(directory: PartnerDirectory) -> None:
    results = ask(directory, "entreprise adaptée pour du nettoyage à Dax")
    assert results.matches == ()
    assert any("aucune structure de type EA ou EATT" in remark for remark in results.remarks)


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("nettoyage à Biscarosse", "Biscarrosse"),
        ("menuiserie mont de marssan", "Mont-de-Marsan"),
        ("couture St-Vincent-de-Tyrosse", "Saint-Vincent-de-Tyrosse"),
        ("espaces verts à Parentis", "Parentis-en-Born"),
        ("nettoyage 40220", "Tarnos"),
        ("peinture près d’Hossegor", "Soorts-Hossegor"),
        ("entretien d’espaces verts", None),
        ("tonte à Vert", "Vert"),
        ("louer des tables", None),
        ("location de mobilier de campagne", None),
    ],
)
def test_communes_are_read_even_misspelt(directory: PartnerDirectory, text: str, commune: str | None) -> None:
    place = ask(directory, text).understood.place
    assert (place.commune if place else None) == commune


def test_a_misspelling_is_said(directory: PartnerDirectory) -> None:
    remarks = ask(directory, "netoyage à Capbretton").remarks
    assert f"«{NBSP}capbretton{NBSP}» a été lu comme «{NBSP}Capbreton{NBSP}»." in remarks
    assert any("netoyage" in remark and "nettoyage" in remark for remark in remarks)


def test_an_unknown_place_is_said_and_no_distance_given(directory: PartnerDirectory) -> None:
    results = ask(directory, "nettoyage à Bayonne")
    assert any("Bayonne" in remark for remark in results.remarks)
    assert all(match.distance_km is None for match in results.matches)


def test_a_need_that_names_no_trade_finds_no_one_doing_it(directory: PartnerDirectory) -> None:
    results = ask(directory, "fusées spatiales à Dax")
    assert not any(does_the_trade(match) for match in results.matches)
    assert any("Aucun métier reconnu" in remark for remark in results.remarks)


def test_an_empty_question_finds_nothing_and_says_what_to_give(directory: PartnerDirectory) -> None:
    for text in ("", "Bonjour, pouvez-vous m’aider ?"):
        results = ask(directory, text)
        assert results.matches == ()
        assert results.remarks[0].startswith("Précisez")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("coordonnées de Cultures Solid’ere", "CULTURES SOLID'ERE"),
        ("Que fait l’association Landes Partage ?", "ASSOC LANDES PARTAGE"),
        ("la petite moleta", "LA PETITA MOLETA"),
    ],
)
def test_a_name_finds_its_structure(directory: PartnerDirectory, text: str, name: str) -> None:
    match = ask(directory, text).matches[0]
    assert match.name == name
    assert match.reasons[0].startswith("Son nom")


def test_an_everyday_word_is_not_taken_for_a_name(directory: PartnerDirectory) -> None:
    assert names(ask(directory, "nettoyage pour le bon voisinage à Dax"))[0] != "VOISINAGE"


def test_a_siret_finds_one_structure_or_says_why_not(directory: PartnerDirectory) -> None:
    assert names(ask(directory, "83158488300019")) == ["CULTURES SOLID'ERE"]
    assert names(ask(directory, "", siret="831 584 883 00019")) == ["CULTURES SOLID'ERE"]
    assert names(ask(directory, "SIREN 831 584 883")) == ["CULTURES SOLID'ERE"]
    assert any("n’est pas valide" in remark for remark in ask(directory, "83158488300018").remarks)
    assert any("Aucune structure" in remark for remark in ask(directory, "35600000000048").remarks)


def test_get_accepts_a_siret_or_an_identifier(directory: PartnerDirectory) -> None:
    by_siret = directory.get("831 584 883 00019")
    assert by_siret is not None
    assert by_siret.name == "CULTURES SOLID'ERE"
    by_id = directory.get("ESAT Les Jardins de Nonères@Mont-de-Marsan")
    assert by_id is not None
    assert by_id.kind is StructureKind.ESAT
    assert directory.get("00000000000000") is None


def test_fields_win_over_words(directory: PartnerDirectory) -> None:
    results = ask(directory, "nettoyage à Tarnos", place=DAX, sector="Blanchisserie")
    assert results.understood.place == DAX
    assert names(results)[0] == "ASSOC FORUM"


def test_a_family_finds_every_sector_of_it(directory: PartnerDirectory) -> None:
    results = ask(directory, "", family="Restauration")
    assert {match.name for match in results.matches if does_the_trade(match)} == {
        "LA PETITA MOLETA",
        "SCIC L EOLE",
    }


@pytest.mark.parametrize(
    "fields", [{"limit": 0}, {"radius_km": 0}, {"family": "Astronautique"}, {"sector": "Netoyage de locaux"}]
)
def test_wrong_fields_are_refused_with_what_is_accepted(
    directory: PartnerDirectory, fields: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        ask(directory, "nettoyage", **fields)
    assert refusal.value.field in fields
    if "sector" in fields:
        assert "Nettoyage de locaux" in str(refusal.value)


def test_a_structure_without_a_point_is_measured_from_its_commune(directory: PartnerDirectory) -> None:
    match = next(m for m in ask(directory, "GEIQ à Dax").matches if m.name.startswith("GEIQ BTP"))
    assert match.distance_km is not None
    assert any("centre de Tarnos" in said for said in match.unknown)


def test_a_group_of_employers_of_another_branch_is_left_out(directory: PartnerDirectory) -> None:
    masonry = names(ask(directory, "GEIQ pour de la maçonnerie"))
    assert masonry[0] == "GEIQ BTP LANDES ET COTE BASQUE"
    assert not any("INDUSTRIES" in name for name in masonry)
    cleaning = names(ask(directory, "ménage des bureaux à Tarnos"))
    assert "GEIQ INTERPRO SUD AQUITAINE" in cleaning
    assert "GEIQ BTP LANDES ET COTE BASQUE" not in cleaning


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("une boîte adaptée pour le linge à Dax", "aucune structure de type EA ou EATT"),
        ("Y a-t-il un ESAT pour la mise sous pli ?", "ne recense qu’une structure de type ESAT"),
        ("ESAT ou EA pour des repas près de Tartas", "aucune structure de type EA"),
    ],
)
def test_a_kind_the_directory_hardly_holds_is_said(directory: PartnerDirectory, text: str, said: str) -> None:
    remarks = ask(directory, text).remarks
    assert sum(said in remark for remark in remarks) == 1
    assert not any(remark.startswith("Aucune structure de l’annuaire ne convient") for remark in remarks)


@pytest.mark.parametrize("text", ["structures d’insertion par l’activité économique à Dax", "peinture à Dax"])
def test_kinds_named_together_are_not_counted_one_by_one(directory: PartnerDirectory, text: str) -> None:
    assert not any("de type" in remark for remark in ask(directory, text).remarks)


def test_structures_of_another_kind_that_do_the_trade_are_named(directory: PartnerDirectory) -> None:
    remarks = ask(directory, "une entreprise adaptée pour la blanchisserie à Dax").remarks
    assert any("D’un autre type" in remark and "ASSOC FORUM" in remark for remark in remarks)
    assert not any("D’un autre type" in remark for remark in ask(directory, "ESAT à Dax").remarks)


def test_a_place_alone_asks_for_the_trade(directory: PartnerDirectory) -> None:
    remarks = ask(directory, "à Mimizan").remarks
    assert any("métier recherché" in remark for remark in remarks)
    assert not any("qui conviennent le mieux" in remark for remark in remarks)
    assert not any("métier recherché" in remark for remark in ask(directory, "ESAT à Mimizan").remarks)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("élagage à Amou", "d’Amou"),
        ("élagage à Hagetmau", "d’Hagetmau"),
        ("élagage à Saint-Sever", "de Saint-Sever"),
        ("élagage à Ychoux", "d’Ychoux"),
        ("élagage à Haut-Mauco", "de Haut-Mauco"),
    ],
)
def test_a_commune_is_said_with_its_elision(directory: PartnerDirectory, text: str, said: str) -> None:
    far = next(match for match in ask(directory, text).matches if match.city == "Tarnos")
    assert any(reason.endswith(f"km {said}") for reason in far.reasons)


def test_contacts_are_shown_when_known_and_missed_when_not(
    sectors: Sectors, communes: tuple[Commune, ...]
) -> None:
    known = structure("Avec", activities=("Blanchisserie",), phone="05 58 00 00 00", siret="35600000000048")
    blank = structure("Sans", activities=("Blanchisserie",))
    matches = PartnerDirectory([known, blank], sectors, communes).search(PartnerQuery("blanchisserie")).matches
    by_name = {match.name: match for match in matches}
    assert by_name["Avec"].phone == "05 58 00 00 00"
    assert not any("Téléphone" in said for said in by_name["Avec"].unknown)
    assert any("Téléphone" in said for said in by_name["Sans"].unknown)


def test_an_activity_that_is_no_sector_is_found_by_its_own_words(
    sectors: Sectors, communes: tuple[Commune, ...]
) -> None:
    maker = structure("Nichoirs du Marsan", activities=("Fabrication de nichoirs",))
    results = PartnerDirectory([maker], sectors, communes).search(PartnerQuery("fabrication de nichoirs à Dax"))
    assert [match.name for match in results.matches] == ["Nichoirs du Marsan"]
    assert does_the_trade(results.matches[0])


def test_an_empty_directory_answers_with_nothing(sectors: Sectors, communes: tuple[Commune, ...]) -> None:
    results = PartnerDirectory([], sectors, communes).search(PartnerQuery("nettoyage à Dax"))
    assert results.matches == ()
    assert results.total == 0


def test_the_home_department_comes_first_without_a_place(sectors: Sectors) -> None:
    there = structure("Aaa", city="Paris", postal_code="75011", department="75", activities=("Blanchisserie",))
    here = structure("Zzz", activities=("Blanchisserie",))
    results = PartnerDirectory([there, here], sectors).search(PartnerQuery("blanchisserie"))
    assert [match.name for match in results.matches] == ["Zzz", "Aaa"]


def test_a_trade_is_not_taken_for_a_name_made_of_its_words(sectors: Sectors) -> None:
    named = structure("SCOP ESPACES VERTS", city="Eschau", postal_code="67114", department="67")
    doing = structure("Le Sécateur", activities=("Création et entretien des espaces verts",))
    directory = PartnerDirectory([named, doing], sectors)
    assert names(ask(directory, "espaces verts"))[0] == "Le Sécateur"
    assert names(ask(directory, "coordonnées de la SCOP Espaces verts"))[0] == "SCOP ESPACES VERTS"


def test_structures_beyond_reach_are_counted_apart_and_not_hidden(
    sectors: Sectors, communes: tuple[Commune, ...]
) -> None:
    far = structure("Loin", city="Lille", postal_code="59000", department="59", latitude=50.63, longitude=3.06)
    far = replace(far, activities=("Blanchisserie",))
    near = structure("Près", activities=("Blanchisserie",))
    results = PartnerDirectory([far, near], sectors, communes).search(PartnerQuery("blanchisserie à Dax"))
    assert names(results) == ["Près", "Loin"]
    assert (results.total, results.direct_by_kind) == (1, {StructureKind.EI: 1})
    assert any(f"à plus de 150{NBSP}km" in remark for remark in results.remarks)


def test_a_regie_listed_under_its_agreement_is_found(sectors: Sectors) -> None:
    listed = structure("REGIE DE QUARTIER DU MARSAN", StructureKind.ACI)
    other = structure("Autre", StructureKind.ACI)
    assert names(ask(PartnerDirectory([listed, other], sectors), "une régie de quartier")) == [listed.name]


def test_agents_asked_for_a_trade_are_staff(directory: PartnerDirectory) -> None:
    results = ask(directory, "Qui peut nous prêter des agents d’entretien à Tarnos ?")
    assert results.understood.way is Way.STAFF
    assert not any(does_the_trade(match) for match in results.matches)
    assert any("Profils disponibles" in said for said in results.matches[0].unknown)


@pytest.mark.parametrize(
    ("sector", "words", "key", "does"),
    [
        ("Travaux de chantiers", "réfection de la voirie", "vrd", False),
        ("Travaux de chantiers", "maçonnerie", "maconnerie", True),
        ("Conseils & Formation", "maîtrise d’œuvre", "", False),
        ("Conseils & Formation", "formation des agents", "", True),
    ],
)
def test_an_activity_is_not_every_trade_of_its_sector(
    directory: PartnerDirectory, sector: str, words: str, key: str, does: bool
) -> None:
    found = directory.search(PartnerQuery(sector=sector, trade_words=words, trade_key=key))
    assert bool(found.doing) is does


def test_kinds_turned_down_win_over_those_known(directory: PartnerDirectory) -> None:
    esat = frozenset({StructureKind.ESAT})
    found = directory.search(
        PartnerQuery(text="pas d’ESAT, qui d’autre ?", sector="Restauration de livres", kinds=esat)
    )
    assert found.matches
    assert all(match.kind != "ESAT" for match in found.matches)


def test_who_lends_staff_is_named_where_no_one_of_the_kind_does_the_trade(directory: PartnerDirectory) -> None:
    found = directory.search(PartnerQuery(text="une EA pour de la numérisation"))
    assert not found.total
    assert any("par mise à disposition de personnel" in remark for remark in found.remarks)


def test_every_commune_of_a_text_is_found(directory: PartnerDirectory) -> None:
    named = directory.communes_in("du ménage à Tartas, à Saint-Sever et vers Hossegor")
    assert [place.commune for place, _ in named] == ["Tartas", "Saint-Sever", "Soorts-Hossegor"]


def test_distances_are_those_of_the_nearest_place_named(directory: PartnerDirectory) -> None:
    tarnos = Place(commune="Tarnos", insee_code="40312", latitude=43.5406, longitude=-1.4614)
    far = ask(directory, "blanchisserie", place=tarnos)
    near = ask(directory, "blanchisserie", place=tarnos.model_copy(update={"also": (DAX,)}))
    assert near.nearest_km is not None
    assert far.nearest_km is not None
    assert near.nearest_km < far.nearest_km
    assert f"À 18{NBSP}km de Dax" in near.matches[0].reasons
    assert any("Tarnos ou Dax, au plus court" in remark for remark in near.remarks)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("blanchisserie à Dax", "Pour «\u00a0blanchisserie\u00a0», une seule structure de l’annuaire"),
        ("espaces naturels à Dax", "Plus près, du personnel peut être mis à disposition par"),
        ("traiteur à Hagetmau", "D’activité voisine, à interroger d’abord"),
        ("un ESAT pour le nettoyage des bureaux", "Aucune structure de ce type (ESAT) n’a pour activité connue"),
    ],
)
def test_a_search_opens_with_who_answers(directory: PartnerDirectory, text: str, opening: str) -> None:
    results = ask(directory, text)
    assert results.opening is not None
    assert opening in results.opening
    assert results.remarks[0] == results.opening


def test_staff_lent_delivers_no_goods(directory: PartnerDirectory) -> None:
    goods = ask(directory, "couture à Dax", done_by_staff=False)
    assert goods.total == sum(goods.direct_by_kind.values()) + goods.akin
    assert goods.total < ask(directory, "couture à Dax").total


def test_another_kind_is_looked_for_within_the_radius(directory: PartnerDirectory) -> None:
    results = ask(directory, "un ESAT pour des espaces verts à 30 km de Dax")
    assert not any("BISCARROSSE" in remark.upper() and "autre type" in remark for remark in results.remarks)


def test_a_kind_preferred_that_lends_staff_is_named(directory: PartnerDirectory) -> None:
    results = ask(directory, "maçonnerie à Dax", preferred=frozenset({StructureKind.ETTI}))
    assert any("DEFIS BACPI" in remark and "préférez (ETTI)" in remark for remark in results.remarks)
