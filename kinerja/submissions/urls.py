from django.urls import path

from kinerja.submissions.evidence import views as evidence
from kinerja.submissions.views import (
    acts,
    asking_back,
    attending,
    case,
    check,
    entry,
    filing,
    forms,
    listing,
    papers,
    returning,
    sent,
    signing,
    verification,
)

app_name = "submissions"
urlpatterns = [
    path("pengisian/", listing.files, name="list"),
    path("pengisian/mulai/", listing.start, name="start"),
    path("berkas/<int:pk>/", case.detail, name="detail"),
    path("berkas/<int:pk>/uraian/", case.narrative, name="narrative"),
    path("berkas/<int:pk>/laporan.pdf", papers.report, name="report"),
    path("berkas/<int:pk>/langkah/<int:step_run>/", acts.act, name="act"),
    path("berkas/<int:pk>/kembalikan/<int:step_run>/", returning.send_back, name="return"),
    path("berkas/<int:pk>/tandatangan/<int:step_run>/", signing.sign, name="sign"),
    path("berkas/<int:pk>/arsipkan/<int:step_run>/", filing.file, name="file"),
    path("berkas/<int:pk>/isian/<int:unit>/", entry.entry, name="entry"),
    path("berkas/<int:pk>/isian/<int:unit>/periksa/", check.check, name="check"),
    path("berkas/<int:pk>/isian/<int:unit>/minta/", asking_back.ask, name="ask_back"),
    path("berkas/<int:pk>/isian/<int:unit>/formulir.pdf", forms.form_pdf, name="form_pdf"),
    path("berkas/<int:pk>/isian/<int:unit>/formulir.xlsx", forms.form_xlsx, name="form_xlsx"),
    path("berkas/<int:pk>/terkirim/<int:step_run>/", sent.sent, name="sent"),
    path("berkas/<int:pk>/terkirim/<int:step_run>/bukti.pdf", sent.receipt_pdf, name="receipt"),
    path("berkas/<int:pk>/tarik/<int:step_run>/", sent.withdraw, name="withdraw"),
    path("berkas/<int:pk>/isian/<int:unit>/bukti/<int:figure>/", evidence.row, name="evidence"),
    path("berkas/<int:pk>/bukti/<int:evidence>/", evidence.download, name="evidence_file"),
    path("berkas/<int:pk>/bukti/<int:evidence>/keterangan/", evidence.describe, name="evidence_describe"),
    path("berkas/<int:pk>/bukti/<int:evidence>/hapus/", evidence.remove, name="evidence_remove"),
    path("berkas/<int:pk>/bukti/<int:evidence>/pulihkan/", evidence.restore, name="evidence_restore"),
    path("berkas/<int:pk>/verifikasi/<int:step_run>/", verification.verify, name="verify"),
    path("berkas/<int:pk>/verifikasi/<int:step_run>/nilai/", verification.judge_row, name="judge"),
    path("berkas/<int:pk>/langkah/<int:step_run>/hadir/", attending.beat, name="attend"),
]
