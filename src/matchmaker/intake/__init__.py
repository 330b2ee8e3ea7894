"""Intake: spreadsheets and programme files in, a frozen round and its problems out."""

from matchmaker.intake.gias import read_gias as read_gias
from matchmaker.intake.ledger_template import (
    write_ledger_template as write_ledger_template,
)
from matchmaker.intake.nurseries import read_nurseries as read_nurseries
from matchmaker.intake.problems_file import write_problems as write_problems
from matchmaker.intake.programme_file import parse_programme as parse_programme
from matchmaker.intake.programme_file import read_programme as read_programme
from matchmaker.intake.programme_file import shipped_programmes as shipped_programmes
from matchmaker.intake.round_files import (
    settings_to_round_files as settings_to_round_files,
)
from matchmaker.intake.round_reader import Reading as Reading
from matchmaker.intake.round_reader import read_round as read_round
from matchmaker.intake.round_writer import write_round as write_round
from matchmaker.intake.shared import doubts_between as doubts_between
from matchmaker.intake.strays import with_strays_placed as with_strays_placed
from matchmaker.intake.template import write_template as write_template
