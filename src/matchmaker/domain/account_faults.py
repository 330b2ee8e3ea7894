"""What does not make sense in how a programme's money is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme


def account_faults(programme: Programme) -> Iterator[str]:
    """What does not make sense about those for whom nothing is paid."""
    accounts = programme.accounts
    if accounts is None:
        return
    unfunded = (*accounts.unfunded, *accounts.unfunded_alone)
    field = programme.fields.get(accounts.route)
    if unfunded and (field is None or field.request is None):
        yield (
            f"[accounts] looks at the field '{accounts.route}', for which requests are "
            "not asked"
        )
    elif field is not None and field.words:
        for word in unfunded:
            if word not in field.words:
                yield (
                    f"[accounts] names the word '{word}', which is not one of the field "
                    f"'{accounts.route}': {', '.join(field.words)}"
                )
