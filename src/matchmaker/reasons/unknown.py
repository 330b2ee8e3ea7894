"""What is said of an id that a round does not have: which ones may be meant."""

from __future__ import annotations

from collections.abc import Collection

from matchmaker.domain.round import Round
from matchmaker.domain.spelling import alike
from matchmaker.errors import InputError

NAMED = 5
"""So many ids that may be meant are named."""

ALIKE = 80
"""From this likeness (of 100) on, an id may be a slip for another."""


def no_request(whole: Round, request: str) -> InputError:
    """The error for a request that is not there, with those that may be meant."""
    said = f"The round has no request '{request}'."
    parts = [one.id for one in whole.requests if one.id.startswith(f"{request}-")]
    if parts:
        return InputError(
            f"{said} It asks for several roles, and each is a request of its own: "
            f"{', '.join(parts)}."
        )
    of_setting = [one.id for one in whole.requests if one.setting == request]
    if of_setting:
        return InputError(f"{said} It is who asks: {_some(of_setting)}.")
    if request in whole.supporter_index:
        return InputError(f"{said} It is who offers: ask with --supporter {request}.")
    return InputError(f"{said}{_near(request, whole.request_index)}")


def no_supporter(whole: Round, supporter: str) -> InputError:
    """The error for a supporter who is not there, with those who may be meant."""
    said = f"The round has no supporter '{supporter}'."
    if supporter in whole.request_index:
        return InputError(f"{said} It is a request: ask with --request {supporter}.")
    return InputError(f"{said}{_near(supporter, whole.supporter_index)}")


def _near(key: str, known: Collection[str]) -> str:
    found = alike(key, known, NAMED, ALIKE)
    return f" Near it: {', '.join(found)}." if found else ""


def _some(ids: list[str]) -> str:
    more = f" and {len(ids) - NAMED:,} more" if len(ids) > NAMED else ""
    return f"{', '.join(ids[:NAMED])}{more}"
