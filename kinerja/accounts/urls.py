"""Paths below /profil/."""

from django.urls import path

from kinerja.accounts.views import factors, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("tampilan/", profile.display, name="display"),
    path("perangkat/", profile.devices, name="devices"),
    path("perangkat/keluarkan/", profile.end_others, name="end_others"),
    path("perangkat/<int:sign_in>/keluarkan/", profile.end_device, name="end_device"),
    path("faktor/", factors.factors, name="factors"),
    path("faktor/autentikator/", factors.add_totp, name="add_totp"),
    path("faktor/kunci-sandi/", factors.add_passkey, name="add_passkey"),
    path("faktor/kode-pemulihan/", factors.codes, name="codes"),
    path("faktor/tantangan/", factors.challenge, name="challenge"),
    path("faktor/<int:factor>/nama/", factors.rename, name="rename_factor"),
    path("faktor/<int:factor>/lepas/", factors.remove, name="remove_factor"),
]
