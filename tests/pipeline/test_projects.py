"""Students, projects and lecturers: places that an employer's people share."""

from random import Random

import numpy as np
import pytest

from matchmaker import verify
from matchmaker.domain.plan import Plan, Unmet
from matchmaker.domain.quota import Quota
from matchmaker.pipeline import match
from matchmaker.reasons import blocking_pairs
from matchmaker.verify.facts import Facts
from matchmaker.verify.figures import derive

OWN = {"name": "quota", "own_places": ["employer"]}


def projects(wishes, *, students, lecturers, owner, room, places, stability="require"):
    """
    A round of students who rank projects, whose lecturers rank students.

    Args:
        students: By student, the projects in order.
        lecturers: By lecturer, the students in order.
        owner: By project, the lecturer.
        room: By project, its places.
        places: By lecturer, the places of all projects together.
    """
    pairs = [
        (student, project)
        for student, ranked in students.items()
        for project in ranked
        if student in lecturers[owner[project]]
    ]
    whole = wishes(
        dict.fromkeys(pairs, 1),
        programme={"rule": [OWN], "stability": stability},
        quotas=tuple(
            Quota(by="employer", name=lecturer, most=most)
            for lecturer, most in places.items()
        ),
        **{p: most for p, most in room.items() if any(p == q for _, q in pairs)},
    )

    def alone(names):
        return tuple((name,) for name in names)

    return whole.replace(
        requests=tuple(
            r.model_copy(update={"preferences": alone(students[r.id])})
            for r in whole.requests
        ),
        supporters=tuple(
            s.model_copy(
                update={
                    "employer": owner[s.id],
                    "preferences": alone(lecturers[owner[s.id]]),
                }
            )
            for s in whole.supporters
        ),
    )


def made(solved):
    return {(p.request, p.supporter) for p in solved.plan.pairings}


SMALL = {
    "students": {"ann": ["maps"], "bob": ["ships"]},
    "lecturers": {"kim": ["ann", "bob"]},
    "owner": {"maps": "kim", "ships": "kim"},
    "room": {"maps": 1, "ships": 1},
    "places": {"kim": 1},
}


def test_a_lecturer_gives_the_one_place_to_whom_they_like_best(wishes):
    """Both projects have room, and kim has one place: for ann."""
    solved = match(projects(wishes, **SMALL))
    assert made(solved) == {("ann", "maps")}
    bob = projects(wishes, **SMALL | {"lecturers": {"kim": ["bob", "ann"]}})
    assert made(match(bob)) == {("bob", "ships")}


def test_without_it_a_quota_is_a_limit_that_nobody_gives_way_for(wishes):
    whole = projects(wishes, **SMALL)
    plan = plan_of(whole, {("bob", "ships")})
    (fault,) = verify.check(whole, plan)
    assert (fault.rule, fault.party) == ("stability", "ann")
    limit = whole.programme.rules[0].model_copy(update={"own_places": ()})
    programme = whole.programme.model_copy(update={"rules": (limit,)})
    assert verify.check(whole.replace(programme=programme), plan) == ()


def plan_of(whole, pairs):
    facts = Facts(whole)
    pairings = tuple(
        derive(facts, whole.request(r), whole.supporter(s))
        for r, s in sorted(pairs, key=lambda pair: whole.request_index[pair[0]])
    )
    met = {r for r, _ in pairs}
    unmet = tuple(
        Unmet(request=r.id, role=r.role, units=1)
        for r in whole.requests
        if r.id not in met
    )
    return Plan(pairings=pairings, unmet=unmet)


def test_who_blocks_is_told_with_whom_the_lecturer_would_drop(wishes):
    whole = projects(wishes, **SMALL, stability="report")
    solved = match(whole)
    solved.__dict__.pop("used", None)
    object.__setattr__(solved, "plan", plan_of(whole, {("bob", "ships")}))
    (pair,) = blocking_pairs(solved)
    assert (pair.request, pair.supporter) == ("ann", "maps")
    assert [gone.party for gone in pair.drops] == ["bob"]


def drawn(rng):
    students = [f"s{n}" for n in range(rng.randint(1, 4))]
    owners = [f"l{n}" for n in range(rng.randint(1, 2))]
    topics = [f"p{n}" for n in range(rng.randint(1, 3))]
    return {
        "students": {
            s: rng.sample(topics, rng.randint(1, len(topics))) for s in students
        },
        "lecturers": {o: rng.sample(students, len(students)) for o in owners},
        "owner": {p: rng.choice(owners) for p in topics},
        "room": {p: rng.randint(1, 2) for p in topics},
        "places": {o: rng.randint(1, 3) for o in owners},
    }


def every_plan(spec):
    """All plans within the places of projects and lecturers."""
    students = list(spec["students"])

    def plans(rest):
        if not rest:
            yield {}
            return
        one, *others = rest
        for plan in plans(others):
            yield plan
            for project in spec["students"][one]:
                more = plan | {one: project}
                taken = [spec["owner"][p] for p in more.values()]
                lecturer = spec["owner"][project]
                if (
                    list(more.values()).count(project) <= spec["room"][project]
                    and taken.count(lecturer) <= spec["places"][lecturer]
                ):
                    yield more

    yield from plans(students)


def blocked(spec, plan):
    """Who blocks a plan (Abraham, Irving and Manlove 2007, section 2)."""
    found = set()
    for student, ranked in spec["students"].items():
        for project in ranked:
            now = plan.get(student)
            if now is not None and ranked.index(now) <= ranked.index(project):
                continue
            lecturer = spec["owner"][project]
            likes = spec["lecturers"][lecturer].index
            at_project = [s for s, p in plan.items() if p == project]
            at_lecturer = [s for s, p in plan.items() if spec["owner"][p] == lecturer]
            if len(at_project) == spec["room"][project]:
                blocks = any(likes(student) < likes(s) for s in at_project)
            elif len(at_lecturer) < spec["places"][lecturer]:
                blocks = True
            else:
                blocks = student in at_lecturer or any(
                    likes(student) < likes(s) for s in at_lecturer
                )
            if blocks:
                found.add((student, project))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_the_plan_is_stable_by_the_definition_of_three_levels(seed, wishes):
    """The engine, its blocking pairs and the checker, each against every plan."""
    spec = drawn(Random(seed))
    whole = projects(wishes, **spec)
    solved = match(whole)
    plans = list(every_plan(spec))
    stable = [set(plan.items()) for plan in plans if not blocked(spec, plan)]
    assert made(solved) in stable
    assert len(solved.plan.pairings) == max(map(len, stable))
    report = whole.programme.model_copy(update={"stability": "report"})
    told = match(whole.replace(programme=report))
    rng = np.random.default_rng(seed)
    for number in rng.permutation(len(plans))[:8].tolist():
        plan = plan_of(whole, set(plans[number].items()))
        due = blocked(spec, plans[number])
        faults = verify.check(whole, plan)
        assert {f.rule for f in faults} <= {"stability"}
        assert bool(faults) is bool(due)
        for name in ("used", "model"):
            told.__dict__.pop(name, None)
        object.__setattr__(told, "plan", plan)
        assert {(b.request, b.supporter) for b in blocking_pairs(told)} == due
