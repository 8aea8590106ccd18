from django.urls import path

from kinerja.signing import views

app_name = "signing"
urlpatterns = [
    path("", views.check, name="check"),
    path("otoritas.crt", views.root, name="root"),
    path("otoritas.crl", views.revoked, name="revoked"),
    path("<str:code>/", views.verdict, name="verdict"),
]
