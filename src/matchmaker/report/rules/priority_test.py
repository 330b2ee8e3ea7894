"""Words for the rule `priority_test`."""

from __future__ import annotations

from matchmaker.candidates import Evidence

LABEL = "ruled out because the setting meets no test of need"


def sentence(evidence: Evidence) -> str:
    """Say that no test of need is met, with the share of pupil premium."""
    share = (
        f"early years pupil premium is {evidence.value}% of its children"
        if evidence.value is not None
        else "its share of early years pupil premium is not known"
    )
    return (
        f"the setting meets no test of need: {share}, {evidence.limit}% would do, "
        "and no other test is met either"
    )
