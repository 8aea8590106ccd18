from django.urls import path

from kinerja.signing import views

app_name = "signing"
urlpatterns = [
    path("", views.check, name="check"),
    path("<str:code>/", views.verdict, name="verdict"),
]
