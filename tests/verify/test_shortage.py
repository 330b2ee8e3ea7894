"""A shortage is counted again from the raw records; what is wrong with it is said."""

import pytest

from matchmaker.pipeline import match
from matchmaker.reasons import explain_unmatched
from matchmaker.verify import shortage_faults


def _claims(open_one):
    shortage = open_one.shortage
    wishes = {wish.request: wish.units for wish in shortage.wishes}
    return wishes, {place.supporter: place.places for place in shortage.places}


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
    for whole, wishes, places in shortages:
        assert shortage_faults(whole, wishes, places) == ()


def test_somebody_left_out_or_a_wish_too_many_is_found(shortages):
    left_out = 0
    for whole, wishes, places in shortages:
        for supporter, count in places.items():
            fewer = {s: n for s, n in places.items() if s != supporter}
            faults = shortage_faults(whole, wishes, fewer)
            assert bool(faults) == (count > 0)
            left_out += bool(faults)
        request = next(iter(wishes))
        greedy = wishes | {request: whole.request(request).demand + 1}
        (fault,) = shortage_faults(whole, greedy, places)
        assert fault.startswith(f"{request} asks for ")
    assert left_out > 10


def test_places_enough_are_no_shortage(shortages):
    for whole, wishes, places in shortages:
        if places:
            supporter = next(iter(places))
            enough = places | {supporter: places[supporter] + sum(wishes.values())}
            assert "are there" in shortage_faults(whole, wishes, enough)[-1]
