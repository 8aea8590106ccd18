"""Destructions and seals, for reading: what was destroyed and what was sealed is never changed afterwards."""

from typing import Any, ClassVar

from django.contrib import admin

from kinerja.archive.models import Disposal, DisposalItem
from kinerja.archive.seals import KeptSheet, Seal
from sop.offices.admin.guards import ReadOnlyAdmin


class ItemLines(admin.TabularInline[Any, Any]):
    """The files of a proposal."""

    model = DisposalItem
    extra = 0
    can_delete = False
    fields = ("record", "live")
    readonly_fields = ("record", "live")


@admin.register(Disposal)
class DisposalAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "office", "state", "proposed_as", "proposed_at", "number", "recorded_as"]
    list_select_related = ["office"]
    list_filter = ["office", "state"]
    search_fields = ["number", "members", "scan"]
    inlines: ClassVar[list[Any]] = [ItemLines]


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    list_display = ["name", "office", "sealed_at", "manifest"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["name", "manifest"]
    exclude = ["stamp"]


@admin.register(KeptSheet)
class KeptSheetAdmin(ReadOnlyAdmin):
    list_display = ["publication", "office", "paper", "sha256", "kept_at"]
    list_select_related = ["publication__version__sop", "office"]
    list_filter = ["office"]
    search_fields = ["sha256"]
