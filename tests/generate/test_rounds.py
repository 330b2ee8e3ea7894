"""Made-up rounds are repeatable, valid, and short of about a fifth of the support."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from matchmaker import verify
from matchmaker.errors import InputError
from matchmaker.generate import generate_round
from matchmaker.geo import outcodes


@pytest.fixture(scope="module")
def pilot(early_years):
    """Eighty settings around Leeds."""
    return generate_round(
        early_years, 80, seed=3, authorities=["Leeds", "Bradford", "Wakefield"]
    )


@pytest.fixture(scope="module")
def national(early_years):
    return generate_round(early_years, 1000, seed=1)


def test_equal_seeds_give_equal_rounds_and_others_do_not(early_years):
    first = generate_round(early_years, 40, seed=5)
    assert first == generate_round(early_years, 40, seed=5)
    assert first.settings != generate_round(early_years, 40, seed=6).settings


def test_more_people_do_not_change_the_settings(early_years):
    few = generate_round(early_years, 40, seed=5, supply=0.2)
    many = generate_round(early_years, 40, seed=5, supply=2)
    assert (few.settings, few.requests) == (many.settings, many.requests)
    assert len(few.supporters) < len(many.supporters)


def test_places_are_those_asked_for(pilot):
    assert {s.authority for s in pilot.settings} == {"Leeds", "Bradford", "Wakefield"}
    assert {s.region for s in pilot.supporters} == {"Yorkshire and the Humber"}
    for party in (*pilot.settings, *pilot.supporters):
        place = outcodes()[party.postcode]
        assert (party.easting, party.northing) == (place.easting, place.northing)


def test_every_application_is_for_an_offer_of_the_programme(pilot, early_years):
    for request in pilot.requests:
        roles = early_years.offers[request.offer]
        assert request.role in roles
        assert request.id.endswith(f"-{request.role}") == (len(roles) > 1)
        assert request.load == early_years.load_minutes(request.role, None)


def test_people_fit_the_description_of_the_test_data(national):
    people = national.supporters
    workers = [p for p in people if p.capacity > 0]
    for person in workers:
        load = 1080 if person.roles[0] == "expert" else 360
        assert 1 <= person.capacity // load <= 8
    two = [p for p in people if {"expert", "mentor"} <= set(p.roles)]
    leads = [p for p in people if "area_lead" in p.roles]
    assert 0.04 < len(two) / len(people) < 0.13  # 8 in 100
    assert 7 < len(workers) / len(leads) < 11  # one for every ten begun, by region
    assert 0.01 < len(national.conflicts) / len(people) < 0.08  # 4 in 100
    assert all(p.email.endswith("example.org") for p in people)
    assert len({p.email for p in people}) == len(people)


def flawless(person) -> bool:
    poor = person.employer_inspection and person.employer_inspection.judgement == (
        "requires improvement"
    )
    return (
        person.experience_years >= 3
        and person.qualification_level >= 6
        and person.trained_on is not None
        and person.suitability != "barred"
        and person.leadership != "none"
        and not poor
    )


def test_those_who_meet_the_rules_have_room_for_four_fifths_of_each_region(national):
    asked, room = Counter(), Counter()
    for request in national.requests:
        asked[national.setting_of(request).region, request.role] += 1
    for person in filter(flawless, national.supporters):
        role = person.roles[0]
        load = {"expert": 1080, "mentor": 360}.get(role)
        if load:
            room[person.region, role] += person.capacity // load
    assert room == {key: (8 * number + 5) // 10 for key, number in asked.items()}


def test_one_in_ten_lacks_something(national):
    share = sum(map(flawless, national.supporters)) / len(national.supporters)
    assert 0.84 < share < 0.95


def test_chains_stay_in_one_region_and_have_several_settings(national):
    regions, sizes = {}, {}
    for setting in national.settings:
        if setting.group:
            regions.setdefault(setting.group, set()).add(setting.region)
            sizes[setting.group] = sizes.get(setting.group, 0) + 1
    assert all(len(found) == 1 for found in regions.values())
    assert max(sizes.values()) >= 5
    assert 0.3 < sum(sizes.values()) / len(national.settings) < 0.5


def met(whole, broken_rules) -> float:
    """The share of requests that a greatest matching serves, from raw records."""
    asked, people = whole.requests, whole.supporters
    source, sink = len(asked) + len(people), len(asked) + len(people) + 1
    arcs = {(source, i): 1 for i in range(len(asked))}
    for j, person in enumerate(people):
        load = 1080 if person.roles[0] == "expert" else 360
        arcs[len(asked) + j, sink] = person.capacity // load
        for i, request in enumerate(asked):
            if request.role == person.roles[0] and not broken_rules(
                whole, request, person
            ):
                arcs[i, len(asked) + j] = 1
    rows, columns = zip(*arcs, strict=True)
    graph = csr_array(
        ([*arcs.values()], (rows, columns)), shape=(sink + 1, sink + 1), dtype="int32"
    )
    return maximum_flow(graph, source, sink).flow_value / len(asked)


def test_about_a_fifth_stays_unmet_and_nearly_all_could_be_met(pilot):
    assert 0.72 <= met(pilot, verify.broken_rules) <= 0.85
    lonely = sum(
        all(verify.broken_rules(pilot, request, person) for person in pilot.supporters)
        for request in pilot.requests
    )
    # One setting in twenty meets no priority test, one in a hundred is not served.
    assert 0 < lonely / len(pilot.requests) < 0.15


def test_stated_numbers_of_people_are_kept_to(early_years):
    whole = generate_round(
        early_years, 60, seed=2, people={"expert": 11, "area_lead": 3}
    )
    held = [person.roles[0] for person in whole.supporters]
    assert (held.count("expert"), held.count("area_lead"), len(held)) == (11, 3, 14)


def test_report_cards_come_only_after_november_2025(early_years):
    old = generate_round(early_years, 200, seed=1, today=date(2025, 11, 10))
    new = generate_round(early_years, 200, seed=1, today=date(2027, 3, 1))
    for whole, expected in ((old, {"ofsted"}), (new, {"ofsted", "report card"})):
        found = {s.inspection.framework for s in whole.settings if s.inspection}
        assert found == expected
    for setting in new.settings:
        if setting.inspection and setting.inspection.framework == "report card":
            assert setting.inspection.inspected_on >= date(2025, 11, 10)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"regions": ["Wessex"]}, "no region 'Wessex'"),
        ({"authorities": ["Leedz"]}, "no local authority 'Leedz'"),
        ({"supply": -0.1}, "zero or more"),
        ({"people": {"wizard": 3}}, "no role 'wizard'"),
    ],
)
def test_what_is_not_known_is_refused(early_years, wrong, told):
    with pytest.raises(InputError, match=told):
        generate_round(early_years, 5, seed=1, **wrong)


def test_a_round_has_settings_and_computes_its_points(early_years, given_scores):
    with pytest.raises(InputError, match="at least 1"):
        generate_round(early_years, 0, seed=1)
    with pytest.raises(InputError, match="generate_given"):
        generate_round(given_scores, 5, seed=1)


def test_a_programme_without_offers_leads_and_words_will_do(early_years):
    data = early_years.model_dump(by_alias=True)
    data |= {"offers": {}, "teams": None, "vocabulary": {}}
    bare = type(early_years).model_validate(data)
    whole = generate_round(bare, 12, seed=1)
    assert len(whole.requests) == 24
    assert not any("area_lead" in person.roles for person in whole.supporters)


def test_supporters_are_numbered_without_gaps(national):
    numbers = [int(person.id[1:]) for person in national.supporters]
    assert all(after == before + 1 for before, after in pairwise(numbers))
