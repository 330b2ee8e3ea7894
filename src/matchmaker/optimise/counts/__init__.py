"""
Budgets and quotas over classes of requests: a search over how many each class gets.

Where a rule speaks of classes (a region's mentoring requests, say), a plan keeps it or
breaks it by its counts alone: how many pairings each class has. With the counts fixed,
the rest is a flow. So the flow says what counts are worth, its prices bound what all
other counts are worth, and a small search over counts closes in from both sides.
"""
