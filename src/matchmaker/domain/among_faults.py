"""What does not make sense in a programme's buddies or groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from matchmaker.domain.buddies import BUDDY_OBJECTIVES
from matchmaker.domain.field import ProgrammeField
from matchmaker.domain.field_faults import field_faults

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme

Fields = Mapping[str, ProgrammeField]


def on_both_sides(fields: Fields) -> dict[str, ProgrammeField]:
    """The fields as people among themselves answer them: once, for both sides."""
    return {
        name: field.model_copy(
            update={
                "request": field.request or field.supporter,
                "supporter": field.supporter or field.request,
            }
        )
        for name, field in fields.items()
    }


def buddy_faults(programme: Programme) -> Iterator[str]:
    """What does not make sense about buddies, where a programme has them."""
    spec = programme.buddies
    if spec is None:
        return
    if spec.role not in programme.matched_roles:
        yield f"[buddies] names the role '{spec.role}', which nobody can be asked for"
    if spec.times is not None and spec.times not in programme.fields:
        yield f"[buddies] names the field '{spec.times}', which is not there"
    sought = tuple(objective.name for objective in programme.objectives)
    if sought != BUDDY_OBJECTIVES or any(o.is_loose for o in programme.objectives):
        wanted = ", ".join(BUDDY_OBJECTIVES)
        yield f"[buddies] must seek {wanted}, in this order, and give none of it up"
    if programme.scores == "given":
        yield "[buddies] needs criteria, not given scores"
    for part in ("teams", "bonuses", "groups"):
        if getattr(programme, part):
            yield f"[buddies] cannot stand beside {part}"


def group_faults(programme: Programme) -> Iterator[str]:
    """What does not make sense about groups, where a programme has them."""
    spec = programme.groups
    if spec is None:
        return
    if spec.role not in programme.matched_roles:
        yield f"[groups] names the role '{spec.role}', which nobody can be asked for"
    asked = {name: f for name, f in programme.fields.items() if f.request is not None}
    for name in (spec.together, spec.times):
        if name is not None and name not in asked:
            yield f"[groups] names the field '{name}', which is not asked of requests"
    for fault in field_faults(on_both_sides(asked), spec.rules, spec.criteria):
        yield f"[groups] {fault}"
    if programme.scores == "given":
        yield "[groups] needs criteria, not given scores"
    if any("change" in objective.parts for objective in programme.objectives):
        yield "[groups] are formed anew every time: seek no 'change'"
