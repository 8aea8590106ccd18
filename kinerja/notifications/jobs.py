"""Telling the owner of a long job that it has ended."""

from django.utils.formats import date_format

from kinerja.jobs.ending import when_ended
from kinerja.jobs.models import Job, State
from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind

TITLES = {State.DONE: "Selesai", State.FAILED: "Gagal"}


def tell_owner(job: Job) -> None:
    """One notice for each end of a job; who cancelled it himself knows."""
    if job.state not in TITLES:
        return
    notify(
        [job.owner], office=job.office, key=f"job:{job.pk}:{date_format(job.created_at, 'U')}", kind=Kind.JOB,
        title=f"{TITLES[State(job.state)]}: {job.title}",
        text=job.reason or "Buka untuk melihat atau mengunduh hasilnya.", url=job.get_absolute_url(), at=job.ended_at,
    )  # fmt: skip


when_ended(tell_owner)
