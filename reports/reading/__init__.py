"""What one reader reads: rounds with their figures, the answers behind them, and who may know whose."""
