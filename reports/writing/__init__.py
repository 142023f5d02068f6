"""What people write of a report, without a single number: its outline and the placeholders in its texts."""
