"""Who is who in rounds that are matched together."""

import pytest

from matchmaker.domain.supporter import Supporter
from matchmaker.intake import doubts_between, read_round


@pytest.fixture
def between(request):
    """Warnings of two rounds, each with one person."""
    whole = read_round(request.config.rootpath / "scenarios" / "tiny").round

    def between(one, other):
        rounds = [
            whole.replace(
                name=name,
                supporters=[Supporter(roles=("mentor",), capacity=1, **person)],
            )
            for name, person in (("ours", one), ("theirs", other))
        ]
        return [[doubt.problem for doubt in found] for found in doubts_between(rounds)]

    return between


def person(key, name, email=None):
    return {"id": key, "name": name, "email": email}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("M1", "Ivy Stone"), person("M1", "Stone, Ivy")),
        (person("M1", "Ivy Stone", "i@x.org"), person("M1", "Ivy Low", "I@x.org")),
        (person("M1", ""), person("M1", "Ivy Stone")),
        (person("M1", "Ivy Stone"), person("M2", "Ivy Stone")),
        (person("M1", "Ivy Stone", "i@x.org"), person("M2", "Jo Low", "j@x.org")),
    ],
)
def test_one_person_under_one_id_and_two_under_two_are_no_doubt(between, one, other):
    assert between(one, other) == [[], []]


def test_two_people_under_one_id_are_told_in_both_rounds(between):
    ours, theirs = between(person("M1", "Ivy Stone"), person("M1", "Jo Low"))
    assert [problem.split(":")[0] for problem in (*ours, *theirs)] == [
        "M1 is Ivy Stone here and Jo Low in theirs",
        "M1 is Jo Low here and Ivy Stone in ours",
    ]


def test_one_person_under_two_ids_is_told_in_both_rounds(between):
    ivy = "Ivy Stone", "ivy@x.org"
    ours, theirs = between(person("M1", *ivy), person("M9", "Ms Ivy Stone", ivy[1]))
    assert [problem.split(":")[0] for problem in (*ours, *theirs)] == [
        "Ivy Stone is M1 here and M9 in theirs",
        "Ms Ivy Stone is M9 here and M1 in ours",
    ]


@pytest.mark.parametrize(
    ("key", "email", "told"),
    [("M9", "Eve@x.org", True), ("eve", "eve@x.org", False), ("M9", "e@x.org", False)],
)
def test_who_asks_there_under_another_id_is_told_where_roles_conflict(
    request, key, email, told
):
    folder = request.config.rootpath / "scenarios" / "one-school"
    teachers, trainees = (read_round(folder / n).round for n in ("ects", "trainees"))
    (eve, *others) = teachers.requests
    fields = eve.fields | {"teacher": ("Eve Stone",), "email": ("eve@x.org",)}
    teachers = teachers.replace(
        requests=(eve.model_copy(update={"id": "eve", "fields": fields}), *others)
    )
    mentor = Supporter(
        id=key, name="Stone, Eve", email=email, roles=("mentor",), capacity=90
    )
    trainees = trainees.replace(supporters=(mentor,), before=(), pins=())
    found = [doubt.problem for doubt in doubts_between([teachers, trainees])[1]]
    start = f"Stone, Eve is M9 here and asks as eve in {teachers.name}"
    assert [problem.startswith(start) for problem in found] == [True] * told
