"""Layouts and receipts, for reading: the keeper changes a layout on its page in the settings, a receipt is replaced by another."""

from django.contrib import admin

from kinerja.handover.models import Mapping
from kinerja.handover.receipts import Receipt
from sop.offices.admin.guards import ReadOnlyAdmin


@admin.register(Mapping)
class MappingAdmin(ReadOnlyAdmin):
    """Its rows and its form are reached by "Lihat di situs"."""

    list_display = ["name", "office", "unit", "level", "used"]
    list_select_related = ["office", "unit"]
    list_filter = ["used", "office"]
    search_fields = ["name"]


@admin.register(Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    """The file it belongs to is reached by "Lihat di situs"."""

    list_display = ["application", "number", "date", "officer", "office", "recorded_as", "at"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["application", "number", "sha256"]
    date_hierarchy = "at"
    raw_id_fields = ["submission"]
