"""Registers the workbenches of this app's packages, and names the administration."""

from allauth.account import admin as accounts
from allauth.account.models import EmailAddress
from allauth.mfa import admin as factors
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin

from kinerja.akip import admin as akip
from kinerja.archive import admin as archive
from kinerja.compliance import admin as compliance
from kinerja.handover import admin as handover
from kinerja.indicators import admin as indicators
from kinerja.jobs import admin as jobs
from kinerja.letters import admin as letters
from kinerja.periods import admin as periods
from kinerja.signing import admin as signing
from kinerja.submissions import admin as submissions

__all__ = [
    "accounts",
    "akip",
    "archive",
    "compliance",
    "factors",
    "handover",
    "indicators",
    "jobs",
    "letters",
    "periods",
    "signing",
    "submissions",
]

admin.site.unregister(EmailAddress)  # registered by the import above; nobody signs in by an address
admin.site.unregister(Authenticator)  # secrets of second factors are nobody's to see
admin.site.site_header = f"Administrasi {settings.APP_NAME}"
admin.site.site_title = admin.site.site_header
admin.site.index_title = "Pengaturan dan catatan"
