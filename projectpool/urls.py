"""Addresses of the project pool. What has a name of its own stands before what takes any key."""

from django.urls import URLPattern, path

from .views import (
    applications,
    assessing,
    calls,
    deciding,
    handing_in,
    overview,
    parts,
    plan,
    projects,
    questions,
    report_evidence,
    reporting,
    themes,
    word,
)

app_name = "projectpool"
urlpatterns: list[URLPattern] = [
    # Calls.
    path("projectenpool/openstellingen/", calls.call_list, name="calls"),
    path("projectenpool/openstellingen/nieuw/", calls.new_call, name="new_call"),
    path("projectenpool/openstellingen/<slug:call>/", calls.call, name="call"),
    path("projectenpool/openstellingen/<slug:call>/klok/", calls.clock, name="clock"),
    path("projectenpool/openstellingen/<slug:call>/wijzigen/", calls.change_call, name="change_call"),
    path("projectenpool/openstellingen/<slug:call>/bekendmaken/", calls.publish_call, name="publish_call"),
    path("projectenpool/openstellingen/<slug:call>/criterium/", calls.add_criterion, name="add_criterion"),
    path("projectenpool/openstellingen/<slug:call>/criterium/<int:pk>/", calls.criterion, name="criterion"),
    path("projectenpool/openstellingen/<slug:call>/document/", calls.add_document, name="add_document"),
    path("projectenpool/openstellingen/<slug:call>/document/<int:pk>/", calls.document, name="document"),
    path(
        "projectenpool/openstellingen/<slug:call>/document/<int:pk>/weghalen/",
        calls.remove_document,
        name="remove_document",
    ),
    path(
        "projectenpool/openstellingen/<slug:call>/document/<int:pk>/vrijgeven/",
        calls.release_document,
        name="release_document",
    ),
    path("projectenpool/openstellingen/<slug:call>/vraag/", questions.add_question, name="add_question"),
    path(
        "projectenpool/openstellingen/<slug:call>/vraag/<slug:question>/",
        questions.change_question,
        name="change_question",
    ),
    # Applications.
    path(
        "projectenpool/openstellingen/<slug:call>/aanvragen/",
        applications.new_application,
        name="new_application",
    ),
    path("projectenpool/aanvragen/", applications.applications, name="applications"),
    path("projectenpool/aanvragen/<int:pk>/", applications.application, name="application"),
    path("projectenpool/aanvragen/<int:pk>/regios/", parts.regions, name="regions"),
    path("projectenpool/aanvragen/<int:pk>/begroting/", parts.budget, name="budget"),
    path("projectenpool/aanvragen/<int:pk>/plan/", plan.plan, name="plan"),
    path("projectenpool/aanvragen/<int:pk>/plan.docx", word.download, name="plan_word"),
    path("projectenpool/aanvragen/<int:pk>/plan/inlezen/", word.read_in, name="read_plan"),
    path("projectenpool/aanvragen/<int:pk>/plan/<slug:question>/", plan.question, name="plan_question"),
    path(
        "projectenpool/aanvragen/<int:pk>/plan/<slug:question>/geschiedenis/",
        plan.history,
        name="plan_history",
    ),
    path("projectenpool/aanvragen/<int:pk>/akkoord/", handing_in.agreement, name="agreement"),
    path("projectenpool/aanvragen/<int:pk>/indienen/", handing_in.hand_in, name="hand_in"),
    path("projectenpool/aanvragen/<int:pk>/ontvangst/", applications.receipt, name="receipt"),
    path("projectenpool/aanvragen/<int:pk>/terugnemen/", handing_in.take_back, name="take_back"),
    path("projectenpool/aanvragen/<int:pk>/intrekken/", handing_in.withdraw, name="withdraw"),
    # Weighing: assessments, the ranking of a call, decisions, objections, instalments.
    path("projectenpool/beoordelen/", assessing.assessments, name="assessments"),
    path("projectenpool/beoordelen/<int:pk>/", assessing.assessment, name="assessment"),
    path("projectenpool/openstellingen/<slug:call>/beoordeling/", assessing.ranking, name="ranking"),
    path("projectenpool/aanvragen/<int:pk>/beoordelaars/", assessing.assign, name="assign"),
    path("projectenpool/aanvragen/<int:pk>/besluit/", deciding.decide, name="decide"),
    path("projectenpool/aanvragen/<int:pk>/bezwaar/", deciding.objection, name="objection"),
    path("projectenpool/aanvragen/<int:pk>/termijnen/", deciding.instalments, name="instalments"),
    # Projects, their reports and lessons.
    path("projectenpool/", overview.start, name="overview"),
    path("projectenpool/projecten/", projects.projects, name="projects"),
    path("projectenpool/projecten/<slug:key>/", projects.project, name="project"),
    path("projectenpool/projecten/<slug:key>/afsluiten/", projects.close, name="close_project"),
    path("projectenpool/projecten/<slug:key>/wijziging/", projects.new_change, name="new_change"),
    path("projectenpool/projecten/<slug:key>/wijziging/<int:pk>/", projects.change, name="change"),
    path("projectenpool/projecten/<slug:key>/verslag/<int:pk>/", reporting.report, name="report"),
    path(
        "projectenpool/projecten/<slug:key>/verslag/<int:pk>/indienen/",
        reporting.hand_in,
        name="hand_in_report",
    ),
    path(
        "projectenpool/projecten/<slug:key>/verslag/<int:pk>/afhandelen/",
        reporting.settle,
        name="settle_report",
    ),
    path(
        "projectenpool/projecten/<slug:key>/verslag/<int:pk>/vraag/<slug:question>/",
        reporting.question,
        name="report_question",
    ),
    path(
        "projectenpool/projecten/<slug:key>/verslag/<int:pk>/vraag/<slug:question>/geschiedenis/",
        reporting.history,
        name="report_history",
    ),
    path(
        "projectenpool/projecten/<slug:key>/verslag/<int:pk>/bewijs/<int:evidence>/",
        report_evidence.download,
        name="report_evidence",
    ),
    path(
        "projectenpool/projecten/<slug:key>/verslag/<int:pk>/bewijs/<int:evidence>/weghalen/",
        report_evidence.remove,
        name="remove_report_evidence",
    ),
    path(
        "projectenpool/projecten/<slug:key>/verslag/<int:pk>/bewijs/<slug:question>/",
        report_evidence.add,
        name="add_report_evidence",
    ),
    path("projectenpool/verslagen/", reporting.due, name="due"),
    path("projectenpool/verslagen/herinneren/", reporting.remind, name="remind_reports"),
    path("projectenpool/lessen/", projects.learned, name="lessons"),
    path("projectenpool/themas/<slug:pool>/", themes.themes, name="themes"),
]
