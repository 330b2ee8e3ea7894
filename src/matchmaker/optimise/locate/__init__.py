"""
Where area leads should sit: whom of the candidates to appoint, and who leads whom.

`posts` says what is asked; `bounds` and `fillings` find what prices show, `climb`
good prices and arrangements (`arrange`), `closing` an arrangement where prices led to
none, `kernel` settles what they leave open, `one` puts these together, `leads` asks
for a round and reads the answer, `parts` and `locate` share a number of appointments out
among parts of the country, and `obstacles` says why nobody could. What prices show is
added up again in `matchmaker.certify.appointments`.
"""

from matchmaker.optimise.locate.answer import Appointments as Appointments
from matchmaker.optimise.locate.locate import locate as locate
from matchmaker.optimise.locate.obstacles import Obstacles as Obstacles
from matchmaker.optimise.locate.obstacles import find_obstacles as find_obstacles
from matchmaker.optimise.locate.posts import Posts as Posts
