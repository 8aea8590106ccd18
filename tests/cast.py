"""The cast: the same office, people and files in every test. Everybody's password is `PHRASE`.

Musi Rawas: step 1, 3, 5, 6, 11 staff, 2, 7, 10 kasubag, 4 a bidang, 8 sekretaris, 9 kepala dinas.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from kinerja.submissions.models import Status, Submission
from sop.offices.models import Appointment, AppointmentKind, Position, User
from tests import makers
from tests.worlds import ADMIN, OUTSIDER, World, load_world, person

FILLING, WAITING = 4, 5  # places of Musi Rawas: the bidang fill; staff verifies


@pytest.fixture
def office_of(db: None) -> Callable[[str], World]:
    """The office of a seed: "sumenep", "musi-rawas", "tasikmalaya", "iv-jurai", "mojokerto"."""
    return load_world


@pytest.fixture
def musi_rawas(db: None) -> World:
    return load_world("musi-rawas")


@pytest.fixture
def operator(musi_rawas: World) -> User:
    """Staf/Operator: begins, verifies, files."""
    return person("musirawas.operator")


@pytest.fixture
def kasubag(musi_rawas: World) -> User:
    return person("musirawas.kasubag")


@pytest.fixture
def sekretaris(musi_rawas: World) -> User:
    return person("musirawas.sekretaris")


@pytest.fixture
def kepala_dinas(musi_rawas: World) -> User:
    return person("musirawas.kepala")


@pytest.fixture
def kabid(musi_rawas: World) -> User:
    """Head of the bidang of civil registration: may fill for it."""
    return person("musirawas.kabid-capil")


@pytest.fixture
def filler(musi_rawas: World) -> User:
    """Pengolah data of the bidang of civil registration: fills for it."""
    return person("musirawas.staf-capil")


@pytest.fixture
def plh_kepala_dinas(musi_rawas: World) -> User:
    """A kabid who acts for the head from two days ago until in a week."""
    today = timezone.localdate(timezone=musi_rawas.office.tz)
    user = person("musirawas.kabid-dafduk")
    Appointment.objects.create(
        user=user, position=Position.objects.get(office=musi_rawas.office, code="kepala-dinas"),
        kind=AppointmentKind.ACTING_ABSENT, decree_number="800.1.11.1/7", decree_date=today - dt.timedelta(days=3),
        since=today - dt.timedelta(days=2), until=today + dt.timedelta(days=7),
    )  # fmt: skip
    return user


@pytest.fixture
def outsider(musi_rawas: World) -> User:
    """Head of another office: to him nothing of Musi Rawas exists."""
    return person(OUTSIDER)


@pytest.fixture
def admin(musi_rawas: World) -> User:
    """Superuser: sees all offices, acts in none."""
    return person(ADMIN)


@pytest.fixture
def submission_at(musi_rawas: World) -> Callable[..., Submission]:
    """Maker of files of Musi Rawas: by status ("paraf") or by the place of the step that is open (8)."""

    def make(until: str | int, **options: Any) -> Submission:
        return makers.submission_at(until, world=musi_rawas, **options)

    return make


@pytest.fixture
def draft(submission_at: Callable[..., Submission]) -> Submission:
    """Open for every bidang to fill, nothing entered yet."""
    return submission_at(FILLING)


@pytest.fixture
def waiting(submission_at: Callable[..., Submission]) -> Submission:
    """Filled, not yet verified."""
    return submission_at(WAITING)


@pytest.fixture
def verified(submission_at: Callable[..., Submission]) -> Submission:
    return submission_at(Status.VERIFIED)


@pytest.fixture
def paraf(submission_at: Callable[..., Submission]) -> Submission:
    """Initialled by the kasubag; the sekretaris comes next."""
    return submission_at(Status.PARAF)


@pytest.fixture
def signed(submission_at: Callable[..., Submission]) -> Submission:
    return submission_at(Status.SIGNED)


@pytest.fixture
def archived(submission_at: Callable[..., Submission]) -> Submission:
    return submission_at(makers.END)
