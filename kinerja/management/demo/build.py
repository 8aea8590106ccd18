"""Build the demo: offices and sheets, people, indicators, then the files of the story."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from kinerja.archive.examples import add_examples
from kinerja.compliance.refreshing import refresh
from kinerja.management.demo import story
from kinerja.management.demo.agreements import sign_agreements
from kinerja.management.demo.cases import Stage, open_file, perform, stage_of
from kinerja.management.demo.certificates import certify
from kinerja.management.demo.evaluations import evaluate_last_year
from kinerja.management.demo.files import plans, sheet_files
from kinerja.management.demo.handing import lay_out_silakip
from kinerja.management.demo.indicators import YEARS, plan_indicators
from kinerja.management.demo.lanes import each_in_a_lane
from kinerja.management.demo.looks import remember_looks
from kinerja.management.demo.papers import write_papers
from kinerja.management.demo.people import hire, hire_admin, renew_acting
from kinerja.management.demo.reminders import remind_fillers
from kinerja.management.demo.settling import settle
from kinerja.management.demo.walker import Prepare
from kinerja.periods.models import PeriodKind
from sop.offices.models import Office, User
from sop.offices.national_import import seed_holidays
from sop.offices.queries import forget_calendars
from sop.procedures.loader import load
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of

Say = Callable[[str], None]


def build(*, today: dt.date, prepare: Prepare, lanes: int, say: Say) -> None:
    """Everything of the demo that is not there yet; safe to interrupt and to repeat. The admin is active at the end only.

    `prepare` must be a function that another process can be given. `say` is told what is being done.
    """
    admin = hire_admin(today=today)
    say("Memuat perangkat daerah, naskah SOP, pegawai, dan indikator …")
    load_sheets(sheet_files(), today=today, by=admin)
    for code in plans():
        open_office(code, today, prepare)
    say("Menjalankan berkas tiap perangkat daerah menurut SOP-nya …")
    each_in_a_lane(
        perform_office, [(code, today, prepare) for code in _longest_first()], lanes=lanes, say=say
    )
    settle(story.settled(today))
    refresh(timezone.now())
    evaluate_last_year(today)
    admin.is_active = True
    admin.save(update_fields=["is_active"])


def renew(*, today: dt.date) -> None:
    """What the demo needs on every later day: somebody who acts for the head on leave, and keys for all who sign."""
    for office in Office.objects.filter(code__in=plans()):
        renew_acting(office, today=today)
        publication = _publication(office.code)
        certify(publication.version_id, definition_of(publication))


def load_sheets(files: list[Path], *, today: dt.date, by: User) -> None:
    """Offices with their published SOPs, and the days off of the years the demo tells of."""
    _mark_holidays(story.first_year(today))
    load(files, at=_beginning(today), by=by, publishing=True)


def perform_office(code: str, today: dt.date, prepare: Prepare) -> str:
    """Walk all files of an office, oldest first; a line on what was done."""
    stage = _stage(code, today, prepare)
    chapters = story.chapters(code, stage.calendar, today)
    for chapter in chapters:
        perform(stage, chapter)
    remind_fillers(stage)
    write_papers(stage)
    remember_looks(stage.obligation.office, stage.calendar)
    return f"  {stage.obligation.office.name}: {len(chapters)} berkas"


def _beginning(today: dt.date) -> dt.datetime:
    """A morning before everything the demo tells of."""
    return dt.datetime.combine(dt.date(story.first_year(today), 1, 2), dt.time(2), tzinfo=dt.UTC)


def _mark_holidays(first_year: int) -> None:
    """Days off of the years the demo tells of and of the next."""
    seed_holidays(range(first_year, first_year + YEARS + 1))
    forget_calendars()


@transaction.atomic
def open_office(code: str, today: dt.date, prepare: Prepare) -> None:
    """People, indicators and the beginning of every file; in one process, so that numbers fall the same way each time."""
    office = Office.objects.get(code=code)
    hire(office, today=today)
    plan_indicators(office, first_year=story.first_year(today))
    stage = _stage(code, today, prepare)
    # The addendum is older than every file of the period it changes: those are opened with the new target.
    add_examples(office)
    lay_out_silakip(office)
    sign_agreements(office, first_year=story.first_year(today), today=today)
    for chapter in story.chapters(code, stage.calendar, today):
        open_file(stage, chapter)


def _stage(code: str, today: dt.date, prepare: Prepare) -> Stage:
    publication = _publication(code)
    return stage_of(publication.version.sop.office, publication, today=today, prepare=prepare)


def _publication(code: str) -> Publication:
    return Publication.objects.select_related("version__sop__office").get(version__sop__office__code=code)


def _longest_first() -> list[str]:
    """Offices that report every month have most files."""
    return sorted(plans(), key=lambda code: plans()[code]["kind"] != PeriodKind.MONTH)
