"""Paths of assigned steps: the page of one step, and the list in the settings of the office."""

from django.urls import path

from kinerja.submissions.assigning import views

app_name = "assigning"
urlpatterns = [
    path("berkas/<int:pk>/tugaskan/<int:step_run>/", views.assign, name="assign"),
    path("pengaturan/<slug:office>/tanpa-pelaksana/", views.orphans, name="orphans"),
]
