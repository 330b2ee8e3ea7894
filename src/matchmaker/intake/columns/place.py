"""Columns that say where a setting or a person is."""

from __future__ import annotations

from matchmaker.intake.columns.base import Column


def place_columns(whose: str) -> tuple[Column, ...]:
    """Region, authority, postcode and coordinates of a setting or a person."""
    return (
        Column(
            "region",
            f"The {whose}'s region: one of the nine English regions. Left blank, it "
            "is found from the postcode or the local authority.",
            "region",
            "North West",
            ("government office region", "gor", "gor (name)", "english region"),
        ),
        Column(
            "authority",
            f"The {whose}'s local authority, by name.",
            "authority",
            "Lancashire",
            ("local authority", "la", "la name", "la (name)", "local authority name"),
        ),
        Column(
            "postcode",
            "The postcode, or its first half where the address should stay private.",
            "postcode",
            "PR1 8XJ",
            ("post code", "outcode", "postal code", "postcode district"),
        ),
        Column(
            "easting",
            "Metres on the British national grid, if known; else the postcode serves.",
            "whole number",
            "353900",
            ("eastings", "x"),
            most=700_000,
        ),
        Column(
            "northing",
            "Metres on the British national grid, if known; else the postcode serves.",
            "whole number",
            "429400",
            ("northings", "y"),
            most=1_300_000,
        ),
        Column(
            "precision",
            "Usually left blank. How well the place is known; if stated, the row's "
            "place and region are taken exactly as they stand.",
            "choice",
            "",
            ("place precision",),
            words="precision",
        ),
    )
