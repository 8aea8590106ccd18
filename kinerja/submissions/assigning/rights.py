"""Who may give an open step to a person, and to whom it may be given."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinerja.submissions.holding import checked_by, checking
from kinerja.submissions.models import Submission
from kinerja.submissions.queries import Holders, holders_today
from sop.errors import RuleError
from sop.offices.models import Appointment, KeeperPost, Position, User
from sop.offices.queries import capacities_on
from sop.procedures.definition import Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.performers import performer_for

ADMIN = "Admin aplikasi"


class NotAssigning(RuleError):
    code = "not_assigning"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Langkah ini ditugaskan oleh pengelola pengaturan kantor atau atasan jabatan pelaksananya. "
            "Sampaikan kepadanya bila langkah ini tidak ada yang mengerjakan."
        )


class CannotAssign(RuleError):
    """The person chosen may not do this step."""

    code = "cannot_assign"
    http_status = 422


@dataclass(frozen=True)
class Ground:
    """An open place of a file on a day, with everything by which a person is weighed. Three queries."""

    submission: Submission
    definition: Definition
    place: Mapping[str, Any]
    day: dt.date
    holders: Holders
    posts: Mapping[int, str]  # person → his posts in the office that day, as printed

    @property
    def step(self) -> StepDef:
        return self.definition.steps[self.place["step"]]

    @property
    def holder_ids(self) -> set[int]:
        """Those whose turn it is by the column, whether or not the step is assigned."""
        return {holder.user_id for holder in self.holders.of(self.step, self.place["unit"])}

    @property
    def checks(self) -> bool:
        return checking(self.definition, self.place)


def ground_of(submission: Submission, place: Mapping[str, Any], day: dt.date) -> Ground:
    run = submission.run
    holders = holders_today(run.publication.version_id, day, run)
    return Ground(
        submission, definition_of(run.publication), place, day, holders, capacities_on(run.office_id, day)
    )


def may_assign(ground: Ground, user: User) -> bool:
    """A keeper of the office, a superuser, or the superior of a post that stands for the step. At most two queries."""
    if user.is_superuser:
        return True
    run = ground.submission.run
    held = Appointment.objects.on(ground.day).filter(user=user, position__office=run.office_id)
    if KeeperPost.objects.filter(position__appointments__in=held).exists():
        return True
    posts = Position.objects.filter(
        bindings__actor__version=run.publication.version_id, bindings__actor__order__in=ground.step.actors
    )
    if ground.place["unit"]:
        posts = posts.filter(unit=ground.place["unit"])
    return posts.filter(superior__appointments__in=held).exists()


def candidates(ground: Ground, by: User) -> list[tuple[int, str]]:
    """People of the office to whom the step may be given: pk and "Sari Rekaan (Perencana)". Two queries."""
    barred = ground.holder_ids | {by.pk} | (set(ground.submission.entrants) if ground.checks else set())
    people = User.objects.filter(pk__in=set(ground.posts) - barred).order_by("name", "pk")
    return [(person.pk, f"{person.name} ({ground.posts[person.pk]})") for person in people]


def insist_suitable(ground: Ground, to: User, by: User) -> None:
    """Refuse a person who is a stranger, is of the column already, or would check what he entered (CannotAssign)."""
    if to.pk not in ground.posts:
        raise CannotAssign(
            f"{to.name} tidak memegang jabatan di perangkat daerah ini hari ini. Pilih pegawai lain."
        )
    if to.pk == by.pk:
        raise CannotAssign("Anda tidak dapat menugaskan langkah kepada diri sendiri. Pilih pegawai lain.")
    if to.pk in ground.holder_ids:
        raise CannotAssign(f"Langkah ini sudah menjadi tugas {to.name} menurut jabatannya.")
    if ground.checks and to.pk in ground.submission.entrants:
        raise CannotAssign(
            f"{to.name} ikut mengisi data ini, sehingga tidak dapat memeriksa, memaraf, atau menandatanganinya. "
            "Pilih pegawai lain."
        )
    if ground.step.fills:
        _insist_no_checker(ground, to)


def _insist_no_checker(ground: Ground, to: User) -> None:
    performer = performer_for(to, ground.submission.run.publication.version_id, ground.day)
    if check := checked_by(performer, ground.definition):
        raise CannotAssign(
            f"{to.name} memeriksa data ini pada langkah {check.number or check.position}, sehingga angkanya harus diisi "
            "pegawai lain."
        )
