from django.urls import path

from kinerja.compliance.views import evaluation, figures, home, log

app_name = "compliance"
urlpatterns = [
    path("", home.home, name="home"),
    path("<int:sop>/", figures.page, name="page"),
    path("<int:sop>/langkah/", figures.steps, name="steps"),
    path("<int:sop>/angka.csv", figures.as_csv, name="csv"),
    path("<int:sop>/alur/", log.ways, name="ways"),
    path("<int:sop>/log.csv", log.as_csv, name="log_csv"),
    path("<int:sop>/log.xes", log.as_xes, name="log_xes"),
    path("<int:sop>/laporan.pdf", evaluation.report_pdf, name="report"),
    path("<int:sop>/evaluasi/<int:year>/", evaluation.evaluation, name="evaluation"),
    path("<int:sop>/evaluasi/<int:year>/mulai/", evaluation.begin, name="begin_evaluation"),
    path("<int:sop>/evaluasi/<int:year>/perbaiki/", evaluation.correct, name="correct_evaluation"),
    path("<int:sop>/evaluasi/<int:year>/cetak.pdf", evaluation.as_pdf, name="evaluation_pdf"),
]
