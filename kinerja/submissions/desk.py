"""Where a person sits before a file: the step that is open for a unit, the duty that allows it, or who holds it now."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kinerja.common.dates import format_moment, format_moment_short
from kinerja.submissions.errors import ChecksThese
from kinerja.submissions.figures import Figure
from kinerja.submissions.holding import checked_by, checking
from kinerja.submissions.labels import step_of, working_time
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.windows.closing import closed_for
from kinerja.submissions.wording import VERIFY, printed_time, screen_for
from sop.durations.arithmetic import working_minutes_between
from sop.offices.models import Unit, User
from sop.offices.queries import calendar_of
from sop.procedures.definition import Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.engine import holders_at
from sop.runs.models import StepRun
from sop.runs.performers import Duty, Performer, performer_for


@dataclass(frozen=True)
class Notice:
    """A banner above the sheet; `kind` is info or warning."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class Deadline:
    """The line about time: "paling lambat 6 Oktober …", "sisa 1 hari kerja 4 jam" or "terlambat …"."""

    due: str
    left: str
    late: bool
    note: str


@dataclass(frozen=True)
class Desk:
    """The sheet of a unit as one person meets it. `place` is None where that step is not open, `duty` where it is not his.

    `barred` says why a holder of the step may not enter figures all the same: he checks them later, or the window of
    filling is closed.
    """

    submission: Submission
    definition: Definition
    performer: Performer
    unit: Unit
    step: StepDef | None = None
    place: Mapping[str, Any] | None = None
    duty: Duty | None = None
    step_run: StepRun | None = None
    barred: str = ""

    @property
    def may_act(self) -> bool:
        return self.place is not None and self.duty is not None and not self.barred

    @property
    def last_step(self) -> StepDef | None:
        """The step of filling of `step_run`, open or not."""
        if self.step_run is None:
            return None
        ids = self.submission.run.publication.step_ids
        return next(
            (self.definition.steps[int(place)] for place, pk in ids.items() if pk == self.step_run.step_id),
            None,
        )

    @property
    def returnable(self) -> list[dict[str, Any]]:
        """The open steps that could give the sheet back."""
        return [place for place in self.submission.run.places() if checking(self.definition, place)]

    def moved_to(self, submission: Submission) -> "Desk":
        """The same at the marking of the file fetched anew."""
        place, duty = _fill_place(submission, self.definition, self.performer, self.unit.pk)
        return replace(self, submission=submission, place=place, duty=duty)

    @property
    def zone(self) -> str:
        return str(self.submission.run.office.zone)

    @property
    def standard(self) -> str:
        """Mutu baku of the open step, with the unit that stands in the head of its column."""
        return printed_time(self.step) if self.step else ""

    @property
    def where(self) -> str:
        return step_of(self.step, self.definition) if self.step else ""


@dataclass(frozen=True)
class UnitTab:
    """A unit of the file and how far its sheet is."""

    pk: int
    name: str
    filled: int
    total: int


def fetch(user: User, pk: int) -> Submission:
    """The file with its run, if this person may see it today (in the office's zone); Http404 for a stranger. Two queries."""
    files = Submission.objects.select_related("run__publication", "run__office", "period", "obligation")
    submission = get_object_or_404(files.defer("run__publication__text", "snapshot"), pk=pk)
    if not Submission.objects.visible_to(user, today(submission)).filter(pk=pk).exists():
        raise Http404
    return submission


def today(submission: Submission) -> dt.date:
    """The date in the office now."""
    return timezone.now().astimezone(submission.run.office.tz).date()


def entry_desk(user: User, pk: int, unit: int) -> Desk:
    """The sheet of a unit: its fill step if one is open, else the last that was. Five queries."""
    submission = fetch(user, pk)
    owner = unit_of(submission, unit)
    definition = definition_of(submission.run.publication)
    performer = performer_for(user, submission.run.publication.version_id, today(submission))
    place, duty = _fill_place(submission, definition, performer, unit)
    step_run = _fill_runs(submission, definition, unit).first()
    step = definition.steps[place["step"]] if place else None
    check = checked_by(performer, definition) if duty else None
    barred = ChecksThese(check.number or str(check.position)).sentence if check else ""
    if duty and not barred:
        barred = closed_for(submission, unit, timezone.now())
    return Desk(submission, definition, performer, owner, step, place, duty, step_run, barred)


def unit_of(submission: Submission, pk: int) -> Unit:
    """The unit, if it belongs to the office of the file; Http404 for any other. One query."""
    return get_object_or_404(Unit, pk=pk, office=submission.office_id)


def unit_tabs(submission: Submission) -> list[UnitTab]:
    """Every unit with figures in this file. One query."""
    filled = Count("pk", filter=Q(value__isnull=False) | Q(no_data=True))
    rows = Figure.objects.filter(submission=submission).values_list("unit", "unit__name")
    counted = rows.annotate(done=filled, total=Count("pk")).order_by("unit__order", "unit")
    return [UnitTab(*row) for row in counted]


def deadline_of(desk: Desk, at: dt.datetime) -> Deadline | None:
    """When the open step is due, in the office's working time; None where it has no deadline or is closed."""
    run = desk.step_run
    if run is None or run.due_at is None or desk.place is None:
        return None
    calendar = calendar_of(desk.submission.run.office, at)
    late = at > run.due_at
    first, last = (run.due_at, at) if late else (at, run.due_at)
    amount = working_time(working_minutes_between(calendar, first, last), calendar, at)
    left = f"terlambat {amount}" if late else f"sisa {amount}"
    return Deadline(format_moment(run.due_at, desk.zone), left, late, run.due_note)


def notices_of(desk: Desk) -> list[Notice]:
    """Why the sheet is locked or came back, and who holds the file."""
    notices = [_why_closed(desk)] if desk.place is None else _beside_open(desk)
    returning = desk.submission.run.returning
    if returning and desk.place is not None:
        at = format_moment_short(dt.datetime.fromisoformat(returning["at"]), desk.zone)
        who = f"{returning['by']} ({returning['capacity']})"
        verb = "Ditarik kembali" if returning.get("withdrawn") else "Dikembalikan"
        notices.insert(0, Notice("warning", f"{verb} oleh {who}, {at}", returning["reason"]))
    return notices


def _fill_place(
    submission: Submission, definition: Definition, performer: Performer, unit: int
) -> tuple[Mapping[str, Any] | None, Duty | None]:
    """The open place of filling that covers the unit, one of this person's first; figures move only in a draft."""
    if submission.status != Status.DRAFT:
        return None, None
    steps = definition.steps
    places = [
        place
        for place in submission.run.places()
        if steps[place["step"]].fills and place["unit"] in {None, unit}
    ]
    for place in places:
        if duty := performer.duty_at(steps[place["step"]], place):
            return place, duty
    return (places[0] if places else None), None


def _fill_runs(submission: Submission, definition: Definition, unit: int) -> QuerySet[StepRun]:
    """Openings of the fill steps for the unit: the open one first, then the newest."""
    ids = [submission.run.publication.step_ids[str(place)] for place in definition.fill_steps]
    runs = StepRun.objects.filter(Q(unit=unit) | Q(unit=None), run=submission.run_id, step__in=ids)
    return runs.order_by(F("closed_at").desc(nulls_first=True), "-pk")


def _why_closed(desk: Desk) -> Notice:
    run, definition = desk.submission.run, desk.definition
    if desk.submission.withdrawn_at:
        at = format_moment_short(desk.submission.withdrawn_at, desk.zone)
        return Notice(
            "info", "Isian terkunci", f"Perbaikan ini ditarik kembali {at}; dokumen sebelumnya tetap berlaku."
        )
    if not run.places():
        return Notice("info", "Isian terkunci", "Semua langkah sudah selesai dan berkas telah diarsipkan.")
    if desk.step_run is None:
        return Notice("info", "Belum dibuka untuk diisi", f"Berkas sedang dipegang {held_by(desk)}.")
    since = desk.step_run.closed_at and format_moment_short(desk.step_run.closed_at, desk.zone)
    others = [place for place in run.places() if definition.steps[place["step"]].fills]
    if others and desk.submission.status == Status.DRAFT:
        term = run.office.unit_term.lower()
        text = f"Menunggu {len(others)} {term} lain menyelesaikan isiannya."
        return Notice("info", f"Bagian ini selesai sejak {since}", text)
    steps = [definition.steps[place["step"]] for place in run.places()]
    verb = "diverifikasi" if any(screen_for(step, definition) == VERIFY for step in steps) else "dipegang"
    text = "Bila ada yang perlu diubah, minta berkas dikembalikan." if desk.returnable else ""
    return Notice("info", f"Terkunci sejak {since}: sedang {verb} {held_by(desk)}", text)


def _beside_open(desk: Desk) -> list[Notice]:
    if desk.barred:
        return [Notice("warning", "Hanya untuk dibaca", desk.barred)]
    if desk.duty is None and desk.place is not None:
        who = holders_at(desk.definition, desk.place)
        text = f"Langkah ini diisi oleh {who}. Anda dapat membaca isiannya."
        return [Notice("info", "Hanya untuk dibaca", text)]
    opens = desk.step_run.opens_at if desk.step_run else None
    if opens and opens > timezone.now():
        text = f"Isian dapat disiapkan sekarang dan dikirim mulai {format_moment(opens, desk.zone)}."
        return [Notice("info", "Belum dapat dikirim", text)]
    return []


def held_by(desk: Desk) -> str:
    """The columns at which the file stands now, as printed."""
    definition = desk.definition
    return ", ".join(dict.fromkeys(holders_at(definition, place) for place in desk.submission.run.places()))
