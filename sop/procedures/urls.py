"""Paths of the SOPs."""

from django.urls import include, path

from sop.procedures import views

app_name = "procedures"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<int:pk>/", views.sheet, name="sheet"),
    path("<int:pk>/bandingkan/", views.compare, name="compare"),
    path("<int:pk>/unduh.yaml", views.as_yaml, name="as_yaml"),
    path("<int:pk>/unduh.json", views.as_json, name="as_json"),
    path("", include("sop.procedures.editing.urls")),
]
