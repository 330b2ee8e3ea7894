"""`matchmaker teams`: who leads whom, where leads should sit, and how many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli.failure import INFEASIBLE
from matchmaker.cli.options import AnchorDate

if TYPE_CHECKING:
    from datetime import date

    from matchmaker.pipeline import Solved
    from matchmaker.pipeline.locating import Located

AUTO = "auto"


def parse_number(text: str) -> str:
    """
    How many leads to appoint: a number, or `auto`.

    Raises:
        typer.BadParameter: It is neither.
    """
    if text == AUTO or (text.isdecimal() and int(text) > 0):
        return text
    raise typer.BadParameter(f"'{text}' is neither a number from 1 up nor 'auto'.")


def teams(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="ROUND",
            help="A round, which is matched first, or a folder that `matchmaker run` "
            "wrote.",
        ),
    ],
    appoint: Annotated[
        str | None,
        typer.Option(
            "--appoint",
            parser=parse_number,
            metavar="P|auto",
            help="Choose whom to appoint as leads: so many, or as many as pays.",
        ),
    ] = None,
    cost: Annotated[
        int | None,
        typer.Option(
            min=0,
            help="What one lead more counts as, in minutes of travel; else the "
            "programme's appoint_minutes.",
        ),
    ] = None,
    least: Annotated[
        int | None,
        typer.Option(
            min=0, help="Fewest people of a lead; else the programme's warn_below."
        ),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option(min=1, help="Most people of a lead; else the programme's most."),
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT",
            help="A folder of an earlier run: people keep the lead they had there, "
            "where that costs nothing that comes first.",
        ),
    ] = None,
    leads: Annotated[
        list[str] | None,
        typer.Option(
            "--lead",
            metavar="PERSON=LEAD",
            help="Try somebody with another lead, who must cover them; repeat.",
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0, help="Seconds; then the best found, with its bound."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="Folder for leads.csv, teams.csv, teams.json and two pictures.",
        ),
    ] = None,
    anchor_date: AnchorDate = None,
) -> None:
    """
    Show who leads whom; or choose whom to appoint, so that travel is least.

    Exits with 3 if no appointment can hold, and says what would mend it.
    Example: matchmaker teams out --appoint auto -o teams
    """
    from rich.console import Console

    from matchmaker.pipeline.locating import Located, appoint_leads
    from matchmaker.report.appointments import obstruction_lines
    from matchmaker.report.replacing import refuse_foreign
    from matchmaker.report.teams_view import teams_view

    if leads and appoint is not None:
        raise typer.BadParameter(
            "--lead tries leads that there are, --appoint chooses them: ask one thing."
        )
    if out is not None:
        refuse_foreign(out)
    solved = _solved(source, time_limit, anchor_date)
    asked = {"appoint_minutes": cost, "warn_below": least, "most": most}
    solved = _with_spans(solved, asked, before, _held(solved, leads or []))
    found: Located | None = None
    if appoint is not None:
        number = None if appoint == AUTO else int(appoint)
        answer = appoint_leads(solved, number, time_limit)
        if not isinstance(answer, Located):
            lines = obstruction_lines(answer, solved.round)
            typer.echo("\n".join(("error:", *lines)), err=True)
            raise typer.Exit(INFEASIBLE)
        found, solved = answer, answer.solved
    written = () if out is None else _write(solved, found, out)
    Console().print(teams_view(solved, found, written))


def _solved(source: Path, time_limit: float | None, day: date | None) -> Solved:
    """The plan in a folder, or of a round that is matched now."""
    from matchmaker.intake import read_round
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.pipeline import match
    from matchmaker.report.plan_document import PLAN_FILE
    from matchmaker.report.problem_words import problem_lines
    from matchmaker.report.written import read_written, solved_again

    if (source / PLAN_FILE).is_file():
        return solved_again(read_written(source))
    reading = read_round(source, today=day)
    for line in problem_lines(reading.problems):
        typer.echo(line, err=True)
    return match(reading.round, SolveParams(time_limit=time_limit))


def _held(solved: Solved, asked: list[str]) -> dict[str, str]:
    """
    Who is to be tried with which lead.

    Raises:
        InputError: Somebody is not known, or cannot have that lead.
    """
    from matchmaker.errors import InputError
    from matchmaker.reasons.leads import WhyNotLead, lead_fault
    from matchmaker.reasons.unknown import no_supporter
    from matchmaker.report.led import why_not_lead_lines

    held = {}
    spec = solved.round.programme.teams
    for pair in asked:
        person, _, lead = (part.strip() for part in pair.partition("="))
        for name in (person, lead):
            if name not in solved.round.supporter_index:
                raise no_supporter(solved.round, name)
        fault = None if spec is None else lead_fault(solved, spec, person, lead)
        if fault is not None:
            why = WhyNotLead(person, lead, fault)
            raise InputError(" ".join(why_not_lead_lines(why, solved.round)))
        held[person] = lead
    return held


def _with_spans(
    solved: Solved,
    asked: dict[str, int | None],
    before: Path | None,
    held: dict[str, str],
) -> Solved:
    """The solved round with its teams formed anew, within other spans where asked."""
    from matchmaker.errors import InputError
    from matchmaker.pipeline.locating import NO_TEAMS
    from matchmaker.pipeline.teams import formed_anew
    from matchmaker.report.appointments import people
    from matchmaker.report.plan_document import PLAN_FILE
    from matchmaker.report.plan_reading import read_plan

    spec = solved.round.programme.teams
    if spec is None:
        raise InputError(NO_TEAMS)
    changes = {name: number for name, number in asked.items() if number is not None}
    spans = spec.model_copy(update=changes)
    if spans.warn_below > spans.most:
        raise InputError(
            f"Nobody can lead {people(spans.warn_below)} at least and {spans.most:,} at "
            "most: choose --least and --most so that the least is not above the most."
        )
    teams = () if before is None else read_plan(before / PLAN_FILE).plan.teams
    if before is not None and not teams:
        raise InputError(
            f"{before} has no teams, so nobody had a lead there: name a run that has "
            "some, or leave out --before."
        )
    had = {member: team.lead for team in teams for member in team.members}
    return formed_anew(solved, spans, had, held)


def _write(solved: Solved, located: Located | None, out: Path) -> tuple[str, ...]:
    from matchmaker.report.pictures import MISSING, can_draw
    from matchmaker.report.pictures.teams import team_pictures
    from matchmaker.report.teams_files import write_teams

    pictures = team_pictures(solved, located) if can_draw() else {}
    write_teams(solved, located, pictures, out)
    names = ", ".join(("leads.csv", "teams.csv", "teams.json", *pictures))
    said = f"Written to {out}: {names}."
    return (said,) if pictures else (said, MISSING)
