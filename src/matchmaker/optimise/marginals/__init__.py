"""
What the best plan hangs on: prices, regrets, swap chains, shortages.

Import what you need from the modules: `marginals_of` from
`matchmaker.optimise.marginals.marginals`, and so on. Nothing is imported here.
The arithmetic is that of the residual graph of a flow; what lies outside the flow
class is asked of the solver again (`resolve`).
"""
