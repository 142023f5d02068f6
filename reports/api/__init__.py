"""What the API tells of rounds, questionnaires, indicators, figures and reports: thin over `Reading`.

The public reads what a published report shows; with a token a reader gets what the policy allows them, as on
the pages. Names of regions come from the reading alone.
"""
