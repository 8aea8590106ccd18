from django.urls import path

from kinerja.insights.views import graphs, home, inbox, recap, search, sheets

app_name = "insights"
urlpatterns = [
    path("", home.home, name="home"),
    path("grafik/<slug:office>/<slug:name>.<slug:form>", graphs.graph, name="graph"),
    path("cari/", search.search, name="search"),
    path("tugas/", inbox.inbox, name="inbox"),
    path("rekap/", recap.recap, name="recap"),
    path("rekap/ingatkan/", recap.remind_units, name="remind"),
    path("rekap/cetak.pdf", recap.as_pdf, name="recap_pdf"),
    path("rekap/unduh.xlsx", recap.as_xlsx, name="recap_xlsx"),
    path("rekap/minta/", recap.order_file, name="recap_order"),
    path("sop/<int:pk>/cetak.pdf", sheets.as_pdf, name="sop_pdf"),
]
