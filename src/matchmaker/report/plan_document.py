"""The shape of `plan.json`, and the schema that other programs can rely on."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field

from matchmaker.domain.bonuses import Affiliation
from matchmaker.report.among_document import BuddiesPart, GroupsPart
from matchmaker.report.plan_parts import Part, Points, ProofPart

PLAN_FILE = "plan.json"

SCHEMA: Final = "matchmaker/plan/1"
"""Named at the top of every `plan.json`; a change that breaks readers counts up."""


class RunnerUpPart(Part):
    """The best supporter whom the request could have had and did not get."""

    supporter: str
    points: Points
    margin: Points


class PairingPart(Part):
    """One supporter for one unit of one request; see `domain.plan.Pairing`."""

    request: str
    setting: str | None
    supporter: str
    role: str
    points: Points
    criteria: dict[str, Points]
    confidence: int = Field(description="percent of the weights on known values")
    delivery: Literal["face-to-face", "virtual"] | None
    minutes: int | None = Field(description="travel one way")
    load: int = Field(description="what it takes from the supporter's capacity")
    pence: int | None
    pinned: bool
    rank: int = Field(description="place among the candidates, best first")
    candidates: int = Field(description="supporters whom the request could have had")
    runner_up: RunnerUpPart | None


class BonusPart(Part):
    """What pairings earn together, for one who asks; see `domain.plan.EarnedBonus`."""

    bonus: str
    roles: list[str]
    by: Affiliation
    setting: str
    value: str = Field(description="the place of the supporters")
    points: Points


class TeamPart(Part):
    """An area lead, the people led, and the journey to each in minutes."""

    lead: str
    members: list[str]
    minutes: list[int | None]


class SharedLeadPart(Part):
    """A setting all of whose people have one area lead, and what that is worth."""

    setting: str
    lead: str
    points: Points


class JointlyPart(Part):
    """Pairings and area leads together; see `domain.jointly.Jointly`."""

    in_turn: Points = Field(description="points where leads are decided after pairings")
    points: Points = Field(description="of pairings, bonuses and shared leads")
    bound: Points | None = Field(description="no plan has more; none if not known")


class BreachPart(Part):
    """Where the span of area leads could not be held, and what would mend it."""

    kind: str
    lead: str | None
    region: str | None
    people: list[str]
    mend: dict[str, Any]


class TakenPart(Part):
    """A possible supporter who serves others in this plan."""

    supporter: str
    points: Points
    serves: list[str]


class NearestPart(Part):
    """The supporter who breaks the fewest rules, and which."""

    supporter: str
    broken: list[str]


class UnmatchedPart(Part):
    """A request that did not get all it asked for, and why."""

    request: str
    role: str
    units: int = Field(description="units wanted and not given")
    supporters: int = Field(description="supporters in the round")
    funnel: dict[str, int] = Field(
        description="by rule in order: each supporter counts at the first that fails"
    )
    candidates: int = Field(description="supporters left over: possible, not given")
    taken: list[TakenPart]
    nearest: NearestPart | None


class WarningPart(Part):
    """What the plan does although the programme warns of it: no rule is broken."""

    rule: str
    request: str | None
    supporter: str | None
    party: str | None = Field(
        description="whose pairings together are meant, where it is not one pairing"
    )


class WouldRatherPart(Part):
    """Two who would rather have each other than what the plan gives them."""

    one: str = Field(description="a request; of buddies, a person")
    other: str = Field(description="a supporter; of buddies, the other person")
    one_leaves: list[str] = Field(description="whom the one would give up, if anybody")
    other_leaves: list[str]


class StabilityPart(Part):
    """Whether anybody would rather have each other; see `reasons.Stability`."""

    asked: Literal["report", "require"]
    exists: bool | None = Field(
        description="whether any plan is stable; null: not known"
    )
    ring: list[str] = Field(
        description="shows that none is: each likes the next better than the one before"
    )
    blocking: list[WouldRatherPart] = Field(description="no more than the first 1,000")


class PlanDocument(Part):
    """A plan, its proof and its reasons."""

    schema_name: Literal["matchmaker/plan/1"] = Field(alias="schema")
    programme: str
    round: str
    decimals: int = Field(ge=0, le=9, description="decimals of points in this round")
    pairings: list[PairingPart]
    bonuses: list[BonusPart]
    teams: list[TeamPart]
    unled: list[str]
    shared_leads: list[SharedLeadPart] = Field(
        description="no part of the plan's points"
    )
    team_proof: list[ProofPart] = Field(
        description="how good the teams are, in what is sought of them"
    )
    jointly: JointlyPart | None = Field(
        description="what deciding pairings and area leads together came to"
    )
    breaches: list[BreachPart]
    warnings: list[WarningPart] = Field(
        description="what is allowed and should be looked at"
    )
    buddies: BuddiesPart | None = Field(
        description="people paired among themselves, in programmes that do so"
    )
    groups: GroupsPart | None = Field(
        description="those who ask together, in programmes that group them"
    )
    stable: bool = Field(
        description="whether no two would rather have each other, as was required"
    )
    stability: StabilityPart | None = Field(
        description="who would rather have each other, where the programme asks"
    )
    unmatched: list[UnmatchedPart]
    proof: list[ProofPart]
    manifest: dict[str, Any]


def plan_schema() -> dict[str, Any]:
    """The JSON Schema of `plan.json`."""
    return PlanDocument.model_json_schema()
