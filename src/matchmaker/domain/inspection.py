"""What an inspectorate said of a setting, under which framework, and when."""

from __future__ import annotations

from datetime import date

from matchmaker.domain.frozen import Frozen

OFSTED = "ofsted"
"""Overall judgements until November 2025: outstanding, good, requires
improvement, inadequate; met and not met where no children were on roll."""

REPORT_CARD = "report card"
"""Ofsted since 10 November 2025: five grades per area and no overall grade. The
judgement held here is the lowest grade of any area, and safeguarding is apart.
Publicly described as not comparable with the older judgements."""

INDEPENDENT = "independent"
"""Independent school inspectorates."""

FRAMEWORKS: dict[str, tuple[str, ...]] = {
    OFSTED: (
        "outstanding",
        "good",
        "requires improvement",
        "inadequate",
        "met",
        "not met",
    ),
    REPORT_CARD: (
        "exceptional",
        "strong standard",
        "expected standard",
        "needs attention",
        "urgent improvement",
    ),
    INDEPENDENT: (
        "excellent",
        "good",
        "sound",
        "unsatisfactory",
        "standards met",
        "standards not met",
    ),
}
"""Each framework's judgements, best first. Source: domain.md, section 1.0."""


class Inspection(Frozen):
    """
    One inspection outcome.

    Attributes:
        framework: A key of `FRAMEWORKS`.
        judgement: One of the framework's judgements; under `report card` the
            lowest grade of any area.
        inspected_on: The date of the inspection, if known.
        safeguarding_met: Only under `report card`, which grades it apart.
    """

    framework: str
    judgement: str
    inspected_on: date | None = None
    safeguarding_met: bool | None = None
