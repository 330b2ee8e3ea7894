"""
What pairings earn together, by two definitions that share nothing.

Acorn asks for an expert (A1) and a mentor (A2), and again (A3, A4); Beech for a
mentor (B1). Each story says where people come from and who comes.
"""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.plan import Pairing
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.bonuses import bonus_columns_of
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.verify.earned import earned_bonuses
from matchmaker.verify.facts import Facts

BOTH = ("expert", "mentor")
ASKED = {
    "A1": ("acorn", "expert"),
    "A2": ("acorn", "mentor"),
    "A3": ("acorn", "expert"),
    "A4": ("acorn", "mentor"),
    "B1": ("beech", "mentor"),
    "X1": (None, "expert"),
    "X2": (None, "mentor"),
}


@pytest.fixture
def earn(early_years, earned_by_both):
    """What is earned, as (setting, value), by two definitions that must agree."""

    def earn(people, came, by="authority", roles=BOTH):
        couple = Couple(roles=roles, by=by, points=50)
        this = Round(
            name="Summer term 2022",
            programme=early_years.model_copy(update={"bonuses": (couple,)}),
            today=date(2022, 3, 1),
            settings=(
                Setting(id="beech"),
                Setting(id="acorn"),
                Setting(id="elm", group="Elm Trust"),
            ),
            requests=tuple(
                Request(id=name, setting=setting, role=role)
                for name, (setting, role) in ASKED.items()
            ),
            supporters=tuple(
                Supporter(id=name, roles=BOTH, capacity=9000, **fields)
                for name, fields in people.items()
            ),
        )
        earned = earned_by_both(this, came)
        assert all((e.bonus, e.by, e.points) == ("couple", by, 50) for e in earned)
        return [(e.setting, e.value) for e in earned]

    return earn


LANCASHIRE, LEEDS = {"authority": "Lancashire"}, {"authority": "Leeds"}


def test_expert_and_mentor_from_one_authority_earn_it(earn):
    people = {"ada": LANCASHIRE, "ben": LANCASHIRE}
    assert earn(people, [("A1", "ada"), ("A2", "ben")]) == [("acorn", "Lancashire")]


def test_expert_and_mentor_from_two_authorities_do_not(earn):
    assert earn({"ada": LANCASHIRE, "ben": LEEDS}, [("A1", "ada"), ("A2", "ben")]) == []


@pytest.mark.parametrize(
    "came",
    [
        [],
        [("A1", "ada")],
        [("A1", "ada"), ("A3", "ben")],
        [("A1", "ada"), ("B1", "ben")],
        [("X1", "ada"), ("X2", "ben")],
    ],
    ids=["nobody", "one role", "the same role", "two settings", "no setting"],
)
def test_one_setting_must_have_every_role_from_there(earn, came):
    assert earn({"ada": LANCASHIRE, "ben": LANCASHIRE}, came) == []


def test_two_unknown_authorities_are_not_the_same(earn):
    assert earn({"ada": {}, "ben": {}}, [("A1", "ada"), ("A2", "ben")]) == []


def test_an_authority_that_is_only_named_is_not_one_s_own(earn):
    people = {"ada": {"authorities": ("Leeds",)}, "ben": LEEDS}
    assert earn(people, [("A1", "ada"), ("A2", "ben")]) == []


def test_two_experts_and_two_mentors_may_earn_it_for_two_places(earn):
    people = {"ada": LEEDS, "ben": LEEDS, "cat": LANCASHIRE, "dan": LANCASHIRE}
    came = [("A1", "ada"), ("A2", "ben"), ("A3", "cat"), ("A4", "dan")]
    assert earn(people, came) == [("acorn", "Lancashire"), ("acorn", "Leeds")]


def test_two_experts_and_a_mentor_from_one_place_earn_it_once(earn):
    people = {"ada": LEEDS, "ben": LEEDS, "cat": LEEDS}
    came = [("A1", "ada"), ("A2", "ben"), ("A3", "cat")]
    assert earn(people, came) == [("acorn", "Leeds")]


def test_one_person_in_both_roles_earns_it(earn):
    assert earn({"ada": LEEDS}, [("A1", "ada"), ("A2", "ada")]) == [("acorn", "Leeds")]


@pytest.mark.parametrize(
    ("by", "ada", "ben", "value"),
    [
        ("region", {"region": "London"}, {"region": "London"}, "London"),
        ("region", {"region": "London"}, {"regions": ("London",)}, None),
        ("employer", {"employer": "elm"}, {"employer": "elm"}, "elm"),
        ("employer", {"employer": "elm"}, {"employer": "acorn"}, None),
        ("employer_group", {"employer_group": "A"}, {"employer_group": "A"}, "A"),
        # The group of whoever names none is their employer's.
        ("employer_group", {"employer_group": "Elm Trust"}, {"employer": "elm"}, "Elm Trust"),
        ("employer_group", {"employer_group": "A"}, {"employer": "elm"}, None),
    ],
)  # fmt: skip
def test_what_a_place_is(earn, by, ada, ben, value):
    expected = [] if value is None else [("acorn", value)]
    came = [("A1", "ada"), ("A2", "ben")]
    assert earn({"ada": ada, "ben": ben}, came, by=by) == expected


def test_settings_stand_in_the_round_s_order(earn):
    people = {"ada": LEEDS, "ben": LEEDS}
    came = [("A1", "ada"), ("A2", "ben"), ("B1", "ben")]
    # Beech comes first in the round, but has no expert.
    assert earn(people, came) == [("acorn", "Leeds")]


def test_the_solver_s_couples_are_those_of_plans(draw_round):
    """In name, order and points, whichever pairs are used."""
    couples_seen = 0
    for seed in range(60):
        this = draw_round(seed, strict=False, size=(3, 9, 12))
        bonuses = tuple(
            Couple(roles=BOTH, by=by, points=points)
            for by, points in (("authority", 50), ("region", 7), ("employer", 3))
        )
        programme = this.programme.model_copy(update={"bonuses": bonuses})
        this = this.replace(programme=programme)
        candidates = find_candidates(this)
        columns = bonus_columns_of(this, candidates)
        pairings = [
            Pairing(
                request=this.requests[request].id,
                setting=this.requests[request].setting,
                role=this.requests[request].role,
                supporter=this.supporters[supporter].id,
                points=0,
                criteria={},
            )
            for request, supporter in zip(
                candidates.request, candidates.supporter, strict=True
            )
        ]
        # With every candidate in use every couple is earned.
        earned = bonuses_of(this, pairings)
        assert earned == earned_bonuses(Facts(this), pairings)
        assert columns.points.tolist() == [e.points for e in earned]
        assert list(columns.names) == [
            f"couple at {e.setting} from {e.value}" for e in earned
        ]
        couples_seen += len(earned)
    assert couples_seen > 100
