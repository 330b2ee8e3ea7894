"""`matchmaker pair`: from a volunteers' form to introductions, in one command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli.options import AnchorDate

if TYPE_CHECKING:
    from rich.table import Table

    from matchmaker.intake.form import FormReading, Meaning

MAPPING_FILE = "mapping.toml"


def pair(
    answers: Annotated[
        list[Path],
        typer.Argument(
            metavar="ANSWERS...",
            help="What the form gave you (.csv or .xlsx); or two files, one of those "
            "who ask and one of those who offer.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="OUT", help="Folder; else beside the answers."
        ),
    ] = None,
    programme: Annotated[
        str, typer.Option(help="A programme's name, or the path of its file.")
    ] = "edumentoring",
    mapping: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="What your questions mean, where it was not understood: the "
            "mapping.toml of an earlier run, corrected. One beside the answers is "
            "found by itself.",
        ),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT",
            help="The folder of the round before: pairs in contact stay, silent ones "
            "are matched anew, and who waited comes first.",
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0, help="Seconds; then the best plan found, with its gap."),
    ] = None,
    seed: Annotated[
        int, typer.Option(help="Picks one plan among equally good ones.")
    ] = 0,
    anchor_date: AnchorDate = None,
) -> None:
    """
    Match a form's answers tonight: it asks nothing that it can find out itself.

    Shows how it understood the questions, matches, and writes introductions to send.
    Example: matchmaker pair responses.csv
    """
    from rich.console import Console

    from matchmaker.cli.searching import searched
    from matchmaker.intake import write_round
    from matchmaker.intake.form import mapping_text, read_form
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.pipeline import with_pairs_that_go_on
    from matchmaker.reasons import explain
    from matchmaker.report.output import write_outputs
    from matchmaker.report.replacing import refuse_foreign
    from matchmaker.report.summary import summarise
    from matchmaker.report.summary_view import summary_view

    out = out or answers[0].with_name(f"{answers[0].stem}-matches")
    refuse_foreign(out)
    mapping = mapping or _beside(answers[0])
    reading = read_form(
        answers, programme, mapping=mapping, earlier=earlier, today=anchor_date
    )
    console = Console()
    for file, meanings in reading.understood:
        console.print(_understood(file, meanings, reading))
    if reading.unread:
        console.print(_unread(reading))
    for question in reading.naming:
        console.print(_naming(question), markup=False)
    whole, parted = with_pairs_that_go_on(reading.round)
    problems = (*reading.problems, *parted)
    params = SolveParams(time_limit=time_limit, seed=seed)
    (solved,) = searched([whole], params)
    meanings = tuple(m for _, found in reading.understood for m in found)
    write_outputs(
        solved,
        explain(solved),
        problems,
        out,
        write_round,
        more={MAPPING_FILE: mapping_text(meanings).encode()},
    )
    console.print(summary_view(summarise(solved, problems), _where(out)))


def _beside(answers: Path) -> Path | None:
    """The mapping that lies beside the answers, if one does."""
    path = answers.with_name(MAPPING_FILE)
    return path if path.is_file() else None


def _understood(
    file: str, meanings: tuple[Meaning, ...], reading: FormReading
) -> Table:
    """How the questions were understood, as a table to look over."""
    from rich.table import Table
    from rich.text import Text

    from matchmaker.intake.form import name_part

    nouns = reading.round.programme.nouns
    table = Table(title=f"How {file} was understood", title_justify="left")
    table.add_column("Your question", max_width=44)
    table.add_column("is read as")
    table.add_column("for")
    for meaning in meanings:
        if name_part(meaning.heading) is not None:
            table.add_row(Text(meaning.heading), "name, a part of it", "")
            continue
        if not meaning.columns:
            table.add_row(Text(meaning.heading), Text("(not read)", style="dim"), "")
            continue
        sides = [
            noun
            for noun, column in (
                (nouns.request, meaning.requests),
                (nouns.supporter, meaning.supporters),
            )
            if column is not None
        ]
        said = " / ".join(meaning.columns) + ("" if meaning.certain else "  (likely)")
        table.add_row(Text(meaning.heading), Text(said), " and ".join(sides))
    return table


def _unread(reading: FormReading) -> str:
    """What gives points and nobody was asked, or not so that it was understood."""
    programme = reading.round.programme
    every = programme.criteria_for(programme.matched_roles[0])
    whole = sum(c.weight_for(programme.matched_roles[0]) for c in every)
    named = [f"{title} ({weight})" for title, weight in reading.unread.items()]
    return (
        f"Not asked of both sides, or not understood: {', '.join(named)}, of a weight "
        f"of {whole} in all. Everybody counts half there. If you did ask, say so in "
        f"{MAPPING_FILE}."
    )


def _naming(question: str) -> str:
    """A question in whose answers people name others, and that was not read."""
    return (
        f'Not read, although its answers name people: "{question}". If it says who must '
        f"not meet, say so in {MAPPING_FILE} before you introduce anybody."
    )


def _where(out: Path) -> list[str]:
    return [
        f"Written to {out}: introductions.csv to send (a message to each pair), "
        "waiting.csv and free.csv (who has nobody yet), and plan.xlsx with the reasons.",
        f"If a question was misread: correct {out / MAPPING_FILE}, and run again with "
        "--mapping.",
        "Next round: say in introductions.csv what became of each (in contact, no "
        f"answer), and run again with --earlier {out}.",
    ]
