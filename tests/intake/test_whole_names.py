"""Names with commas in lists of any text: nothing is lost, and slips are told."""

from __future__ import annotations

import pytest

from matchmaker.intake import read_round, write_round

BCH = "Bradford, Calderdale & Huddersfield SCITT"
SHORTER = "Bradford, Calderdale"
ROUND = """programme = "itt-mentors"
start = 2026-09-01
end = 2027-07-22
anchor_date = 2026-07-01
"""


@pytest.fixture
def read(tmp_path):
    """A round of two trainees of these providers, and mentors trained with these."""

    def reading(*trained, providers=(BCH, "Mercia University")):
        def table(name, heading, rows):
            lines = [heading, *rows]
            (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")

        (tmp_path / "round.toml").write_text(ROUND, "utf-8")
        trainees = [
            f'T{n},LS2 9JT,mathematics,"{provider}"'
            for n, provider in enumerate(providers)
        ]
        table("trainees.csv", "id,postcode,subjects,provider", trainees)
        school = f'S1,LS2 9JT,interested,"{BCH}; Ash"'
        table("schools.csv", "id,postcode,hosting,partners", [school])
        mentors = [f'M{n},S1,mathematics,"{cell}"' for n, cell in enumerate(trained)]
        table("mentors.csv", "id,employer,subjects,trained_with", mentors)
        return read_round(tmp_path)

    return reading


def trained(reading):
    return [mentor.fields["trained_with"] for mentor in reading.round.supporters]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (BCH, (BCH,)),
        (f"{BCH}, Mercia University", (BCH, "Mercia University")),
        (f"Mercia University; {BCH}", ("Mercia University", BCH)),
        (BCH.lower(), (BCH.lower(),)),
        ("Ash, Mercia University", ("Ash", "Mercia University")),
        # What only begins like a name is not that name.
        (f"{BCH}s", ("Bradford", "Calderdale & Huddersfield SCITTs")),
    ],
)
def test_a_provider_s_name_stays_whole(read, cell, names):
    assert trained(read(cell)) == [names]


def test_the_longest_name_is_taken_first(read):
    reading = read(BCH, f"{SHORTER}; {BCH}", providers=(SHORTER, BCH))
    assert trained(reading) == [(BCH,), (SHORTER, BCH)]


def test_it_holds_wherever_the_field_is_answered(read):
    reading = read(BCH)
    trainee, school = reading.round.requests[0], reading.round.supporters[0]
    assert trainee.fields["partner"] == (BCH,)
    assert school.fields["partner"] == (BCH, "Ash")
    assert reading.problems == ()


def test_a_slip_in_a_name_with_commas_is_told(read):
    near = "Bradford, Calderdale and Huddersfield SCITT"
    reading = read(f"Ash; {near}")
    (problem,) = reading.problems
    assert (problem.level, problem.row, problem.value) == ("warning", 2, near)
    assert problem.column == "trained_with"
    assert f'Did you mean "{BCH}"?' in problem.remedy
    assert trained(reading) == [
        ("Ash", "Bradford", "Calderdale and Huddersfield SCITT")
    ]


def test_a_copy_of_the_round_says_the_same(read, tmp_path):
    first = read(BCH, f"Ash, {BCH}").round
    write_round(first, tmp_path / "copy")
    again = read_round(tmp_path / "copy")
    assert again.problems == ()
    assert again.round.supporters == first.supporters
    assert again.round.requests == first.requests


def test_trainee_and_mentor_of_such_a_provider_have_it_in_common(read):
    from matchmaker.verify import points_of

    this = read(BCH).round
    points = points_of(this, this.requests[0], this.supporters[0])
    assert points["overlap:trained_with"] == 100
