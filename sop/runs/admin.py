"""Files under way, for reading: only the engine moves them."""

from django.contrib import admin

from sop.offices.admin.guards import ReadOnlyAdmin
from sop.runs.models import Run, StepRun


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ["title", "office", "seq", "round", "opened_at", "closed_at"]
    list_select_related = ["office"]
    list_filter = ["office", "year"]
    search_fields = ["title"]


@admin.register(StepRun)
class StepRunAdmin(ReadOnlyAdmin):
    list_display = ["step", "run", "unit", "opened_at", "due_at", "closed_at", "outcome", "closed_as"]
    list_select_related = ["run", "step", "unit"]
    list_filter = ["office", "outcome"]
    search_fields = ["run__title"]
