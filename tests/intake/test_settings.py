"""The settings table."""

import pytest

from matchmaker.domain.inspection import Inspection


def first(desk):
    return desk.read().round.settings[0]


def test_words_and_synonyms_in_any_case(desk):
    desk.change("settings.csv", "private nursery", "Private Day-Nursery")
    desk.change("settings.csv", "requires improvement", "RI")
    assert desk.problems == ()
    assert first(desk).setting_type == "private nursery"
    assert first(desk).inspection.judgement == "requires improvement"


def test_a_near_miss_is_reported_and_never_guessed(desk):
    problem = desk.change("settings.csv", "private nursery", "privat nursery").problem
    assert (problem.level, problem.row, problem.value) == (
        "warning",
        2,
        "privat nursery",
    )
    assert problem.remedy.startswith('Did you mean "private nursery"?')
    assert first(desk).setting_type is None


@pytest.mark.parametrize(
    "region", ["NORTH WEST", "north-west", "The North West region", "B"]
)
def test_region_names_are_taken_in_their_variants(desk, region):
    desk.change("settings.csv", "North West", region)
    assert desk.problems == ()
    assert first(desk).region == "North West"


def test_a_region_that_contradicts_the_postcode_is_kept_with_a_warning(desk):
    problem = desk.change(
        "settings.csv", "nursery,North West", "nursery,London"
    ).problem
    assert (problem.level, problem.column) == ("warning", "region")
    assert "lies in North West" in problem.problem
    assert first(desk).region == "London"


def test_an_unknown_region_is_found_from_the_postcode_instead(desk):
    problem = desk.change(
        "settings.csv", "nursery,North West", "nursery,Narnia"
    ).problem
    assert problem.value == "Narnia"
    assert first(desk).region == "North West"


def test_places_come_from_the_postcodes_outcode(desk):
    setting = first(desk)
    assert setting.precision == "outcode"
    # Preston's PR1 lies about here on the national grid.
    assert abs(setting.easting - 354_000) < 3_000
    assert abs(setting.northing - 429_500) < 3_000


def test_coordinates_come_before_the_postcode(desk):
    desk.change("settings.csv", "judgement,inspected_on", "easting,northing")
    desk.change("settings.csv", "requires improvement,14/03/2022", "353901,429401")
    desk.change("settings.csv", "good,20/06/2019", "0,0")
    one, two = desk.read().round.settings
    assert (one.easting, one.northing, one.precision) == (353901, 429401, "exact")
    assert two.precision == "outcode"  # registers write 0 for "not known"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("353901,", "only one of easting and northing"),
        ("353901,1299999999999", "too large"),
        ("-1,429401", "too small"),
        ("0,429401", "outside"),
    ],
)
def test_wrong_coordinates_give_way_to_the_postcode(desk, cells, said):
    desk.change("settings.csv", "judgement,inspected_on", "easting,northing")
    desk.change("settings.csv", "good,20/06/2019", ",")
    desk.change("settings.csv", "requires improvement,14/03/2022", cells)
    assert any(said in problem.problem for problem in desk.problems)
    assert first(desk).precision == "outcode"


def test_without_a_postcode_the_authority_serves_with_a_warning(desk):
    problem = desk.change("settings.csv", "PR1 8XJ", "").problem
    assert problem.level == "warning"
    assert "local authority" in problem.problem
    assert first(desk).precision == "authority"


@pytest.mark.parametrize("postcode", ["ZZ9 9ZZ", "CF10 1AA", "Preston", "PR1 8X"])
def test_a_postcode_not_in_england_is_reported_and_the_authority_serves(desk, postcode):
    desk.change("settings.csv", "PR1 8XJ", postcode)
    assert {problem.column for problem in desk.problems} == {"postcode"}
    assert len(desk.problems) == 2
    assert first(desk).precision == "authority"


def test_a_place_known_by_nothing_is_a_problem_and_never_a_default(desk):
    desk.change("settings.csv", "nursery,North West,Lancashire,PR1 8XJ", "nursery,,,")
    assert "face-to-face support cannot be planned" in desk.problem.problem
    setting = first(desk)
    assert (setting.easting, setting.region, setting.precision) == (None, None, None)


def test_an_unknown_authority_is_reported_with_the_likely_one(desk):
    problem = desk.change(
        "settings.csv", "West,Lancashire,PR1", "West,Lancashre,PR1"
    ).problem
    assert 'Did you mean "Lancashire"?' in problem.remedy
    assert first(desk).authority is None


def test_precision_without_coordinates_contradicts_itself(desk):
    desk.change("settings.csv", "group", "precision").change(
        "settings.csv", "Steps", "exact"
    )
    problem = desk.problem
    assert "contradict" in problem.problem
    assert first(desk).precision == "outcode"


def test_a_stated_precision_makes_the_place_final(desk):
    desk.change(
        "settings.csv", "judgement,inspected_on,group", "easting,northing,precision"
    )
    desk.change(
        "settings.csv", "requires improvement,14/03/2022,Steps", "1,2,authority"
    )
    desk.change("settings.csv", "good,20/06/2019,", ",,unknown")
    one, two = desk.read().round.settings
    assert desk.problems == ()
    assert (one.easting, one.northing, one.precision) == (1, 2, "authority")
    assert (two.easting, two.precision) == (None, None)


@pytest.mark.parametrize("urn", ["900000", "900010", "900020", "900030"])
def test_dummy_urns_are_missing_urns_and_join_nothing(desk, urn):
    desk.change("settings.csv", "group", "urn").change("settings.csv", "Steps", urn)
    desk.change("supporters.csv", "5,S2", f"5,{urn}")
    assert desk.problems == ()
    assert first(desk).urn is None
    assert desk.read().round.supporters[1].employer is None


def test_a_urn_may_stand_for_the_id_unless_two_settings_share_it(desk):
    desk.change("settings.csv", "group", "urn").change(
        "settings.csv", "Steps", "EY123456"
    )
    desk.change("requests.csv", "R1,S1", "R1,EY123456")
    assert desk.read().round.requests[0].setting == "S1"
    desk.change("settings.csv", "20/06/2019,", "20/06/2019,EY123456")
    assert 'no setting "EY123456"' in desk.problem.problem


def test_leading_zeros_stay(desk):
    desk.change("settings.csv", "S1,", "007,").change("requests.csv", "S1", "007")
    assert desk.problems == ()
    assert first(desk).id == "007"


def test_an_id_that_stands_twice_is_reported_even_if_the_rows_are_equal(desk):
    text = (desk.folder / "settings.csv").read_text().split("\n")[2]
    problem = desk.add("settings.csv", text).problem
    assert (problem.level, problem.row, problem.column) == ("error", 4, "id")
    assert "row 3 of settings.csv" in problem.problem
    assert len(desk.read().round.settings) == 2


@pytest.mark.parametrize(
    ("framework", "judgement", "outcome"),
    [
        ("", "good", ("ofsted", "good")),
        ("", "Needs attention", ("report card", "needs attention")),
        ("ISI", "good", ("independent", "good")),
        ("ofsted", "excellent", None),
        ("", "superb", None),
        ("independent", "", None),
    ],
)
def test_inspections_by_framework(desk, framework, judgement, outcome):
    desk.change("settings.csv", "group", "framework").change(
        "settings.csv", "Steps", framework
    )
    desk.change("settings.csv", "requires improvement", judgement)
    inspection = first(desk).inspection
    assert (inspection and (inspection.framework, inspection.judgement)) == outcome
    assert len(desk.problems) == (outcome is None and judgement != "")
    assert inspection is None or isinstance(inspection, Inspection)


@pytest.mark.parametrize("cell", ["two", "2-3", "-1", "101", "12.5", "lots"])
def test_a_wrong_percent_is_left_out_and_the_row_kept(desk, cell):
    desk.change("settings.csv", "group", "EYPP %").change("settings.csv", "Steps", cell)
    problem = desk.problem
    assert (problem.level, problem.column, problem.value) == ("warning", "EYPP %", cell)
    assert first(desk).eypp_percent is None


@pytest.mark.parametrize("called", ["Sunny", "SUNNY", " sunny. "])
def test_a_setting_may_be_called_by_its_name(desk, called):
    desk.change("requests.csv", "R1,S1,", f"R1,{called},")
    desk.change("supporters.csv", "10,\n", f"10,{called}\n")
    assert desk.problems == ()
    whole = desk.read().round
    assert whole.requests[0].setting == whole.supporters[0].employer == "S1"


def test_a_name_that_two_settings_have_is_not_guessed(desk):
    desk.change("settings.csv", "S2,Moon,", "S2,sunny,")
    desk.change("requests.csv", "R1,S1,", "R1,Sunny,")
    problem = desk.problem
    assert problem.problem.startswith('there is no setting "Sunny"')
    assert problem.remedy.startswith("Several are called so: write the id")


def test_an_id_comes_before_a_name(desk):
    desk.change("settings.csv", "S2,Moon,", "S2,S1,")
    assert desk.problems == ()
    assert desk.read().round.requests[0].setting == "S1"


@pytest.mark.parametrize("word", ["none", "N/A", "No"])
def test_no_owner_and_no_reason_are_blanks_however_they_are_said(desk, word):
    desk.write(
        "settings.csv",
        "id,name,setting_type,region,authority,postcode,group,override_reason\n"
        f"S1,Sunny,preschool,North West,Lancashire,PR1 8XJ,{word},{word}\n"
        "S2,Moon,preschool,North West,Lancashire,PR2,Steps,Recommended\n",
    )
    assert desk.problems == ()
    said = [(s.group, s.override_reason) for s in desk.read().round.settings]
    assert said == [(None, None), ("Steps", "Recommended")]
