"""What a programme's data break, in plain words, with the place where they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel

from matchmaker.domain.bonuses import BONUSES
from matchmaker.domain.criteria import CRITERIA
from matchmaker.domain.programme import Programme
from matchmaker.domain.rules import COUPLING_RULES, PAIR_RULES
from matchmaker.domain.spelling import nearest
from matchmaker.intake.cells import short

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from matchmaker.intake.toml_lines import Path

RULES: dict[str, type[BaseModel]] = {
    str(m.model_fields["name"].default): m for m in PAIR_RULES + COUPLING_RULES
}
BY_NAME: dict[str, dict[str, type[BaseModel]]] = {
    "rule": RULES,
    "warning": RULES,
    "criterion": {str(m.model_fields["name"].default): m for m in CRITERIA},
    "bonus": {str(m.model_fields["name"].default): m for m in BONUSES},
}
"""The record of each rule, criterion and bonus, by the name it has in files."""


class Fault(NamedTuple):
    """Where something is wrong, as keys from the top, and what."""

    path: Path
    message: str


def faults_of(error: ValidationError, data: Mapping[str, Any]) -> list[Fault]:
    """All faults behind pydantic's error about these data, each once."""
    found: dict[Fault, None] = {}
    for detail in error.errors(include_url=False):
        path = _path_in(data, detail)
        if _other_branch(detail, data):
            continue
        if detail["type"] == "value_error":
            found |= dict.fromkeys(_own_words(detail, data))
        else:
            found[Fault(path, _message(path, detail, data))] = None
    return list(found)


def choose_from(word: str, allowed: Iterable[str]) -> str:
    """
    What may stand there instead, the likeliest first.

    >>> choose_from("travl", ["travel", "phase"])
    'Did you mean "travel"? Allowed: travel, phase.'
    """
    words = list(allowed)
    near = nearest(word, words)
    hint = f'Did you mean "{near}"? ' if near else ""
    return f"{hint}Allowed: {', '.join(words)}."


def _path_in(data: object, detail: ErrorDetails) -> Path:
    """The error's place in the file; pydantic adds tags of unions, which are not."""
    path: Path = ()
    for step in detail["loc"]:
        inside = _step(data, step)
        if inside is not None:
            path, data = (*path, step), inside
    if detail["type"] == "missing":
        path = (*path, detail["loc"][-1])
    return path


def _step(data: object, step: str | int) -> object:
    if isinstance(data, dict) and isinstance(step, str):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def _other_branch(detail: ErrorDetails, data: Mapping[str, Any]) -> bool:
    """Whether this is about the form of `weight` that the file does not use."""
    loc = detail["loc"]
    if loc[:1] != ("criterion",) or "weight" not in loc:
        return False
    path = _path_in(data, detail)
    table: object = data
    for step in path[: path.index("weight") + 1] if "weight" in path else path:
        table = _step(table, step)
    branch = str(loc[loc.index("weight") + 1]) if loc[-1] != "weight" else ""
    return branch.startswith("dict") != isinstance(table, dict)


def _message(path: Path, detail: ErrorDetails, data: Mapping[str, Any]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    key, where = str(path[-1]) if path else "", _where(path, data)
    allowed = _allowed_keys(path[:-1], data)
    if kind == "extra_forbidden":
        return f'{where}the key "{key}" is not known. {choose_from(key, allowed)}'
    if kind == "missing":
        return f'{where}the key "{key}" is missing. Allowed: {", ".join(allowed)}.'
    if kind.startswith("union_tag"):
        return _unknown_name(path, context)
    shown = f'"{key}" is {_shown(detail["input"])}' if path else "the file"
    return f"{where}{shown}, but {_wanted(kind, context)}."


def _unknown_name(path: Path, context: Mapping[str, Any]) -> str:
    part = next((str(step) for step in path if step in BY_NAME), str(path[0]))
    names = BY_NAME.get(part, {})
    if "tag" not in context:
        return f'a [[{part}]] has no "name". Allowed: {", ".join(names)}.'
    tag = str(context["tag"])
    return f'there is no {part} "{short(tag)}". {choose_from(tag, names)}'


WANTED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than_equal": lambda context: f"must be at least {context['ge']}",
    "less_than_equal": lambda context: f"must be at most {context['le']}",
    "literal_error": lambda context: f"must be {context['expected']}",
    "too_short": lambda context: f"needs at least {_entries(context['min_length'])}",
}
TYPES = {
    "int": "must be a whole number",
    "string": "must be words in quotation marks",
    "bool": "must be true or false",
    "date": "must be a date such as 2022-04-01",
    "tuple": "must be a list in [square brackets]",
    "list": "must be a list in [square brackets]",
    "dict": "must be a table of keys and values",
    "model": "must be a table of keys and values",
}


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _wanted(kind: str, context: Mapping[str, Any]) -> str:
    if kind in WANTED:
        return WANTED[kind](context)
    return TYPES.get(kind.split("_", maxsplit=1)[0], "that cannot stand here")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return f'"{short(value)}"' if isinstance(value, str) else short(str(value).lower())


def _where(path: Path, data: Mapping[str, Any]) -> str:
    """The rule, criterion or role that a path lies in, for the head of a message."""
    if len(path) < 2:
        return ""
    part, key = str(path[0]), path[1]
    if isinstance(key, str):
        return f"{part} {key}: " if len(path) > 2 else f"{part}: "
    entry = _step(data.get(part), key)
    name = entry.get("name", entry.get("role")) if isinstance(entry, dict) else None
    return f"{part} {name}: " if name else f"{part} number {key + 1}: "


def _allowed_keys(path: Path, data: Mapping[str, Any]) -> list[str]:
    model = _model_at(path, data)
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(path: Path, data: object) -> type[BaseModel] | None:
    """The record that describes the table at a path; `None` where none does."""
    kind: object = Programme
    named: dict[str, type[BaseModel]] | None = None
    for step in path:
        kind, data = _inside(kind, step), _step(data, step)
        named = BY_NAME.get(str(step), named)
        if named and isinstance(data, dict) and _record(kind) is None:
            kind, named = named.get(str(data.get("name"))), None
    return _record(kind)


def _record(kind: object) -> type[BaseModel] | None:
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _inside(kind: object, step: str | int) -> object:
    """What stands under a key of a record, or in a place of a list."""
    record = _record(kind)
    if record is None:
        inner = [arg for arg in get_args(kind) if arg is not Ellipsis]
        return _present(inner[-1]) if inner else None
    for name, field in record.model_fields.items():
        if step in (name, field.alias):
            return _present(field.annotation)
    return None


def _present(kind: object) -> object:
    """The kind of a value that is there, where it may be missing."""
    args = get_args(kind)
    if type(None) not in args:
        return kind
    return next(arg for arg in args if arg is not type(None))


def _own_words(detail: ErrorDetails, data: Mapping[str, Any]) -> list[Fault]:
    """The domain's own checks already speak plainly; only the place is to be found."""
    text = str(detail.get("ctx", {}).get("error", detail["msg"]))
    path = _path_in(data, detail)
    # A record's own check does not know under which name the record stands.
    whose = f"{path[0]} {path[1]}: " if path[:1] == ("field",) and path[1:] else ""
    return [
        Fault(path or _place_of(message, data), f"{whose}{message}")
        for message in text.split("; ")
    ]


def _place_of(message: str, data: Mapping[str, Any]) -> Path:
    field = re.search(r"the field '([^']*)'", message)
    if found := re.match(r"(rule|warning|criterion|objective) '([^']*)'", message):
        name, *keys = found[2].split(":")
        wanted = {"name": name}
        if keys or field:
            wanted["field"] = keys[0] if keys else str(field and field[1])
        return _last_like(data, found[1], wanted) or _last_like(
            data, found[1], {"name": name}
        )
    if found := re.match(r"(role|offer) '([^']*)'", message):
        return (f"{found[1]}s", found[2])
    if found := re.match(r"a rate (?:names|of) the role '([^']*)'", message):
        return _last_like(data, "rate", {"role": found[1]})
    if found := re.match(r"bonus '([^']*)' by (\w+)", message):
        return _last_like(data, "bonus", {"name": found[1], "by": found[2]})
    if found := re.match(r"\[?(teams|form|buddies|groups|accounts)\b", message):
        return (found[1],)
    return ()


def _last_like(data: Mapping[str, Any], part: str, wanted: Mapping[str, str]) -> Path:
    """The last table of a part that has these values; none gives no place."""
    found = [
        place
        for place, entry in enumerate(data.get(part, []))
        if all(entry.get(key) == value for key, value in wanted.items())
    ]
    return (part, found[-1]) if found else ()
