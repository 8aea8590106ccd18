"""Long work that goes on without its page: what was asked for, how far it is, and what came of it."""

import datetime as dt
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sop.offices.models import Office, User
from sop.offices.queries import posts_of


class State(models.TextChoices):
    """Where a job stands. Queued also means: it will be tried again."""

    QUEUED = "queued", "Menunggu giliran"
    RUNNING = "running", "Sedang dikerjakan"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"
    CANCELLED = "cancelled", "Dibatalkan"


GOING = (State.QUEUED, State.RUNNING)
OVER = (State.DONE, State.FAILED, State.CANCELLED)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User, at: dt.datetime) -> Self:
        """Jobs are personal, for their results are what their owner may see, and while he serves in that office.

        A superuser looks after those that fail.
        """
        if user.is_superuser:
            return self
        return self.filter(owner=user, office__in={post.position.office_id for post in posts_of(user, at)})


class Job(models.Model):
    """One piece of long work. `key` names what comes of it, so that the same thing is made once.

    `task` is the dotted path of the function, `arguments` are ids and words, `queued_as` the row of the queue. Progress
    is `done` of `total` and a `sentence`. The result is a stored file (`path`, `sha256`) or an address of ours (`url`).
    `attempts` counts how often a worker began; a worker that was given up may not write under a later count.
    """

    owner = models.ForeignKey(User, models.PROTECT, related_name="jobs", verbose_name="peminta")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    kind = models.CharField("jenis", max_length=40)
    title = models.CharField("judul", max_length=200)
    key = models.CharField("kunci", max_length=160)
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.QUEUED)
    task = models.CharField("tugas", max_length=200)
    arguments = models.JSONField("masukan", default=dict, blank=True)
    queued_as = models.UUIDField("nomor antrean", default=uuid.uuid4)
    done = models.PositiveIntegerField("bagian selesai", default=0)
    total = models.PositiveIntegerField("jumlah bagian", default=0)
    sentence = models.CharField("kemajuan", max_length=200, blank=True)
    url = models.CharField("alamat hasil", max_length=300, blank=True)
    sha256 = models.CharField("sha256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("ukuran", default=0)
    path = models.CharField("berkas hasil", max_length=200, blank=True)
    file_name = models.CharField("nama berkas", max_length=200, blank=True)
    content_type = models.CharField("jenis berkas", max_length=100, blank=True)
    reason = models.CharField("sebab gagal", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    created_at = models.DateTimeField("diminta", default=timezone.now)
    started_at = models.DateTimeField("dimulai", null=True, blank=True)
    heartbeat_at = models.DateTimeField("tanda hidup terakhir", null=True, blank=True)
    ended_at = models.DateTimeField("berakhir", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["owner", "-created_at", "-id"], name="jobs_of_a_person_newest_first"),
            models.Index(fields=["heartbeat_at"], condition=Q(state="running"), name="jobs_running"),
            models.Index(fields=["ended_at"], condition=Q(state__in=OVER), name="jobs_over"),
            models.Index(fields=["sha256"], name="jobs_by_result"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_job_is_asked_for_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="/") & ~Q(url__startswith="//"),
                name="job_leads_to_our_pages",
            ),
            models.CheckConstraint(
                condition=Q(state__in=GOING, ended_at=None) | Q(state__in=OVER, ended_at__isnull=False),
                name="job_over_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.pk])

    @property
    def going(self) -> bool:
        return self.state in GOING

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100; a job that is done is all done."""
        if self.state == State.DONE:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else 0

    @property
    def has_result(self) -> bool:
        return self.state == State.DONE and bool(self.path or self.url)


class TickMark(models.Model):
    """That a duty was done for an object on a day: written in the same transaction as what it did."""

    kind = models.CharField("jenis", max_length=40)
    object = models.CharField("objek", max_length=80)
    date = models.DateField("tanggal")

    class Meta:
        verbose_name = "tugas berkala yang selesai"
        verbose_name_plural = "tugas berkala yang selesai"
        indexes = [models.Index(fields=["date"], name="tick_marks_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object", "date"], name="a_duty_is_done_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object} {self.date}"


Arguments = dict[str, Any]
