"""Paths of loading SOPs, and of their workbooks."""

from django.urls import path

from kinerja.importers.views import downloads, loading

app_name = "importers"
urlpatterns = [
    path("muat/", loading.load, name="load"),
    path("muat/putuskan/", loading.decide, name="decide"),
    path("muat/alur.css", loading.lines, name="lines"),
    path("muat/templat.xlsx", downloads.blank, name="template"),
    path("<int:pk>/sop.xlsx", downloads.filled, name="sop_xlsx"),
]
