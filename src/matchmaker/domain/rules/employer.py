"""The supporter works where the programme wants its supporters to work."""

from typing import Literal

from matchmaker.domain.inspection import Inspection
from matchmaker.domain.rules.base import Rule
from matchmaker.domain.supporter import EmployerKind


class Employer(Rule):
    """
    The supporter works in a well-judged setting, or for a body that needs no judgement.

    Attributes:
        accepts: For each inspection framework, the judgements that will do.
        without_judgement: Kinds of employer that are not inspected as settings.
    """

    name: Literal["employer"] = "employer"
    accepts: dict[str, tuple[str, ...]]
    without_judgement: tuple[EmployerKind, ...] = ()

    def accepts_inspection(self, inspection: Inspection | None) -> bool:
        """Whether an employer with this inspection outcome will do."""
        return (
            inspection is not None
            and inspection.judgement in self.accepts.get(inspection.framework, ())
            and inspection.safeguarding_met is not False
        )
