"""Component by component, where loads are of a few sizes: branching on counts."""
