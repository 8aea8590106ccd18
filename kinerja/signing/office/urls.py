from django.urls import path

from kinerja.signing.office import views

app_name = "signing_office"
urlpatterns = [
    path("<slug:office>/tanda-tangan/", views.setup, name="setup"),
    path("<slug:office>/tanda-tangan/periksa/", views.check, name="check"),
    path("<slug:office>/tanda-tangan/nik/<int:user>/", views.nik, name="nik"),
]
