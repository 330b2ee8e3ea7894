"""
Seeded, plausible, fictitious rounds for tests, benchmarks and demonstrations.

No real people: names are made up, e-mail addresses end in the reserved
`example.org`. Places are real outcodes, so that distances mean something. Equal
seeds give equal rounds, and equal bytes in files, on every machine: chance is
drawn in whole numbers only (see `matchmaker.generate.dice`).
"""

from matchmaker.generate.dirt import RATES as RATES
from matchmaker.generate.dirt import Injected as Injected
from matchmaker.generate.files import generate_files as generate_files
from matchmaker.generate.files import write_round as write_round
from matchmaker.generate.files import write_supporters as write_supporters
from matchmaker.generate.given import generate_given as generate_given
from matchmaker.generate.requests import generate_requests as generate_requests
from matchmaker.generate.rounds import generate_round as generate_round
from matchmaker.generate.settings import generate_settings as generate_settings
from matchmaker.generate.supporters import generate_supporters as generate_supporters
