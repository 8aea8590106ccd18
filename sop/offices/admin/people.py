"""Pegawai: the people who log in."""

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sop.offices.actions.sign_ins import end_sessions
from sop.offices.admin.guards import KeptAdmin
from sop.offices.errors import SecondOwed
from sop.offices.first_secret import GOOD_FOR
from sop.offices.forms.admin import PasswordOnceForm, PersonAddForm, PersonChangeForm
from sop.offices.models import Appointment, User
from sop.offices.nip import nip_warnings, print_nip
from sop.offices.people import Employment
from sop.offices.seconds import second_owed

admin.site.unregister(Group)  # rights come from posts, never from groups


def today() -> dt.date:
    return timezone.localdate()


@admin.register(User)
class PersonAdmin(KeptAdmin, UserAdmin[User]):
    form = PersonChangeForm
    add_form = PersonAddForm
    change_password_form = PasswordOnceForm
    list_display = ["name", "username", "printed_nip", "posts", "is_active"]
    list_filter = ["is_active", "employment", "is_superuser"]
    search_fields = ["name", "username", "nip"]
    ordering = ["name"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Kepegawaian", {"fields": ["name", ("employment", "nip"), "rank", "email"]}),
        (
            "Akses",
            {
                "fields": ["is_active", "is_superuser", "is_staff"],
                "description": "Hak mengerjakan langkah SOP berasal dari penugasan, bukan dari sini. "
                "Pegawai yang berhenti dinonaktifkan, tidak dihapus. Centang dua kotak terakhir hanya untuk admin.",
            },
        ),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "name", "employment", "nip", "rank", "password1", "password2"],
                "description": "Kata sandi awal berlaku 3 hari dan hanya untuk memilih kata sandi sendiri. Sampaikan langsung kepada pegawai.",
            },
        )
    ]

    @admin.display(description="NIP", ordering="nip")
    def printed_nip(self, person: User) -> str:
        return print_nip(person.nip).replace(" ", "\u00a0")

    @admin.display(description="penugasan hari ini")
    def posts(self, person: User) -> str:
        return ", ".join(post.capacity for post in person.appointments.all()) or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        in_force = Appointment.objects.on(today()).select_related("position")
        return super().get_queryset(request).prefetch_related(Prefetch("appointments", in_force))

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - the name of the hook
        """No way around the second person: whose word weighs gets his password by the settings of his office."""
        person = self.get_object(request, id)
        if person is not None and second_owed(person):
            messages.warning(request, SecondOwed().sentence)
            return redirect("admin:sop_user_change", id)
        return super().user_change_password(request, id, form_url)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        if not change:
            obj.first_secret_until = timezone.now() + GOOD_FOR
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            end_sessions(obj)
        if obj.nip:
            for sentence in nip_warnings(obj.nip, contract=obj.employment == Employment.PPPK):
                messages.warning(request, sentence)
