"""Reminding those who still have to fill: a notice to the holders of the open fill steps, once a day for each unit."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from kinerja.common.dates import format_moment
from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind, Notification
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.queries import Holder, holders_today
from sop.errors import RuleError
from sop.offices.models import User
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun
from sop.runs.performers import Performer, performers_for


class NotReminding(RuleError):
    code = "not_reminding"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Pengingat dikirim oleh pejabat atau staf yang mengelola berkas ini, yaitu pelaksana langkah SOP selain"
            " pengisian. Hubungi pengelola berkas di kantor Anda."
        )


class NobodyFills(RuleError):
    code = "nobody_fills"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Tidak ada isian yang sedang terbuka, sehingga tidak ada yang perlu diingatkan. Muat ulang rekap untuk"
            " melihat keadaan terbaru."
        )


@dataclass(frozen=True)
class Reminded:
    """Who was told now, who had been told today, and the units for which nobody is appointed to fill."""

    told: tuple[str, ...]
    before: tuple[str, ...]
    vacant: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        parts = (
            ("Pengingat dikirim kepada", self.told, ""),
            ("Sudah diingatkan hari ini:", self.before, ""),
            ("Belum ada pejabat pengisi hari ini untuk", self.vacant, "; hubungi admin aplikasi"),
        )
        return [f"{words} {', '.join(names)}{end}." for words, names, end in parts if names]


def may_remind(user: User, files: Sequence[Submission], day: dt.date) -> bool:
    """Whoever does a step other than filling in one of these files may remind its fillers. One query."""
    performers = performers_for(user, {file.run.publication.version_id for file in files}, day)
    return any(_manages(performers[file.run.publication.version_id], file) for file in files)


def last_reminder(files: Sequence[Submission]) -> dt.datetime | None:
    """When somebody was last reminded to fill one of these files. One query, however many files."""
    of_files = reduce(or_, (Q(key__startswith=_key(file)) for file in files), Q(pk=None))
    told = Notification.objects.filter(
        of_files, kind=Kind.REMINDER, office__in={file.office_id for file in files}
    )
    found: dt.datetime | None = told.aggregate(last=Max("created_at"))["last"]
    return found


@transaction.atomic
def remind(files: Sequence[Submission], *, by: User, at: dt.datetime | None = None) -> Reminded:
    """Tell the holders of the open fill steps of these files; raises NotReminding, NobodyFills."""
    at = at or timezone.now()
    drafts = [file for file in files if file.status == Status.DRAFT]
    if not files or not may_remind(by, files, at.astimezone(files[0].run.office.tz).date()):
        raise NotReminding
    waiting = [(file, step_run) for file in drafts for step_run in _open_fill_steps(file)]
    if not waiting:
        raise NobodyFills
    results = [_tell(file, step_run, by, at) for file, step_run in waiting]
    told = {holder for now, _, _ in results for holder in now}
    before = {holder for _, earlier, _ in results for holder in earlier} - told
    return Reminded(
        tuple(sorted(told)), tuple(sorted(before)), tuple(vacant for *_, vacant in results if vacant)
    )


def open_fillers(file: Submission, day: dt.date) -> list[tuple[StepRun, set[int]]]:
    """Each open fill step of a file with the pks of those who may do it on that day."""
    return [
        (step_run, {holder.user_id for holder in _fillers(file, step_run, day)})
        for step_run in _open_fill_steps(file)
    ]


def _manages(performer: Performer, file: Submission) -> bool:
    definition = definition_of(file.run.publication)
    managing = {actor for step in definition.steps.values() if not step.fills for actor in step.actors}
    return any(duty.actor in managing for duty in performer.duties)


def _open_fill_steps(file: Submission) -> Iterable[StepRun]:
    definition = definition_of(file.run.publication)
    places = [place["id"] for place in file.run.places() if definition.steps[place["step"]].fills]
    return StepRun.objects.filter(pk__in=places).select_related("unit").order_by("unit__order", "pk")


def _key(file: Submission) -> str:
    """How the keys of all reminders of a file begin."""
    return f"ingat:{file.run_id}:"


def _tell(file: Submission, step_run: StepRun, by: User, at: dt.datetime) -> tuple[list[str], list[str], str]:
    """Names of those told now and of those told before, and the unit that nobody fills for."""
    unit, day = step_run.unit, at.astimezone(file.run.office.tz).date()
    name = unit.name if unit else file.run.office.name
    people = {holder.user_id: holder for holder in _fillers(file, step_run, day) if holder.user_id != by.pk}
    fresh = notify(
        User.objects.filter(pk__in=people, is_active=True),
        office=file.run.office,
        key=f"{_key(file)}{step_run.unit_id or 0}:{day:%Y%m%d}",
        kind=Kind.REMINDER,
        title=f"Isi realisasi {file.period.name} – {name}",
        text=_text(file, step_run, by),
        at=at,
        url=reverse("submissions:entry", args=[file.pk, unit.pk]) if unit else file.get_absolute_url(),
    )
    told = {user.pk for user in fresh}
    names = {pk: holder.told for pk, holder in people.items()}
    return (
        [names[pk] for pk in people if pk in told],
        [names[pk] for pk in people if pk not in told],
        "" if people else name,
    )


def _fillers(file: Submission, step_run: StepRun, day: dt.date) -> list[Holder]:
    publication = file.run.publication
    place = next(place for place in file.run.places() if place["id"] == step_run.pk)
    step = definition_of(publication).steps[place["step"]]
    return holders_today(publication.version_id, day, file.run).at(step, place)


def _text(file: Submission, step_run: StepRun, by: User) -> str:
    due = f" Tenggat {format_moment(step_run.due_at, file.run.office.zone)}." if step_run.due_at else ""
    return f"{by.name} mengingatkan: isian ini belum dikirim.{due}"
