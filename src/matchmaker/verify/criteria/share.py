"""A share in whole thousandths or percent."""

from __future__ import annotations


def share(part: int, whole: int, scale: int) -> int:
    """
    What `part` of `whole` is on a scale, rounded half up in whole numbers.

    >>> share(1, 3, 1000), share(1, 2000, 1000), share(2, 3, 100)
    (333, 1, 67)
    """
    return (2 * scale * part + whole) // (2 * whole)
