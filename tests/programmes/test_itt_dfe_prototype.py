"""Programme B on DfE's prototype data: its mentors, at real schools, and made-up trainees."""

import csv
import itertools
from pathlib import Path

import pytest

from matchmaker.intake import read_round
from matchmaker.pipeline import match
from matchmaker.verify import check

DATA = Path(__file__).parents[2].parent / "shared" / "data"
MENTORS = DATA / "forms" / "dfe_prototype_mentors" / "mentors_by_school.csv"
PLACEMENTS = DATA / "forms" / "dfe_prototype_mentors" / "placements.csv"
SCHOOLS = DATA / "schools" / "schools_england_joined.csv"

pytestmark = pytest.mark.skipif(
    not (MENTORS.is_file() and SCHOOLS.is_file()),
    reason="the shared data of schools and mentors is not here",
)

YORKSHIRE = "E12000003"
SECONDARY = "4"
TRAINEES = 250
AUTUMN = {"start": "07/09/2026", "end": "18/12/2026"}
SPRING = {"start": "11/01/2027", "end": "25/06/2027"}
PROVIDERS = ("Ridings University", "Humber SCITT")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """Four hundred mentors of Yorkshire and the Humber, and who might train there."""
    folder = tmp_path_factory.mktemp("itt")
    people = [row for row in rows(MENTORS) if row["region_code"] == YORKSHIRE][:400]
    codes = [
        r["subjects"] for r in rows(PLACEMENTS) if r["subject_level"] == "secondary"
    ]
    (folder / "round.toml").write_text(
        'programme = "itt-mentors"\nstart = 2026-09-07\nend = 2027-06-25\n'
        "anchor_date = 2026-07-01\n",
        "utf-8",
    )
    write(folder / "schools.csv", schools_of(people))
    write(folder / "mentors.csv", mentors_of(people, itertools.cycle(codes)))
    write(folder / "trainees.csv", list(trainees_of(people, itertools.cycle(codes))))
    return read_round(folder)


def schools_of(people):
    known = {row["urn"]: row for row in rows(SCHOOLS)}
    named = {row["school_urn"]: row for row in people}
    return [
        {
            "id": urn,
            "name": row["school_name"],
            "postcode": row["postcode"],
            "phase": "secondary" if row["phase"] == SECONDARY else "primary",
            "type": known.get(urn, {}).get("type_2017", ""),
            "gender": known.get(urn, {}).get("gender", ""),
            "hosting": "not_open" if number % 20 == 19 else "actively_looking",
            "partners": PROVIDERS[number % 2],
        }
        for number, (urn, row) in enumerate(named.items())
    ]


def mentors_of(people, codes):
    return [
        {
            "id": row["mentor_id"],
            "name": f"{row['first_name']} {row['last_name']}",
            "employer": row["school_urn"],
            "capacity_hours": "3" if number % 4 == 0 else "1.5",
            "subjects": next(codes) if row["phase"] == SECONDARY else "00",
            "trained_with": PROVIDERS[number % 2] if number % 3 else "",
            "suitability": "clear",
        }
        for number, row in enumerate(people)
    ]


def trainees_of(people, codes):
    """Each lives near some school; every other one has a second placement in spring."""
    for number in range(TRAINEES):
        near = people[number * len(people) // TRAINEES]
        trainee = {
            "person": f"T{number}",
            "postcode": near["postcode"],
            "subjects": next(codes) if near["phase"] == SECONDARY else "00",
            "provider": PROVIDERS[number % 2],
            "travel_limit": ("30", "45", "60")[number % 3],
        }
        yield {"id": f"T{number}"} | trainee | AUTUMN
        if number % 2 == 0:
            yield {"id": f"T{number}-spring"} | trainee | SPRING


def write(path, table):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


@pytest.fixture(scope="module")
def solved(reading):
    return match(reading.round)


def test_every_row_is_understood(reading):
    assert reading.problems == ()
    whole = reading.round
    assert (len(whole.supporters), len(whole.requests)) == (400, 375)
    assert all(person.easting is not None for person in whole.supporters)


def test_the_plan_is_proved_best_and_passes_its_check(solved):
    assert solved.proved
    assert check(solved.round, solved.plan, solved.proof) == ()


def test_most_are_placed_and_nobody_where_they_may_not_be(solved):
    whole, plan = solved.round, solved.plan
    assert len(plan.pairings) >= 0.75 * len(whole.requests)
    school_of = {person.id: person.employer for person in whole.supporters}
    closed = {s.id for s in whole.settings if s.fields.get("hosting") == ("not open",)}
    assert closed.isdisjoint(school_of[p.supporter] for p in plan.pairings)
    placed = [(p.setting, school_of[p.supporter]) for p in plan.pairings]
    assert len(placed) == len(set(placed))  # no trainee at one school twice
    for pairing in plan.pairings:
        limit = whole.request(pairing.request).travel_limit or 90
        assert pairing.minutes <= limit
