"""The ledger, for reading: the database itself refuses to change it."""

from django.contrib import admin

from sop.ledger.models import Event
from sop.offices.admin.guards import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["run", "seq", "kind", "user", "at", "hash"]
    list_select_related = ["run", "user"]
    list_filter = ["office", "kind", "year"]
    search_fields = ["run__title", "hash"]
    ordering = ["-id"]
