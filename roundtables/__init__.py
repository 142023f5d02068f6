"""Rounds: regions answer, the programme settles, a snapshot keeps what was counted.

Where is what. The wall, filling in and reviewing know nothing of each other; a check holds that.

    models       what is stored: rounds, who takes part, responses, reviews, snapshots
    counts       a round as plain data, read live or from a snapshot (`snapshots`), with what another room
                 answers (`elsewhere`); `last_time`, `skips`, `standing`, `plausibility`, `threads` and
                 `register` read on from it
    filling      a region fills in: its desk, a section as a page, what it is about to hand in
    reviewing    the programme reviews: a region as a page, free texts side by side, what will be counted
    wall         where every region stands, and who to call today
    work         what waits for somebody in a round
    importing, exporting
                 answers in and out as files
    actions      what changes a round; `forms`, `views`, `api`, `tasks` lead there
"""
