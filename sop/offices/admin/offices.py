"""Perangkat daerah, its units and posts."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from sop.offices.admin.guards import KeptAdmin
from sop.offices.models import Appointment, KeeperPost, Office, Position, Unit, WorkHours
from sop.offices.queries import forget_calendars


class UnitInline(admin.TabularInline[Unit, Office]):
    model = Unit
    fields = ["order", "code", "name"]
    extra = 0
    can_delete = False


class WorkHoursInline(admin.TabularInline[WorkHours, Office]):
    """Without rows the office works 37 hours 30 minutes from Monday to Friday (Perpres 21/2023)."""

    model = WorkHours
    fields = ["weekday", "opens", "break_from", "break_to", "closes", "since", "until", "label"]
    extra = 0


@admin.register(Office)
class OfficeAdmin(KeptAdmin):
    list_display = ["name", "kind", "city", "zone", "paper"]
    list_filter = ["kind", "zone"]
    search_fields = ["name", "code", "city"]
    inlines = [UnitInline, WorkHoursInline]
    fieldsets = [
        (None, {"fields": ["name", "code", "kind", "unit_term"]}),
        ("Kop dan kertas", {"fields": ["letterhead", "address", "city", "paper"]}),
        (
            "Waktu",
            {
                "fields": ["zone", "bare_day_is_working", "shift_calendar_deadlines", "reopened_grace_days"],
                "description": "Tenggat langkah yang sudah terbuka tidak berubah; pengaturan berlaku bagi langkah berikutnya.",
            },
        ),
    ]

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Office | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"code": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Office | None = None) -> list[str]:
        """Addresses and SOP sheets name an office by its code."""
        return ["code"] if obj else []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        forget_calendars()


@admin.register(Unit)
class UnitAdmin(KeptAdmin):
    list_display = ["name", "office", "code", "order"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["name", "office__name"]
    autocomplete_fields = ["office"]


@admin.register(Position)
class PositionAdmin(KeptAdmin):
    list_display = ["title", "office", "unit", "holder", "shared"]
    list_select_related = ["office", "unit"]
    list_filter = ["office", "shared"]
    search_fields = ["title", "aliases", "office__name"]
    autocomplete_fields = ["office", "unit", "superior"]
    prepopulated_fields = {"code": ["title"]}

    @admin.display(description="pemegang hari ini")
    def holder(self, position: Position) -> str:
        return "; ".join(str(post) for post in position.appointments.all()) or "kosong"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Position]:
        in_force = Appointment.objects.on(timezone.localdate()).select_related("user", "position")
        return super().get_queryset(request).prefetch_related(Prefetch("appointments", in_force))


@admin.register(KeeperPost)
class KeeperPostAdmin(admin.ModelAdmin[KeeperPost]):
    """May be taken away again: it is a right, not history."""

    list_display = ["position", "office"]
    list_select_related = ["position__office"]
    autocomplete_fields = ["position"]

    @admin.display(description="perangkat daerah")
    def office(self, post: KeeperPost) -> str:
        return str(post.position.office)
