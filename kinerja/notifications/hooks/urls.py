from django.urls import path

from kinerja.notifications.hooks import views

app_name = "office_notices"
urlpatterns = [
    path("<slug:office>/surel/", views.page, name="page"),
    path("<slug:office>/surel/kunci/", views.renew, name="renew"),
    path("<slug:office>/surel/uji/", views.probe, name="probe"),
    path("<slug:office>/surel/kirim-ulang/", views.resend, name="resend"),
]
