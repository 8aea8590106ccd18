from django.urls import path

from kinerja.handover import receipt_views, views

app_name = "handover"
urlpatterns = [
    path("pengaturan/<slug:office>/serah-terima/", views.mappings, name="mappings"),
    path("pengaturan/<slug:office>/serah-terima/baru/", views.new, name="new_mapping"),
    path("pengaturan/<slug:office>/serah-terima/<int:mapping>/", views.change, name="mapping"),
    path("pengaturan/<slug:office>/serah-terima/<int:mapping>/lihat/", views.preview, name="preview"),
    path("berkas/<int:pk>/serah-terima/", receipt_views.file, name="file"),
    path("berkas/<int:pk>/serah-terima/catat/", receipt_views.add, name="add_receipt"),
    path(
        "berkas/<int:pk>/serah-terima/tanda-terima/<int:receipt>/", receipt_views.picture, name="receipt_file"
    ),
    path("berkas/<int:pk>/serah-terima/<int:mapping>.xlsx", views.as_xlsx, name="xlsx"),
    path("berkas/<int:pk>/serah-terima/<int:mapping>.csv", views.as_csv, name="csv"),
]
