"""The pages on which people keep building blocks: milestones and targets."""
