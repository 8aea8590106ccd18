"""Long jobs, for looking after those that failed: "Lihat di situs" leads to the page on which one is tried again."""

from django.contrib import admin

from kinerja.jobs.models import Job
from sop.offices.admin.guards import ReadOnlyAdmin


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["title", "state", "attempts", "reason", "owner", "office", "created_at", "ended_at"]
    list_select_related = ["office", "owner"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "key", "owner__name"]
    date_hierarchy = "created_at"
