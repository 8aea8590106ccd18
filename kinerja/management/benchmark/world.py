"""The office that is measured: Musi Rawas as in the fixtures, one person per post, thirty indicators of one unit."""

import datetime as dt
import itertools
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from kinerja.indicators.models import Indicator, Objective, Target
from kinerja.management.demo.staff import Staff
from kinerja.management.demo.walker import Guide
from kinerja.periods.models import Obligation, Period
from kinerja.signing.models import SignedDocument
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.offices.models import Appointment, Position, Unit, User
from sop.procedures.actions import publish
from sop.procedures.models import Sop

OFFICE, UNIT, INDICATORS = "disdukcapil-musi-rawas", "pencatatan-sipil", 30
SINCE = dt.date(2000, 1, 1)
_documents = itertools.count(1)


@dataclass
class World:
    """The office with its obligation, the people by post, and the unit that fills."""

    obligation: Obligation
    unit: Unit
    people: dict[str, User]
    guide: Guide
    years = itertools.count(2030)

    def begin(self) -> Submission:
        """A new file, of a year that has none yet."""
        period, _ = Period.objects.get_or_create(kind="quarter", year=next(self.years), number=1)
        _aim(self.unit, period)
        return start(self.obligation, period, by=self.people["staf-perencanaan"])


def build() -> World:
    """Load, publish and staff the office in an empty database."""
    call_command("loaddata", Path(settings.BASE_DIR) / "fixtures" / "sop" / "musi-rawas.yaml", verbosity=0)
    sop = Sop.objects.get(office__code=OFFICE)
    version = sop.versions.get()
    publish(version, by=None, at=timezone.now())
    people = {position.code: _appoint(position) for position in Position.objects.filter(office=sop.office)}
    unit = Unit.objects.get(office=sop.office, code=UNIT)
    objective = Objective.objects.create(office=sop.office, name="Sasaran", order=1)
    for order in range(1, INDICATORS + 1):
        indicator = Indicator.objects.create(
            office=sop.office,
            objective=objective,
            name=f"Persentase layanan {order}",
            measure="%",
            order=order,
        )
        indicator.units.add(unit)
    obligation = Obligation.objects.create(office=sop.office, sop=sop, kind="quarter", since=SINCE)
    return World(obligation, unit, people, Guide(Staff.of(version.pk), prepare=document))


def _appoint(position: Position) -> User:
    user = User(username=f"ukur-{position.code}", name=position.title)
    user.set_unusable_password()
    user.save()
    Appointment.objects.create(user=user, position=position, since=SINCE)
    return user


def _aim(unit: Unit, period: Period) -> None:
    Target.objects.bulk_create(
        Target(
            indicator=indicator, unit=unit, kind=period.kind, year=period.year, number=period.number, value=95
        )
        for indicator in unit.indicators.all()
    )


def document(submission: Submission, _by: User, at: dt.datetime) -> SignedDocument:
    """A signed paper without its rendering, which is measured by itself."""
    number = next(_documents)
    return SignedDocument(
        office_id=submission.office_id, code=f"{number:08d}", title=submission.run.title, period="TW I",
        sha256=f"{number:064d}", size=1, path="documents/ukur.pdf", data_hash=submission.data_hash, signed_at=at,
        signers=[],
    )  # fmt: skip
