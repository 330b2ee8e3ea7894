"""
Hours, terms and money: arithmetic over a plan.

Nothing here touches a pairing: accounts read a plan and records of what was done,
and add up. Money is whole pence and time whole minutes. Rates and limits are tables
that say from when to when each row holds and where it comes from; whatever has no
row raises, for nothing is paid on a guess.
"""

from matchmaker.accounts.areas import PayAreas as PayAreas
from matchmaker.accounts.books import Books as Books
from matchmaker.accounts.books import books_of_ledger as books_of_ledger
from matchmaker.accounts.books import books_of_plan as books_of_plan
from matchmaker.accounts.books import has_accounts as has_accounts
from matchmaker.accounts.forecast import final_forecast as final_forecast
from matchmaker.accounts.forecast import initial_forecast as initial_forecast
from matchmaker.accounts.lines import Line as Line
from matchmaker.accounts.pay_list import pay_list as pay_list
from matchmaker.accounts.round_names import mentors_of as mentors_of
from matchmaker.accounts.round_names import providers_of as providers_of
from matchmaker.accounts.sample import assurance_sample as assurance_sample
from matchmaker.accounts.tables import RateTables as RateTables
from matchmaker.accounts.tables import write_tables as write_tables
from matchmaker.accounts.years import Calendar as Calendar
