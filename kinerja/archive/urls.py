from django.urls import path

from kinerja.archive.views import bundles, disposals, search, settings

app_name = "archive"
urlpatterns = [
    path("arsip/", search.archive, name="list"),
    path("arsip/berkas/<int:pk>/unduh.zip", bundles.case, name="bundle"),
    path("arsip/<slug:office>/<int:year>/unduh.zip", bundles.year, name="year"),
    path("arsip/<slug:office>/<int:year>/minta/", bundles.order_year, name="order_year"),
    path("arsip/<slug:office>/musnah/", disposals.disposals, name="disposals"),
    path("arsip/<slug:office>/musnah/usul/", disposals.propose, name="propose"),
    path("arsip/<slug:office>/musnah/<int:disposal>/", disposals.disposal, name="disposal"),
    path("arsip/<slug:office>/musnah/<int:disposal>/batal/", disposals.cancel, name="cancel_disposal"),
    path("arsip/<slug:office>/musnah/<int:disposal>/catat/", disposals.record, name="record_disposal"),
    path("arsip/<slug:office>/musnah/<int:disposal>/cetak.pdf", disposals.paper, name="disposal_paper"),
    path("arsip/<slug:office>/musnah/<int:disposal>/berita-acara.pdf", disposals.scan, name="disposal_scan"),
    path("pengaturan/<slug:office>/klasifikasi/", settings.classifications, name="classifications"),
    path("pengaturan/<slug:office>/klasifikasi/contoh/", settings.examples, name="classification_examples"),
    path("pengaturan/<slug:office>/klasifikasi/baru/", settings.new, name="new_classification"),
    path(
        "pengaturan/<slug:office>/klasifikasi/<int:classification>/", settings.change, name="classification"
    ),
]
