"""Whoever is placed somewhere is not the only one there."""

from __future__ import annotations

from typing import Literal

from matchmaker.domain.bonuses.base import Bonus


class Peers(Bonus):
    """
    Whoever is placed somewhere is not the only one there.

    Earned by each pairing at whose place (its supporter's) somebody else who asks, a
    person or a setting, has a pairing too that is under way on one of the same days.
    Other requests of one's own are no company.

    Attributes:
        roles: The roles that count; a pairing in one is company for those in others.
    """

    name: Literal["peers"] = "peers"
