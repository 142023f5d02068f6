"""Pages about figures and reports. They find, ask the reading side and show; they count nothing."""
