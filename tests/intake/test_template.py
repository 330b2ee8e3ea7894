"""The template can be filled in without a manual, and reads as a round as it stands."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matchmaker.domain.spelling import folded
from matchmaker.errors import OutputError, ProgrammeError
from matchmaker.intake import parse_programme, read_programme, shipped_programmes
from matchmaker.intake.columns import tables_for
from matchmaker.intake.round_reader import read_round
from matchmaker.intake.template import template_columns, write_template
from matchmaker.intake.template_examples import example_rows


def read_tables(programme):
    """The tables that a programme's rounds read: a sheet each."""
    return {
        name: table
        for name, table in tables_for(programme).items()
        if table.is_read_by(programme)
    }


@pytest.fixture
def template(tmp_path):
    """Writes a template and opens it."""

    def write(programme, **options):
        path = tmp_path / "template.xlsx"
        write_template(programme, path, **options)
        return path, load_workbook(path)

    return write


def check_on(sheet, heading):
    """The drop-down or check below a heading."""
    cells = {cell.value: cell.column_letter for cell in sheet[1]}
    below = f"{cells[heading]}2"
    return next(
        (v for v in sheet.data_validations.dataValidation if below in v.sqref), None
    )


def column_of(sheet, cell):
    """Width and format of a cell's column; equal neighbours are stored as one."""
    return next(
        column
        for column in sheet.column_dimensions.values()
        if column.min <= cell.column <= column.max
    )


def words_of(book, check):
    """The words that a drop-down offers."""
    sheet, cells = check.formula1.split("!")
    first, _, last = cells.replace("$", "").partition(":")
    return [cell.value for (cell,) in book[sheet][f"{first}:{last or first}"]]


def test_the_sheets_are_what_a_round_needs_in_the_order_of_filling(
    template, early_years
):
    _, book = template(early_years)
    assert book.sheetnames[:5] == [
        "Start here",
        "round",
        "settings",
        "requests",
        "supporters",
    ]
    tables = read_tables(early_years).values()
    others = [table.name for table in tables if not table.required]
    assert book.sheetnames[5:] == [*others, "Lists"]
    assert book["Lists"].sheet_state == "hidden"
    lines = [cell.value for cell in book["Start here"]["A"] if cell.value]
    assert [line[:2] for line in lines[1:]] == ["1.", "2.", "3.", "4.", "5."]


@pytest.mark.parametrize("name", ["early_years", "given_scores"])
def test_as_written_it_reads_as_a_tiny_round(template, request, name):
    programme = request.getfixturevalue(name)
    path, _ = template(programme)
    reading = read_round(path)
    assert not [p for p in reading.problems if p.level == "error"]
    whole = reading.round
    assert whole.programme == programme
    assert len(whole.supporters) == 2
    assert len({r.id.split("-")[1] for r in whole.requests}) == 2
    ids = [r.id for r in (*whole.settings, *whole.requests, *whole.supporters)]
    assert all(key.startswith("EXAMPLE") for key in ids)
    forgotten = {p.value for p in reading.problems if "example" in p.problem}
    assert all(key.startswith("EXAMPLE") for key in forgotten)
    assert len(forgotten) >= 4
    if name == "early_years":
        assert (whole.start, whole.end) == (date(2022, 4, 25), date(2022, 7, 22))
        assert whole.name.startswith("EXAMPLE")
    else:
        assert whole.given.points.tolist() == [75, 60]


def test_the_examples_can_be_paired(template, early_years):
    from matchmaker import verify

    path, _ = template(early_years)
    whole = read_round(path, today=date(2022, 4, 1)).round
    pairs = {
        (request.id, person.id)
        for request in whole.requests
        for person in whole.supporters
        if not verify.broken_rules(whole, request, person)
    }
    assert pairs == {
        ("EXAMPLE-R1-expert", "EXAMPLE-P1"),
        ("EXAMPLE-R1-mentor", "EXAMPLE-P2"),
        ("EXAMPLE-R2-expert", "EXAMPLE-P1"),
        ("EXAMPLE-R2-mentor", "EXAMPLE-P2"),
    }


def test_every_heading_is_understood_and_has_a_note(template, early_years):
    _, book = template(early_years)
    for name, table in read_tables(early_years).items():
        known = {folded(column.name): column for column in table.columns}
        headings = list(book[name][1])
        assert len(headings) == len(template_columns(table, early_years))
        for cell in headings:
            assert known[folded(cell.value)].note in cell.comment.text
            assert column_of(book[name], cell).width >= len(cell.value)
        assert book[name].freeze_panes == "B2"


def test_choices_drop_down_with_the_programmes_words(template, early_years):
    _, book = template(early_years)
    kinds = check_on(book["settings"], "Setting type")
    assert words_of(book, kinds) == [*early_years.vocabulary["setting_type"]]
    assert kinds.showErrorMessage
    offers = check_on(book["requests"], "Offer")
    assert words_of(book, offers) == [*early_years.offers]
    regions = check_on(book["supporters"], "Region")
    assert len(words_of(book, regions)) == 9


def test_where_several_words_may_stand_the_drop_down_does_not_insist(
    template, early_years
):
    _, book = template(early_years)
    needs = check_on(book["requests"], "Needs")
    assert words_of(book, needs) == [*early_years.vocabulary["need"]]
    assert not needs.showErrorMessage
    assert not check_on(book["settings"], "Authority").showErrorMessage


def test_numbers_and_dates_are_checked(template, early_years):
    _, book = template(early_years)
    decile = check_on(book["settings"], "IDACI decile")
    assert (decile.type, decile.formula1, decile.formula2) == ("whole", "1", "10")
    assert check_on(book["settings"], "Inspected on").type == "date"
    assert check_on(book["supporters"], "Capacity days").type == "decimal"
    assert check_on(book["settings"], "Name") is None


def test_ids_stay_text_and_days_look_like_days(template, early_years):
    _, book = template(early_years)
    sheet = book["settings"]
    cells = {cell.value: cell for cell in sheet[1]}
    assert column_of(sheet, cells["URN"]).number_format == "@"
    day = cells["Inspected on"]
    assert column_of(sheet, day).number_format == "dd/mm/yyyy"
    assert sheet.cell(2, day.column).number_format == "dd/mm/yyyy"


def test_without_examples_only_headings_stand(template, early_years):
    _, book = template(early_years, examples=False)
    for name in read_tables(early_years):
        assert book[name].max_row == 1
    assert book["round"]["B2"].value == "early-years"
    assert book["round"]["B3"].value is None


def test_another_programme_gets_its_own_words_and_still_reads(
    template, early_years, tmp_path
):
    data = early_years.model_dump(by_alias=True)
    data["offers"] = {}
    data["vocabulary"] = {"setting_type": {"forest school": ()}, "need": {"mud": ()}}
    data["rule"] = [rule for rule in data["rule"] if rule["name"] != "setting_type"]
    other = type(early_years).model_validate(data)
    _, book = template(other)
    sheet = book["settings"]
    assert {cell.value for row in sheet["A2:Z3"] for cell in row} >= {"forest school"}
    assert words_of(book, check_on(book["requests"], "Needs")) == ["mud"]
    asked = [cell.value for cell in book["requests"][2]]
    assert "expert; mentor" in asked


def test_equal_programmes_give_equal_bytes(early_years, tmp_path):
    digests = set()
    for name in ("a.xlsx", "b.xlsx"):
        write_template(early_years, tmp_path / name)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_nothing_is_overwritten_and_a_missing_folder_is_named(early_years, tmp_path):
    path = tmp_path / "mine.xlsx"
    path.write_text("a term's work")
    with pytest.raises(OutputError, match="is there already"):
        write_template(early_years, path)
    assert path.read_text() == "a term's work"
    with pytest.raises(OutputError, match="cannot be written"):
        write_template(early_years, tmp_path / "absent" / "new.xlsx")


@pytest.fixture
def gallery_programme():
    text = Path(__file__).with_name("gallery.toml").read_text("utf-8")
    return parse_programme(text, "gallery.toml")


def test_own_columns_drop_down_with_their_words(template, gallery_programme):
    _, book = template(gallery_programme)
    assert book.sheetnames[2:5] == ["galleries", "newcomers", "guides"]
    stage = check_on(book["newcomers"], "Stage")
    assert words_of(book, stage) == ["first year", "second year"]
    assert stage.showErrorMessage
    topics = check_on(book["guides"], "Topics offered")
    assert words_of(book, topics) == ["pottery", "coins, medals", "paintings"]
    assert not topics.showErrorMessage
    assert check_on(book["newcomers"], "Share").type == "whole"
    assert check_on(book["guides"], "Joined").type == "date"
    assert check_on(book["newcomers"], "Badge") is None


def test_columns_that_nothing_reads_are_left_out(template, gallery_programme):
    _, book = template(gallery_programme)
    shown = {cell.value for cell in book["guides"][1]}
    assert {"Postcode", "Travel limit", "Employer", "Capacity hours"} <= shown
    assert not {"Experience years", "Trained on", "Days", "Subjects"} & shown
    assert "Phases" in shown  # the programme's own


def test_the_examples_of_own_fields_read_and_can_be_paired(
    template, gallery_programme, tmp_path
):
    from matchmaker import verify

    source = Path(__file__).with_name("gallery.toml")
    (tmp_path / "gallery.toml").write_bytes(source.read_bytes())
    path, _ = template(gallery_programme, programme_path="gallery.toml")
    reading = read_round(path)
    assert all("is an example" in problem.problem for problem in reading.problems)
    whole = reading.round
    assert set(whole.requests[0].fields) == {
        name for name, field in gallery_programme.fields.items() if field.request
    }
    # Those who offer stand a level above those who ask.
    assert whole.requests[0].fields["standing"] == ("helper",)
    assert whole.supporters[0].fields["standing"] == ("guide",)
    assert not verify.broken_rules(whole, whole.requests[0], whole.supporters[0])


@pytest.mark.parametrize("name", shipped_programmes())
def test_the_template_of_every_programme_reads_as_a_round_with_a_pair(template, name):
    from matchmaker import verify

    programme = read_programme(name)
    path, _ = template(programme)
    reading = read_round(path)
    assert all("is an example" in problem.problem for problem in reading.problems)
    assert any(
        not verify.broken_rules(reading.round, request, person)
        for request in reading.round.requests
        for person in reading.round.supporters
    )


@pytest.fixture
def shipped(template):
    """A programme's template, read as the round that it is; nobody is left out."""

    def reading(name):
        path, _ = template(read_programme(name))
        return read_round(path).round

    return reading


PEOPLE_PROGRAMMES = ("ecf-mentors", "itt-mentors", "childminders", "edumentoring")


@pytest.mark.parametrize("name", PEOPLE_PROGRAMMES)
def test_the_examples_of_a_programme_name_nobody_who_is_not_there(shipped, name):
    whole = shipped(name)
    ids = {one.id for one in (*whole.settings, *whole.requests, *whole.supporters)}
    for field in ("line_manager", "assessors", "schools_to_avoid", "works_with"):
        for one in (*whole.settings, *whole.requests, *whole.supporters):
            assert ids.issuperset(one.fields.get(field, ()))


def test_two_example_people_have_two_numbers_and_two_names(shipped):
    whole = shipped("ecf-mentors")
    people = (*whole.requests, *whole.supporters)
    assert len({person.fields["trn"] for person in people}) == 4
    assert len({request.fields["teacher"] for request in whole.requests}) == 2
    years = [request.fields["induction_year"] for request in whole.requests]
    assert years == [("year 1",), ("year 2",)]


@pytest.mark.parametrize(
    ("name", "first", "school"),
    [
        ("ecf-mentors", date(2024, 9, 1), "Example High School"),
        ("itt-mentors", date(2026, 9, 7), "Example High School"),
        ("early-years", date(2022, 4, 25), "Example Nursery One"),
    ],
)
def test_examples_are_of_the_programmes_own_time_and_place(
    shipped, name, first, school
):
    whole = shipped(name)
    assert whole.start == first
    assert whole.settings[0].name == school


def test_days_of_the_examples_move_with_the_term(shipped, early_years):
    applied = shipped("early-years").requests[0].applied_on
    assert applied == date(2022, 2, 1)
    data = early_years.model_dump(by_alias=True)
    data["example"] |= {"start": date(2023, 4, 25), "end": date(2023, 7, 22)}
    later = example_rows(
        tables_for(early_years)["requests"], type(early_years).model_validate(data)
    )
    assert later[0]["applied_on"] == "2023-02-01"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('nam = ["One", "Two"]', 'example settings: there is no column "nam". Did you'),
        ('name = ["One"]', 'example settings: "name" has 1 cells; the template has 2'),
    ],
)
def test_examples_stand_in_columns_that_are_there(line, fault):
    text = Path(__file__).with_name("gallery.toml").read_text("utf-8")
    with pytest.raises(ProgrammeError) as stopped:
        parse_programme(f"{text}\n[example.settings]\n{line}\n", "gallery.toml")
    assert fault in str(stopped.value)


@pytest.mark.parametrize(
    ("name", "held"),
    [("itt-mentors", "capacity_hours"), ("early-years", "capacity_days")],
)
def test_example_people_have_whole_days_or_else_hours(name, held):
    programme = read_programme(name)
    (first, _) = example_rows(tables_for(programme)["supporters"], programme)
    assert set(first) & {"capacity_hours", "capacity_days"} == {held}
