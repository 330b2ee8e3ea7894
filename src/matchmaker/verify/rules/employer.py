"""The supporter works where the programme wants its supporters to work."""

from __future__ import annotations

from matchmaker.domain.inspection import Inspection
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Employer
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: Employer, facts: Facts, _request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter works in a well-judged setting, or for a body that needs no judgement.

    The employer's outcome is the one on the supporter's record; where none stands
    there, that of the setting on record as the employer.
    """
    if supporter.employer_kind in rule.without_judgement:
        return None
    inspection = _inspection_of_employer(facts, supporter)
    if rule.accepts_inspection(inspection):
        return None
    if inspection is None:
        return "works for an employer whose inspection outcome is not known"
    accepted = ", ".join(rule.accepts.get(inspection.framework, ())) or "none"
    unsafe = (
        " with safeguarding not met" if inspection.safeguarding_met is False else ""
    )
    return (
        f"works for an employer judged {inspection.judgement} "
        f"({inspection.framework}){unsafe}, accepted are {accepted}"
    )


def _inspection_of_employer(facts: Facts, supporter: Supporter) -> Inspection | None:
    if supporter.employer_inspection is not None or supporter.employer is None:
        return supporter.employer_inspection
    employer = facts.round.setting_by_id.get(supporter.employer)
    return None if employer is None else employer.inspection
