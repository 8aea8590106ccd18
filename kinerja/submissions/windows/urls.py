from django.urls import path

from kinerja.submissions.windows import views

app_name = "periods"
urlpatterns = [
    path("<slug:office>/periode/", views.page, name="page"),
    path("<slug:office>/periode/<int:obligation>/", views.rule, name="rule"),
    path("<slug:office>/periode/<int:obligation>/perpanjang/", views.extend, name="extend"),
    path("<slug:office>/periode/perpanjangan/<int:extension>/cabut/", views.revoke, name="revoke"),
]
