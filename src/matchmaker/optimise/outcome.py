"""How to search, what is reported on the way, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, Literal

from matchmaker.errors import InputError

if TYPE_CHECKING:
    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints

Engine = Literal["auto", "flow", "cp-sat"]

LEFT_ALONE = "matchmaker solver"
"""Name of threads in which solvers run that nothing can interrupt. A process that
ends while one is alive should do so by `os._exit`: C++ may abort it otherwise."""


@dataclass(frozen=True)
class SolveParams:
    """
    How to search, as opposed to what for.

    Without a time limit, equal input gives equal output whatever these are.

    Attributes:
        engine: `auto` takes the quickest that fits; `flow` raises `InputError`
            where the model is outside its class.
        time_limit: Wall seconds for the whole call; `None` for as long as it
            takes. A running flow is not interrupted, only what comes after it.
        seed: For CP-SAT's random choices.
        workers: Threads of CP-SAT. Two are slower than one.
        effort: CP-SAT's deterministic seconds for each stage; `None` for as long
            as it takes.
    """

    engine: Engine = "auto"
    time_limit: float | None = None
    seed: int = 0
    workers: int = 1
    effort: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no engine could follow."""
        if self.engine not in ("auto", "flow", "cp-sat"):
            raise InputError(f"There is no engine {self.engine!r}.")
        if self.workers < 1:
            raise InputError("workers must be at least 1.")
        if self.time_limit is not None and not self.time_limit >= 0:
            raise InputError("time_limit must not be negative.")


@dataclass(frozen=True)
class Progress:
    """
    A step in the search, for progress bars.

    Attributes:
        stage: The objective being improved; `leximin:EDGE` for one band of leximin.
        value: What the best plan so far reaches; `None` if there is none.
        bound: What no plan can beat; `None` if not known.
    """

    stage: str
    value: int | None
    bound: int | None

    @property
    def gap(self) -> int | None:
        """How far the value may be from the best; `None` if not known."""
        if self.value is None or self.bound is None:
            return None
        return abs(self.bound - self.value)


Listener = Callable[[Progress], None]
"""Told of every step in the search."""


def ignore(_: Progress) -> None:
    """Listen to nothing."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """
    The best plan found, and how good it is.

    Attributes:
        used: int64[K], the indices of the used pairs, ascending.
        proofs: One per objective, in order.
        engine: What gave the plan: `flow`, `kernel`, `counts`, `cp-sat`, or `greedy` if
            there was no time for any.
        certificates: Per objective the prices that prove it, or `None`.
        canonical: Whether every engine would return this very plan: all stages
            proved, and the tie-break done.
    """

    used: Ints
    proofs: tuple[Proof, ...]
    engine: str
    certificates: tuple[Certificate | None, ...]
    canonical: bool


class Stop:
    """
    A switch that ends a search early: the best plan so far is then the answer.

    It may be pressed from another thread or a signal handler. Whoever runs a solver
    lends the switch a way to interrupt it.
    """

    def __init__(self) -> None:
        self._pressed = False
        # A signal handler may press it in the very thread that holds the lock.
        self._lock = RLock()
        self._interrupts: list[Callable[[], object]] = []

    @property
    def pressed(self) -> bool:
        """Whether the search is to end."""
        return self._pressed

    def press(self) -> None:
        """End the search as soon as the solver that runs lets go."""
        self._pressed = True
        with self._lock:
            running = tuple(self._interrupts)
        for interrupt in running:
            interrupt()

    @contextmanager
    def ends(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """While in here, `interrupt` is called when the switch is pressed."""
        with self._lock:
            self._interrupts.append(interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)


class Deadline:
    """Wall time that runs out, or never does; or somebody stops the search."""

    def __init__(self, seconds: float | None, stop: Stop | None = None) -> None:
        self._end = None if seconds is None else monotonic() + seconds
        self.stop = stop or Stop()

    @property
    def left(self) -> float | None:
        """Seconds left, never negative; `None` if there is no limit."""
        if self.stop.pressed:
            return 0.0
        return None if self._end is None else max(0.0, self._end - monotonic())

    def part(self, share: float) -> Deadline:
        """The end of a part of the time that is left."""
        left = self.left
        return Deadline(None if left is None else share * left, self.stop)

    @property
    def passed(self) -> bool:
        """Whether time is up."""
        return self.left == 0.0
