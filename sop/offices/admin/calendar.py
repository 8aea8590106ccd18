"""Hari libur: days off that move deadlines."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from sop.offices.models import Holiday
from sop.offices.queries import forget_calendars


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin[Holiday]):
    """May be deleted: a day off that was revoked must count again. Deadlines already set do not move."""

    list_display = ["date", "name", "kind", "scope", "forecast"]
    list_select_related = ["office"]
    list_filter = ["kind", "forecast", "office"]
    search_fields = ["name"]
    autocomplete_fields = ["office"]
    date_hierarchy = "date"

    @admin.display(description="berlaku untuk")
    def scope(self, holiday: Holiday) -> str:
        return str(holiday.office or "Semua")

    def save_model(self, request: HttpRequest, obj: Holiday, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        forget_calendars()

    def delete_model(self, request: HttpRequest, obj: Holiday) -> None:
        super().delete_model(request, obj)
        forget_calendars()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Holiday]) -> None:
        super().delete_queryset(request, queryset)
        forget_calendars()
