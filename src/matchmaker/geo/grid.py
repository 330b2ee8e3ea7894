"""
The national grid: what lies on it, and the way there from longitude and latitude.

The conversion follows "A guide to coordinate systems in Great Britain" (Ordnance
Survey): WGS84 degrees to geocentric metres (annex B), the seven-parameter Helmert
transformation to OSGB36 (section 6.6), back to degrees on the Airy 1830 ellipsoid
(annex B), and the transverse Mercator projection (annex C). It is good to about
five metres; only the OSTN15 grid, some megabytes, would do better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """The shape of the earth, by its semi-axes in metres."""

    major: float
    minor: float

    @property
    def eccentricity_squared(self) -> float:
        """How far from round: 0 for a sphere."""
        return 1 - (self.minor / self.major) ** 2


WGS84 = Ellipsoid(6_378_137.0, 6_356_752.314_2)
AIRY_1830 = Ellipsoid(6_377_563.396, 6_356_256.909)

# WGS84 to OSGB36: metres, parts per million, and seconds of arc.
SHIFT = (-446.448, 125.157, -542.060)
SCALE_PPM = 20.4894
ROTATION_SECONDS = (-0.1502, -0.2470, -0.8421)

# The projection: true origin 49 N 2 W, its grid coordinates, scale on the meridian.
ORIGIN_LATITUDE = np.radians(49.0)
ORIGIN_LONGITUDE = np.radians(-2.0)
FALSE_EASTING = 400_000.0
FALSE_NORTHING = -100_000.0
MERIDIAN_SCALE = 0.999_601_271_7

GRID_EAST = 700_000
GRID_NORTH = 1_300_000


def on_grid(easting: int, northing: int) -> bool:
    """
    Tell whether coordinates can be a place in Great Britain.

    False for the zeros that stand for "unknown" in registers, and for degrees that
    were taken for metres: the first kilometre of the grid is sea.
    """
    return 1_000 <= easting < GRID_EAST and 1_000 <= northing < GRID_NORTH


def lonlat_to_grid(
    lon: ArrayLike, lat: ArrayLike
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Return easting and northing, in whole metres, good to about five metres.

    Args:
        lon: Degrees east, WGS84 (GPS); western longitudes are negative.
        lat: Degrees north, of the same shape.

    Returns:
        Two arrays of that shape. Points outside Great Britain give coordinates
        that mean nothing: ask `on_grid`.

    Raises:
        InputError: If a number is missing (NaN), infinite, or no such angle.

    >>> east, north = lonlat_to_grid(-1.5491, 53.7997)  # Leeds
    >>> int(east), int(north)
    (429796, 433805)
    """
    longitude = np.asarray(lon, dtype=np.float64)
    latitude = np.asarray(lat, dtype=np.float64)
    # Written so that NaN, which no comparison holds for, is refused.
    if not (np.all(np.abs(longitude) <= 180) and np.all(np.abs(latitude) < 90)):
        raise InputError("Longitudes and latitudes must be degrees: some are not.")
    here = _geocentric(np.radians(longitude), np.radians(latitude))
    easting, northing = _project(*_geographic(*_to_osgb36(*here)))
    return np.rint(easting).astype(np.int64), np.rint(northing).astype(np.int64)


def _geocentric(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats, Floats]:
    """Return x, y, z in metres from the earth's centre, at sea level (annex B.1)."""
    squash = WGS84.eccentricity_squared
    radius = WGS84.major / np.sqrt(1 - squash * np.sin(latitude) ** 2)
    return (
        radius * np.cos(latitude) * np.cos(longitude),
        radius * np.cos(latitude) * np.sin(longitude),
        (1 - squash) * radius * np.sin(latitude),
    )


def _to_osgb36(x: Floats, y: Floats, z: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the same point in the frame of OSGB36 (Helmert, section 6.6)."""
    scale = 1 + SCALE_PPM * 1e-6
    rx, ry, rz = np.radians(np.array(ROTATION_SECONDS) / 3600)
    return (
        SHIFT[0] + scale * x - rz * y + ry * z,
        SHIFT[1] + rz * x + scale * y - rx * z,
        SHIFT[2] - ry * x + rx * y + scale * z,
    )


def _geographic(x: Floats, y: Floats, z: Floats) -> tuple[Floats, Floats]:
    """Return longitude and latitude on the Airy ellipsoid, in radians (annex B.2)."""
    squash = AIRY_1830.eccentricity_squared
    from_axis = np.hypot(x, y)
    latitude = np.arctan2(z, from_axis * (1 - squash))
    # Each round wins two or three digits; after four, micrometres are left.
    for _ in range(4):
        radius = AIRY_1830.major / np.sqrt(1 - squash * np.sin(latitude) ** 2)
        latitude = np.arctan2(z + squash * radius * np.sin(latitude), from_axis)
    return np.arctan2(y, x), latitude


def _project(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Return easting and northing in metres (annex C.1, whose names these are)."""
    squash = AIRY_1830.eccentricity_squared
    sin, cos, tan2 = np.sin(latitude), np.cos(latitude), np.tan(latitude) ** 2
    nu = AIRY_1830.major * MERIDIAN_SCALE / np.sqrt(1 - squash * sin**2)
    rho = nu * (1 - squash) / (1 - squash * sin**2)
    eta2 = nu / rho - 1
    i = _meridian_arc(latitude) + FALSE_NORTHING
    ii = nu / 2 * sin * cos
    iii = nu / 24 * sin * cos**3 * (5 - tan2 + 9 * eta2)
    iiia = nu / 720 * sin * cos**5 * (61 - 58 * tan2 + tan2**2)
    iv = nu * cos
    v = nu / 6 * cos**3 * (nu / rho - tan2)
    vi = nu / 120 * cos**5 * (5 - 18 * tan2 + tan2**2 + (14 - 58 * tan2) * eta2)
    west_to_east = longitude - ORIGIN_LONGITUDE
    northing = i + ii * west_to_east**2 + iii * west_to_east**4 + iiia * west_to_east**6
    easting = iv * west_to_east + v * west_to_east**3 + vi * west_to_east**5
    return easting + FALSE_EASTING, northing


def _meridian_arc(latitude: Floats) -> Floats:
    """Return metres along the meridian from the true origin (annex C.1, M)."""
    n = (AIRY_1830.major - AIRY_1830.minor) / (AIRY_1830.major + AIRY_1830.minor)
    less, more = latitude - ORIGIN_LATITUDE, latitude + ORIGIN_LATITUDE
    terms: Floats = (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * np.sin(less) * np.cos(more)
        + 15 / 8 * (n**2 + n**3) * np.sin(2 * less) * np.cos(2 * more)
        - 35 / 24 * n**3 * np.sin(3 * less) * np.cos(3 * more)
    )
    return AIRY_1830.minor * MERIDIAN_SCALE * terms
