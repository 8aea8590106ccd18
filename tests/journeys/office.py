"""An office to walk through in the browser: one SOP of the fixtures, its people with their certificates, its indicators, nothing filed yet."""

import datetime as dt
from dataclasses import dataclass

from django.core.management import call_command
from django.utils import timezone

from kinerja.management.demo.certificates import certify
from kinerja.management.demo.files import plans, sheet_files
from kinerja.management.demo.indicators import plan_indicators
from kinerja.management.demo.people import hire
from kinerja.management.demo.staff import Staff
from kinerja.periods.models import Obligation
from sop.offices.models import Office
from sop.procedures.loader import load
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of

FEW = 4


@dataclass
class JourneyOffice:
    office: Office
    obligation: Obligation
    publication: Publication
    staff: Staff


def open_office(seed: str) -> JourneyOffice:
    """Load and publish one of the five sheets, hire its people, plan a few indicators for every unit."""
    call_command("createcachetable", verbosity=0)
    today = timezone.localdate()
    load(sheet_files(seed), at=timezone.now(), by=None, publishing=True)
    publication = Publication.objects.select_related("version__sop__office").get()
    sop = publication.version.sop
    kind = plans()[sop.office.code]["kind"]
    hire(sop.office, today=today)
    certify(publication.version_id, definition_of(publication))
    plan_indicators(sop.office, first_year=today.year - 1)
    obligation = Obligation.objects.create(
        office=sop.office, sop=sop, kind=kind, since=dt.date(today.year - 1, 1, 1)
    )
    return JourneyOffice(sop.office, obligation, publication, Staff.of(publication.version_id))
