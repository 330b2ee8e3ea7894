"""A progress line for long work: the stage, its value, and the bound closing in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from matchmaker.optimise.outcome import Listener, Progress


@contextmanager
def listening() -> Iterator[Listener]:
    """A listener that draws on standard error while the work lasts."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading, screening, scoring", total=None)

        def listen(step: Progress) -> None:
            bar.update(task, description=_words(step))

        yield listen


def _words(step: Progress) -> str:
    if step.value is None:
        return step.stage
    if step.bound is None or step.bound == step.value:
        return f"{step.stage}: {step.value:,}"
    gap = abs(step.bound - step.value)
    return f"{step.stage}: {step.value:,}, at most {gap:,} from the best"
