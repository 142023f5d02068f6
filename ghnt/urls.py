"""Every address of the product; each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from . import example_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("gezond/", views.healthy, name="health"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("taal/", set_language, name="set_language"),
    path("mijn-werk/", views.my_work, name="my_work"),
    path("beheer/", views.manage, name="manage"),
    path("voorbeeld/", example_views.people, name="example"),
    path("voorbeeld/inloggen/", example_views.sign_in, name="example_sign_in"),
    path("voorbeeld/post/", example_views.post, name="example_post"),
    path("voorbeeld/post/<int:number>/", example_views.letter, name="example_letter"),
    path("api/", views.api_page, name="api_page"),
    path("api/", include("ghnt.api.urls")),
    path("", include("accounts.urls")),
    path("", include("roundtables.urls")),
    path("", include("projectpool.urls")),
    path("", include("reports.urls")),
]
