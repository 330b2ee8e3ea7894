"""Teams on a terminal: who leads whom, how good that is, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matchmaker.report.appointments import located_lines
from matchmaker.report.breaches import breach_lines
from matchmaker.report.summary import Block, same_lead_text, spans_of, spans_text
from matchmaker.report.summary_view import block_table
from matchmaker.report.tables.leads import leads_table
from matchmaker.report.tables.teams import lead_columns
from matchmaker.report.team_proofs import team_proof_block

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

    from matchmaker.pipeline import Solved
    from matchmaker.pipeline.locating import Located

SHOWN = 40
"""So many leads are shown; the file has all."""

HEADINGS = {
    "Appointed": "",
    "Local authority": "Authority",
    "Team size": "Team",
    "Of own authority": "Own",
    "Journeys (minutes)": "Minutes",
    "Longest (minutes)": "Longest",
}
"""The columns of the leads' table that fit a terminal, and what they are called; before
them stand every lead's id and name."""


def teams_view(
    solved: Solved, located: Located | None, written: Sequence[str] = ()
) -> Group:
    """
    The teams of a plan for `rich`.

    Args:
        solved: The solved round, with the teams to be shown.
        located: Whom to appoint; `None` where nobody is appointed.
        written: Lines that say where the files are.
    """
    from rich.console import Group

    return Group(*_parts(solved, located, written))


def _parts(
    solved: Solved, located: Located | None, written: Sequence[str]
) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    title = f"{solved.round.programme.title}: {solved.round.name}"
    yield Text(title, style="bold")
    if located is not None:
        yield from (Text(line) for line in located_lines(located))
    yield Text("\nTeams", style="bold")
    yield block_table(_leads_block(solved, located))
    yield Text("\nProof", style="bold")
    yield block_table(team_proof_block(solved.team_proof))
    yield Text()
    yield from (Text(line) for line in _sentences(solved))
    for breach in solved.breaches:
        wrong, *mends = breach_lines(breach, solved.round)
        yield Text(f"Teams: {wrong}", style="yellow")
        yield from (Padding(Text(mend, style="yellow"), (0, 0, 0, 2)) for mend in mends)
    yield from (Text(line) for line in written)


def _sentences(solved: Solved) -> Iterator[str]:
    from matchmaker.pipeline.teams import same_lead_of

    spans = spans_of(solved)
    if spans is not None:
        yield spans_text(spans)
    same = same_lead_of(solved.round, solved.plan, solved.jointly)
    if same is not None:
        yield same_lead_text(same, solved.round.decimals)


def _leads_block(solved: Solved, located: Located | None) -> Block:
    table = leads_table(solved, None if located is None else located.new)
    who, name = (column.heading for column in lead_columns(solved.round))
    called = {who: "Lead", name: "Name"} | HEADINGS
    places = [i for i, column in enumerate(table.columns) if column.heading in called]
    rows = [
        tuple("" if row[i] is None else f"{row[i]}" for i in places)
        for row in table.rows[:SHOWN]
    ]
    more = len(table.rows) - SHOWN
    if more > 0:
        rows.append((f"and {more:,} more", *("" for _ in places[1:])))
    headings = tuple(called[table.columns[i].heading] for i in places)
    words = headings.index(called["Team size"])
    return Block("Teams", headings, tuple(rows), words)
