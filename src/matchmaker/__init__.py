"""
matchmaker matches mentors, experts and area leads with the settings that ask.

>>> import matchmaker
>>> sorted(matchmaker.__all__)[-3:]
['request_outlook', 'supporter_outlook', 'why_not']

The slow libraries (the solver, data frames) are loaded only when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.domain.plan import Pairing as Pairing
    from matchmaker.domain.plan import Plan as Plan
    from matchmaker.domain.programme import Programme as Programme
    from matchmaker.domain.proof import Proof as Proof
    from matchmaker.domain.round import Round as Round
    from matchmaker.errors import MatchmakerError as MatchmakerError
    from matchmaker.intake import read_programme as read_programme
    from matchmaker.intake import read_round as read_round
    from matchmaker.optimise.outcome import SolveParams as SolveParams
    from matchmaker.pipeline import Solved as Solved
    from matchmaker.pipeline import match as match
    from matchmaker.reasons import explain as explain
    from matchmaker.reasons import explain_request as explain_request
    from matchmaker.reasons import request_outlook as request_outlook
    from matchmaker.reasons import supporter_outlook as supporter_outlook
    from matchmaker.reasons import why_not as why_not

__version__ = "0.1.0"

_HOMES = {
    "MatchmakerError": "matchmaker.errors",
    "Pairing": "matchmaker.domain.plan",
    "Plan": "matchmaker.domain.plan",
    "Programme": "matchmaker.domain.programme",
    "Proof": "matchmaker.domain.proof",
    "Round": "matchmaker.domain.round",
    "SolveParams": "matchmaker.optimise.outcome",
    "Solved": "matchmaker.pipeline",
    "explain": "matchmaker.reasons",
    "explain_request": "matchmaker.reasons",
    "match": "matchmaker.pipeline",
    "read_programme": "matchmaker.intake",
    "read_round": "matchmaker.intake",
    "request_outlook": "matchmaker.reasons",
    "supporter_outlook": "matchmaker.reasons",
    "why_not": "matchmaker.reasons",
}

__all__ = [  # noqa: PLE0604
    "__version__",
    *sorted(_HOMES),
]


def __getattr__(name: str) -> object:
    """Find a public name in its room, on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'matchmaker' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, for completion."""
    return list(__all__)
