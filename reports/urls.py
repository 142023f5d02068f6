"""Addresses of figures and reports. Programmes link to them: extend, do not rename."""

from django.urls import path, re_path

from .views import (
    comparing,
    copy,
    crossing,
    dashboard,
    data,
    factsheets,
    figure,
    keeping,
    keeping_targets,
    letter,
    pool,
    region,
    report,
    start,
)

app_name = "reports"
urlpatterns = [
    path("", start.start, name="start"),
    path("dashboard/", dashboard.national, name="national"),
    path("dashboard/<slug:slug>/", dashboard.block, name="block"),
    path("cijfers/", figure.figure_list, name="figures"),
    path("cijfers/<slug:key>/", figure.figure, name="figure"),
    path("cijfers/<slug:key>/<str:name>", figure.download, name="figure_file"),
    path("vergelijken/", comparing.comparing, name="comparing"),
    path("vergelijken/<str:name>", comparing.download, name="comparing_file"),
    path("kruisen/", crossing.crossing, name="crossing"),
    path("kruisen/<str:name>", crossing.download, name="crossing_file"),
    path("rapportages/", report.report_list, name="reports"),
    path("rapportages/<slug:slug>/", report.report, name="report"),
    path("rapportages/<slug:slug>/voortgang/", report.progress, name="progress"),
    path("rapportages/<slug:slug>/<str:name>", report.download, name="download"),
    path("data/", data.data, name="data"),
    path("data/catalogus.<str:kind>", data.catalogue, name="catalogue"),
    path("data/reeks/", data.series, name="data_series"),
    path("data/reeks/<str:name>", data.series_file, name="series_file"),
    path("data/<slug:slug>/<int:number>/", data.version, name="data_version"),
    path("data/<slug:slug>/<int:number>/<str:name>", data.version_file, name="data_file"),
    path("regio/", region.region_list, name="regions"),
    path("regio/factsheets.zip", factsheets.factsheets_file, name="factsheets_file"),
    path("regio/factsheets/", factsheets.factsheets, name="factsheets"),
    path("regio/<slug:slug>/", region.region, name="region"),
    path("regio/<slug:slug>/factsheet.pdf", region.region_sheet, name="factsheet"),
    path("projectenpool/projecten/<str:name>", pool.register_file, name="register_file"),
    path("ronde/<slug:key>/<slug:region>/kopie.pdf", copy.copy, name="copy"),
    path("projectenpool/aanvragen/<int:pk>/brief.pdf", letter.letter, name="letter"),
    path(
        "projectenpool/aanvragen/<int:pk>/besluiten/<int:decision>/brief.pdf",
        letter.letter,
        name="earlier_letter",
    ),
    path("beheer/bouwstenen/", keeping.blocks, name="keep_blocks"),
    path("beheer/bouwstenen/<slug:block>/", keeping.block, name="keep_block"),
    path("beheer/bouwstenen/<slug:block>/volgorde/", keeping.order, name="order_milestones"),
    path("beheer/bouwstenen/<slug:block>/mijlpaal/", keeping.add_milestone, name="add_milestone"),
    path("beheer/bouwstenen/<slug:block>/mijlpaal/<int:pk>/", keeping.milestone, name="keep_milestone"),
    path(
        "beheer/bouwstenen/<slug:block>/mijlpaal/<int:pk>/wijzigen/", keeping.change, name="change_milestone"
    ),
    path(
        "beheer/bouwstenen/<slug:block>/mijlpaal/<int:pk>/verplaatsen/", keeping.move, name="move_milestone"
    ),
    path("beheer/bouwstenen/<slug:block>/mijlpaal/<int:pk>/sluiten/", keeping.close, name="close_milestone"),
    path("beheer/bouwstenen/<slug:block>/mijlpaal/<int:pk>/terug/", keeping.reopen, name="reopen_milestone"),
    path("beheer/bouwstenen/<slug:block>/doel/", keeping_targets.add_target, name="add_target"),
    path("beheer/bouwstenen/<slug:block>/doel/<int:pk>/", keeping_targets.target, name="keep_target"),
    path(
        "beheer/bouwstenen/<slug:block>/doel/<int:pk>/wijzigen/", keeping_targets.change, name="change_target"
    ),
    path("beheer/bouwstenen/<slug:block>/doel/<int:pk>/vervallen/", keeping_targets.end, name="end_target"),
    re_path(r"^grafieken/(?P<hash_>[0-9a-f]{64})\.svg$", report.chart, name="chart"),
]
