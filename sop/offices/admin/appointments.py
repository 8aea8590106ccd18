"""Penugasan: who holds which post, from when to when."""

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from sop.offices.admin.guards import KeptAdmin
from sop.offices.forms.admin import AppointmentForm
from sop.offices.models import Appointment

NOW, COMING, OVER = "hari-ini", "mendatang", "berakhir"


class InForce(admin.SimpleListFilter):
    title = "masa berlaku"
    parameter_name = "berlaku"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(NOW, "Berlaku hari ini"), (COMING, "Akan datang"), (OVER, "Sudah berakhir")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Appointment]) -> QuerySet[Appointment]:
        today = timezone.localdate()
        if self.value() == NOW:
            return queryset.filter(Q(until=None) | Q(until__gte=today), since__lte=today)
        if self.value() == COMING:
            return queryset.filter(since__gt=today)
        return queryset.filter(until__lt=today) if self.value() == OVER else queryset


@admin.register(Appointment)
class AppointmentAdmin(KeptAdmin):
    form = AppointmentForm
    list_display = ["printed", "user", "office", "since", "until", "decree_number", "in_force"]
    list_select_related = ["user", "position__office"]
    list_filter = [InForce, "kind", "position__office"]
    search_fields = ["user__name", "user__nip", "position__title", "decree_number"]
    autocomplete_fields = ["user", "position"]
    readonly_fields = ["printed"]
    fieldsets = [
        (None, {"fields": ["user", "position", "kind", "printed"]}),
        ("Surat perintah", {"fields": [("decree_number", "decree_date")]}),
        (
            "Masa berlaku",
            {
                "fields": [("since", "until")],
                "description": "Penugasan yang selesai diberi tanggal akhir, tidak dihapus: riwayat menunjuk ke sini.",
            },
        ),
    ]

    @admin.display(description="tercetak sebagai")
    def printed(self, post: Appointment) -> str:
        return post.capacity if post.pk else "Tampil setelah disimpan, mis. “Plh. Kepala Dinas”."

    @admin.display(description="perangkat daerah", ordering="position__office__name")
    def office(self, post: Appointment) -> str:
        return str(post.position.office)

    @admin.display(description="berlaku hari ini", boolean=True)
    def in_force(self, post: Appointment) -> bool:
        today = timezone.now().astimezone(post.position.office.tz).date()
        return post.since <= today and (post.until is None or today <= post.until)

    def save_model(self, request: HttpRequest, obj: Appointment, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        messages.info(request, f"Dokumen akan mencetak: {obj.capacity}, {obj.user.name}, {_span(obj)}.")


def _span(post: Appointment) -> str:
    return f"sejak {_day(post.since)}" if post.until is None else f"{_day(post.since)} – {_day(post.until)}"


def _day(day: dt.date) -> str:
    return f"{day:%d-%m-%Y}"
