"""People live near the settings they serve, as far as anybody knows where those are."""

from datetime import date

from matchmaker.domain.setting import Setting
from matchmaker.generate import generate_requests, generate_supporters
from matchmaker.generate.places import Neighbourhoods, homes, homes_in
from matchmaker.geo import distance_metres


def test_post_office_boxes_are_nobodys_home():
    assert "LS2" in {home.outcode for home in homes()}
    assert all(home.postcodes >= 20 for home in homes())


def test_regions_and_authorities_add_up():
    found = {(h.region, h.authority) for h in homes_in(["london"], ["Leeds"]).things}
    assert {region for region, _ in found} == {"London", "Yorkshire and the Humber"}
    assert {a for region, a in found if region != "London"} == {"Leeds"}


def test_the_nearest_outcodes_of_the_region_come_first():
    leeds = Setting(
        id="S", region="Yorkshire and the Humber", easting=430075, northing=434000
    )
    near = Neighbourhoods().near(leeds)
    metres = [int(distance_metres(h.easting, h.northing, 430075, 434000)) for h in near]
    assert len(near) == 6
    assert metres == sorted(metres)
    assert near[0].outcode == "LS2"


def test_where_the_place_is_unknown_the_authority_counts_then_the_region():
    near = Neighbourhoods().near
    known = near(Setting(id="S", region="North West", authority="Lancashire"))
    assert {home.authority for home in known} == {"Lancashire"}
    wider = near(Setting(id="S", region="North West"))
    assert {home.region for home in wider} == {"North West"}
    assert len({home.authority for home in wider}) > 10
    assert len(near(Setting(id="S"))) == len(homes())


def test_real_settings_get_supporters_nearby(early_years):
    settings = tuple(
        Setting(
            id=f"1000{i}",
            region="North West",
            authority="Lancashire",
            easting=353900 + 100 * i,
            northing=429400,
            precision="exact",
        )
        for i in range(10)
    )
    day = date(2022, 3, 21)
    requests = generate_requests(settings, early_years, seed=1, today=day)
    people = generate_supporters(settings, requests, early_years, seed=1, today=day)
    assert people
    for person in people:
        away = distance_metres(person.easting, person.northing, 354350, 429400)
        assert away < 15_000
