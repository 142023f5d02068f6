"""The reading side, and the writing of reports: figures, wording, charts, documents, publication."""
