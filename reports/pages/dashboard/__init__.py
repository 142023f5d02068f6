"""The national dashboard of a round."""
