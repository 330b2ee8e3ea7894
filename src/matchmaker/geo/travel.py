"""
Distance and travel time: the one definition of minutes.

Both work on whole arrays at once and give whole numbers that are the same on every
machine, so that whoever checks a plan pair by pair finds the minutes that whoever
made it computed in bulk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.geo.places import Place

    Integers = int | np.integer[Any] | NDArray[np.integer[Any]]

# Roads wind: by road it is about 1.3 times as far as in a straight line.
DETOUR_TENTHS = 13

OVERHEAD_MINUTES = 4
TOWN_UNTIL_METRES = 4_000
MAIN_ROAD_UNTIL_METRES = 15_000

# Seconds per kilometre times metres are milliseconds.
TOWN_SECONDS_PER_KM = 120
MAIN_ROAD_SECONDS_PER_KM = 75
MOTORWAY_SECONDS_PER_KM = 40

MILLISECONDS_PER_MINUTE = 60_000


def distance_metres(
    e1: Integers, n1: Integers, e2: Integers, n2: Integers
) -> NDArray[np.int64]:
    """
    Return straight-line distances on the national grid, in whole metres.

    The arguments broadcast like any numpy operands: `e[:, None]` against `e[None]`
    gives a matrix. Single numbers give an array without dimensions.

    The root of a whole number is never half-way between two whole numbers, and
    the squares are exact below 2^53: the result is the nearest metre, whatever
    the machine.

    >>> int(distance_metres(0, 0, 3_000, 4_000))
    5000
    """
    east = np.subtract(e1, e2, dtype=np.float64)
    north = np.subtract(n1, n2, dtype=np.float64)
    return np.asarray(np.rint(np.sqrt(east * east + north * north)), dtype=np.int64)


def travel_minutes(metres: Integers) -> NDArray[np.int64]:
    """
    Return the minutes by car that a straight-line distance stands for.

    This is a model, not a route planner: it knows neither roads nor rivers nor
    rush hours. A round's own `travel.csv` overrides it pair by pair.

    1. By road it is 1.3 times as far.
    2. Parking and walking to the door take 4 minutes, even within one outcode.
    3. The first 4 km by road are town: 30 km/h, 2 minutes per kilometre.
    4. Up to 15 km it is main road, with its lights: 48 km/h.
    5. Beyond it is motorway or fast road: 90 km/h.

    The numbers were chosen so that usual journeys between town centres come out
    near what drivers expect: 3 km across a town 12 minutes, Leeds to Bradford 27,
    Leeds to York 47, Manchester to Leeds 66, Exeter to Plymouth 67, Leeds to
    London 252. Where a motorway runs straight from one to the other, the model is
    slow (Preston to Lancaster: 44, the M6 takes under 40); round an estuary, or in
    central London, it is too quick.

    Rounded half up to whole minutes, in integers only; never less for a longer
    distance.

    Args:
        metres: Straight-line metres, none negative; `distance_metres` gives them.

    Raises:
        TypeError: If the metres are not integers.

    >>> travel_minutes(np.array([0, 3_000, 33_000, 58_000])).tolist()
    [4, 12, 44, 66]
    """
    straight = np.asarray(metres).astype(np.int64, casting="safe")
    road = straight * DETOUR_TENTHS // 10
    town = np.minimum(road, TOWN_UNTIL_METRES)
    motorway = np.maximum(road - MAIN_ROAD_UNTIL_METRES, 0)
    main_road = road - town - motorway
    milliseconds = (
        OVERHEAD_MINUTES * MILLISECONDS_PER_MINUTE
        + town * TOWN_SECONDS_PER_KM
        + main_road * MAIN_ROAD_SECONDS_PER_KM
        + motorway * MOTORWAY_SECONDS_PER_KM
    )
    half_up = milliseconds + MILLISECONDS_PER_MINUTE // 2
    return np.asarray(half_up // MILLISECONDS_PER_MINUTE)


def metres_between(a: Place, b: Place) -> int:
    """Return the straight-line distance of two places, by `distance_metres`."""
    return int(distance_metres(a.easting, a.northing, b.easting, b.northing))


def minutes_between(a: Place, b: Place) -> int:
    """Return the travel time between two places, by `travel_minutes`."""
    return int(travel_minutes(metres_between(a, b)))
