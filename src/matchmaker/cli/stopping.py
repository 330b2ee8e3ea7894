"""
Ctrl-C and SIGTERM: the first ends a search with the best plan, the second at once.

A solver in C++ keeps Python from handling signals in the thread that it runs in. So
the search has a thread of its own, while the main thread waits for either.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from threading import Thread
from threading import enumerate as enumerate_threads
from typing import NoReturn, TypeVar

import typer

from matchmaker.optimise.outcome import LEFT_ALONE, Stop

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SIGNALLED = 128
"""Added to the number of the signal that ended a command, it is the exit code."""
AGAIN = 0.2
"""Seconds between presses of the switch: a solver may have started in between."""
FINISHING = "Finishing with the best plan found. Press Ctrl-C again to end without."

Answer = TypeVar("Answer")


class Search:
    """A search in a thread of its own, which a first signal stops."""

    def __init__(self) -> None:
        self._stop = Stop()
        self._asked = False

    def run(self, search: Callable[[Stop], Answer]) -> Answer:
        """Give what `search` returns, or raise what it raises, once it has ended."""
        future: Future[Answer] = Future()
        # As a daemon, so that the process can end before the search does.
        Thread(target=_settle, args=(future, search, self._stop), daemon=True).start()
        while not wait((future,), AGAIN).done:
            self._press_if_asked()
        return future.result()

    def _press_if_asked(self) -> None:
        if not self._asked:
            return
        first = not self._stop.pressed
        # Before the words: who reads them and signals again means the second.
        self._stop.press()
        if first:
            typer.echo(FINISHING, err=True)

    def on_signal(self, number: int, _frame: object) -> None:
        """Ask for the end; once that was heard, end at once."""
        # Some parents pass on a signal that the terminal has sent already: what
        # comes before the first was heard is no second.
        if self._stop.pressed:
            raise _SecondSignal(number)
        self._asked = True


@contextmanager
def ended_by_signals() -> Iterator[Search]:
    """
    In here the first Ctrl-C or SIGTERM ends the search, and the second the process.

    Write no file in here: the second one leaves everything where it stands.
    """
    _end_if_heard()
    search = Search()
    before = {
        number: signal.signal(number, search.on_signal)
        for number in SIGNALS
        if signal.getsignal(number) != signal.SIG_IGN
    }
    try:
        yield search
    except _SecondSignal as second:
        _end_now(SIGNALLED + second.number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_past_solvers(code: int) -> None:
    """End the process with a code if a solver that was left alone still runs."""
    if any(thread.name == LEFT_ALONE for thread in enumerate_threads()):
        _end_now(code)


def _end_now(code: int) -> NoReturn:
    """End without waiting for threads deep in C++, which Python cannot end in order."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def end_in_order() -> None:
    """From now on SIGTERM, like Ctrl-C, leaves nothing half done behind."""
    for number, usual in (
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGTERM, signal.SIG_DFL),
    ):
        if signal.getsignal(number) == usual:
            signal.signal(number, _end_in_order)


_heard: list[int] = []
"""Signals that were to end the process."""


def _end_in_order(number: int, _frame: object) -> None:
    _heard.append(number)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(SIGNALLED + number)


def _end_if_heard() -> None:
    """End now if a library in C++ that was loading kept the signal to itself."""
    if _heard:
        sys.exit(SIGNALLED + _heard[0])


def code_behind(fault: BaseException) -> int | None:
    """
    The exit code of the signal behind a fault; `None` if there is none behind it.

    A library in C++ that was loading when the signal came says in words of its own
    that it could not load.
    """
    behind = fault.__cause__ or fault.__context__
    if isinstance(behind, KeyboardInterrupt):
        return SIGNALLED + signal.SIGINT
    if isinstance(behind, SystemExit):
        return int(behind.code or 0)
    return None if behind is None else code_behind(behind)


class _SecondSignal(BaseException):  # like KeyboardInterrupt, no error
    """Whoever waits has no patience left."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


def _settle(
    future: Future[Answer], search: Callable[[Stop], Answer], stop: Stop
) -> None:
    try:
        future.set_result(search(stop))
    except BaseException as error:  # noqa: BLE001  # it is raised where it is awaited
        future.set_exception(error)
