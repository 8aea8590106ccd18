"""The files of the story: each is begun, then brought to where it stands on the day of the demo."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction

from kinerja.documents.pdf import engine_missing
from kinerja.management.demo import story
from kinerja.management.demo.chance import draw
from kinerja.management.demo.desk import fill, units_of
from kinerja.management.demo.enclosing import enclose
from kinerja.management.demo.files import plans
from kinerja.management.demo.pace import WorkingPace
from kinerja.management.demo.staff import Staff
from kinerja.management.demo.story import Chapter, Sending
from kinerja.management.demo.telling import introduce, values_of
from kinerja.management.demo.walker import END, Detour, Guide, Prepare, carry_out, fresh, plan, take, walk
from kinerja.periods.models import Obligation
from kinerja.periods.queries import period_for
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.opening import start
from sop.durations.calendar import Calendar, working_day_after
from sop.offices.models import Office, Unit
from sop.offices.queries import calendar_of
from sop.procedures.definition import Definition
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of

BEGUN = 1  # the seq of a file in which nothing has happened since it was begun
SOME_RETURN, SOME_LATE = 0.22, 0.15  # share of past files
REMARKS = (
    "Angka tidak sama dengan rekapitulasi pelayanan. Mohon diperiksa kembali.",
    "Lampirkan sumber datanya, lalu sesuaikan realisasi.",
    "Realisasi tampak memakai data bulan sebelumnya. Mohon diperbarui.",
)


@dataclass(frozen=True)
class Stage:
    """All that the files of one office share."""

    obligation: Obligation
    definition: Definition
    staff: Staff
    calendar: Calendar
    present: dt.datetime
    prepare: Prepare


def stage_of(office: Office, publication: Publication, *, today: dt.date, prepare: Prepare) -> Stage:
    """Make the obligation of an office and read who works there; once per build."""
    obligation, _ = Obligation.objects.get_or_create(
        office=office,
        sop=publication.version.sop,
        kind=plans()[office.code]["kind"],
        defaults={"since": story.obliged_since(office.code, today)},
    )
    calendar = calendar_of(office, dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC))
    return Stage(
        obligation, definition_of(publication), Staff.of(publication.version_id), calendar,
        story.present(calendar, today), prepare,
    )  # fmt: skip


def open_file(stage: Stage, chapter: Chapter) -> bool:
    """Begin a file by whoever does the first step; False where the period has a file already."""
    period = period_for(chapter.period.kind, chapter.period.year, chapter.period.number)
    if Submission.objects.filter(obligation=stage.obligation, period=period).exists():
        return False
    first = stage.definition.steps[stage.definition.starts[0]]
    begun = min(chapter.begun, stage.present)
    starter = stage.staff.who(first, None, begun.astimezone(stage.calendar.zone).date())
    start(stage.obligation, period, by=starter, at=begun)
    return True


def perform(stage: Stage, chapter: Chapter) -> None:
    """Bring a file to where the story has it: up to the signature, then from there on, each all or nothing.

    The document is drawn between the two, so that no other office waits for it. A file that stands elsewhere is left.
    """
    submission = fresh(_file_of(stage, chapter))
    guide = _guide(stage, chapter, submission)
    signing = step_with("sign", stage.definition)
    beyond = chapter.until in {END, Status.SIGNED}
    if submission.run.seq == BEGUN:
        with transaction.atomic():
            submission = _tell(submission, chapter, signing if beyond else chapter.until, guide, stage)
    place = next((place for place in submission.run.places() if place["step"] == signing), None)
    if beyond and place and not engine_missing():
        turn = plan(submission, place, guide=guide)
        document = stage.prepare(submission, turn.by, turn.moment)
        with transaction.atomic():
            submission = carry_out(turn, replace(guide, prepare=lambda *_: document))
            walk(submission, chapter.until, guide=guide)


def _file_of(stage: Stage, chapter: Chapter) -> Submission:
    period = chapter.period
    return Submission.objects.get(
        obligation=stage.obligation, revision=1,
        period__kind=period.kind, period__year=period.year, period__number=period.number,
    )  # fmt: skip


def _guide(stage: Stage, chapter: Chapter, submission: Submission) -> Guide:
    late = draw(chapter.seed, "late") < SOME_LATE and not chapter.steady
    pace = WorkingPace(
        stage.calendar, submission.run.opened_at, stage.present, chapter.seed,
        late=frozenset(stage.definition.fill_steps) if late else frozenset(), steady=chapter.steady,
    )  # fmt: skip
    returned = draw(chapter.seed, "return") < SOME_RETURN and not chapter.steady
    detours = (_past_return(stage, chapter, submission),) if returned else ()
    values = values_of(stage.obligation.office.code)
    shown = enclose if chapter.until != END or chapter.paused else None
    return Guide(stage.staff, stage.prepare, pace, values, detours, enclose=shown)


def _past_return(stage: Stage, chapter: Chapter, submission: Submission) -> Detour:
    units = units_of(submission)
    unit = units[int(len(units) * draw(chapter.seed, "unit"))]
    remark = REMARKS[int(len(REMARKS) * draw(chapter.seed, "remark"))]
    return Detour(step_with("verify", stage.definition), reason=remark, units=(unit,), remark=remark)


def step_with(effect: str, definition: Definition) -> int:
    """Place of the first step from which the file can go on with this effect."""
    return next(
        place
        for place in sorted(definition.steps)
        if any(effect in move.effects for move in definition.moves(place))
    )


def _tell(
    submission: Submission, chapter: Chapter, until: str | int, guide: Guide, stage: Stage
) -> Submission:
    """Walk a file that was just begun: to the check, where the report gets its introduction, and on from there."""
    check = step_with("verify", stage.definition)
    if isinstance(until, str) or until >= check:
        submission = walk(submission, check, guide=guide)
        introduce(submission, guide)
    if chapter.paused:
        submission = walk(submission, chapter.paused, guide=guide)
        guide = replace(guide, pace=_next_day(stage, chapter))
    submission = walk(submission, until, guide=guide)
    if chapter.partly:
        _begin_filling(submission, guide)
    if chapter.returned:
        detour = _detour(chapter.returned, stage.obligation.office)
        submission = take(submission, submission.run.places()[0], guide=guide, detour=detour)
    return submission


def _next_day(stage: Stage, chapter: Chapter) -> WorkingPace:
    """The pace of what was done on the morning of the working day before."""
    day = working_day_after(stage.calendar, stage.present.astimezone(stage.calendar.zone).date(), -1)
    morning = stage.calendar.moment(dt.datetime.combine(day, story.NOON))
    return WorkingPace(stage.calendar, morning, stage.present, f"{chapter.seed}/2", steady=chapter.steady)


def _begin_filling(submission: Submission, guide: Guide) -> None:
    """One unit has finished, the next has typed half of its rows."""
    done, begun = submission.run.places()[:2]
    submission = take(submission, done, guide=guide)
    turn = plan(submission, begun, guide=guide)
    rows = submission.figures.filter(unit=begun["unit"]).count()
    fill(submission, begun["unit"], by=turn.by, values=guide.values, at=turn.at, rows=(rows + 1) // 2)


def _detour(sending: Sending, office: Office) -> Detour:
    units = Unit.objects.filter(office=office, code__in=sending.units).values_list("pk", flat=True)
    return Detour(sending.step, sending.reason, tuple(units), sending.remark, sending.move)
