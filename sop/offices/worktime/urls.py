"""Paths of the working time of an office, below /pengaturan/<office>/."""

from django.urls import path

from sop.offices.worktime import views

app_name = "worktime"
urlpatterns = [
    path("jam-kerja/", views.worktime, name="worktime"),
    path("jam-kerja/aturan/", views.rules, name="rules"),
    path("jam-kerja/coba/", views.trial, name="trial"),
    path("jam-kerja/libur/baru/", views.new_day, name="new_day"),
    path("jam-kerja/libur/nasional/", views.national, name="national"),
    path("jam-kerja/libur/<int:day>/hapus/", views.drop_day, name="drop_day"),
    path("jam-kerja/minggu/<slug:key>/", views.week, name="week"),
    path("jam-kerja/minggu/<slug:key>/hapus/", views.drop_week, name="drop_week"),
]
