"""What `make` runs: starting the product, its tests and its environment. Not part of the product itself."""
