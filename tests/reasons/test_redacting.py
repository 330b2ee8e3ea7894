"""What one party is shown names nobody else: all words of every answer are walked."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.errors import InputError, MatchmakerError
from matchmaker.intake import read_round
from matchmaker.pipeline import match
from matchmaker.reasons import (
    SeenShortage,
    explain_request,
    request_for_setting,
    supporter_for_themselves,
    why_not,
    why_not_for,
)
from matchmaker.reasons.pairing import why_pair
from matchmaker.report.parties import (
    seen_request_lines,
    seen_supporter_lines,
    seen_why_not_line,
)

SEEDS = range(40)


@pytest.fixture(scope="module")
def solved_rounds(draw_round):
    """Small rounds in which everybody has a name, and decisions speak of everybody."""
    found = []
    for seed in SEEDS:
        whole = _talkative(draw_round(seed, strict=seed % 3 == 0, tied=seed % 2 == 0))
        try:
            found.append(match(whole))
        except MatchmakerError:
            continue  # A round whose drawn ties hold in no plan says nothing here.
    assert len(found) > len(SEEDS) // 2
    return found


def _talkative(whole):
    """The round with a name for everybody, and every name in every free text."""
    settings = [_named(setting) for setting in whole.settings]
    people = [_named(supporter) for supporter in whole.supporters]
    gossip = ", ".join(
        [p.name for p in (*settings, *people)] + [r.id for r in whole.requests]
    )
    told = {"reason": gossip, "by": gossip}
    return whole.replace(
        settings=settings,
        supporters=people,
        forbids=[forbid.model_copy(update=told) for forbid in whole.forbids],
        ties=[tie.model_copy(update=told) for tie in whole.ties],
        exclusions=[either.model_copy(update=told) for either in whole.exclusions],
    )


def _named(party):
    return party.model_copy(update={"name": f"Name of {party.id}"})


def _ids_in(whole, *, data, lines):
    """Every id of the round that occurs in the data or in the words."""
    ids = {p.id for p in (*whole.settings, *whole.supporters, *whole.requests)}
    text = "\n".join([json.dumps(asdict(data), default=str), *lines])
    # Names end in ids, so whoever is named is found by their id.
    return ids & set(re.findall(r"\w+", text))


def _side_of_request(solved, request):
    came = {p.supporter for p in solved.pairings_of_request.get(request.id, ())}
    return {request.id, request.setting, *came}


def _side_of_supporter(solved, supporter):
    served = solved.pairings_of_supporter.get(supporter.id, ())
    return {supporter.id, *(i for p in served for i in (p.request, p.setting))}


def test_a_setting_is_shown_its_own_side_only(solved_rounds):
    hidden = 0
    for solved in solved_rounds:
        whole = solved.round
        for request in whole.requests:
            seen = request_for_setting(solved, request.id)
            lines = list(seen_request_lines(seen, whole, "table"))
            own = _side_of_request(solved, request)
            assert _ids_in(whole, data=seen, lines=lines) <= own
            reasons = explain_request(solved, request.id)
            hidden += not _ids_in(whole, data=reasons, lines=[]) <= own
    # The whole answer names others; else hiding them would be no feat.
    assert hidden > len(solved_rounds)


def test_a_supporter_is_shown_their_own_side_only(solved_rounds):
    hidden = 0
    for solved in solved_rounds:
        whole = solved.round
        for supporter in whole.supporters:
            seen = supporter_for_themselves(solved, supporter.id)
            lines = list(seen_supporter_lines(seen, whole, "table"))
            own = _side_of_supporter(solved, supporter)
            assert _ids_in(whole, data=seen, lines=lines) <= own
            served = solved.pairings_of_supporter.get(supporter.id, ())
            for pairing in served:
                reason = why_pair(solved, pairing)
                hidden += not _ids_in(whole, data=reason, lines=[]) <= own
    assert hidden > 5


def test_why_not_names_the_reader_only(solved_rounds):
    kinds = set()
    for solved in solved_rounds[:15]:
        whole = solved.round
        made = {(p.request, p.supporter) for p in solved.plan.pairings}
        every = [(r, s.id) for r in whole.requests for s in whole.supporters]
        for request, supporter in sorted(every, key=str):
            if (request.id, supporter) in made:
                continue
            kinds.add(why_not(solved, request.id, supporter).kind)
            own = {"setting": {request.id, request.setting}, "supporter": {supporter}}
            for party, side in own.items():
                seen = why_not_for(party, solved, request.id, supporter)
                line = seen_why_not_line(seen, whole)
                assert _ids_in(whole, data=seen, lines=[line]) <= side
    assert kinds >= {"breaks", "costs"}


@pytest.mark.parametrize("party", ["setting", "supporter"])
def test_why_not_says_the_kind_and_no_more(draw_round, party):
    whole = _talkative(draw_round(4, strict=False))
    solved = match(whole)
    made = {(p.request, p.supporter) for p in solved.plan.pairings}
    request, supporter = next(
        (r.id, s.id)
        for r in whole.requests
        for s in whole.supporters
        if (r.id, s.id) not in made
    )
    seen = why_not_for(party, solved, request, supporter, confirmed=True)
    assert asdict(seen) == {
        "kind": why_not(solved, request, supporter).kind,
        "party": party,
        "reader": request if party == "setting" else supporter,
        "role": whole.request(request).role,
    }


@pytest.fixture(scope="module")
def paired(draw_round):
    """A round solved with a pin for an expert, and the pairing that was pinned."""
    for seed in SEEDS:
        whole = draw_round(seed, strict=False)
        for pairing in match(whole).plan.pairings:
            if pairing.role == "expert":
                pin = Pin(
                    request=pairing.request,
                    supporter=pairing.supporter,
                    reason="a deal",
                )
                return match(whole.replace(pins=(pin,))), pairing
    raise AssertionError("no drawn round has an expert's pairing")


def test_what_a_person_wrote_about_a_pin_is_not_shown(paired):
    solved, pairing = paired
    seen = request_for_setting(solved, pairing.request)
    (one,) = seen.pairings
    assert one.pinned
    lines = list(seen_request_lines(seen, solved.round))
    assert "A person decided this pairing." in lines
    assert "a deal" not in "\n".join(lines)


def test_a_supporters_own_record_is_for_the_supporter(paired):
    solved, pairing = paired
    (to_setting,) = request_for_setting(solved, pairing.request).pairings
    to_themselves = next(
        p
        for p in supporter_for_themselves(solved, pairing.supporter).pairings
        if p.request == pairing.request
    )
    assert to_setting.points == to_themselves.points == pairing.points
    assert sum(criterion.points for criterion in to_setting.criteria) == pairing.points
    shown = {c.name for c in to_setting.criteria if c.evidence is not None}
    # Limits for journeys, areas and records of improvement are the supporter's own.
    assert shown == {"needs", "age_bands", "availability"}
    assert all(c.evidence is not None for c in to_themselves.criteria)


def test_nobody_is_told_of_whom_the_round_does_not_know(paired):
    solved, _ = paired
    with pytest.raises(InputError, match="no request 'R99'"):
        request_for_setting(solved, "R99")
    with pytest.raises(InputError, match="no supporter 'P99'"):
        supporter_for_themselves(solved, "P99")


def test_a_shortage_is_counted_and_nobody_is_named():
    tiny = read_round(Path(__file__).parents[2] / "scenarios" / "tiny").round
    without_ada = [person for person in tiny.supporters if person.id != "ada"]
    kept = tiny.given.supporter != tiny.supporter_index["ada"]
    solved = match(
        tiny.replace(
            supporters=without_ada,
            given=GivenPairs(
                request=tiny.given.request[kept],
                supporter=tiny.given.supporter[kept] - 1,
                points=tiny.given.points[kept],
                load=tiny.given.load[kept],
            ),
        )
    )
    # maths has cy for 3 points, chess would have had 2; robot has bob.
    seen = request_for_setting(solved, "chess-club")
    assert seen.unmet is not None
    assert seen.unmet.shortage == SeenShortage(
        requests=2, units=2, supporters=1, places=1
    )
    assert list(seen_request_lines(seen, solved.round)) == [
        "Nobody came for chess-club (supporter).",
        "Of 2 supporters: 1 with no points given for this pair, or ruled out.",
        "1 other supporter could have come, and the plan uses them elsewhere or not at "
        "all.",
        "Too few places: 2 requests, this one too, want 2 places together, and the "
        "only supporter who could come has 1.",
    ]
