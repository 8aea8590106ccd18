"""A file as one person meets it: which steps are open, whose turn it is, and why an act is not his."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kinerja.common.dates import format_moment
from kinerja.submissions.desk import fetch, today
from kinerja.submissions.errors import NOBODY, OwnFigures
from kinerja.submissions.labels import Label, late_tag, units_done, working_time
from kinerja.submissions.models import Submission
from kinerja.submissions.queries import Holder, Holders, holders_today, step_runs_of
from kinerja.submissions.wording import (
    CASE,
    ENTRY,
    FILE,
    SIGN,
    VERIFY,
    button_for,
    naming,
    printed_time,
    screen_for,
    task_url,
)
from sop.durations.arithmetic import working_minutes_between
from sop.durations.calendar import Calendar
from sop.offices.models import AppointmentKind, User
from sop.offices.queries import calendar_of
from sop.procedures.definition import Definition, Move, StepDef
from sop.procedures.queries import definition_of
from sop.runs.deadlines import begins_at
from sop.runs.engine import holders, holders_at
from sop.runs.errors import NotYourStep
from sop.runs.models import StepRun
from sop.runs.performers import Duty, Performer, performer_for
from sop.runs.records import record_kinds

CHECKING = {"verify", "paraf", "sign"}


@dataclass(frozen=True)
class Button:
    """A way on (`key` is posted as `move`) or a link (`url`)."""

    text: str
    key: str = ""
    url: str = ""


@dataclass(frozen=True)
class Case:
    """The file, the person, everyone who may act today, every opening of every step, and the moment."""

    submission: Submission
    definition: Definition
    performer: Performer
    holders: Holders
    step_runs: tuple[StepRun, ...]
    calendar: Calendar
    at: dt.datetime

    @property
    def zone(self) -> str:
        return str(self.submission.run.office.zone)

    @cached_property
    def turns(self) -> tuple["Turn", ...]:
        """The open steps, those of this person first."""
        runs = {row.pk: row for row in self.step_runs}
        found = [Turn(self, place, runs[place["id"]]) for place in self.submission.run.places()]
        return tuple(sorted(found, key=lambda turn: (not turn.mine, turn.step.position, turn.step_run.pk)))

    def turn(self, step_run: int) -> "Turn | None":
        """The open step with this pk; None where it is closed or belongs to another file."""
        return next((turn for turn in self.turns if turn.step_run.pk == step_run), None)

    @cached_property
    def closings(self) -> dict[tuple[dt.datetime, int, int | None], StepRun]:
        """Openings that were closed, by moment, place of the step and unit."""
        places = {pk: int(place) for place, pk in self.submission.run.publication.step_ids.items()}
        return {
            (row.closed_at, places[row.step_id], row.unit_id): row for row in self.step_runs if row.closed_at
        }

    def step_of(self, row: StepRun) -> StepDef:
        """The step of the sheet that this opening is one of."""
        places = {pk: int(place) for place, pk in self.submission.run.publication.step_ids.items()}
        return self.definition.steps[places[row.step_id]]

    @property
    def is_entrant(self) -> bool:
        return self.performer.user_id in self.submission.entrants


@dataclass(frozen=True)
class Turn:
    """An open step. `place` is its row in the marking, `duty` what allows this person to do it."""

    case: Case
    place: Mapping[str, Any]
    step_run: StepRun

    @property
    def step(self) -> StepDef:
        return self.case.definition.steps[self.place["step"]]

    @property
    def unit(self) -> int | None:
        unit: int | None = self.place["unit"]
        return unit

    @property
    def unit_name(self) -> str:
        return self.step_run.unit.name if self.step_run.unit else ""

    @property
    def duty(self) -> Duty | None:
        return self.case.performer.duty_at(self.step, self.place)

    @property
    def mine(self) -> bool:
        return self.duty is not None

    @property
    def screen(self) -> str:
        return screen_for(self.step, self.case.definition)

    @property
    def url(self) -> str:
        return task_url(self.case.submission, self.step_run, self.step, self.case.definition)

    @property
    def acts_here(self) -> bool:
        """Whether the step is done on the page of the file."""
        return self.screen == CASE

    @property
    def return_url(self) -> str:
        return reverse("submissions:return", args=[self.case.submission.pk, self.step_run.pk])

    @property
    def buttons(self) -> list[Button]:
        """Ways on, the straight one first; each is a value of the field `move`."""
        return [Button(self.text_of(move), key=move.key) for move in self.forward]

    @property
    def backs(self) -> list[Button]:
        """Ways back, each with the address of its page."""
        return [
            Button(self.text_of(move), key=move.key, url=f"{self.return_url}?move={move.key}")
            for move in self.returns
        ]

    def text_of(self, move: Move) -> str:
        """What the button of this move is called."""
        case = self.case
        return button_for(
            move, case.definition, naming(case.holders, case.definition, case.submission.run.office)
        )

    @property
    def open_text(self) -> str:
        """What the link to the screen of this step is called; "" where it is done on the page of the file."""
        effects = {effect for move in self.forward for effect in move.effects}
        if self.screen == SIGN:
            return "Baca dan tanda tangani" if "sign" in effects else "Baca dan paraf"
        if self.screen == ENTRY and self.unit is None:
            return ""
        return {ENTRY: "Isi realisasi", VERIFY: "Periksa isian", FILE: "Isi catatan arsip"}.get(
            self.screen, ""
        )

    def insist(self) -> None:
        """Refuse whoever may not do this step: NotYourStep names who may."""
        if not self.mine:
            raise NotYourStep(
                self.step.number or str(self.step.position), holders_at(self.case.definition, self.place)
            )

    @property
    def forward(self) -> tuple[Move, ...]:
        return tuple(move for move in self.case.definition.moves(self.step.position) if not move.is_return)

    @property
    def returns(self) -> tuple[Move, ...]:
        return tuple(move for move in self.case.definition.moves(self.step.position) if move.is_return)

    @property
    def records(self) -> list[str]:
        """Kinds of records the step owes (`sop.runs.records.FIELDS`)."""
        return record_kinds(self.step)

    @property
    def columns(self) -> str:
        return holders(self.case.definition, self.step)

    @property
    def people(self) -> list[Holder]:
        """Who may do it today."""
        return self.case.holders.at(self.step, self.place)

    @property
    def orphaned(self) -> bool:
        """Nobody may do it today: *tanpa pelaksana*."""
        return not self.people

    @property
    def stood_in(self) -> str:
        """What the absent holder is told of his own step: "Plh. Kepala Dinas: Sari Rekaan, S.E."; "" without one.

        He may still act: whoever is back does not wait for the last day of his Plh.
        """
        if self.duty is None or self.duty.kind != AppointmentKind.DEFINITIVE:
            return ""
        acting = AppointmentKind.ACTING_ABSENT.label
        deputies = [holder for holder in self.people if holder.capacity == f"{acting} {self.duty.capacity}"]
        return ", ".join(f"{holder.capacity}: {holder.name}" for holder in deputies)

    @property
    def assign_url(self) -> str:
        return reverse("assigning:assign", args=[self.case.submission.pk, self.step_run.pk])

    @property
    def waiting_for(self) -> str:
        """Write "Menunggu SEKRETARIS: Sari Rekaan, S.E. (Sekretaris Dinas)."."""
        names = ", ".join(holder.told for holder in self.people)
        return f"Menunggu {self.columns}: {names or NOBODY}."

    @property
    def blocked(self) -> str:
        """Why this holder may not act now, and who can; "" where he may."""
        opens = self.step_run.opens_at
        if opens and opens > self.case.at:
            return f"Langkah ini baru dapat dikerjakan mulai {format_moment(opens, self.case.zone)}."
        if self.case.is_entrant and any(CHECKING & set(move.effects) for move in self.forward):
            return OwnFigures(self.others).sentence
        return ""

    @property
    def others(self) -> str:
        """Who may do it today and has entered nothing."""
        others = self.case.holders.besides(self.step, self.unit, self.case.submission.entrants)
        return ", ".join(holder.told for holder in others)

    @property
    def time(self) -> str:
        return printed_time(self.step)

    @property
    def due(self) -> str:
        return format_moment(self.step_run.due_at, self.case.zone) if self.step_run.due_at else ""

    @property
    def late(self) -> Label | None:
        return late_tag(self.step_run.due_at, at=self.case.at, calendar=self.case.calendar)

    @property
    def held_for(self) -> str:
        """How long it could have been worked on, in working time."""
        not_before = self.case.submission.run.not_before
        begun = begins_at(self.step_run.opened_at, not_before, fills=self.step.fills)
        minutes = working_minutes_between(self.case.calendar, begun, self.case.at)
        return working_time(minutes, self.case.calendar, self.case.at)

    @property
    def progress(self) -> str:
        """Write "3 dari 5 bidang"; "" for a step that is not done per unit."""
        done, total = units_done(self.case.submission.run, self.step)
        return f"{done} dari {total} {self.case.submission.run.office.unit_term.lower()}" if total else ""


def open_case(user: User, pk: int) -> Case:
    """The file for this person; Http404 for a stranger. Five queries, and those of a calendar not read this minute."""
    at = timezone.now()
    submission = fetch(user, pk)
    day, run = today(submission), submission.run
    version = run.publication.version_id
    return Case(
        submission,
        definition_of(run.publication),
        performer_for(user, version, day),
        holders_today(version, day, run),
        tuple(step_runs_of(run)),
        calendar_of(run.office, at),
        at,
    )
