"""Every address of the product; each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("gezond/", views.healthy, name="health"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("taal/", set_language, name="set_language"),
    path("", include("reports.urls")),
]
