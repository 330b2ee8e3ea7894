"""The summary of a plan as sentences and blocks of text, for terminal and sheet."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.report.engines import found_text
from matchmaker.report.objectives import levels_text
from matchmaker.report.points import points_text
from matchmaker.report.speech import counted
from matchmaker.report.summary.before import before_text
from matchmaker.report.summary.block import Block
from matchmaker.report.summary.bonuses import bonuses_text
from matchmaker.report.summary.grouped import grouped_text, groups_first_text
from matchmaker.report.summary.met import met_block
from matchmaker.report.summary.paired import paired_texts
from matchmaker.report.summary.proofs import proof_block
from matchmaker.report.summary.same_lead import same_lead_text
from matchmaker.report.summary.spans import spans_text
from matchmaker.report.summary.spend import spend_block
from matchmaker.report.summary.summary import Summary


def summary_blocks(summary: Summary) -> tuple[Block, ...]:
    """What is met, what is spent, and the proof."""
    spend = (spend_block(summary.spend),) if summary.spend else ()
    of_groups = (
        (proof_block("Proof of groups", summary.grouped.proof, summary.decimals),)
        if summary.grouped
        else ()
    )
    proof = proof_block("Proof", summary.proof, summary.decimals)
    return (met_block(summary), *spend, *of_groups, proof)


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
    yield found_text(summary.engine, summary.proof)
    yield problems_text(summary)


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
