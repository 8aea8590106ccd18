"""Signed papers, for reading: what was signed never changes."""

from django.contrib import admin

from kinerja.signing.models import Certificate, Manuscript, SignedCopy, SignedDocument
from sop.offices.admin.guards import ReadOnlyAdmin


@admin.register(SignedDocument)
class SignedDocumentAdmin(ReadOnlyAdmin):
    list_display = ["title", "office", "period", "code", "signed_at", "sha256"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["title", "code", "sha256"]


@admin.register(Manuscript)
class ManuscriptAdmin(ReadOnlyAdmin):
    list_display = ["code", "office", "sha256"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["code", "sha256"]


@admin.register(SignedCopy)
class SignedCopyAdmin(ReadOnlyAdmin):
    list_display = ["name", "document", "office", "is_same_paper", "added_by", "added_at", "sha256"]
    list_select_related = ["document", "office"]
    list_filter = ["office", "is_same_paper"]
    search_fields = ["name", "sha256", "document__code"]


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    """Issued and revoked by commands; the key is shown to nobody, not even as it lies encrypted."""

    list_display = ["user", "serial", "not_after", "revoked_at"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__nip", "serial"]
    exclude = ["key"]
