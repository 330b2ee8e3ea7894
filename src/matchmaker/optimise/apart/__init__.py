"""Branch and cut, component by component, where loads are of a few sizes."""
