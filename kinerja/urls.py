"""Every path of the application."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from kinerja.accounts.views.entering import second_factor
from kinerja.common.views import admin_login

urlpatterns = [
    path("pengaturan/indikator/", include("kinerja.indicators.urls")),
    path("pengaturan/indikator/", include("kinerja.importers.plans.urls")),
    path("pengaturan/", include("kinerja.signing.office.urls")),
    path("", include("kinerja.common.urls")),
    path("", include("kinerja.archive.urls")),
    path("", include("kinerja.insights.urls")),
    path("", include("kinerja.submissions.urls")),
    path("", include("kinerja.submissions.assigning.urls")),
    path("pengaturan/<slug:office>/", include("sop.offices.urls")),
    path("pengaturan/<slug:office>/", include("sop.offices.worktime.urls")),
    path("", include("kinerja.handover.urls")),
    path("", include("kinerja.letters.urls")),
    path("kepatuhan/", include("kinerja.compliance.urls")),
    path("bukti-akip/", include("kinerja.akip.urls")),
    path("pemberitahuan/", include("kinerja.notifications.urls")),
    path("", include("kinerja.submissions.feed.urls")),
    path("pengaturan/", include("kinerja.notifications.hooks.urls")),
    path("pengaturan/", include("kinerja.submissions.windows.urls")),
    path("pekerjaan/", include("kinerja.jobs.urls")),
    path("masuk/", account.login, name="account_login"),
    path("masuk/faktor-kedua/", second_factor, name="mfa_authenticate"),
    path("masuk/kunci-sandi/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("profil/", include("kinerja.accounts.urls")),
    path("pengaturan/<slug:office>/", include("kinerja.accounts.resets.urls")),
    path("keluar/", account.logout, name="account_logout"),
    path("konfirmasi-sandi/", account.reauthenticate, name="account_reauthenticate"),
    path("ganti-sandi/", account.password_change, name="account_change_password"),
    path("v/", include("kinerja.signing.urls")),
    path("", include("kinerja.importers.urls")),
    path("sop/", include("sop.procedures.urls")),
    path("sop/", include("sop.flowchart.urls")),
    path("admin/login/", admin_login),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]

handler403 = "kinerja.common.views.denied"
handler404 = "kinerja.common.views.not_found"
handler429 = "kinerja.common.views.too_many"
handler500 = "kinerja.common.views.failed"
