"""A list of private nurseries becomes settings with ids that stay the same."""

from datetime import date
from pathlib import Path

import pytest

from matchmaker.errors import InputError
from matchmaker.intake.nurseries import read_nurseries

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "schools"
TRAFFORD = SHARED / "trafford_nurseries_ofsted_2018.csv"

HEADINGS = "name,inspection_date,rating,url,postcode,lon,lat"
REPORTS = "http://example.org/find-inspection-report/provider/CARE"
ROWS = [
    f"Oak Nursery,2016-03-04,Outstanding,{REPORTS}/EY348871,M31 4NR,-2.42745,53.4193",
    f"Ash Playgroup,NA,NA,{REPORTS}/318685/,M41 0RX,-2.351148,53.453966",
    f"Elm Nursery,2018-03-14,Satisfactory / Requires improvement,{REPORTS}/2495357,"
    "M32 0PY,,",
    "Fir Nursery,,,,M33 5AN,,",
]


@pytest.fixture
def listed(tmp_path):
    def write(rows=ROWS, headings=HEADINGS):
        path = tmp_path / "nurseries.csv"
        path.write_text("\n".join([headings, *rows]) + "\n", "utf-8")
        return path

    return write


def test_the_number_of_the_early_years_register_is_the_id(listed, early_years):
    reading = read_nurseries(listed(), early_years)
    assert [s.urn for s in reading.settings] == ["EY348871", "318685", "2495357", None]
    assert [s.id for s in reading.settings][:3] == ["EY348871", "318685", "2495357"]
    assert not reading.problems


def test_without_a_number_the_id_follows_from_name_and_postcode(listed, early_years):
    here = read_nurseries(listed(), early_years).settings[3].id
    assert here.startswith("N-")
    alone = ["FIR  nursery,,,,m33 5an,,", "Fir Nursery,,,,M33 5AB,,"]
    again, elsewhere = read_nurseries(listed(alone), early_years).settings
    assert again.id == here
    assert elsewhere.id != here


def test_nothing_is_invented(listed, early_years):
    oak, ash, elm, fir = read_nurseries(listed(), early_years).settings
    assert oak.inspection.inspected_on == date(2016, 3, 4)
    assert elm.inspection.judgement == "requires improvement"
    assert ash.inspection is None
    assert fir.inspection is None
    assert (oak.precision, fir.precision) == ("exact", "outcode")
    for setting in (oak, ash, elm, fir):
        assert setting.region == "North West"
        assert setting.setting_type == "private nursery"
        assert (setting.authority, setting.ages) == (None, ())
        assert (setting.group, setting.eypp_percent) == (None, None)


def test_a_list_asked_for_one_authority_is_that_authoritys(listed, early_years):
    settings = read_nurseries(listed(), early_years, authorities=["trafford"]).settings
    assert {s.authority for s in settings} == {"Trafford"}
    assert len(settings) == 4


def test_rows_of_other_authorities_are_left_out(listed, early_years):
    path = listed(["Oak,Trafford", "Ash,Salford", "Elm,"], "Setting,Local authority")
    reading = read_nurseries(path, early_years, authorities=["Trafford", "Bury"])
    assert [s.name for s in reading.settings] == ["Oak"]
    assert reading.left_out == {"in another local authority": 2}


def test_the_inspectorates_own_headings_are_understood(listed, early_years):
    path = listed(
        [
            "EY 348871,Oak,Childcare on non-domestic premises,Trafford,North West,"
            "M31 4NR,2,04/03/2016",
            "318685,Ash,Childminder,Trafford,North West,M41 0RX,Not Met with actions,"
            "05/03/2016",
        ],
        "Provider URN,Provider name,Provider type,Local authority,Region,"
        "Provider postcode,Most recent full: Overall effectiveness,"
        "Most recent full: Inspection date",
    )
    oak, ash = read_nurseries(path, early_years).settings
    assert (oak.id, oak.setting_type) == ("EY348871", "private nursery")
    assert oak.inspection.judgement == "good"
    assert oak.inspection.inspected_on == date(2016, 3, 4)
    assert (ash.setting_type, ash.inspection.judgement) == ("childminder", "not met")


def test_a_row_without_a_name_or_a_second_time_is_reported(listed, early_years):
    reading = read_nurseries(listed([ROWS[0], ROWS[0], ",,,,M33 5AN,,"]), early_years)
    assert len(reading.settings) == 1
    assert [(p.row, p.level) for p in reading.problems] == [(3, "error"), (4, "error")]


def test_a_list_without_names_is_refused(listed, early_years):
    with pytest.raises(InputError, match="lacks the columns name"):
        read_nurseries(listed(["M33 5AN"], "postcode"), early_years)
    with pytest.raises(InputError, match="no local authority 'Narnia'"):
        read_nurseries(listed(), early_years, authorities=["Narnia"])


@pytest.mark.skipif(not TRAFFORD.exists(), reason="the shared data is not here")
def test_the_163_nurseries_of_trafford_are_all_there(early_years):
    reading = read_nurseries(TRAFFORD, early_years, authorities=["Trafford"])
    settings = reading.settings
    assert (reading.rows, len(settings), reading.problems) == (163, 163, ())
    assert sum(s.inspection is None for s in settings) == 43
    assert all(s.urn == s.id and s.precision == "exact" for s in settings)
    assert {s.region for s in settings} == {"North West"}
