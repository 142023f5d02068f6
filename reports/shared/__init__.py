"""What several pages say alike: the card of a figure, strips, maps, moves, states."""
