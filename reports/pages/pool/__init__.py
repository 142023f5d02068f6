"""What the project pool gives away: letters with decisions, and the register as rows."""
