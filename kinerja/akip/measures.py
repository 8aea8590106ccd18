"""Compliance and evaluation of a year on paper, the same whoever asks for them."""

from kinerja.akip.records import Records
from kinerja.compliance.evaluation_page import Desk, facts_for, parts_of
from kinerja.compliance.lines import publications_of
from kinerja.compliance.models import Evaluation
from kinerja.compliance.page import compliance_of
from kinerja.compliance.papers import compliance_paper, evaluation_paper
from kinerja.compliance.scope import BY_STEP, Scope
from kinerja.documents.pdf import render_compliance, render_evaluation
from kinerja.submissions.listing.presence import Presence
from sop.offices.models import User
from sop.procedures.models import Sop


def scope_for(records: Records, sop: Sop, version: int | None = None) -> Scope:
    """The four quarters of the year, looked at by nobody in particular."""
    sop.office = records.office
    day = records.as_of.astimezone(records.office.tz).date()
    nobody = Presence(User(), records.as_of, (), day, (records.office,))
    first = records.year * 4
    return Scope(nobody, sop, tuple(publications_of(sop)), first, first + 3, version, BY_STEP)


def compliance_pdf(records: Records, sop: Sop) -> bytes:
    """Step times of the year against the standard. NoPdfEngine."""
    return render_compliance(compliance_paper(compliance_of(scope_for(records, sop))))


def evaluation_pdf(records: Records, found: Evaluation) -> bytes:
    """A finished evaluation with the figures that were frozen then. NoPdfEngine."""
    same = [row for row in records.evaluations if row.version_id == found.version_id]
    scope = scope_for(records, found.version.sop, found.version.version)
    desk = Desk(scope, records.year, found.version, found, tuple(same), None)
    return render_evaluation(evaluation_paper(desk, parts_of(desk), facts_for(desk)))
