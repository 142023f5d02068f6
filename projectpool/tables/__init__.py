"""Themes against regions, as printed or worked out from projects; what follows for a region or a block."""
