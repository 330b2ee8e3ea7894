"""A progress line for long work: the stage, its value, and the bound closing in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Column

from matchmaker.optimise.objectives import LEVEL
from matchmaker.optimise.outcome import Listener, Progress
from matchmaker.report.objectives import amount_text

BEFORE = "finding who could support whom"
STAGES = {
    "coverage": "demand met",
    "worst-off": "the request served worst",
    "leximin": "the requests served worst",
    "points": "points",
    "change": "the plan before",
    "cost": "cost",
    "request-choice": "the choices of those who ask",
    "supporter-choice": "the choices of those who offer",
    "balance": "evenness of loads",
    "tie": "one plan among equals",
}
"""What is being improved, in words; a blend has the name that its owner gave it."""


@contextmanager
def listening(decimals: int = 0) -> Iterator[Listener]:
    """
    A listener that draws on standard error while the work lasts.

    Args:
        decimals: Decimals of the round's points.
    """
    line = TextColumn(
        "{task.description}", markup=False, table_column=Column(overflow="fold")
    )
    columns = (SpinnerColumn(), line, TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(BEFORE, total=None)

        def listen(step: Progress) -> None:
            bar.update(task, description=in_words(step, decimals))

        yield listen


def in_words(step: Progress, decimals: int = 0) -> str:
    """
    A step in the search, for people.

    >>> in_words(Progress("coverage", 42221, 42270))
    'demand met: 42,221, at most 49 from the best'
    >>> in_words(Progress("coverage", None, 42270))
    'demand met: no better than 42,270'
    >>> in_words(Progress("cost", 150_050, 150_050))
    'cost: £1,500.50, the best there is'
    """
    if step.stage.startswith(LEVEL):
        return STAGES["leximin"]
    words = STAGES.get(step.stage, step.stage)
    told = [
        text.format(amount_text(step.stage, number, decimals))
        for text, number in _parts(step)
    ]
    return f"{words}: {', '.join(told)}" if told else words


def _parts(step: Progress) -> Iterator[tuple[str, int]]:
    """What there is to say of a step, and the number in it."""
    if step.value is not None:
        yield "{}", step.value
    elif step.bound is not None:
        yield "no better than {}", step.bound
    if step.gap:
        yield "at most {} from the best", step.gap
    elif step.gap == 0:
        yield "the best there is", 0
