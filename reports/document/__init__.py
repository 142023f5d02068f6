"""The report as a tree of typed blocks, and the forms that it takes: web page, PDF and sheets."""
