"""Points in the users' own unit: whole inside, with their decimals outside."""

from __future__ import annotations

from decimal import Decimal

Number = int | Decimal
"""Points as users know them: exact, never a float."""


def in_users_unit(points: int, decimals: int) -> Number:
    """
    Points as the users gave them.

    >>> in_users_unit(812, 0), in_users_unit(81250, 2)
    (812, Decimal('812.50'))
    """
    return Decimal(points).scaleb(-decimals) if decimals else points


def in_whole_points(points: Number, decimals: int) -> int:
    """
    The whole points behind points in the users' unit.

    Raises:
        ValueError: There are more decimals than the round has.

    >>> in_whole_points(Decimal("812.5"), 2)
    81250
    """
    scaled = Decimal(points).scaleb(decimals)
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{points} has more than {decimals} decimals")
    return int(scaled)


def points_text(points: int, decimals: int) -> str:
    """
    Points in the users' unit, for reading.

    >>> points_text(1812, 0), points_text(181250, 2)
    ('1,812', '1,812.50')
    """
    return f"{in_users_unit(points, decimals):,}"
