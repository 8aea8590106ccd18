"""Paths of the SOPs."""

from django.urls import include, path

from sop.procedures import views

app_name = "procedures"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<int:pk>/", views.sheet, name="sheet"),
    path("", include("sop.procedures.editing.urls")),
]
