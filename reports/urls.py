"""Addresses of figures and reports. Programmes link to them: extend, do not rename."""

from django.urls import path, re_path

from .views import figure, report, start

app_name = "reports"
urlpatterns = [
    path("", start.start, name="start"),
    path("cijfers/", figure.figure_list, name="figures"),
    path("cijfers/<slug:key>/", figure.figure, name="figure"),
    path("rapportages/", report.report_list, name="reports"),
    path("rapportages/<slug:slug>/", report.report, name="report"),
    path("rapportages/<slug:slug>/voortgang/", report.progress, name="progress"),
    path("rapportages/<slug:slug>/<str:name>", report.download, name="download"),
    re_path(r"^grafieken/(?P<hash_>[0-9a-f]{64})\.svg$", report.chart, name="chart"),
]
