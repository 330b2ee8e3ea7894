"""Every programme has made-up rounds, in which somebody can be paired."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from matchmaker import verify
from matchmaker.generate import generate_files, generate_round, write_round
from matchmaker.geo import district_name, outcodes
from matchmaker.intake import (
    parse_programme,
    read_programme,
    read_round,
    shipped_programmes,
)
from matchmaker.intake import write_round as write_copy

GALLERY = Path(__file__).parents[1] / "intake" / "gallery.toml"
NAMES = [
    *(n for n in shipped_programmes() if read_programme(n).scores == "criteria"),
    str(GALLERY),
]


@pytest.fixture(scope="module", params=NAMES)
def named(request):
    """A programme's name or path, and a round of forty around Leeds."""
    programme = read_programme(request.param)
    return request.param, generate_round(
        programme, 40, seed=2, authorities=["Leeds", "Bradford"]
    )


def test_the_files_read_back_as_the_round(named, tmp_path):
    name, whole = named
    write_round(whole, tmp_path, programme=name)
    reading = read_round(tmp_path)
    assert reading.round == whole
    assert not [p for p in reading.problems if p.level == "error"]


def test_the_copy_reads_back_as_the_round(named, tmp_path):
    _, whole = named
    assert read_round(write_copy(whole, tmp_path)).round == whole


def test_equal_seeds_give_equal_rounds(named):
    _, whole = named
    programme = whole.programme
    again = generate_round(programme, 40, seed=2, authorities=["Leeds", "Bradford"])
    assert again == whole
    other = generate_round(programme, 40, seed=3, authorities=["Leeds", "Bradford"])
    assert other != whole


def test_most_who_ask_have_somebody_who_may_be_theirs(named):
    _, whole = named
    served = sum(
        any(
            not verify.broken_rules(whole, request, person)
            for person in whole.supporters
        )
        for request in whole.requests
    )
    assert served >= 0.4 * len(whole.requests)


def test_every_field_is_answered_by_most_in_its_own_words(named):
    _, whole = named
    speakers = (*whole.programme.rules, *whole.programme.criteria)
    seldom = {part.field for part in speakers if part.name == "not_named"}
    # Few share a job, and not everybody applies together with somebody.
    seldom |= {"job_share", "applied_with"}
    for name, field in whole.programme.fields.items():
        parties = whole.requests if field.request else whole.supporters
        heading = field.request or field.supporter
        if heading is None or name in seldom:
            continue
        answers = [party.fields.get(name) for party in parties]
        words = {w for answer in answers if isinstance(answer, tuple) for w in answer}
        assert not field.words or words <= set(field.words)
        assert not heading.required or None not in answers
        assert answers.count(None) <= max(0.3 * len(answers), 2)


def test_the_term_is_that_of_the_programmes_example(named):
    _, whole = named
    example = whole.programme.example
    assert (whole.start, whole.end) == (example.start, example.end)
    assert (example.start - whole.today).days == 35


def test_a_day_of_ones_own_moves_the_term():
    whole = generate_round(
        read_programme("childminders"), 5, seed=1, today=date(2025, 1, 1)
    )
    # 2024-01-08 to 2024-03-28 are 80 days on.
    assert (whole.start, whole.end) == (date(2025, 2, 5), date(2025, 4, 26))


@pytest.mark.parametrize("name", ["itt-mentors", "ecf-mentors"])
def test_schools_are_schools_and_lie_in_their_own_district(name):
    whole = generate_round(read_programme(name), 150, seed=1)
    schools = [s for s in whole.settings if "district" in s.fields]
    assert len({school.urn for school in schools}) == len(schools)
    for school in schools:
        assert re.fullmatch(r"1\d{5}", school.urn)
        lad = outcodes()[school.postcode].lad
        assert school.fields["district"] == (district_name(lad),)
        assert school.group is None or "Nurseries" not in school.group
    types = Counter(
        school.fields["type"] for school in schools if "type" in school.fields
    )
    assert set(types) == {("Academy converter",), ("Community school",)}


def test_addresses_go_with_names_and_nobody_has_anothers():
    whole = generate_round(read_programme("ecf-mentors"), 40, seed=1)
    addresses = [r.fields["email"][0] for r in whole.requests if "email" in r.fields]
    assert len(set(addresses)) == len(addresses) > 0
    for request in whole.requests:
        if {"email", "teacher"} <= set(request.fields):
            user = request.fields["teacher"][0].lower().replace(" ", ".")
            assert re.fullmatch(
                rf"{re.escape(user)}\.\d+@example\.org", request.fields["email"][0]
            )


def test_induction_began_with_the_term_or_a_year_before():
    whole = generate_round(read_programme("ecf-mentors"), 40, seed=1)
    began = {
        (r.fields["induction_year"], r.fields["induction_start"])
        for r in whole.requests
    }
    assert began == {
        (("year 1",), date(2024, 9, 1)),
        (("year 2",), date(2023, 9, 3)),
    }


def test_one_date_in_ten_is_long_past():
    """The programme asks for 90 days: nine in ten lie within, the others within 270."""
    whole = generate_round(read_programme("ecf-mentors"), 400, seed=1)
    ages = [
        (whole.today - person.fields["confirmed"]).days
        for person in whole.supporters
        if "confirmed" in person.fields
    ]
    assert 0 <= min(ages) <= max(ages) <= 270
    assert 0.05 < sum(age > 90 for age in ages) / len(ages) < 0.15


def test_those_who_apply_together_are_few_enough_for_a_group():
    whole = generate_round(read_programme("childminders"), 200, seed=1)
    together = Counter(
        r.fields["applied_with"] for r in whole.requests if "applied_with" in r.fields
    )
    assert len(together) > 5
    assert set(together.values()) <= {1, 2, 3}


def test_those_who_offer_stand_higher_than_those_who_ask():
    programme = parse_programme(GALLERY.read_text("utf-8"), "gallery.toml")
    whole = generate_round(programme, 200, seed=1, supply=3)
    asked = Counter(
        r.fields["standing"][0] for r in whole.requests if "standing" in r.fields
    )
    offered = Counter(
        s.fields["standing"][0] for s in whole.supporters if "standing" in s.fields
    )
    assert asked.most_common(1)[0][0] == "helper"
    assert offered.most_common(1)[0][0] == "keeper"


def test_placements_that_must_differ_are_two_of_one_person():
    whole = generate_round(read_programme("itt-mentors"), 10, seed=1)
    assert set(Counter(r.setting for r in whole.requests).values()) == {2}
    first, second = whole.requests[:2]
    assert first.end < second.start
    assert {s.employer for s in whole.supporters} <= {s.id for s in whole.settings}


def test_where_only_own_staff_may_help_everybody_works_where_somebody_asks():
    whole = generate_round(read_programme("ecf-mentors"), 10, seed=1)
    asking = {request.setting for request in whole.requests}
    assert {person.employer for person in whole.supporters} <= asking


@pytest.mark.parametrize("name", ["edumentoring", "itt-mentors", "mentor-buddies"])
def test_faults_are_put_only_where_the_programme_looks(name, tmp_path):
    whole = generate_round(read_programme(name), 60, seed=1)
    injected = generate_files(whole, tmp_path, seed=1)
    found = Counter((p.file, p.row) for p in read_round(tmp_path).problems)
    for fault in injected:
        if fault.reported and fault.row:
            assert found[fault.file, fault.row], fault
