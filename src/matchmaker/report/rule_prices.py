"""What each rule and objective cost, as a table in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.groups import among_askers
from matchmaker.report.levels import Level
from matchmaker.report.objectives import (
    BLEND,
    MEANING,
    MEANING_FOR_BUDDIES,
    MEANING_FOR_GROUPS,
    amount_text,
)
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import listed

if TYPE_CHECKING:
    from matchmaker.reasons.rule_prices import RulePrice, RulePrices

NOTE = (
    "Each line is solved anew without one rule or objective. What others still forbid "
    "stays forbidden, so the lines do not add up."
)
NOT_EXACT = "~ The search was cut short there: those are the best plans found."
_OF_THE_GROUP = {
    "together": "who applied together stay together",
    "times": "a time suits the whole group",
}
"""What is asked of a whole group; no rule is called so."""


def rule_prices_lines(
    found: RulePrices, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    By objective its value without each rule, and the difference, as a table.

    Args:
        found: What is to be said.
        matching_round: The round, for the users' unit of points and the rules' words.
        level: `table` has a line for everything; else what costs nothing is named in
            one sentence.
    """
    meanings = MEANING_FOR_BUDDIES if matching_round.programme.buddies else MEANING
    yield from _lines(found, matching_round, meanings, level)
    if found.of_groups is not None:
        yield "What must hold for groups, and what the division would be without it:"
        asked = among_askers(matching_round.programme)
        among = matching_round.model_copy(update={"programme": asked})
        yield from _lines(found.of_groups, among, MEANING_FOR_GROUPS, level)


def _lines(
    found: RulePrices,
    matching_round: Round,
    meanings: Mapping[str, str],
    level: Level,
) -> Iterator[str]:
    free = [] if level == "table" else [p for p in found.prices if _is_free(p)]
    dear = [price for price in found.prices if price not in free]
    if dear:
        yield from _table(found, dear, matching_round)
        yield from (f"{name}: {meanings.get(name, BLEND)}." for name in found.values)
        yield NOTE
    if free:
        yield (
            "Without any one of these all would be as good: "
            f"{_named(free, matching_round)}."
        )
    if any(not price.exact for price in found.prices):
        yield NOT_EXACT
    if not found.complete:
        yield "Time ran out before all was tried; --time-limit gives it more."


def _is_free(price: RulePrice) -> bool:
    return price.exact and not any(gain != 0 for gain in price.gain.values())


def _named(prices: list[RulePrice], matching_round: Round) -> str:
    return listed(
        [f"the {price.kind} {_called(price, matching_round)}" for price in prices]
    )


def _called(price: RulePrice, matching_round: Round) -> str:
    """An objective by its name; a rule by what it says of those who fall at it."""
    if price.kind == "objective":
        return price.name
    if price.name in _OF_THE_GROUP:
        return f"'{_OF_THE_GROUP[price.name]}'"
    return f"'{rule_words(price.name, matching_round.programme).LABEL}'"


def _table(
    found: RulePrices, prices: list[RulePrice], matching_round: Round
) -> Iterator[str]:
    decimals = matching_round.decimals
    now = [_value(name, value, decimals) for name, value in found.values.items()]
    rows = [["", *found.values], ["the plan", *now]]
    rows += [
        [_left_out(price, matching_round), *_cells(price, decimals)] for price in prices
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join([row[0].ljust(widths[0]), *cells[1:]])


def _left_out(price: RulePrice, matching_round: Round) -> str:
    kind = "" if price.kind == "rule" else "objective "
    name = _called(price, matching_round)
    return f"without {kind}{name}{'' if price.exact else ' ~'}"


def _cells(price: RulePrice, decimals: int) -> list[str]:
    return [
        f"{_value(name, value, decimals)} {_difference(price, name, decimals)}"
        for name, value in price.values.items()
    ]


def _difference(price: RulePrice, name: str, decimals: int) -> str:
    gain = price.gain[name]
    if gain is None:
        return "(?)"
    if gain == 0:
        return "(same)"
    amount = amount_text(name, abs(gain), decimals)
    return f"({amount} {'better' if gain > 0 else 'worse'})"


def _value(objective: str, value: int | None, decimals: int) -> str:
    return "none" if value is None else amount_text(objective, value, decimals)
