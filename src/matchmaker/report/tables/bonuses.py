"""What pairings earn together: one row a bonus earned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.plan import EarnedBonus
from matchmaker.reasons import why_bonus
from matchmaker.report.bonuses import bonus_words
from matchmaker.report.names import Names
from matchmaker.report.points import in_users_unit
from matchmaker.report.speech import plain
from matchmaker.report.table import Cell, Column, Table, text_list
from matchmaker.report.tables.asker_columns import asker_columns

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved

COLUMNS = (
    Column("Bonus", width=16),
    Column("In common", width=16),
    Column("Place", width=24),
    Column("Supporters", width=24),
    Column("Points", "exact", 9),
    Column("Why", "words", 80),
)


def bonuses_table(solved: Solved) -> Table:
    """One row for each bonus earned, in the plan's order."""
    columns = (*asker_columns(solved.round.programme, 11, 26), *COLUMNS)
    return Table(columns, tuple(_row(earned, solved) for earned in solved.plan.bonuses))


def _row(earned: EarnedBonus, solved: Solved) -> tuple[Cell, ...]:
    words, why = bonus_words(earned.bonus), why_bonus(solved, earned)
    return (
        earned.setting,
        solved.round.setting_by_id[earned.setting].name,
        words.LABEL,
        plain(earned.by),
        earned.value,
        text_list(list(dict.fromkeys(comer.supporter for comer in why.comers))),
        in_users_unit(earned.points, solved.round.decimals),
        words.sentence(why, Names(solved.round)),
    )
