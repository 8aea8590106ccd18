from django.urls import path

from kinerja.letters.views import letters, numbering

app_name = "letters"
urlpatterns = [
    path("berkas/<int:pk>/naskah/", letters.letters, name="list"),
    path("berkas/<int:pk>/nomor-laporan/", numbering.of_report, name="report_number"),
    path("naskah/<int:letter>/", letters.letter, name="letter"),
    path("naskah/<int:letter>/naskah.pdf", letters.pdf, name="pdf"),
    path("naskah/<int:letter>/batal/", letters.cancel, name="cancel"),
    path("naskah/<int:letter>/perbaikan/", letters.correct, name="correct"),
    path("naskah/<int:letter>/nomor/", letters.number, name="number"),
    path("pengaturan/<slug:office>/penomoran/", numbering.book, name="register"),
    path("pengaturan/<slug:office>/penomoran/buku.xlsx", numbering.as_xlsx, name="register_xlsx"),
    path("pengaturan/<slug:office>/penomoran/buku.csv", numbering.as_csv, name="register_csv"),
    path("pengaturan/<slug:office>/penomoran/<slug:kind>/", numbering.scheme, name="scheme"),
]
