"""Reasons in words, line by line."""

from __future__ import annotations

from dataclasses import replace

from matchmaker.candidates import Evidence
from matchmaker.optimise.teams import (
    Handover,
    LeadRoom,
    MorePlaces,
    TeamBreach,
)
from matchmaker.reasons import BrokenRule, NearMiss
from matchmaker.report.breaches import breach_lines
from matchmaker.report.pairing_words import pairing_lines
from matchmaker.report.unmet_words import nearest_line, unmet_lines


def test_a_pairing_says_its_points_rank_and_runner_up(nurseries, why_nurseries):
    (why,) = why_nurseries.pairings

    assert pairing_lines(why, nurseries.round) == (
        "R1 of Sunny Days (N1) gets Ada Lovell (S1) as an expert: 317 points.",
        "Needs: covers 2 of 3 needs: send, behaviour (167 of 250 points).",
        "Journey: 30 minutes one way, the limit is 60 (150 of 200 points).",
        "Ada Lovell (S1) is 1st of the 2 experts it could have had; the runner-up is "
        "Bo Field (S2), 159 points behind.",
    )


def test_a_runner_up_may_have_more_points_or_as_many(nurseries, why_nurseries):
    (why,) = why_nurseries.pairings
    ahead = replace(why, rank=2, runner_up=replace(why.runner_up, margin=-20))
    level = replace(why, runner_up=replace(why.runner_up, margin=0))

    assert pairing_lines(ahead, nurseries.round)[-1] == (
        "Ada Lovell (S1) is 2nd of the 2 experts it could have had; "
        "Bo Field (S2) would have had 20 points more, for this request alone."
    )
    assert (
        "Bo Field (S2) would have had as many points."
        in (pairing_lines(level, nurseries.round)[-1])
    )


def test_nobody_else_could_have_come(nurseries, why_nurseries):
    (why,) = why_nurseries.pairings
    only = replace(why, candidates=1, runner_up=None)
    everybody = replace(why, runner_up=None)

    assert pairing_lines(only, nurseries.round)[-1] == (
        "Ada Lovell (S1) is the only expert it could have had."
    )
    assert pairing_lines(everybody, nurseries.round)[-1].endswith(
        "it could have had, and all of them come."
    )


def test_low_confidence_is_said(nurseries, why_nurseries):
    (why,) = why_nurseries.pairings

    lines = pairing_lines(replace(why, confidence=56), nurseries.round)

    assert lines[3] == (
        "Confidence: 56%; the rest of the weight falls on values that are not known."
    )
    assert not any("Confidence" in line for line in pairing_lines(why, nurseries.round))


def test_decimals_are_shown_as_the_users_gave_them(scored, why_scored):
    lines = [pairing_lines(why, scored.round) for why in why_scored.pairings]

    assert lines[0] == (
        "X gets A as a supporter: 12.50 points.",
        "Points: 12.50 points, as they were given with the round.",
        "A is 1st of the 3 supporters it could have had; the runner-up is C, "
        "12.25 points behind.",
    )
    assert lines[1][-1] == "Kay decided this pairing, because: old friends."


def test_the_possible_are_busy_elsewhere(nurseries, why_nurseries):
    assert unmet_lines(why_nurseries.unmet[0], nurseries.round) == (
        "Nobody came for R2 of Zoë's [Nest] (N2) (expert).",
        "Of 4 supporters: 1 without the role; 2 too far to travel.",
        "1 other expert could have come, and the plan uses them elsewhere or not at all:",
        "- Ada Lovell (S1), 325 points: serves R1",
    )


def test_somebody_possible_may_serve_nobody_and_many_are_cut(nurseries, why_nurseries):
    why = why_nurseries.unmet[0]
    idle = replace(why, taken=(replace(why.taken[0], serves=()),), candidates=3)

    assert unmet_lines(idle, nurseries.round)[2:] == (
        "3 other experts could have come, and the plan uses them elsewhere or not at "
        "all:",
        "- Ada Lovell (S1), 325 points: serves nobody; look at their room and minimum, "
        "and at the budget",
        "- and 2 more",
    )


def test_the_nearest_miss_is_named_with_its_rule(nurseries, why_nurseries):
    assert unmet_lines(why_nurseries.unmet[1], nurseries.round) == (
        "Nobody came for R3 of N3 (mentor).",
        "Of 4 supporters: 3 without the role; 1 with too little experience.",
        "Nearest: Di Ash (S4), who breaks one rule: the experience is 2 years; "
        "3 are needed.",
    )


def test_several_broken_rules_are_numbered(nurseries):
    miss = NearMiss(
        "S3",
        (
            BrokenRule("travel", Evidence(95, 60)),
            BrokenRule("experience", Evidence(None, 3)),
        ),
    )

    assert nearest_line(miss, nurseries.round) == (
        "Nearest: Cy Dale (S3), who breaks 2 rules: (1) the journey takes 95 minutes; "
        "the limit is 60 and (2) the years of experience are not known; 3 are needed."
    )


def test_part_of_a_demand_met(nurseries, why_nurseries):
    asked = nurseries.round.requests[2].model_copy(update={"demand": 3})
    more = nurseries.round.replace(requests=(*nurseries.round.requests[:2], asked))

    lines = unmet_lines(replace(why_nurseries.unmet[1], units=2), more)

    assert lines[0] == "R3 of N3 (mentor) got 1 of the 3 it asked for."


def test_a_round_without_supporters_says_only_that(nurseries, why_nurseries):
    empty = replace(why_nurseries.unmet[1], supporters=0, funnel=(), nearest=None)

    assert unmet_lines(empty, nurseries.round)[1:] == ("The round has no supporters.",)


def test_pairs_that_were_never_given_are_not_called_forbidden(scored, why_nurseries):
    why = replace(
        why_nurseries.unmet[1],
        request="X",
        role="supporter",
        funnel=(("forbidden", 3),),
        nearest=None,
    )

    assert (
        "with no points given for this pair, or ruled out"
        in (unmet_lines(why, scored.round)[1])
    )


def test_a_small_team_and_what_would_fill_it(nurseries):
    mend = Handover(2, (("S1", ("S2",)), ("S3", ())), (LeadRoom("S2", 3, 45),))

    assert breach_lines(
        TeamBreach("small team", ("S1", "S3"), mend, "S4"), nurseries.round
    ) == (
        "Di Ash (S4) leads only 2 supporters: Ada Lovell (S1) and Cy Dale (S3).",
        "2 more supporters would make the team large enough.",
        "Ada Lovell (S1) could go to Bo Field (S2).",
        "If they also covered all of them, these would have room for the team: "
        "Bo Field (S2) (room for 3, 45 minutes away).",
    )


def test_people_without_a_lead_and_what_would_give_them_one(nurseries):
    mend = MorePlaces(1, 1, (("Leeds", 1),), ("S4",), (LeadRoom("S2", 1, 45),))
    unled = TeamBreach("unled", ("S1",), mend, region="London")
    none = TeamBreach("no lead", ("S1", "S3"), replace(mend, full=(), nearest=()))

    assert breach_lines(unled, nurseries.round) == (
        "1 matched supporter in London has no area lead: Ada Lovell (S1).",
        "Needed: 1 place with leads who cover them, or 1 new lead.",
        "They are in Leeds (1).",
        "Leads who cover them and have no place left: Di Ash (S4).",
        "Leads with room who do not cover them all: "
        "Bo Field (S2) (room for 1, 45 minutes away).",
    )
    assert breach_lines(none, nurseries.round)[0] == (
        "2 matched supporters have no area lead, for the round has none: "
        "Ada Lovell (S1) and Cy Dale (S3)."
    )
