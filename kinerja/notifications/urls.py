from django.urls import path

from kinerja.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="list"),
    path("dibaca/", views.read, name="read"),
    path("surel/", views.choice, name="choice"),
]
