"""Training, inductions and organisations from tables; bad rows are left out."""

from datetime import date

import pytest

from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.training import TrainingHours
from matchmaker.errors import InputError
from matchmaker.intake.columns.ledger import LEDGER_TABLES
from matchmaker.intake.ledger import read_ledger

TRAINING = "claim,mentor,provider,school,date,hours,kind,status\n"
ROW = "C1,0012345,Ash,100001,04/11/2024,10,training,submitted\n"


@pytest.fixture
def read(tmp_path):
    def read_files(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return read_ledger(tmp_path)

    return read_files


def test_hours_are_read_with_ids_as_they_stand(read):
    reading = read(training=TRAINING + ROW)
    assert not reading.problems
    assert reading.ledger.training == (
        TrainingHours(
            claim="C1",
            mentor="0012345",
            provider="Ash",
            school="100001",
            on=date(2024, 11, 4),
            hours=10,
        ),
    )


def test_states_of_the_departments_service_are_understood(read):
    rows = [
        ROW.replace("submitted", word)
        for word in (
            "payment_in_progress",
            "Paid",
            "payment_not_approved",
            "internal_draft",
        )
    ]
    reading = read(training=TRAINING + "".join(rows))
    assert not reading.problems
    assert [one.status for one in reading.ledger.training] == [
        "submitted",
        "paid",
        "rejected",
        "draft",
    ]


def test_blanks_mean_planned_training(read):
    reading = read(
        training="mentor,provider,school,date,hours\nA,Ash,S,2024-11-04,10\n"
    )
    (one,) = reading.ledger.training
    assert (one.claim, one.kind, one.status) == ("row 2", "training", "planned")
    assert one.academic_year is None


def test_an_academic_year_may_be_said(read):
    reading = read(
        training="mentor,provider,school,date,hours,academic_year\nA,Ash,S,2025-05-01,10,2024/25\n"
    )
    assert reading.ledger.training[0].academic_year == AcademicYear(2024)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (",10,", ",2.5,", '"2.5" is not a whole number'),
        (",10,", ",0,", '"0" is too small: the least allowed is 1'),
        (",10,", ",,", "the cell is blank"),
        ("0012345", "", "the cell is blank"),
        ("04/11/2024", "11/2024", '"11/2024" is not a date'),
        ("training", "trainning", '"trainning" is not a known word here'),
        ("submitted", "maybe", '"maybe" is not a known word here'),
    ],
)
def test_a_bad_row_is_left_out_and_the_good_ones_go_on(read, old, new, problem):
    reading = read(training=TRAINING + ROW.replace(old, new, 1) + ROW)
    assert len(reading.ledger.training) == 1
    (found,) = reading.problems
    assert (found.level, found.file, found.row) == ("error", "training.csv", 2)
    assert found.problem == f"{problem}; the row was left out"


def test_the_same_row_twice_counts_once_and_is_told(read):
    """However it is spelt; another day, other hours or another claim are no repetition."""
    again = ROW.replace("Ash", "ash ").replace("0012345", "12345")
    others = [
        ROW.replace("04/11", "05/11"),
        ROW.replace(",10,", ",6,"),
        ROW.replace("C1", "C2"),
        ROW.replace("submitted", "draft"),
    ]
    reading = read(training=TRAINING + ROW + again + "".join(others))
    assert len(reading.ledger.training) == 5
    (found,) = reading.problems
    assert (found.level, found.row) == ("warning", 3)
    assert found.problem == (
        "the same training was entered twice: it stands already in row 2 of "
        "training.csv, and counts once"
    )


def test_rows_without_a_claim_are_compared_too(read):
    reading = read(training=TRAINING + 2 * ROW.replace("C1", ""))
    assert [one.claim for one in reading.ledger.training] == ["row 2"]
    assert len(reading.problems) == 1


def test_another_spelling_is_told_once(read):
    """Hours are capped for one mentor and provider, so it is one, and people see it."""
    rows = [ROW, *(ROW.replace("Ash", " ASH.").replace("C1", c) for c in "XY")]
    reading = read(
        training=TRAINING + "".join(rows),
        mentors="mentor\n12345\n",
    )
    assert [(p.level, p.file, p.row, p.problem) for p in reading.problems] == [
        ("warning", "training.csv", 2, '"0012345" was taken for "12345" of row 2 of mentors.csv'),
        ("warning", "training.csv", 3, '"ASH." was taken for "Ash" of row 2 of training.csv'),
    ]  # fmt: skip


def test_names_of_the_round_stand_and_other_spellings_are_told(read, tmp_path):
    (tmp_path / "training.csv").write_text(
        TRAINING
        + ROW.replace("Ash", "mercia university").replace("0012345", "m1")
        + ROW.replace("Ash", "Mercia Univercity").replace("0012345", "M1"),
        "utf-8",
    )
    reading = read_ledger(
        tmp_path, mentors=("M1", "m1"), providers=("Mercia University", "Trent")
    )
    assert [(one.row, one.problem) for one in reading.problems] == [
        (2, '"mercia university" was taken for "Mercia University" of the round'),
        (3, '"Mercia Univercity" is nearly "Mercia University", and counts as another'),
    ]


def test_providers_that_are_nearly_alike_are_told_and_stay_two(read):
    names = ("Mercia University", "Mercia Univercity", "Trent SCITT")
    rows = (ROW.replace("Ash", name) for name in names)
    reading = read(training=TRAINING + "".join(rows))
    (found,) = reading.problems
    assert found.problem == (
        '"Mercia Univercity" is nearly "Mercia University", and counts as another'
    )
    assert [one.provider for one in reading.ledger.training] == list(names)


def test_what_is_no_academic_year_is_reported(read):
    reading = read(
        training="mentor,provider,school,date,hours,academic_year\nA,Ash,S,2025-05-01,10,2024\n"
    )
    assert not reading.ledger.training
    assert reading.problems[0].remedy == "Write it as 2024 to 2025."


def test_headings_of_the_register_will_do(read):
    reading = read(
        organisations="URN,EstablishmentName,LA (name),DistrictAdministrative (code),"
        "TypeOfEstablishment (code),EstablishmentTypeGroup (name),PhaseOfEducation (name),"
        "UrbanRural (name)\n"
        "100001,Ash,Camden,E09000007,1,LA maintained schools,Primary,Urban\n"
    )
    assert not reading.problems
    one = reading.ledger.organisations["100001"]
    assert (one.urn, one.name, one.authority) == ("100001", "Ash", "Camden")
    assert (one.district, one.type, one.phase) == ("E09000007", "1", "Primary")
    assert (one.type_group, one.urban_rural) == ("LA maintained schools", "Urban")


@pytest.mark.parametrize(
    ("word", "approved"),
    [
        ("Approved", True),
        ("Not approved", False),
        ("Not applicable", False),
        ("", None),
    ],
)
def test_approval_under_section_41_is_read_as_the_register_has_it(read, word, approved):
    reading = read(organisations=f"URN,Section41Approved (name)\n100001,{word}\n")
    assert not reading.problems
    assert reading.ledger.organisations["100001"].section_41 is approved


def test_an_organisation_needs_an_id_and_only_one(read):
    reading = read(organisations="id,urn,name\n,,Ash\nS1,,Oak\nS1,,Elm\n")
    assert {one.name for one in reading.ledger.organisations.values()} == {"Oak"}
    assert [one.problem for one in reading.problems] == [
        "neither id nor URN is given; the row was left out",
        "the organisation S1 stands already in row 3 of organisations.csv; the row was left out",
    ]


def test_inductions_and_mentors_are_read(read):
    reading = read(
        inductions="ect,mentor,school,start,fte_percent,slot,slots\n"
        "E1,A,S,01/09/2024,60%,mon-am,\nE2,A,S,01/09/2024,,,Tuesday\n",
        mentors="mentor,minutes_a_week,trains,funded_before,engaged_percent\nA,90,no,yes,80%\n",
    )
    assert not reading.problems
    first, second = reading.ledger.inductions
    assert (first.fte_percent, first.slot, first.slots) == (60, "mon-am", None)
    assert (second.fte_percent, second.slot) == (100, None)
    assert second.slots == ("tue-am", "tue-pm")
    agreed = reading.ledger.mentors["A"]
    assert (agreed.minutes_a_week, agreed.engaged_percent) == (90, 80)
    assert (agreed.trains, agreed.funded_before) == (False, True)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("E1,A,S,01/09/2024,101,,", '"101" is too large: the most allowed is 100'),
        ("E1,A,S,01/09/2024,0,,", '"0" is too small: the least allowed is 2'),
        ("E1,A,S,01/09/2024,,tuesday,", "several half-days are named"),
        ("E1,A,S,,,,", "the cell is blank"),
    ],
)
def test_an_induction_that_cannot_be_is_left_out(read, row, problem):
    reading = read(
        inductions=f"ect,mentor,school,start,fte_percent,slot,slots\n{row}\n"
    )
    assert not reading.ledger.inductions
    assert reading.problems[0].problem == f"{problem}; the row was left out"


def test_training_days_are_read_with_their_halves(read):
    reading = read(
        training_days="provider,date,hours,half_day\nAsh,04/11/2024,6,\nAsh,05/11/2024,3,morning\n"
    )
    assert not reading.problems
    whole, half = reading.ledger.days
    assert (whole.hours, whole.half_days) == (6, ("am", "pm"))
    assert half.half_days == ("am",)


def test_a_teacher_a_mentor_and_a_day_are_named_once(read):
    reading = read(
        inductions="ect,mentor,school,start\nE1,A,S,01/09/2024\nE1,B,S,01/09/2024\n",
        mentors="mentor\nA\nA\n",
        training_days="provider,date,hours\nAsh,04/11/2024,6\nAsh,04/11/2024,5\n",
    )
    assert [one.row for one in reading.problems] == [3, 3, 3]
    assert reading.ledger.inductions[0].mentor == "A"
    assert reading.ledger.days[0].hours == 6


def test_missing_columns_and_missing_tables_are_said(read, tmp_path):
    with pytest.raises(InputError, match="columns are missing: provider"):
        read(training="mentor,school,date,hours\n")
    (tmp_path / "training.csv").rename(tmp_path / "hours.csv")
    with pytest.raises(InputError, match=r"none of the tables organisations\.csv"):
        read()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError, match=r"There is no .*none"):
        read_ledger(tmp_path / "none")


def test_a_workbook_with_the_same_sheets_is_read_alike(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Training"
    sheet.append(["claim", "mentor", "provider", "school", "date", "hours", "status"])
    sheet.append(["C1", "A", "Ash", "S", date(2024, 11, 4), 10, "paid"])
    book.save(tmp_path / "ledger.xlsx")
    reading = read_ledger(tmp_path / "ledger.xlsx")
    assert not reading.problems
    (one,) = reading.ledger.training
    assert (one.on, one.hours, one.status) == (date(2024, 11, 4), 10, "paid")


def test_every_column_of_a_ledger_has_its_note_and_example():
    for table in LEDGER_TABLES:
        assert len({column.name for column in table.columns}) == len(table.columns)
        assert all(
            column.note.endswith(".") and column.example for column in table.columns
        )
