"""Paths of loading: SOPs with their workbooks, and filled forms."""

from django.urls import path

from kinerja.importers.views import downloads, loading, sheets

app_name = "importers"
urlpatterns = [
    path("sop/muat/", loading.load, name="load"),
    path("sop/muat/putuskan/", loading.decide, name="decide"),
    path("sop/muat/alur.css", loading.lines, name="lines"),
    path("sop/muat/templat.xlsx", downloads.blank, name="template"),
    path("sop/<int:pk>/sop.xlsx", downloads.filled, name="sop_xlsx"),
    path("berkas/<int:pk>/isian/<int:unit>/unggah/", sheets.upload, name="sheet"),
]
