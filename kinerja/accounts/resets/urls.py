"""Paths in the settings of an office: asking for a reset, and deciding it as a second person."""

from django.urls import path

from kinerja.accounts.resets import views

app_name = "resets"
urlpatterns = [
    path("reset/", views.requests, name="requests"),
    path("reset/<int:reset>/", views.decide, name="decide"),
    path("reset/<int:reset>/tarik/", views.withdraw, name="withdraw"),
    path("reset/<int:reset>/sandi/", views.make_password, name="make_password"),
    path("pegawai/<int:person>/faktor/", views.factors, name="factors"),
    path("pegawai/<int:person>/sandi/", views.password, name="password"),
]
