from django.urls import path

from kinerja.common import views

app_name = "common"
urlpatterns = [
    path("bantuan/", views.help_page, name="help"),
    path("gaya/", views.style_guide, name="style"),
    path("pengaturan/", views.settings_home, name="settings"),
    path("pengaturan/<slug:office>/", views.office_settings, name="office_settings"),
    path("perpanjang/", views.extend, name="extend"),
    path("sehat/", views.health_check, name="health"),
    path("sudah-masuk/", views.signed_in, name="signed_in"),
]
