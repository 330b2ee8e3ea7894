"""
Places in England: where something is, in which region, how far and how long.

Everything is answered offline from tables in this package (`data/README.md` says
whence they come). Coordinates are metres on the Ordnance Survey national grid;
distances are whole metres in a straight line; travel times are whole minutes by
the model of `matchmaker.geo.travel`, the one definition of minutes.

What is not known is `None`, never a guess.
"""

from matchmaker.geo.authorities import Authority as Authority
from matchmaker.geo.authorities import authorities as authorities
from matchmaker.geo.authorities import authority_of_lad as authority_of_lad
from matchmaker.geo.authorities import district_name as district_name
from matchmaker.geo.authorities import find_authority as find_authority
from matchmaker.geo.grid import lonlat_to_grid as lonlat_to_grid
from matchmaker.geo.grid import on_grid as on_grid
from matchmaker.geo.locating import locate as locate
from matchmaker.geo.places import Place as Place
from matchmaker.geo.places import Precision as Precision
from matchmaker.geo.postcodes import find_outcode as find_outcode
from matchmaker.geo.postcodes import normalise_postcode as normalise_postcode
from matchmaker.geo.postcodes import outcode_of as outcode_of
from matchmaker.geo.postcodes import outcodes as outcodes
from matchmaker.geo.regions import REGIONS as REGIONS
from matchmaker.geo.regions import find_region as find_region
from matchmaker.geo.travel import distance_metres as distance_metres
from matchmaker.geo.travel import metres_between as metres_between
from matchmaker.geo.travel import minutes_between as minutes_between
from matchmaker.geo.travel import travel_minutes as travel_minutes
