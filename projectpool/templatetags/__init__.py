"""Words of the pool for its pages."""
