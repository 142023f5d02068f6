"""The project pool: calls, applications, assessment, decisions, projects and their reports.

Where is what. A package imports only from those above it here, and the four steps know nothing of each other;
a check holds that.

    models       what is stored: pools and their printed tables, calls, applications, decisions, projects
    money, moments, sheet_page
                 what all steps use: eurocents, moments to the second, an answer sheet as a page
    register     every project of every pool, as everybody may know it
    applying     a call and an application as pages, what it lacks, its budget, its plan in Word
    weighing     what assessors gave, the applications in order, what was decided
    following    projects that run: their pages, their reports, who is late
    tables       themes against regions: as printed, or worked out from projects; for a region, for a block
    work         what waits for somebody in every step
    overview     the first page of the pool
    actions      what changes it; `forms`, `views`, `api`, `tasks` lead there
"""
