"""The summary of a plan as sentences and blocks of text, for terminal and sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchmaker.domain.jointly import Jointly
from matchmaker.domain.proof import Proof
from matchmaker.pipeline.groups_first import GroupsFirst
from matchmaker.pipeline.teams import SameLead
from matchmaker.report.objectives import amount_text, levels_text
from matchmaker.report.points import points_text
from matchmaker.report.speech import counted, plural, pounds
from matchmaker.report.summary import (
    Before,
    Grouped,
    Met,
    Paired,
    Spans,
    Spend,
    Summary,
)
from matchmaker.report.tables.proof import verdict

ALL = "All regions"


@dataclass(frozen=True, slots=True)
class Block:
    """
    A small table of text.

    Attributes:
        title: What stands above it.
        headings: One for each column.
        rows: Cells of text.
        words: So many columns from the left are words; the others are numbers.
        total: Whether the last row sums up the others.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    total: bool = False


def summary_blocks(summary: Summary) -> tuple[Block, ...]:
    """What is met, what is spent, and the proof."""
    spend = (_spend_block(summary),) if summary.spend else ()
    of_groups = (
        (_proof_block("Proof of groups", summary.grouped.proof, summary.decimals),)
        if summary.grouped
        else ()
    )
    proof = _proof_block("Proof", summary.proof, summary.decimals)
    return (_met_block(summary), *spend, *of_groups, proof)


def _met_block(summary: Summary) -> Block:
    roles = list(summary.roles)
    rows = [
        (region or f"All {plural(summary.asks)}", *_met_cells(by_role, roles))
        for region, by_role in summary.met.items()
    ]
    several = len(summary.met) > 1
    if several:
        rows.append((ALL, *_met_cells(_totals(summary), roles)))
    titles = [*summary.roles.values(), *(["All roles"] if len(roles) > 1 else [])]
    first = "" if None in summary.met else "Region"
    return Block(met_title(summary.asks), (first, *titles), tuple(rows), total=several)


def met_title(noun: str) -> str:
    """
    What stands above how many were served.

    >>> met_title("request"), met_title("mentee")
    ('Requests met', 'Mentees served')
    """
    return f"{plural(noun).capitalize()} {'met' if noun == 'request' else 'served'}"


def _totals(summary: Summary) -> dict[str, Met]:
    totals = dict.fromkeys(summary.roles, Met(0, 0))
    for by_role in summary.met.values():
        for role, cell in by_role.items():
            totals[role] += cell
    return totals


def _met_cells(by_role: dict[str, Met], roles: Sequence[str]) -> list[str]:
    cells = [by_role.get(role, Met(0, 0)) for role in roles]
    if len(roles) > 1:
        cells.append(sum(cells, Met(0, 0)))
    return [met_text(cell) if cell.asked else "-" for cell in cells]


def met_text(cell: Met) -> str:
    """
    Units met of units asked for.

    >>> met_text(Met(45, 60))
    '45 of 60 (75%)'
    """
    return f"{cell.met:,} of {cell.asked:,} ({cell.percent}%)"


def _spend_block(summary: Summary) -> Block:
    *regions, everything = summary.spend
    several = len(regions) > 1 or everything.budget is not None
    shown = summary.spend if several else tuple(regions)
    rows = tuple((row.region or ALL, pounds(row.pence)) for row in shown)
    if all(row.budget is None for row in shown):
        return Block("Spend", ("Region", "Spend"), rows, total=several)
    headings = ("Region", "Spend", "Budget", "Left")
    budgets = (_budget_cells(row) for row in shown)
    both = tuple((*row, *more) for row, more in zip(rows, budgets, strict=True))
    return Block("Spend", headings, both, total=several)


def _budget_cells(row: Spend) -> tuple[str, str]:
    if row.budget is None:
        return "no limit", "-"
    return pounds(row.budget), pounds(row.budget - row.pence)


def _proof_block(title: str, proofs: Sequence[Proof], decimals: int) -> Block:
    rows = tuple(
        (
            proof.objective + ("" if proof.sense == "maximise" else ", less is better"),
            *(
                objective_text(proof, number, decimals)
                for number in (proof.value, proof.bound, proof.gap)
            ),
            verdict(proof),
        )
        for proof in proofs
    )
    headings = ("Objective", "Reached", "Best possible", "Gap", "Verdict")
    return Block(title, headings, rows)


def objective_text(proof: Proof, number: int | None, decimals: int) -> str:
    """A value, bound or gap in the objective's own unit, or that there is none."""
    if number is None:
        return "none" if proof.proved else "not known"
    return amount_text(proof.objective, number, decimals)


def summary_sentences(summary: Summary) -> Iterator[str]:
    """What does not fit a table, one sentence a line."""
    if summary.worst_request is not None and summary.worst_points is not None:
        points = points_text(summary.worst_points, summary.decimals)
        yield f"Served worst: {summary.worst_request}, with {points} points."
    for proof in summary.proof:
        if proof.levels:
            yield f"Points served: {levels_text(proof, summary.decimals)}."
    yield from summary.stability
    if summary.before is not None:
        yield before_text(summary.before)
    if summary.bonuses is not None:
        yield bonuses_text(summary.bonuses, summary.decimals)
    if summary.paired is not None:
        yield from paired_texts(summary.paired)
    if summary.grouped is not None:
        yield grouped_text(summary.grouped)
        if summary.grouped.first is not None:
            yield groups_first_text(summary.grouped.first, summary.decimals)
    if summary.spans is not None:
        yield spans_text(summary.spans)
    if summary.same_lead is not None:
        yield same_lead_text(summary.same_lead, summary.decimals)
    yield problems_text(summary)


def before_text(before: Before) -> str:
    """
    What became of the plan before, in a sentence.

    >>> before_text(Before(pairings=14, kept=12, impossible=1))
    'Of the plan before 12 of 14 pairings are kept; 1 of the others is impossible now.'
    """
    kept = f"{before.kept:,} of {counted(before.pairings, 'pairing')} are kept"
    if not before.impossible:
        return f"Of the plan before {kept}."
    verb = "is" if before.impossible == 1 else "are"
    rest = f"{before.impossible:,} of the others {verb} impossible now"
    return f"Of the plan before {kept}; {rest}."


def bonuses_text(bonuses: Sequence[int], decimals: int) -> str:
    """
    Bonuses in a sentence.

    >>> bonuses_text([50, 50, 20], 0)
    '3 bonuses are earned, worth 120 points together.'
    """
    if not bonuses:
        return "No bonus is earned."
    earned = counted(len(bonuses), "bonus")
    verb = "is" if len(bonuses) == 1 else "are"
    points = points_text(sum(bonuses), decimals)
    return f"{earned} {verb} earned, worth {points} points together."


def paired_texts(paired: Paired) -> Iterator[str]:
    """
    Buddies in sentences.

    >>> list(paired_texts(Paired(3, "Bo - Al - Cy", "Di and Ed, with 90 points", 1)))
    ['3 pairs and a trio: Bo - Al - Cy.', 'Suited least: Di and Ed, with 90 points.', '1 person has no buddy.']
    """
    pairs = counted(paired.pairs, "pair")
    yield f"{pairs} and a trio: {paired.trio}." if paired.trio else f"{pairs}."
    if paired.worst:
        yield f"Suited least: {paired.worst}."
    if paired.alone:
        people = (
            "1 person has" if paired.alone == 1 else f"{paired.alone:,} people have"
        )
        yield f"{people} no buddy."


def grouped_text(grouped: Grouped) -> str:
    """
    Groups in a sentence.

    >>> grouped_text(Grouped(5, 17, 1, 0, ()))
    '17 people are in 5 groups, 1 of them below the preferred size.'
    """
    people = "1 person is" if grouped.people == 1 else f"{grouped.people:,} people are"
    text = f"{people} in {counted(grouped.groups, 'group')}"
    if grouped.small:
        text += f", {grouped.small:,} of them below the preferred size"
    if grouped.ungrouped:
        text += f"; {grouped.ungrouped:,} in none"
    return f"{text}."


def groups_first_text(first: GroupsFirst, decimals: int) -> str:
    """
    What forming groups first may have lost, in a sentence.

    >>> groups_first_text(GroupsFirst(people=0, points=120), 0)
    'Groups are formed first: others as good could bring their pairings 120 more points at most.'
    """
    more = []
    if first.people:
        more.append(f"support for {first.people:,} more of their people")
    if first.points:
        more.append(f"their pairings {points_text(first.points, decimals)} more points")
    if not more:
        return "Groups are formed first, and nothing was lost by it."
    return f"Groups are formed first: others as good could bring {' and '.join(more)} at most."


def spans_text(spans: Spans) -> str:
    """
    Teams in a sentence.

    >>> spans_text(Spans(3, 27, 6, 9, 12, 1))
    '3 area leads lead 27 supporters, 6 to 12 each (median 9); 1 has no lead.'
    """
    has = "has" if spans.unled == 1 else "have"
    rest = f"; {spans.unled:,} {has} no lead" if spans.unled else ""
    if not spans.leads:
        return f"No {spans.lead} is in use{rest}."
    leads = counted(spans.leads, spans.lead)
    verb = "leads" if spans.leads == 1 else "lead"
    sizes = (
        f", {spans.smallest:,} to {spans.largest:,} each (median {spans.median:,})"
        if spans.leads > 1
        else ""
    )
    return f"{leads} {verb} {counted(spans.led, 'supporter')}{sizes}{rest}."


def same_lead_text(same: SameLead, decimals: int) -> str:
    """
    How far settings have one lead, and what another plan could gain by it at most.

    >>> same_lead_text(SameLead(possible=9, several=8, shared=7, each=50), 0)
    'Of 8 settings with several people 7 have one lead, worth 350 points; deciding pairings first lost 100 points of that at most.'
    """
    settings = counted(same.several, "setting")
    verb = "has" if same.shared == 1 else "have"
    found = (
        f"Of {settings} with several people {same.shared:,} {verb} one lead, "
        f"worth {points_text(same.points, decimals)} points"
    )
    if same.jointly is not None:
        return f"{found}; {_jointly_text(same.jointly, decimals)}"
    if not same.lost_at_most:
        return f"{found}: as much as any plan could have."
    return (
        f"{found}; deciding pairings first lost "
        f"{points_text(same.lost_at_most, decimals)} points of that at most."
    )


def _jointly_text(jointly: Jointly, decimals: int) -> str:
    """
    What deciding pairings and leads together gained, and what it may still lose.

    >>> _jointly_text(Jointly(in_turn=900, points=930, bound=930), 0)
    'decided together, pairings and leads have 30 points more than in turn, and no plan has more.'
    """
    more = points_text(jointly.gained, decimals) if jointly.gained else "no"
    return (
        f"decided together, pairings and leads have {more} points more than in turn, "
        f"and {_best_text(jointly.lost_at_most, decimals)}."
    )


def _best_text(lost: int | None, decimals: int) -> str:
    """How much more the best plan has than this one."""
    if lost is None:
        return "how much more another plan could have is not known"
    if not lost:
        return "no plan has more"
    return f"the best plan has {points_text(lost, decimals)} more at most"


def breach_sentences(summary: Summary, most: int | None = None) -> Iterator[str]:
    """
    Each breach of a team's span, with what would mend it indented below.

    Args:
        summary: What to say.
        most: At most this many breaches; `None` for all.
    """
    for wrong, *mends in summary.breaches[:most]:
        yield f"Teams: {wrong}"
        yield from (f"  {mend}" for mend in mends)
    more = 0 if most is None else len(summary.breaches) - most
    if more > 0:
        yield f"Teams: {counted(more, 'more note')} in plan.xlsx, sheet Team notes."


def warned_heading(summary: Summary) -> str | None:
    """How much the programme warns of; `None` where it warns of nothing."""
    if not summary.warned:
        return None
    things = (
        "one thing" if len(summary.warned) == 1 else f"{len(summary.warned):,} things"
    )
    return f"Allowed, but look at {things} (plan.xlsx, sheet Warnings)"


def warned_sentences(summary: Summary, most: int | None = None) -> Iterator[str]:
    """
    What the programme warns of, a heading first and the rest indented below.

    Args:
        summary: What to say.
        most: At most this many warnings; `None` for all.
    """
    heading = warned_heading(summary)
    if heading is None:
        return
    yield f"{heading}:"
    yield from (f"  {line}" for line in summary.warned[:most])
    more = 0 if most is None else len(summary.warned) - most
    if more > 0:
        yield f"  ... and {more:,} more."


def problems_text(summary: Summary) -> str:
    """Problems of the input in a sentence."""
    if not summary.errors and not summary.warnings:
        return "No problems were found in the input."
    errors = counted(summary.errors, "error")
    warnings = counted(summary.warnings, "warning")
    return f"The input has {errors} and {warnings}: see problems.csv."
