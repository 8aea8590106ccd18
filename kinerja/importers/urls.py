"""Paths of loading SOPs."""

from django.urls import path

from kinerja.importers import views

app_name = "importers"
urlpatterns = [
    path("muat/", views.load, name="load"),
    path("muat/putuskan/", views.decide, name="decide"),
    path("muat/alur.css", views.lines, name="lines"),
]
