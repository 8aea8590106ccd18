"""Signed papers, for reading: what was signed never changes."""

from django.contrib import admin

from kinerja.signing.models import SignedDocument
from sop.offices.admin.guards import ReadOnlyAdmin


@admin.register(SignedDocument)
class SignedDocumentAdmin(ReadOnlyAdmin):
    list_display = ["title", "office", "period", "code", "signed_at", "sha256"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["title", "code", "sha256"]
