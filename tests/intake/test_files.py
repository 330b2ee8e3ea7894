"""Files as people save them: encodings, separators, ragged rows, headings."""

import pytest

from matchmaker.errors import RoundError


def test_the_clean_round_is_clean(desk):
    reading = desk.read()
    assert reading.problems == ()
    assert [request.load for request in reading.round.requests] == [1080, 360, 360]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_in_any_of_its_encodings(desk, encoding):
    text = (desk.folder / "settings.csv").read_text("utf-8").replace("Sunny", "Zoë")
    desk.write("settings.csv", text.encode(encoding))
    reading = desk.read()
    assert reading.problems == ()
    assert reading.round.settings[0].name == "Zoë"


def test_windows_text_is_read_with_a_warning(desk):
    text = (desk.folder / "settings.csv").read_text("utf-8").replace("Sunny", "Zoë")
    desk.write("settings.csv", text.encode("cp1252"))
    reading = desk.read()
    assert reading.round.settings[0].name == "Zoë"
    (problem,) = reading.problems
    assert (problem.level, problem.file, problem.row) == (
        "warning",
        "settings.csv",
        None,
    )
    assert "UTF-8" in problem.remedy


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators_are_found_out(desk, mark):
    text = (desk.folder / "settings.csv").read_text("utf-8").replace(",", mark)
    reading = desk.write("settings.csv", text).read()
    assert reading.problems == ()
    assert reading.round.settings[1].authority == "Lancashire"


def test_blank_rows_are_skipped_and_rows_counted_as_people_see_them(desk):
    desk.change(
        "requests.csv", "R2,S1,mentor,eal,1,0", "\n,,,,,\n \u00a0\nR2,S9,mentor,,,"
    )
    problem = desk.problem
    assert (problem.file, problem.row, problem.column) == ("requests.csv", 6, "setting")


@pytest.mark.parametrize(
    "title", ["Nurseries 2022\n", ",Nurseries 2022,,\n\nSpring,\n"]
)
def test_headings_may_stand_below_a_title(desk, title):
    text = (desk.folder / "settings.csv").read_text("utf-8")
    desk.write("settings.csv", title + text.replace("privat", "privato", 1))
    problem = desk.problem
    assert problem.row == 2 + title.count("\n")
    assert len(desk.read().round.settings) == 2


def test_a_table_of_one_column_has_its_heading_and_no_title(given):
    given.write("requests.csv", "id\nA\nB\nC,slip\n")
    reading = given.read()
    assert [r.id for r in reading.round.requests] == ["A", "B"]
    assert [problem.row for problem in reading.problems] == [4]


def test_headings_may_stand_below_blank_rows(desk):
    desk.change("requests.csv", "id,setting", ",,\n\nid,setting")
    desk.change("requests.csv", "R2,S1", "R2,S9")
    assert desk.problem.row == 5


def test_stray_and_invisible_spaces_are_tidied(desk):
    desk.change(
        "requests.csv", "R2,S1,mentor,eal", " R2\u00a0,\tS1 , Mentor\u00a0,\u200bEAL "
    )
    reading = desk.read()
    assert reading.problems == ()
    assert reading.round.requests[1].needs == ("eal",)


def test_a_row_with_too_many_cells_is_left_out_because_they_may_have_shifted(desk):
    desk.change("requests.csv", "R2,S1,mentor,eal", "R2,S1,mentor,send,eal")
    reading = desk.read()
    assert [request.id for request in reading.round.requests] == ["R1", "R3"]
    (problem,) = reading.problems
    assert problem.row == 3
    assert "7 cells under 6 headings" in problem.problem


def test_empty_cells_too_many_do_no_harm(desk):
    desk.change("requests.csv", "R2,S1,mentor,eal,1,0", "R2,S1,mentor,eal,1,0,,,")
    assert desk.problems == ()


def test_a_row_with_too_few_cells_is_read_with_a_warning(desk):
    reading = desk.change("requests.csv", "R2,S1,mentor,eal,1,0", "R2,S1,mentor").read()
    assert len(reading.round.requests) == 3
    (problem,) = reading.problems
    assert (problem.level, problem.row) == ("warning", 3)


def test_extra_columns_are_named_and_near_ones_suggested(desk):
    desk.change("requests.csv", "id,setting,role,needs", "id,setting,role,neds")
    problem = desk.problem
    assert problem.level == "warning"
    assert (problem.column, problem.row) == ("neds", None)
    assert 'Did you mean "needs"?' in problem.remedy


def test_missing_columns_are_listed_beside_those_seen(desk):
    desk.change("requests.csv", "id,setting,role", "id,sett,rolle")
    desk.change("supporters.csv", "roles", "jobs")
    with pytest.raises(RoundError) as caught:
        desk.read()
    requests, supporters = caught.value.faults
    assert requests == (
        "requests.csv: columns are missing: setting, role or offer. "
        "The columns seen are: id, sett, rolle, needs, demand, minimum."
    )
    assert "columns are missing: roles." in supporters


def test_of_two_headings_that_mean_the_same_the_first_counts(desk):
    desk.change("requests.csv", "demand,minimum", "minimum,min")
    reading = desk.read()
    assert [request.minimum for request in reading.round.requests] == [1, 1, 1]
    assert [problem.column for problem in reading.problems] == ["min"]


def test_headings_are_taken_as_people_write_them(desk):
    desk.change("settings.csv", ",authority", ",Local Authority of it")
    problem = desk.problem
    assert problem.column == "Local Authority of it"
    desk.change("settings.csv", "Local Authority of it", "LA (name)")
    desk.change("settings.csv", "judgement", "OFSTED rating")
    reading = desk.read()
    assert reading.problems == ()
    assert reading.round.settings[0].authority == "Lancashire"
    assert reading.round.settings[0].inspection.judgement == "requires improvement"


def test_a_quotation_mark_never_closed_is_reported_where_it_opens(desk):
    desk.change("requests.csv", "R2,S1,mentor,eal", 'R2,S1,mentor,"eal')
    reading = desk.read()
    assert [request.id for request in reading.round.requests] == ["R1"]
    (problem,) = reading.problems
    assert problem.row == 3
    assert "never closed" in problem.problem


def test_stray_quotation_marks_inside_cells_do_no_harm(desk):
    desk.change("settings.csv", "Sunny", '"The" Sunny')
    assert desk.problems == ()


def test_a_cell_may_hold_line_ends_and_rows_still_count_right(desk):
    desk.change("settings.csv", "Sunny", '"Sunny\nDays"')
    desk.change("settings.csv", "preschool", "garage")
    assert desk.problem.row == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04zip", "this is a workbook"),
        (b"", "the file is empty"),
        (b"\n,,\n", "the file is empty"),
        (b"id\x00", "not a text file"),
        (b"id\x81\x8d", "cannot be read"),
        (b"\xff\xfei", "cannot be read"),
    ],
)
def test_a_needed_file_that_is_no_table_ends_the_reading(desk, data, said):
    with pytest.raises(RoundError, match=said):
        desk.write("requests.csv", data).read()


@pytest.mark.parametrize("name", ["settings.csv", "requests.csv", "supporters.csv"])
def test_a_needed_table_that_is_missing_ends_the_reading(desk, name):
    (desk.folder / name).unlink()
    with pytest.raises(RoundError, match=f'no table "{name[:-4]}"'):
        desk.read()


def test_an_optional_table_that_cannot_be_read_is_a_problem(desk):
    desk.write("pins.csv", "request\nR1\n")
    problem = desk.problem
    assert (problem.level, problem.file) == ("error", "pins.csv")
    assert "columns are missing: supporter" in problem.problem


def test_file_names_may_be_written_in_any_case(desk):
    (desk.folder / "requests.csv").rename(desk.folder / "Requests.CSV")
    assert len(desk.read().round.requests) == 3


def test_a_table_of_another_programme_is_reported(desk):
    desk.write("pairs.csv", "request,supporter,points\nR1,P1,5\n")
    problem = desk.problem
    assert (problem.file, problem.level) == ("pairs.csv", "warning")


def test_a_misspelt_table_is_reported_and_other_files_are_not(desk):
    desk.write("pin.csv", "request,supporter\n").write("expenses.csv", "a\n")
    assert 'Did you mean "pins"?' in desk.problem.remedy
