"""A shortage is counted again from the raw records; what is wrong with it is said."""

import pytest

from matchmaker.intake import read_round
from matchmaker.pipeline import match
from matchmaker.reasons import explain_unmatched
from matchmaker.verify import shortage_faults


def _claims(open_one):
    shortage = open_one.shortage
    wishes = {wish.request: wish.units for wish in shortage.wishes}
    places = {place.supporter: place.places for place in shortage.places}
    return wishes, places, shortage.in_loads


@pytest.fixture(scope="module")
def shortages(draw_round):
    """Every shortage of sixty small rounds, with its round."""
    found = []
    for seed in range(60):
        whole = draw_round(seed, strict=False, size=(3, 6, 3))
        found += [
            (whole, *_claims(open_one))
            for open_one in explain_unmatched(match(whole))
            if open_one.shortage is not None
        ]
    assert len(found) > 20
    return found


def test_every_shortage_that_is_told_counts(shortages):
    for whole, wishes, places, in_loads in shortages:
        assert shortage_faults(whole, wishes, places, in_loads=in_loads) == ()


def test_somebody_left_out_or_a_wish_too_many_is_found(shortages):
    left_out = 0
    for whole, wishes, places, in_loads in shortages:
        for supporter, count in places.items():
            fewer = {s: n for s, n in places.items() if s != supporter}
            faults = shortage_faults(whole, wishes, fewer, in_loads=in_loads)
            assert bool(faults) == (count > 0)
            left_out += bool(faults)
        request = next(iter(wishes))
        greedy = wishes | {request: whole.request(request).demand + 1}
        (fault,) = shortage_faults(whole, greedy, places, in_loads=in_loads)
        assert fault.startswith(f"{request} asks for ")
    assert left_out > 10


def test_places_enough_are_no_shortage(shortages):
    for whole, wishes, places, in_loads in shortages:
        if places:
            supporter = next(iter(places))
            enough = places | {supporter: places[supporter] + 10_000}
            assert (
                "are there"
                in shortage_faults(whole, wishes, enough, in_loads=in_loads)[-1]
            )


@pytest.fixture(scope="module")
def pilot(request):
    """A plan of people with eighteen-hour and six-hour pairings."""
    return match(
        read_round(request.config.rootpath / "scenarios" / "early-years-pilot").round
    )


def test_where_loads_differ_hours_are_counted(pilot):
    told = [one for one in explain_unmatched(pilot) if one.shortage is not None]
    counted = [_claims(one) for one in told if one.shortage.in_loads]
    assert len(counted) > 5
    for wishes, places, _ in counted:
        assert shortage_faults(pilot.round, wishes, places, in_loads=True) == ()
        # Counting places shows nothing there: the lightest pairings would fit.
        assert shortage_faults(pilot.round, wishes, places) != ()
        who = max(places, key=places.get)
        less = places | {who: places[who] - 1}
        (fault,) = shortage_faults(pilot.round, wishes, less, in_loads=True)
        assert fault.startswith(f"{who} could give {places[who]}, not ")
