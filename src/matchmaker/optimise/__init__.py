"""
Solving: the model over arrays, its engines, and the proof of each objective.

Import what you need from the modules: `matchmaker.optimise.solve.solve`,
`matchmaker.optimise.model.Model`, `matchmaker.optimise.outcome.SolveParams`.
Nothing is imported here, because OR-Tools is slow to load.
"""
