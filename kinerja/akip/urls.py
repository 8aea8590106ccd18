from django.urls import path

from kinerja.akip import views

app_name = "akip"
urlpatterns = [
    path("<slug:office>/<int:year>/", views.page, name="page"),
    path("<slug:office>/<int:year>/unduh.zip", views.as_zip, name="zip"),
    path("<slug:office>/<int:year>/indeks.pdf", views.as_pdf, name="pdf"),
    path("<slug:office>/<int:year>/susun/", views.order_pack, name="order"),
]
