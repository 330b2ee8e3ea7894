"""Buddies who rank each other, from their lists to what people read."""

from datetime import date
from itertools import combinations
from random import Random

import pytest

from matchmaker import verify
from matchmaker.domain.among import with_askers
from matchmaker.domain.decisions import Forbid, Pin
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InfeasibleError, PlanRejectedError
from matchmaker.intake import write_round
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import confirmed_by_prices, match
from matchmaker.reasons import explain, stability_of
from matchmaker.reasons.buddies_why_not import why_not_buddies
from matchmaker.report.buddies_why_not import buddies_why_not_lines
from matchmaker.report.output import write_outputs
from matchmaker.report.summary import summarise, summary_sentences
from matchmaker.report.written import read_written, solved_again
from matchmaker.verify.facts import Facts
from matchmaker.verify.parties import show_that_none_is_stable

PROGRAMME = {
    "name": "pals",
    "title": "Pals",
    "unit": "units",
    "asks": "people",
    "stability": "require",
    "roles": {"pal": {"title": "Pal"}},
    "buddies": {"role": "pal", "odd_one_out": "alone"},
    "field": {"likes": {"title": "Likes", "kind": "list", "supporter": {}}},
    "rule": [{"name": "not_self"}],
    "criterion": [{"name": "overlap", "field": "likes", "weight": 10}],
    "objective": [{"name": n} for n in ("coverage", "worst-off", "points")],
}
RING = {"a": "b c d", "b": "c a d", "c": "a b d", "d": "a b c"}
PEACE = {"a": "b c d", "b": "a c d", "c": "d a b", "d": "c a b"}


def round_of(lists, *, likes=None, programme=None, **fields):
    """People by what they rank, equals as `b=c`."""
    people = tuple(
        Supporter(
            id=key,
            name=key.upper(),
            roles=("pal",),
            capacity=1,
            preferences=tuple(tuple(p.split("=")) for p in text.split()),
            fields={"likes": (likes or {}).get(key, ("tea",))},
        )
        for key, text in lists.items()
    )
    whole = Round(
        name="Pals",
        programme=Programme.model_validate(PROGRAMME | (programme or {})),
        today=date(2026, 1, 5),
        supporters=people,
        requests=(),
    )
    return with_askers(whole).replace(**fields)


def links(solved):
    return {link.one + link.other for link in solved.plan.buddies}


def said(solved):
    return list(summary_sentences(summarise(solved, ())))


def test_those_who_like_each_other_best_are_buddies_and_it_is_said():
    solved = match(round_of(PEACE))
    assert links(solved) == {"ab", "cd"}
    assert [(p.objective, p.value) for p in solved.proof] == [
        ("blocking-pairs", 0),
        ("coverage", 4),
        ("worst-off", 200),
        ("points", 400),
    ]
    assert solved.proved
    assert stability_of(solved).exists is True
    assert said(solved)[0].startswith("Stable:")
    assert confirmed_by_prices(solved) == (True, False, False, False)


def test_where_no_plan_is_stable_it_is_said_and_who_blocks_the_best():
    # c and d both like jam: so c is with d, whom nobody wants, and b would have c.
    likes = {"c": ("jam", "tea"), "d": ("jam",)}
    solved = match(round_of(RING, likes=likes))
    assert links(solved) == {"ab", "cd"}
    assert solved.proof[0].value == solved.proof[0].bound == 1
    told = stability_of(solved)
    assert (told.exists, told.ring) == (False, ("a", "b", "c"))
    assert [(w.one, w.other, w.one_leaves, w.other_leaves) for w in told.blocking] == [
        ("b", "c", ("a",), ("d",))
    ]
    first, second, *_ = said(solved)
    assert first == (
        "No plan is stable: of A (a), B (b) and C (c) each likes the next better than "
        "the one before, and they are an odd number."
    )
    assert second == (
        "1 pair, the fewest found, would rather have each other: B (b) with C (c)."
    )
    assert confirmed_by_prices(solved)[0]


def test_the_files_say_so_and_are_checked_from_themselves(tmp_path):
    solved = match(round_of(RING))
    write_outputs(solved, explain(solved), (), tmp_path / "out", write_round)
    written = read_written(tmp_path / "out")
    assert verify.check(written.round, written.plan, written.proof) == ()
    again = solved_again(written)
    assert confirmed_by_prices(again) == (True, False, False, False)
    assert stability_of(again) == stability_of(solved)
    # Parties that were tampered with show nothing.
    ring, *others = solved.buddies.parties
    wrong = ((*ring[:2], others[0][0]), (ring[2],))
    assert not verify.stability_confirmed(again.round, again.plan, wrong)[1]
    assert not verify.stability_confirmed(again.round, again.plan, ())[1]
    swapped = (ring[::-1], *others)
    assert not verify.stability_confirmed(again.round, again.plan, swapped)[1]


def test_a_proof_that_tells_too_few_or_too_many_is_refused():
    solved = match(round_of(RING))
    first, *rest = solved.proof
    for value, bound in ((0, 0), (2, 1)):
        line = first.model_copy(update={"value": value, "bound": bound})
        faults = verify.check(solved.round, solved.plan, (line, *rest))
        assert {fault.rule for fault in faults} == {"stability"}
    (fault,) = verify.check(solved.round, solved.plan, rest)
    assert fault.rule == "objective"


def test_equals_hide_whether_a_plan_is_stable_from_a_ring_only():
    lists = {"a": "b=c", "b": "c a", "c": "a b"}
    solved = match(round_of(lists))
    assert links(solved) == {"ac"}
    assert solved.proof[0].value == 0
    assert [(one.person, one.reason) for one in solved.plan.alone] == [
        ("b", "passed over")
    ]


def test_with_the_rule_named_nobody_has_whom_they_left_out():
    lists = {"a": "b", "b": "c", "c": "b d", "d": "a b c"}
    assert links(match(round_of(lists))) == {"ad", "bc"}
    rules = [*PROGRAMME["rule"], {"name": "named"}]
    named = match(round_of(lists, programme={"rule": rules}))
    assert links(named) == {"bc"}
    assert [(one.person, one.reason) for one in named.plan.alone] == [
        ("a", "no allowed pair"),
        ("d", "passed over"),  # b, the only one who named d too, would rather have c
    ]


def test_pins_stand_and_do_not_block():
    pin = Pin(request="d", supporter="a")
    solved = match(round_of(RING, pins=(pin,)))
    assert links(solved) == {"ad", "bc"}
    assert solved.proof[0].value == 0
    forbid = Forbid(request="b", supporter="c")
    parted = match(round_of(RING, pins=(pin,), forbids=(forbid,)))
    assert links(parted) == {"ad"}
    two = (pin, Pin(request="b", supporter="a"))
    with pytest.raises(InfeasibleError):
        match(round_of(RING, pins=two))


def test_reported_only_the_plan_is_by_points_and_a_trio_may_be_in_it():
    likes = {"a": ("jam",), "b": ("rye",), "c": ("jam", "rye")}
    programme = {"stability": "report", "buddies": {"role": "pal"}}
    solved = match(
        round_of({"a": "b", "b": "a", "c": ""}, likes=likes, programme=programme)
    )
    assert solved.plan.trio.middle == "c"
    (pair,) = stability_of(solved).blocking
    assert (pair.one, pair.other, pair.one_leaves, pair.other_leaves) == (
        "a",
        "b",
        ("c",),
        ("c",),
    )
    assert said(solved)[0] == "1 pair would rather have each other: A (a) with B (b)."


def test_the_middle_of_a_trio_would_give_up_whom_they_like_less():
    likes = {"m": ("a", "b"), "x": ("a",), "y": ("b",), "v": ("c",), "w": ("c",)}
    programme = {"stability": "report", "buddies": {"role": "pal"}}
    for lists, gives_up in (("x w y", "y"), ("y w x", "x")):
        whole = round_of(
            {"m": lists, "x": "m", "y": "m", "v": "", "w": "m"},
            likes=likes,
            programme=programme,
        )
        solved = match(whole)
        assert solved.plan.trio.middle == "m"
        (pair,) = stability_of(solved).blocking
        assert (pair.one, pair.other) == ("m", "w")
        assert (pair.one_leaves, pair.other_leaves) == ((gives_up,), ("v",))


def test_without_lists_points_are_the_wish_of_both():
    """a and b like the same two things; the worst-off are better off with them apart."""
    likes = {"a": ("s", "t"), "b": ("s", "t"), "c": ("s",), "d": ("t",)}
    programme = {
        "stability": "report",
        "buddies": {"role": "pal", "odd_one_out": "alone"},
    }
    solved = match(
        round_of(dict.fromkeys("abcd", ""), likes=likes, programme=programme)
    )
    assert "ab" not in links(solved)
    (pair,) = stability_of(solved).blocking
    assert (pair.one, pair.other) == ("a", "b")
    held = match(
        round_of(
            dict.fromkeys("abcd", ""),
            likes=likes,
            programme={"buddies": programme["buddies"]},
        )
    )
    assert links(held) == {"ab", "cd"}


def test_an_even_ring_shows_nothing():
    """a likes b better than d, b likes c better than a, and so round: two are stable."""
    lists = {"a": "b d", "b": "c a", "c": "d b", "d": "a c"}
    rules = [*PROGRAMME["rule"], {"name": "named"}]
    whole = round_of(lists, programme={"rule": rules})
    assert match(whole).proof[0].value == 0
    assert not show_that_none_is_stable(Facts(whole), ((0, 1, 2, 3),))
    odd = round_of({"a": "b c", "b": "c a", "c": "a b"}, programme={"rule": rules})
    assert show_that_none_is_stable(Facts(odd), ((0, 1, 2),))
    assert not show_that_none_is_stable(Facts(odd), ((2, 1, 0),))
    assert not show_that_none_is_stable(Facts(odd), ((0, 1), (2,)))


def test_without_any_time_there_is_a_plan_and_what_is_known_of_it():
    solved = match(round_of(RING), SolveParams(time_limit=0))
    first = solved.proof[0]
    assert first.bound == 1
    assert first.value == len(stability_of(solved).blocking)
    assert stability_of(solved).exists is False


def every_plan(ids):
    if not ids:
        yield frozenset()
        return
    one, *rest = ids
    yield from every_plan(rest)
    for other in rest:
        for plan in every_plan([p for p in rest if p != other]):
            yield plan | {(one, other)}


def blocking(whole, plan):
    """Who would rather have each other, by the definition and by nothing else."""
    mate = {a: b for pair in plan for a, b in (pair, pair[::-1])}
    people = {person.id: person for person in whole.supporters}

    def worth(one, other):
        # Both ways: 10 x 10 points for each share of what the one likes.
        mine, theirs = (people[p].fields["likes"] for p in (one, other))
        common = len(set(mine) & set(theirs))
        return sum(
            (100 * 1000 * common // len(side) + 500) // 1000 for side in (mine, theirs)
        )

    def liking(one, other):
        for place, tied in enumerate(people[one].preferences):
            if other in tied:
                return 1, -place
        return 0, worth(one, other)

    def gains(one, other):
        return one not in mate or liking(one, other) > liking(one, mate[one])

    return {
        (one, other)
        for one, other in combinations(people, 2)
        if mate.get(one) != other and gains(one, other) and gains(other, one)
    }


def drawn(seed):
    rng = Random(seed)
    ids = "abcdefg"[: rng.randint(2, 6)]
    lists = {}
    for key in ids:
        others = [o for o in ids if o != key]
        some = rng.sample(others, rng.randint(0, len(others)))
        lists[key] = "".join(o + rng.choice("    =") for o in some).strip(" =")
    likes = {key: tuple(rng.sample(["tea", "jam"], rng.randint(1, 2))) for key in ids}
    return round_of(lists, likes=likes)


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_has_fewer_blocking_pairs(seed):
    whole = drawn(seed)
    solved = match(whole)
    ids = [person.id for person in whole.supporters]
    found = {plan: len(blocking(whole, plan)) for plan in every_plan(ids)}
    best = min((count, -len(plan)) for plan, count in found.items())
    mine = frozenset(link.people for link in solved.plan.buddies)
    assert (found[mine], -len(mine)) == best
    assert solved.proof[0].value == found[mine]
    assert stability_of(solved).exists is (best[0] == 0)
    pairs = {(w.one, w.other) for w in stability_of(solved).blocking}
    assert pairs == blocking(whole, mine)


def test_a_plan_is_refused_that_hides_a_blocking_pair(monkeypatch):
    from matchmaker.optimise import roommates

    honest = roommates.best_roommates

    def lies(*args, **more):
        found = honest(*args, **more)
        none = found.proof[0].model_copy(update={"value": 0, "bound": 0})
        return roommates.RoommatePlan(
            found.mate, True, None, (), (none, *found.proof[1:])
        )

    monkeypatch.setattr(roommates, "best_roommates", lies)
    with pytest.raises(PlanRejectedError, match="the proof says 0, the plan has 1"):
        match(round_of(RING))


# A trio


TRIO = {"buddies": {"role": "pal", "odd_one_out": "trio"}}


def test_a_ring_of_three_is_one_stable_trio():
    # Each likes the next best: whoever is in the middle has both, so nobody gains.
    ring = {"a": "b c", "b": "c a", "c": "a b"}
    solved = match(round_of(ring, programme=TRIO))
    assert solved.plan.alone == ()
    assert len(solved.plan.buddies) == 2
    assert solved.proof[0].value == 0
    assert stability_of(solved).stable
    assert said(solved)[0].startswith("Stable:")


def test_an_even_number_makes_no_trio_though_it_would_be_stable():
    # As a trio the ring would be stable; but then d, whom nobody wants, has nobody.
    solved = match(round_of(RING, programme=TRIO))
    assert (solved.plan.trio, solved.plan.alone) == (None, ())
    assert solved.proof[0].value == solved.proof[0].bound == 1


def test_where_trios_are_made_the_checker_believes_no_parties():
    solved = match(round_of(RING, programme=TRIO))
    assert verify.stability_confirmed(solved.round, solved.plan, [(0, 1, 2), (3,)]) == (
        1,
        False,
    )
    # Where there are pairs only, the same parties show it.
    pairs = match(round_of(RING))
    assert verify.stability_confirmed(pairs.round, pairs.plan, [(0, 1, 2), (3,)]) == (
        1,
        True,
    )


def test_the_middle_of_a_trio_gives_up_whom_they_like_less():
    # b and d like each other best; b is linked to a and c, and would leave c.
    lists = {"a": "b", "b": "d a c", "c": "b", "d": "b", "e": "d"}
    whole = round_of(lists, programme=TRIO | {"rule": [{"name": "named"}]})
    solved = match(whole)
    assert verify.blocking_in(solved.round, solved.plan) == ()
    assert "bd" in links(solved)


def test_why_not_under_stability_tells_who_would_rather():
    # a and b like each other best, and so do c and d.
    solved = match(round_of(PEACE))
    answer = why_not_buddies(solved, "a", "c")
    assert answer.cost["blocking-pairs"] == 2
    assert answer.would_rather == (("a", "b"), ("c", "d"))
    first, *rest = buddies_why_not_lines(answer, solved.round)
    assert "2 pairs more who would rather have each other" in first
    assert (
        "Then would rather have each other: A (a) with B (b) and C (c) with D (d)."
        in (rest)
    )


def test_why_not_under_stability_meets_pins():
    pins = (Pin(request="a", supporter="b"),)
    solved = match(round_of(PEACE, pins=pins))
    answer = why_not_buddies(solved, "a", "c")
    assert answer.conflict == ("a is pinned to b",)
