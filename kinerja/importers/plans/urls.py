"""Paths of the workbook of indicators and targets."""

from django.urls import path

from kinerja.importers.plans import views

app_name = "plans"
urlpatterns = [
    path("<slug:office>/target/<year:year>/impor/", views.load, name="load"),
    path("<slug:office>/target/<year:year>/impor/simpan/", views.keep, name="keep"),
    path("<slug:office>/target/<year:year>/indikator-target.xlsx", views.download, name="download"),
]
