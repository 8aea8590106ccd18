"""Who holds which post from which day to which day, and by which decree."""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sop.offices.models.organisation import Position
from sop.offices.people import User


class AppointmentKind(models.TextChoices):
    DEFINITIVE = "definitif", "Definitif"
    CARETAKER = "pj", "Pj."
    ACTING_VACANT = "plt", "Plt."
    ACTING_ABSENT = "plh", "Plh."


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: dt.date) -> Self:
        """Appointments in force on that day, of people whose account is active."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True)


class Appointment(models.Model):
    """Penugasan: a person holds a post from a day to a day, by decree (UU 30/2014 art. 14 for Plt. and Plh.)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="pegawai")
    position = models.ForeignKey(
        Position, models.PROTECT, related_name="appointments", verbose_name="jabatan"
    )
    kind = models.CharField(
        "jenis penugasan", max_length=10, choices=AppointmentKind, default=AppointmentKind.DEFINITIVE
    )
    decree_number = models.CharField("nomor SK/surat perintah", max_length=80, blank=True)
    decree_date = models.DateField("tanggal SK/surat perintah", null=True, blank=True)
    since = models.DateField("mulai")
    until = models.DateField("sampai", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["position", "-since"]
        indexes = [models.Index(fields=["user", "since", "until"], name="appointments_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="appointment_period_not_empty",
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.capacity}"

    @property
    def capacity(self) -> str:
        """The post as printed: "Plh. Kepala Dinas …"; a definitive holder prints the bare post."""
        if self.kind == AppointmentKind.DEFINITIVE:
            return self.position.title
        return f"{self.get_kind_display()} {self.position.title}"

    def clean(self) -> None:
        if self.position_id is None or self.since is None or self.position.shared:
            return
        same = Appointment.objects.filter(position_id=self.position_id, kind=self.kind).exclude(pk=self.pk)
        clash = same.filter(Q(until=None) | Q(until__gte=self.since))
        if self.until:
            clash = clash.filter(since__lte=self.until)
        if other := clash.select_related("user").first():
            end = f"{other.until:%d-%m-%Y}" if other.until else "seterusnya"
            raise ValidationError(
                f"{self.position.title} sudah dijabat {other.user} ({other.get_kind_display()}) pada "
                f"{other.since:%d-%m-%Y} – {end}. Akhiri penugasan itu dahulu atau pilih tanggal lain."
            )
