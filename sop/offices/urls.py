"""Paths in the settings of an office, below /pengaturan/<office>/: its posts, people and appointments."""

from django.urls import path

from sop.offices.views import appointments, people, posts

app_name = "offices"
urlpatterns = [
    path("jabatan/", posts.posts, name="posts"),
    path("pegawai/baru/", people.new_person, name="new_person"),
    path("pegawai/<int:person>/", people.person, name="person"),
    path("pegawai/<int:person>/akun/", people.switch, name="switch_person"),
    path("penugasan/", appointments.appointments, name="appointments"),
    path("penugasan/baru/", appointments.new_appointment, name="new_appointment"),
    path("penugasan/<int:appointment>/akhiri/", appointments.end_appointment, name="end_appointment"),
]
