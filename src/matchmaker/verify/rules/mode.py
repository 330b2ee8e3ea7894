"""Both sides can work in the same way: face to face or virtually."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import DeliveryMode
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    _rule: DeliveryMode, facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Both sides can work in the same way: face to face or virtually.

    A request that does not say wants what its role usually does.
    """
    wanted = request.mode or facts.programme.roles[request.role].delivery
    offered = supporter.mode or "either"
    if "either" in (wanted, offered) or wanted == offered:
        return None
    return f"works {offered}, wanted is {wanted}"
