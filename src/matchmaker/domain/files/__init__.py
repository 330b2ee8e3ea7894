"""
A round as files: the rows of its tables, and the keys of `round.toml`.

Whoever writes rounds takes the cells from here. They stand under the headings that
every reader knows.
"""

from matchmaker.domain.files.cells import Cells as Cells
from matchmaker.domain.files.cells import setting_cells as setting_cells
from matchmaker.domain.files.cells import supporter_cells as supporter_cells
from matchmaker.domain.files.facts import facts_of as facts_of
from matchmaker.domain.files.tables import tables_of as tables_of
from matchmaker.domain.files.text import cell_text as cell_text
from matchmaker.domain.files.text import safe as safe
from matchmaker.domain.files.text import write_csv as write_csv
from matchmaker.domain.files.toml_text import toml_text as toml_text
