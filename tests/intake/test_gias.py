"""Extracts of the school register become settings, and every row is accounted for."""

from datetime import date
from pathlib import Path

import pytest

from matchmaker.errors import InputError, OutputError
from matchmaker.intake.gias import read_gias
from matchmaker.intake.round_files import settings_to_round_files
from matchmaker.intake.round_reader import read_round

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "schools"
FULL = SHARED / "gias_full_records_803.csv"
JOINED = SHARED / "schools_england_joined.csv"

TODAYS = (
    "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (name),"
    "EstablishmentStatus (name),PhaseOfEducation (name),StatutoryLowAge,"
    "NurseryProvision (name),Trusts (code),Trusts (name),Federations (name),GOR (name),"
    "Postcode,Easting,Northing,OfstedRating (name),OfstedLastInsp,PercentageFSM"
)
OF_TODAY = [
    "100001,383,Leeds,Oak Nursery School,Local authority nursery school,Open,Nursery,2,"
    "Not applicable,,,Leeds Federation,Yorkshire and the Humber,LS2 9JT,430075,434000,"
    "Outstanding,14-03-2019,40",
    '100002,383,Leeds,Ash Primary,Academy converter,"Open, but proposed to close",'
    "Primary,3,Has Nursery Classes,555,Elm Trust,,Yorkshire and the Humber,LS1 4AP,0,0,"
    "Special Measures,02-02-2022,30",
    "100003,383,Leeds,Fir Primary,Community school,Open,Primary,4,No Nursery Classes,,,,"
    "Yorkshire and the Humber,LS1 4AP,0,0,Good,01-01-2020,10",
    "100004,383,Leeds,Yew Primary,Community school,Closed,Primary,3,Has Nursery Classes"
    ",,,,Yorkshire and the Humber,LS1 4AP,0,0,Good,01-01-2020,10",
    "100005,383,Leeds,Bay Prep,Other independent school,Open,Not applicable,2,"
    "Has Nursery Classes,,,,Yorkshire and the Humber,LS8 1AA,0,0,,,",
    "100006,888,Lancashire,Elm Primary,Voluntary aided school,Open,Primary,3,"
    "Has Nursery Classes,,,,North West,PR1 8XJ,0,0,,,",
    "400007,681,Cardiff,Ivy Primary,Welsh establishment,Open,Primary,3,"
    "Has Nursery Classes,,,,Wales (pseudo),CF10 1AA,0,0,,,",
]


@pytest.fixture
def extract(tmp_path):
    """Writes an extract; rows of today's headings unless told otherwise."""

    def write(rows=OF_TODAY, headings=TODAYS, encoding="utf-8"):
        path = tmp_path / "edubase.csv"
        path.write_text("\n".join([headings, *rows]) + "\n", encoding)
        return path

    return write


def test_open_schools_with_a_nursery_become_settings(extract, early_years):
    reading = read_gias(extract(), early_years)
    assert [s.id for s in reading.settings] == ["100001", "100002", "100006"]
    assert reading.left_out == {
        "no nursery known": 1,
        "not open": 1,
        "independent school": 1,
        "not in England": 1,
    }
    assert reading.rows == 7
    assert not reading.problems


def test_what_the_register_says_is_kept(extract, early_years):
    oak, ash, elm = read_gias(extract(), early_years).settings
    assert (oak.name, oak.urn) == ("Oak Nursery School", "100001")
    assert oak.setting_type == "maintained nursery school"
    assert (oak.group, oak.ages) == ("Leeds Federation", ("2", "3-4"))
    assert (oak.easting, oak.northing, oak.precision) == (430075, 434000, "exact")
    assert oak.inspection.judgement == "outstanding"
    assert oak.inspection.inspected_on == date(2019, 3, 14)  # day first
    assert ash.setting_type == "school nursery"
    assert (ash.group, ash.ages) == ("Elm Trust", ("3-4",))
    assert ash.inspection.judgement == "inadequate"
    assert (ash.postcode, ash.precision) == ("LS1 4AP", "outcode")
    assert (elm.region, elm.authority) == ("North West", "Lancashire")
    assert elm.inspection is None


def test_free_meals_are_not_taken_for_early_years_premium(extract, early_years):
    assert {s.eypp_percent for s in read_gias(extract(), early_years).settings} == {
        None
    }
    headings = TODAYS.replace("PercentageFSM", "EYPP percent")
    reading = read_gias(extract(headings=headings), early_years)
    assert [s.eypp_percent for s in reading.settings] == [40, 30, None]


@pytest.mark.parametrize("wanted", ["Lancashire", "888", "lancashire county council"])
def test_only_the_authorities_wanted(extract, early_years, wanted):
    reading = read_gias(extract(), early_years, authorities=[wanted])
    assert [s.id for s in reading.settings] == ["100006"]
    assert reading.left_out == {"in another local authority": 6}


def test_independent_schools_count_when_asked_for(extract, early_years):
    reading = read_gias(extract(), early_years, independent=True)
    bay = next(s for s in reading.settings if s.id == "100005")
    assert bay.setting_type == "independent nursery"


def test_a_reason_lets_every_setting_in(extract, early_years):
    reading = read_gias(extract(), early_years, override_reason="self-referred")
    assert {s.override_reason for s in reading.settings} == {"self-referred"}


def test_the_prototypes_headings_and_grades_are_understood(extract, early_years):
    path = extract(
        [
            "7,Oak,15,Nursery,Open,Leeds,LS2 9JT,53.7997,-1.5491,2,1.0,2019-03-14,",
            "8,Ash,34,Primary,Open,Leeds,LS2 9JT,,,3,3.0,2022-02-02,2053.0",
        ],
        "urn,name,type_code,phase,status,la,postcode,latitude,longitude,min_age,"
        "ofsted_rating_2023,ofsted_last_inspection,trust_code",
    )
    oak, ash = read_gias(path, early_years).settings
    # Leeds Town Hall, to the ten metres that the conversion promises.
    assert (oak.easting, oak.northing) == pytest.approx((429797, 433796), abs=10)
    assert oak.precision == "exact"
    assert oak.setting_type == "maintained nursery school"
    assert oak.inspection.judgement == "outstanding"
    assert (ash.precision, ash.group) == ("outcode", "trust 2053")
    assert ash.inspection.judgement == "requires improvement"


def test_the_lowest_age_speaks_only_where_no_school_speaks_of_nurseries(
    extract, early_years
):
    rows = ["7,Oak,Open,3", "8,Ash,Open,4"]
    without = extract(rows, "urn,name,status,min_age")
    assert [s.id for s in read_gias(without, early_years).settings] == ["7"]
    silent = extract([f"{row}," for row in rows], "urn,name,status,min_age,nursery")
    silent.write_text(silent.read_text().replace("nursery", "nursery_provision"))
    assert not read_gias(silent, early_years).settings


def test_a_centre_of_an_outcode_is_not_taken_for_an_exact_place(extract, early_years):
    headings = "urn,name,status,phase,postcode,easting,northing,coord_source"
    path = extract(
        [
            "7,Oak,Open,Nursery,LS2 9JT,430075.0,434001.0,outcode centroid",
            "8,Ash,Open,Nursery,LS2 9JT,430075.0,434001.0,postcode centroid",
        ],
        headings,
    )
    oak, ash = read_gias(path, early_years).settings
    assert (oak.precision, oak.northing) == ("outcode", 434000)
    assert (ash.precision, ash.northing) == ("exact", 434001)


def test_rows_that_cannot_be_read_are_named_with_the_extracts_own_headings(
    extract, early_years
):
    rows = [
        OF_TODAY[0],
        OF_TODAY[0].replace("Oak", "Oak again"),
        OF_TODAY[0].replace("100001", ""),
        OF_TODAY[0].replace("100001", "100009").replace("Outstanding", "Splendid"),
    ]
    reading = read_gias(extract(rows), early_years)
    assert [s.id for s in reading.settings] == ["100001", "100009"]
    assert [(p.row, p.column, p.level) for p in reading.problems] == [
        (3, "URN", "error"),
        (4, "URN", "error"),
        (5, "OfstedRating (name)", "warning"),
    ]
    errors = sum(p.level == "error" for p in reading.problems)
    assert len(reading.settings) + errors + sum(reading.left_out.values()) == 4


def test_windows_text_is_read(extract, early_years):
    rows = [OF_TODAY[0].replace("Oak", "Zoë's")]
    reading = read_gias(extract(rows, encoding="cp1252"), early_years)
    assert reading.settings[0].name == "Zoë's Nursery School"
    assert [p.level for p in reading.problems] == ["warning"]


def test_an_extract_without_the_necessary_columns_is_refused(
    extract, early_years, tmp_path
):
    with pytest.raises(InputError, match=r"lacks the columns URN[\s\S]*seen are: name"):
        read_gias(extract(["Oak"], "name"), early_years)
    with pytest.raises(InputError, match="which schools are open"):
        read_gias(extract(["7,Oak"], "urn,name"), early_years)
    with pytest.raises(InputError, match="cannot be read"):
        read_gias(tmp_path / "absent.csv", early_years)
    with pytest.raises(InputError, match="no local authority 'Narnia'"):
        read_gias(extract(), early_years, authorities=["Narnia"])


def test_settings_become_a_round_that_waits_for_supporters(
    extract, early_years, tmp_path
):
    settings = read_gias(extract(), early_years).settings
    folder = tmp_path / "round"
    settings_to_round_files(
        settings,
        folder,
        early_years,
        term='The "pilot"',
        start=date(2022, 4, 25),
        end=date(2022, 7, 22),
    )
    reading = read_round(folder, today=date(2022, 3, 1))
    assert reading.round.settings == settings
    assert reading.round.name == 'The "pilot"'
    assert [r.id for r in reading.round.requests][:2] == [
        "R-100001-expert",
        "R-100001-mentor",
    ]
    assert len(reading.round.requests) == 6
    assert [(p.file, p.problem) for p in reading.problems] == [
        ("supporters.csv", "no row can be used")
    ]
    with pytest.raises(OutputError, match="holds a round already"):
        settings_to_round_files(settings, folder, early_years)


def test_one_offer_may_be_asked_for_and_an_unknown_one_not(early_years, tmp_path):
    settings_to_round_files((), tmp_path / "a", early_years, offer="mentoring")
    with pytest.raises(InputError, match="no offer 'magic'"):
        settings_to_round_files((), tmp_path / "b", early_years, offer="magic")
    assert not (tmp_path / "b").exists()


@pytest.mark.skipif(not FULL.exists(), reason="the shared data is not here")
def test_the_803_full_records_are_all_accounted_for(early_years):
    reading = read_gias(FULL, early_years)
    assert reading.rows == 803
    assert not reading.problems
    # 331 say that they have nursery classes; 9 of these are independent.
    assert len(reading.settings) == 322
    assert reading.left_out == {"no nursery known": 468, "independent school": 13}
    assert all(s.precision == "exact" and s.region for s in reading.settings)
    assert len(read_gias(FULL, early_years, authorities=["Leeds"]).settings) == 120


@pytest.mark.skipif(not JOINED.exists(), reason="the shared data is not here")
def test_the_joined_extract_gives_its_nursery_schools(early_years):
    reading = read_gias(JOINED, early_years)
    assert reading.rows == 16636
    assert len(reading.settings) == 326  # of 331: five are closed
    assert {s.setting_type for s in reading.settings} == {"maintained nursery school"}
    errors = sum(p.level == "error" for p in reading.problems)
    assert 326 + errors + sum(reading.left_out.values()) == 16636
