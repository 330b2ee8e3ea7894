"""A copy of a round is the round."""

from __future__ import annotations

import itertools
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.domain.change import EarlierPairing
from matchmaker.domain.decisions import Conflict, Forbid, Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.inspection import FRAMEWORKS, Inspection
from matchmaker.domain.objective import Objective
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import LEADERSHIP, Supporter
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.errors import OutputError
from matchmaker.geo import REGIONS, authorities
from matchmaker.intake import read_programme, read_round, write_round
from matchmaker.intake.cells import says_nothing, tidy
from matchmaker.intake.half_days import ALL_HALF_DAYS

EARLY_YEARS = read_programme("early-years")
GIVEN_SCORES = read_programme("given-scores")
WORDS = EARLY_YEARS.vocabulary

LETTERS = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(
    " =+-@,;\"'0\n"
)
TEXTS = st.text(LETTERS, min_size=1, max_size=8).filter(
    lambda t: tidy(t) == t and not says_nothing(t)
)
ENTRIES = TEXTS.filter(lambda t: not set(t) & set(",;\n"))
LINES = TEXTS.filter(lambda t: " ".join(t.split()) == t)
DATES = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MODES = st.sampled_from(["face-to-face", "virtual", "either"])


def maybe(strategy):
    return st.none() | strategy


def some(words):
    return st.lists(st.sampled_from(sorted(words)), unique=True, max_size=3).map(tuple)


def up_to(most, least=0):
    return st.integers(least, most)


INSPECTIONS = st.sampled_from(
    [(framework, word) for framework, words in FRAMEWORKS.items() for word in words]
).flatmap(
    lambda known: st.builds(
        Inspection,
        framework=st.just(known[0]),
        judgement=st.just(known[1]),
        inspected_on=maybe(DATES),
        safeguarding_met=maybe(st.booleans()),
    )
)
PLACES = st.one_of(
    st.fixed_dictionaries({}),
    st.fixed_dictionaries(
        {
            "easting": up_to(700_000),
            "northing": up_to(1_300_000),
            "precision": st.sampled_from(["exact", "outcode", "authority"]),
        }
    ),
).flatmap(
    lambda place: st.fixed_dictionaries(
        {
            "region": maybe(st.sampled_from(sorted(REGIONS.values()))),
            "authority": maybe(st.sampled_from([a.name for a in authorities()])),
            "postcode": maybe(st.sampled_from(["PR1 8XJ", "LS2", "ZZ9 9ZZ"])),
            **{name: st.just(value) for name, value in place.items()},
        }
    )
)


@st.composite
def settings_of(draw, key):
    judgement = st.sampled_from(FRAMEWORKS["ofsted"])
    fields = draw(
        st.fixed_dictionaries(
            {
                "name": st.just("") | TEXTS,
                "urn": maybe(TEXTS),
                "setting_type": maybe(st.sampled_from(EARLY_YEARS.rules[0].allowed)),
                "group": maybe(TEXTS),
                "ages": some(WORDS["age"]),
                "inspection": maybe(INSPECTIONS),
                "worst_judgement": maybe(judgement),
                "worst_judged_on": maybe(DATES),
                "eypp_percent": maybe(up_to(100)),
                "send_percent": maybe(up_to(100)),
                "disadvantaged_twos": maybe(up_to(10_000)),
                "idaci_decile": maybe(up_to(10, 1)),
                "override_reason": maybe(TEXTS),
            }
        )
    )
    return Setting(id=key, **fields, **draw(PLACES))


@st.composite
def requests_of(draw, key, setting):
    demand = draw(up_to(1000, 1))
    start, end = sorted(draw(st.tuples(DATES, DATES)))
    fields = draw(
        st.fixed_dictionaries(
            {
                "role": st.sampled_from(EARLY_YEARS.matched_roles),
                "minimum": up_to(demand),
                "load": up_to(10**9),
                "priority": maybe(up_to(1_000_000)),
                "needs": some(WORDS["need"]),
                "subjects": st.lists(ENTRIES, unique=True, max_size=2).map(tuple),
                "phase": maybe(st.sampled_from(sorted(WORDS["phase"]))),
                "mode": maybe(MODES),
                "offer": maybe(st.sampled_from(sorted(EARLY_YEARS.offers))),
                "practitioners": maybe(up_to(1000)),
                "days": some(ALL_HALF_DAYS),
                "applied_on": maybe(DATES),
                "unmet_before": up_to(100),
            }
        )
    )
    return Request(
        id=key, setting=setting, demand=demand, start=start, end=end, **fields
    )


@st.composite
def supporters_of(draw, key, setting_ids):
    roles = draw(some(EARLY_YEARS.roles).filter(bool))
    capacity = draw(up_to(10**9))
    held = [role for role in roles if EARLY_YEARS.roles[role].matched]
    first, last = sorted(draw(st.tuples(DATES, DATES)))
    fields = draw(
        st.fixed_dictionaries(
            {
                "name": st.just("") | TEXTS,
                "email": maybe(TEXTS),
                "role_capacity": st.fixed_dictionaries(
                    {}, optional={role: up_to(10**9) for role in held}
                ),
                "minimum": up_to(capacity),
                "employer": maybe(st.sampled_from(setting_ids)),
                "employer_group": maybe(TEXTS),
                "employer_kind": maybe(
                    st.sampled_from(["setting", "local authority", "university"])
                ),
                "employer_inspection": maybe(INSPECTIONS),
                "experience_years": maybe(up_to(70)),
                "qualification_level": maybe(up_to(8, 1)),
                "leadership": maybe(st.sampled_from(LEADERSHIP)),
                "trained_on": maybe(DATES),
                "suitability": st.sampled_from(["clear", "unknown", "barred"]),
                "specialisms": some(WORDS["need"]),
                "subjects": st.lists(ENTRIES, unique=True, max_size=2).map(tuple),
                "phases": some(WORDS["phase"]),
                "setting_types": some(WORDS["setting_type"]),
                "ages": some(WORDS["age"]),
                "improved_setting": maybe(st.booleans()),
                "regions": some(REGIONS.values()),
                "authorities": some({a.name for a in authorities()}),
                "mode": maybe(MODES),
                "travel_limit": maybe(up_to(1440)),
                "days": some(ALL_HALF_DAYS),
                "available_from": maybe(st.just(first)),
                "available_to": maybe(st.just(last)),
            }
        )
    )
    return Supporter(id=key, roles=roles, capacity=capacity, **fields, **draw(PLACES))


STATES = st.sampled_from(["started", "announced", "proposed"])


@st.composite
def objectives(draw):
    whole = st.integers(1, 10**6)
    known = [
        Objective(name="coverage"),
        Objective(name="points", tolerance=draw(up_to(10**12))),
        Objective(name="cost", tolerance_percent=draw(up_to(100))),
        Objective(name="leximin", band=draw(whole)),
        Objective(name="fit", blend={"points": draw(whole), "change": draw(whole)}),
    ]
    order = draw(st.permutations(range(len(known))))
    return tuple(known[place] for place in order[: draw(up_to(3))])


@st.composite
def ties_of(draw, ids, reason):
    kinds = st.sampled_from(["apart", "together", "both-or-none"])
    two = draw(some(itertools.combinations(ids, 2))) if len(ids) > 1 else ()
    drawn = [(draw(kinds), *draw(st.permutations(both))) for both in two]
    return tuple(Tie(kind=k, request=a, other=b, **reason) for k, a, b in drawn)


def exclusions_of(pairs, reason):
    return tuple(
        Exclusion(
            request=one[0],
            supporter=one[1],
            other_request=other[0],
            other_supporter=other[1],
            **reason,
        )
        for one, other in itertools.pairwise(pairs)
    )


@st.composite
def whole_rounds(draw):
    ids = draw(st.lists(TEXTS, unique=True, min_size=3, max_size=5))
    places = tuple(draw(settings_of(key)) for key in ids)
    asked = tuple(draw(requests_of(key, draw(st.sampled_from(ids)))) for key in ids)
    people = tuple(draw(supporters_of(key, ids)) for key in ids)
    pairs = draw(some([(a, b) for a in ids for b in ids]))
    reason = {"reason": draw(st.just("") | TEXTS), "on": draw(maybe(DATES))}
    parties = ids + [setting.group for setting in places if setting.group]
    start, end = sorted(draw(st.tuples(DATES, DATES)))
    conflict = Conflict(
        supporter=ids[0],
        party=draw(st.sampled_from(parties)),
        kind=draw(st.sampled_from(["interest", "employment", "line management"])),
        since=draw(maybe(st.just(start))),
        until=draw(maybe(st.just(end))),
    )
    return Round(
        name=draw(LINES),
        programme=EARLY_YEARS,
        start=start,
        end=end,
        today=draw(DATES),
        settings=places,
        requests=asked,
        supporters=people,
        pins=tuple(Pin(request=a, supporter=b, **reason) for a, b in pairs[:1]),
        forbids=tuple(Forbid(request=a, supporter=b, by="me") for a, b in pairs[1:]),
        conflicts=(conflict,),
        ties=draw(ties_of(ids, reason)),
        exclusions=exclusions_of(pairs, reason),
        budgets=draw(
            st.dictionaries(
                st.sampled_from(["all", *sorted(REGIONS.values())]), up_to(10**11)
            )
        ),
        travel={pair: draw(up_to(1440)) for pair in pairs},
        minimum_if_used=draw(st.booleans()),
        before=tuple(
            EarlierPairing(request=a, supporter=b, state=draw(STATES)) for a, b in pairs
        ),
        objective_override=draw(objectives()),
    )


@st.composite
def given_rounds(draw):
    ids = draw(st.lists(TEXTS, unique=True, min_size=1, max_size=4))
    people = draw(st.lists(TEXTS, unique=True, min_size=1, max_size=4))
    decimals = draw(up_to(9))
    every = [(r, s) for r in range(len(ids)) for s in range(len(people))]
    chosen = sorted(draw(st.lists(st.sampled_from(every), unique=True)))
    whole = [draw(up_to(10**12, -(10**12))) for _ in chosen]
    loads = [draw(up_to(10**9, 1)) for _ in chosen]
    return Round(
        name=draw(LINES),
        programme=GIVEN_SCORES,
        today=draw(DATES),
        requests=tuple(
            Request(id=key, role="supporter", demand=draw(up_to(1000, 1)))
            for key in ids
        ),
        supporters=tuple(
            Supporter(id=key, roles=("supporter",), capacity=draw(up_to(10**9)))
            for key in people
        ),
        ties=draw(ties_of(ids, {"reason": "given"})),
        exclusions=exclusions_of([(q, people[0]) for q in ids[:2]], {"by": "me"}),
        decimals=decimals,
        given=GivenPairs(
            np.array([r for r, _ in chosen], dtype=np.int32),
            np.array([s for _, s in chosen], dtype=np.int32),
            np.array(whole, dtype=np.int64),
            np.array(loads, dtype=np.int64),
        ),
    )


def copied(round_):
    with tempfile.TemporaryDirectory() as folder:
        reading = read_round(write_round(round_, Path(folder) / "copy"))
    # A drawn day may lie before the first day rate, and two people may have one name
    # and address: every reading tells of that.
    known = ("no day rate", "perhaps one person")
    told = [p for p in reading.problems if not any(k in p.problem for k in known)]
    assert told == []
    return reading.round


def assert_same(copy, round_):
    for name in type(round_).model_fields:
        if name != "given":
            assert getattr(copy, name) == getattr(round_, name), name
    if round_.given is None:
        assert copy.given is None
        return
    for name in ("request", "supporter", "points", "load"):
        ours, theirs = getattr(round_.given, name), getattr(copy.given, name)
        assert np.array_equal(ours, theirs), name
        assert ours.dtype == theirs.dtype


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(whole_rounds())
def test_a_round_written_out_reads_back_equal(round_):
    assert_same(copied(round_), round_)


@SLOW
@given(given_rounds())
def test_given_scores_written_out_read_back_equal(round_):
    assert_same(copied(round_), round_)


def test_a_copy_of_a_messy_round_is_clean(desk):
    desk.change("settings.csv", "PR1 8XJ", "").change(
        "settings.csv", "preschool", "garage"
    )
    desk.change("settings.csv", "North West,Lancashire,PR2", "London,Lancashire,PR2")
    desk.change("supporters.csv", "5,S2", "5,nobody")
    reading = desk.read()
    assert len(reading.problems) == 4
    assert_same(copied(reading.round), reading.round)


def test_a_copy_stands_alone(desk):
    desk.change("round.toml", '"early-years"', '"mine.toml"')
    programme = EARLY_YEARS.model_copy(update={"name": "mine", "hours_per_day": 5})
    from matchmaker.domain.files import toml_text

    desk.write("mine.toml", toml_text(programme.model_dump(by_alias=True)))
    copy = write_round(desk.read().round, desk.folder / "copy")
    (desk.folder / "mine.toml").unlink()
    assert read_round(copy).round.programme == programme


def test_equal_rounds_give_equal_bytes(desk):
    first = write_round(desk.read().round, desk.folder / "a")
    second = write_round(read_round(first).round, desk.folder / "b")
    assert sorted(p.name for p in first.iterdir()) == sorted(
        p.name for p in second.iterdir()
    )
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes()


def test_a_folder_that_cannot_be_made_is_said(desk):
    with pytest.raises(OutputError):
        write_round(desk.read().round, desk.folder / "round.toml")
