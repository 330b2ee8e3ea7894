import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.geo import (
    Place,
    distance_metres,
    find_outcode,
    metres_between,
    minutes_between,
    travel_minutes,
)

eastings = st.integers(0, 699_999)
northings = st.integers(0, 1_299_999)
places = st.builds(
    Place, eastings, northings, st.just("exact"), st.none(), st.none(), st.none()
)
metres = st.integers(0, 1_500_000)


def minutes(straight):
    return int(travel_minutes(straight))


# Minutes by hand, for straight metres: by road 13/10 of them; 4 minutes, then 2
# a kilometre up to 4 km, 1.25 up to 15 km, and 2/3 beyond.
@pytest.mark.parametrize(
    ("straight", "expected"),
    [
        (0, 4),
        (1_000, 7),  # 4 + 1.3 x 2 = 6.6
        (3_000, 12),  # 4 + 3.9 x 2 = 11.8
        (10_000, 23),  # 4 + 8 + 9 x 1.25 = 23.25
        (20_000, 33),  # 4 + 8 + 13.75 + 11 x 2/3 = 33.1
        (100_000, 102),  # 4 + 8 + 13.75 + 115 x 2/3 = 102.4
    ],
)
def test_minutes_follow_the_three_speeds(straight, expected):
    assert minutes(straight) == expected


def test_half_a_minute_is_rounded_up():
    # 4.5 minutes need 250 m by road: 192 m are 249 m by road, 193 m are 250 m.
    assert (minutes(192), minutes(193)) == (4, 5)


@pytest.mark.parametrize(
    ("start", "end", "least", "most"),
    [
        ("LS1", "BD1", 25, 30),
        ("M1", "LS1", 65, 75),
        ("PR1", "LA1", 35, 45),
        ("LS1", "YO1", 40, 50),
        ("EX1", "PL1", 55, 70),
        ("LS1", "SW1A", 225, 270),
    ],
)
def test_known_journeys_take_about_as_long_as_drivers_expect(start, end, least, most):
    assert least <= minutes_between(find_outcode(start), find_outcode(end)) <= most


def test_two_places_in_one_outcode_are_not_no_minutes_apart():
    assert minutes_between(find_outcode("LS2"), find_outcode("LS2")) == 4


def test_a_three_four_five_triangle_is_five():
    corner = Place(400_000, 300_000, "exact", None, None, None)
    other = Place(403_000, 304_000, "exact", None, None, None)
    assert metres_between(corner, other) == 5_000


@given(st.lists(places, min_size=1, max_size=9))
def test_in_bulk_and_pair_by_pair_the_minutes_are_the_same(some):
    east = np.array([place.easting for place in some])
    north = np.array([place.northing for place in some])
    far = distance_metres(east[:, None], north[:, None], east[None], north[None])
    assert far.dtype == np.int64
    assert far.tolist() == [[metres_between(a, b) for b in some] for a in some]
    assert travel_minutes(far).tolist() == [
        [minutes_between(a, b) for b in some] for a in some
    ]


@given(places, places)
def test_distance_is_the_nearest_whole_metre(a, b):
    square = (a.easting - b.easting) ** 2 + (a.northing - b.northing) ** 2
    far = metres_between(a, b)
    # Within half a metre, asked in whole numbers: (2f - 1)^2 <= 4s <= (2f + 1)^2.
    assert far == 0 or (2 * far - 1) ** 2 <= 4 * square
    assert 4 * square <= (2 * far + 1) ** 2
    assert far == metres_between(b, a)
    east, north = a.easting - b.easting, a.northing - b.northing
    assert far == int(np.rint(np.hypot(east, north)))


@given(places, places, places)
def test_a_detour_is_never_shorter(a, b, c):
    # Each of the three distances is rounded by at most half a metre.
    assert metres_between(a, c) <= metres_between(a, b) + metres_between(b, c) + 1


@given(metres, metres)
def test_farther_never_takes_less(a, b):
    near, far = sorted((a, b))
    assert minutes(near) <= minutes(far)


@given(st.lists(metres), st.sampled_from([np.int32, np.int64, np.uint32]))
def test_every_width_of_integers_gives_the_same_minutes(distances, width):
    by_one = [minutes(straight) for straight in distances]
    assert travel_minutes(np.array(distances, dtype=width)).tolist() == by_one


def test_narrow_coordinates_do_not_overflow():
    east = np.array([100_000, 600_000], dtype=np.int32)
    north = np.zeros(2, dtype=np.int32)
    assert int(distance_metres(east[0], north[0], east[1], north[1])) == 500_000


def test_metres_that_are_not_whole_are_refused():
    with pytest.raises(TypeError, match="float64"):
        travel_minutes(np.array([1.5]))
