"""The open data of a report version: its figures and its codebook as files, and the catalogue of all of them.

Made once from the snapshots and rules that the version pins, then kept as they are. Counts only, in no file
the name of a region.
"""
