import numpy as np
import pytest

from matchmaker.errors import InputError
from matchmaker.geo import lonlat_to_grid, on_grid
from matchmaker.geo.grid import _project

# Converted with the OSTN15 grid, which is good to a millimetre.
KNOWN = {
    "LS2": (-1.544855, 53.801453, 430_075, 434_000),
    "TR1": (-5.048892, 50.262341, 182_798, 44_712),
    "CA1": (-2.920659, 54.890573, 341_044, 555_480),
    "CT1": (1.090264, 51.279354, 615_616, 157_892),
    "BH1": (-1.863575, 50.72672, 409_725, 91_910),
    "NE1": (-1.612637, 54.971807, 424_896, 564_200),
}


@pytest.mark.parametrize("outcode", list(KNOWN))
def test_degrees_become_metres_to_within_five(outcode):
    lon, lat, easting, northing = KNOWN[outcode]
    east, north = lonlat_to_grid(lon, lat)
    assert np.hypot(east - easting, north - northing) <= 5


def test_whole_columns_are_converted_like_single_points():
    lon, lat, *_ = np.array(list(KNOWN.values())).T
    east, north = lonlat_to_grid(lon, lat)
    singles = [lonlat_to_grid(*point) for point in zip(lon, lat, strict=True)]
    assert east.dtype == north.dtype == np.int64
    assert [(int(e), int(n)) for e, n in singles] == list(
        zip(east.tolist(), north.tolist(), strict=True)
    )


def test_the_projection_agrees_with_the_ordnance_surveys_worked_example():
    # Annex C of the guide: 52 39 27.2531 N, 1 43 4.5177 E on the Airy ellipsoid.
    latitude = np.radians(52 + 39 / 60 + 27.2531 / 3600)
    longitude = np.radians(1 + 43 / 60 + 4.5177 / 3600)
    easting, northing = _project(longitude, latitude)
    assert easting == pytest.approx(651_409.903, abs=0.001)
    assert northing == pytest.approx(313_177.270, abs=0.001)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(np.nan, 53.8), (-1.5, np.nan), (np.inf, 53.8), (181, 53.8), (-1.5, 90)],
)
def test_what_is_no_angle_is_refused(lon, lat):
    with pytest.raises(InputError, match="degrees"):
        lonlat_to_grid([-1.5, lon], [53.8, lat])


@pytest.mark.parametrize(
    ("lon", "lat"), [(53.8, -1.5), (0, 0), (-74, 40.7), (151, -33.9), (2.35, 38)]
)
def test_points_elsewhere_are_not_on_the_grid(lon, lat):
    east, north = lonlat_to_grid(lon, lat)
    assert not on_grid(int(east), int(north))
