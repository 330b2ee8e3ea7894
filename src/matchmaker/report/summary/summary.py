"""What a plan achieves, in a few numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.problem import Problem
from matchmaker.domain.proof import Proof
from matchmaker.pipeline.teams import SameLead, same_lead_of
from matchmaker.reasons import warned_of
from matchmaker.reasons.stability import stability_of
from matchmaker.report.breaches import breach_lines
from matchmaker.report.names import Names
from matchmaker.report.stability import stability_lines
from matchmaker.report.summary.before import Before, before_of
from matchmaker.report.summary.bonuses import bonuses_of
from matchmaker.report.summary.grouped import Grouped, grouped_of
from matchmaker.report.summary.met import Met, met_of
from matchmaker.report.summary.paired import Paired, paired_of
from matchmaker.report.summary.spans import Spans, spans_of
from matchmaker.report.summary.spend import Spend, spend_of
from matchmaker.report.warned import warned_text

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What a plan achieves.

    Attributes:
        title: The programme in words.
        name: The round in words.
        roles: Titles of the roles asked for, by name.
        asks: What those who ask are called, in the singular.
        met: By region (`None`: a round without regions), then by role.
        worst_request: The request served worst, in words; `None` if there is none.
        worst_points: Its points, whole.
        decimals: Decimals of the round's points.
        spend: By region, all together last; empty where nothing has a price.
        spans: `None` in programmes without area leads.
        same_lead: `None` where one lead for a setting's people is worth no points.
        bonuses: Whole points of each bonus earned; `None` in programmes without.
        before: `None` in rounds without a plan before.
        paired: How people are paired among themselves; `None` where they are not.
        grouped: How those who ask are grouped; `None` where they are not.
        stability: Whether anybody would rather have each other, in sentences; none
            in programmes that do not ask.
        breaches: In words: what is wrong, then what would mend it.
        warned: In words: what the plan does although the programme warns of it.
        engine: What found the plan.
        proof: One entry an objective, in order.
        errors: Problems whose row or value was left out.
        warnings: Problems of rows that were used.
    """

    title: str
    name: str
    roles: dict[str, str]
    asks: str
    met: dict[str | None, dict[str, Met]]
    worst_request: str | None
    worst_points: int | None
    decimals: int
    spend: tuple[Spend, ...]
    spans: Spans | None
    same_lead: SameLead | None
    before: Before | None
    bonuses: tuple[int, ...] | None
    paired: Paired | None
    grouped: Grouped | None
    stability: tuple[str, ...]
    breaches: tuple[tuple[str, ...], ...]
    warned: tuple[str, ...]
    engine: str
    proof: tuple[Proof, ...]
    errors: int
    warnings: int

    @property
    def whole(self) -> Met:
        """All regions and roles together."""
        cells = (cell for by_role in self.met.values() for cell in by_role.values())
        return sum(cells, Met(0, 0))


def summarise(solved: Solved, problems: Sequence[Problem]) -> Summary:
    """
    What a plan achieves.

    Args:
        solved: The solved round.
        problems: What intake found wrong with the input.
    """
    roles = {request.role for request in solved.round.requests}
    programme = solved.round.programme
    worst = _worst_served(solved)
    levels = Counter(problem.level for problem in problems)
    return Summary(
        title=programme.title,
        name=solved.round.name,
        roles={n: r.title for n, r in programme.roles.items() if n in roles},
        asks=programme.nouns.request,
        met=met_of(solved),
        worst_request=Names(solved.round).request(worst[1]) if worst else None,
        worst_points=worst[0] if worst else None,
        decimals=solved.round.decimals,
        spend=spend_of(solved),
        spans=spans_of(solved),
        same_lead=same_lead_of(solved.round, solved.plan, solved.jointly),
        before=before_of(solved),
        bonuses=bonuses_of(solved),
        paired=paired_of(solved),
        grouped=grouped_of(solved),
        stability=_stability(solved),
        breaches=tuple(breach_lines(b, solved.round) for b in solved.breaches),
        warned=tuple(warned_text(one, solved.round) for one in warned_of(solved)),
        engine=solved.engine,
        proof=solved.proof,
        errors=levels["error"],
        warnings=levels["warning"],
    )


def _stability(solved: Solved) -> tuple[str, ...]:
    stability = stability_of(solved)
    if stability is None:
        return ()
    return tuple(stability_lines(stability, solved.round))


def _worst_served(solved: Solved) -> tuple[int, str] | None:
    """Points and id of the request served worst; the first in the round's order."""
    points = [
        (sum(pairing.points for pairing in pairings), request)
        for request, pairings in solved.pairings_of_request.items()
    ]
    return min(points, key=lambda served: served[0], default=None)
