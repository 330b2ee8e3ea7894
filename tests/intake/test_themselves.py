"""Nobody is matched with themselves, whatever their ids are."""

import pytest

from matchmaker.intake import read_round

ASKS = "id,name,email,postcode,children 0 to 5,consent,session times"
OFFERS = "id,name,email,postcode,capacity_hours,session times,years in the sector"


@pytest.fixture
def apart(tmp_path):
    """Who is kept apart from whom, of one childminder and one mentor."""

    def apart(asks, offers, pins=""):
        folder = tmp_path / "round"
        folder.mkdir()
        files = {
            "round.toml": 'programme = "childminders"\n',
            "childminders.csv": f"{ASKS}\n{asks},PR1,2,yes,mon-am\n",
            "mentors.csv": f"{OFFERS}\n{offers},PR1,24,mon-am,5\n",
        }
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        if pins:
            (folder / "pins.csv").write_text(f"request,supporter\n{pins}\n", "utf-8")
        forbids = read_round(folder).round.forbids
        return [(forbid.request, forbid.supporter) for forbid in forbids]

    return apart


@pytest.mark.parametrize(
    ("asks", "offers", "pairs"),
    [
        ("C1,Oli Ennis,oli@x.org", "C1,Oli Ennis,", [("C1", "C1")]),
        ("C1,Oli Ennis,oli@x.org", "M1,Ms OLI ENNIS,Oli@X.org", [("C1", "M1")]),
        # One name, or one address, is not yet one person.
        ("C1,Oli Ennis,oli@x.org", "M1,Oli Ennis,other@x.org", []),
        ("C1,Oli Ennis,", "M1,Oli Ennis,", []),
        ("C1,Oli Ennis,home@x.org", "M1,Abe Ennis,home@x.org", []),
    ],
)
def test_one_id_or_one_name_and_address_is_one_person(apart, asks, offers, pairs):
    assert apart(asks, offers) == pairs


def test_what_people_pinned_stands(apart):
    assert apart("C1,Oli Ennis,o@x.org", "M1,Oli Ennis,o@x.org", pins="C1,M1") == []
