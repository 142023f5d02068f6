"""The reading side, and the writing of reports: figures, wording, charts, documents, publication.

Where is what, in the order in which data goes through it. A package imports only from those above it here;
a check holds that.

    figures      how many regions an indicator counts in a round, with the honest base
    wording      the sentences that carry a figure
    charts       one definition for the page and for print
    reading      what one reader reads of the rounds, by name or not; what a report reads in one pass
    document     the report as a tree of blocks, and its forms: web page, PDF (`typst/`), sheets
    writing      what people write of a report: outline, placeholders, numbers that nobody types
    building     outline and facts become a document, and the files of a version
    shared       what several pages say alike: the card of a figure, strips, maps, moves, states
    pages        what each page shows, and the files that it gives away: `dashboard`, `block`, `figure`,
                 `crossing`, `comparing`, `region`, `keeping`, `report`, `pool`
    open_data    a version as data sets, and their catalogue
    views, api   find for this reader, ask a page or the reading, and send

Beside them stands what each room has: `models`, `actions`, `forms`, `tasks`, `importing`, `errors`.
"""
