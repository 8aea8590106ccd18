"""Who holds which post from which day to which day, and by which decree."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sop.offices.circles import LAST, Span, StandIn, circle_with
from sop.offices.models.organisation import Position
from sop.offices.people import User


class AppointmentKind(models.TextChoices):
    DEFINITIVE = "definitif", "Definitif"
    CARETAKER = "pj", "Pj."
    ACTING_VACANT = "plt", "Plt."
    ACTING_ABSENT = "plh", "Plh."


# A definitive holder and a Pj. *hold* the post with its powers; a Plt. and a Plh. have a mandate for it (UU 30/2014 art. 14).
HOLDING = (AppointmentKind.DEFINITIVE, AppointmentKind.CARETAKER)
ACTING = (AppointmentKind.ACTING_VACANT, AppointmentKind.ACTING_ABSENT)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: dt.date) -> Self:
        """Appointments in force on that day, of people whose account is active."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True)

    def leading(self) -> Self:
        """Appointments to a post that leads an office: it has no superior and leads others."""
        return self.filter(position__superior=None, position__subordinates__isnull=False).distinct()

    def during_day(self, day: dt.date) -> Self:
        """Appointments that have that day, whether the account is active or not."""
        return self.during(Span(day, day))

    def during(self, span: Span) -> Self:
        """Appointments that have a day in common with these days, whether the account is active or not."""
        late_enough = Q(until=None) | Q(until__gte=span.since)
        return self.filter(late_enough, since__lte=span.until)

    def stand_ins(self, span: Span) -> list[StandIn]:
        """Who works as Plh. in whose place on these days, in any office. Two queries."""
        acting = list(self.during(span).filter(kind=AppointmentKind.ACTING_ABSENT))
        posts = [post.position_id for post in acting]
        holders = list(self.during(span).filter(kind__in=HOLDING, position__in=posts))
        pairs = ((post, held) for post in acting for held in holders if held.position_id == post.position_id)
        return [
            StandIn(post.user_id, held.user_id, days) for post, held in pairs if (days := post.shares(held))
        ]


class Appointment(models.Model):
    """Penugasan: a person holds a post from a day to a day, by decree (UU 30/2014 art. 14 for Plt. and Plh.).

    On no day has a post two holders (definitive or Pj.) or two acting officials (Plt. or Plh.), unless several may
    hold it; PostgreSQL refuses it too (migration 0006). A holder beside his Plh. is the rule: he is away.
    """

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
    ended_reason = models.CharField("alasan berakhir", max_length=250, blank=True)

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

    @property
    def is_acting(self) -> bool:
        return self.kind in ACTING

    @property
    def span(self) -> Span:
        return Span(self.since, self.until or LAST)

    @property
    def days(self) -> str:
        """Write "01-10-2026 – 10-10-2026", or "sejak 01-10-2026" where no end is set."""
        if self.until is None:
            return f"sejak {self.since:%d-%m-%Y}"
        return f"{self.since:%d-%m-%Y} – {self.until:%d-%m-%Y}"

    def shares(self, other: "Appointment") -> Span | None:
        """The days on which both are in force."""
        return self.span.meet(other.span)

    def in_force(self, day: dt.date) -> bool:
        return self.since <= day <= (self.until or LAST)

    def clean(self) -> None:
        if None in {self.position_id, self.since, self.user_id} or (self.until and self.until < self.since):
            return
        if self.kind == AppointmentKind.ACTING_ABSENT and self.until is None:
            raise ValidationError({"until": "Isi tanggal selesai: Plh. hanya untuk sementara."})
        beside = Appointment.objects.during(self.span).filter(position_id=self.position_id)
        others = list(beside.exclude(pk=self.pk).select_related("user"))
        if self.position.shared:
            self._refuse_overlap(other for other in others if other.user_id == self.user_id)
            return
        self._refuse_overlap(others)
        if self.is_acting:
            self._refuse_circles([other for other in others if not other.is_acting])
        else:
            self._refuse_circles_of([other for other in others if other.is_acting])

    def _refuse_overlap(self, others: Iterable["Appointment"]) -> None:
        other = next((other for other in others if other.is_acting == self.is_acting), None)
        if other is not None:
            raise ValidationError(
                f"{self.position.title} sudah memiliki {_who(other)} pada {other.days}. "
                "Akhiri penugasan itu dahulu atau pilih tanggal lain."
            )

    def _refuse_circles(self, holders: Iterable["Appointment"]) -> None:
        """Nobody acts for himself, or for one who on the same day is away as the absent end of the same chain."""
        for held in holders:
            if held.user_id == self.user_id:
                raise ValidationError(
                    f"{held.user} menjabat {self.position.title} sendiri pada {held.days}, sehingga tidak dapat menjadi "
                    f"{self.get_kind_display()} untuk jabatan itu. Pilih pegawai lain."
                )
            days = self.shares(held)
            if self.kind == AppointmentKind.ACTING_ABSENT and days is not None:
                self._refuse_circle(StandIn(self.user_id, held.user_id, days), held)

    def _refuse_circles_of(self, acting: Iterable["Appointment"]) -> None:
        """The same seen from the holder: he does not come to a post for which he acts, or whose deputy he replaces."""
        for deputy in acting:
            if deputy.user_id == self.user_id:
                raise ValidationError(
                    f"{self.user} masih {deputy.capacity} ({deputy.days}). Akhiri penugasan itu dahulu atau pilih tanggal lain."
                )
            days = self.shares(deputy)
            if deputy.kind == AppointmentKind.ACTING_ABSENT and days is not None:
                deputy._refuse_circle(StandIn(deputy.user_id, self.user_id, days), self)

    def _refuse_circle(self, link: StandIn, held: "Appointment") -> None:
        others = Appointment.objects.exclude(pk=self.pk).stand_ins(link.span)
        circle = circle_with(link, others)
        if circle:
            day = circle[-1].span.since
            raise ValidationError(
                f"{held.user} pada {day:%d-%m-%Y} sendiri bertugas sebagai Plh. dalam rangkaian yang berujung pada "
                f"{self.user}: keduanya saling menggantikan, sehingga tidak ada yang bertugas. Pilih pegawai atau tanggal lain."
            )


def _who(post: Appointment) -> str:
    """Write "Plh. (Sari Rekaan)", or "pejabat definitif (Sari Rekaan)"."""
    kind = "pejabat definitif" if post.kind == AppointmentKind.DEFINITIVE else post.get_kind_display()
    return f"{kind} ({post.user})"
